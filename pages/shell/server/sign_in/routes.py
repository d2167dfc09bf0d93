"""The addresses of signing in and out: our own, so that the cookie is set by the server alone."""

import secrets
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from data.access import sign_in
from data.access.person import PROCESS, at_work
from data.ledger.accounts import signing_in
from data.ledger.accounts.signing_in import Answer
from data.refusal import RefusedError
from data.store.snapshot import store_directory
from pages.shell.server.asgi import values
from pages.shell.server.sign_in import cookies, provider
from pages.shell.server.sign_in.answers import SIGN_IN, end, kept_nowhere, let_in, session_of
from pages.shell.server.sign_in.entrance import SIGN_OUT, SIGNED_IN, THROUGH
from pages.shell.server.sign_in.next import address_of
from pages.shell.server.sign_in.page import sign_in_page, sign_out_page, told
from pages.text.language import DEFAULT, Language

LARGEST = 8_000  # bytes of a form
HOUR = 3600  # seconds for which a form may be sent
ENDS_IN = "X-Ends-In"  # seconds, for a page that warns in time: pages/shell/frontend/over.js
KEPT_BY = "X-Kept-By"  # of the files that nginx sends: any cache, or the browser alone


def routes() -> list[Route]:
    """The addresses, for `streamlit.starlette.App`; without sign-in one that says that all may."""
    if not sign_in.is_on():
        return [Route(SIGNED_IN, _everybody, methods=["GET"])]
    turns = CapacityLimiter(2)  # who hashes passwords at a time: 64 MiB and a core each

    async def enter(request: Request) -> Response:
        return await _enter(request, turns)

    return [
        Route(SIGN_IN, _form, methods=["GET"]),
        Route(SIGN_IN, enter, methods=["POST"]),
        Route(THROUGH, provider.leave, methods=["GET"]),
        Route(SIGN_OUT, _ask, methods=["GET"]),
        Route(SIGN_OUT, _leave, methods=["POST"]),
        Route(SIGNED_IN, _is_signed_in, methods=["GET"]),
    ]


async def _everybody(request: Request) -> Response:
    return Response(status_code=HTTPStatus.NO_CONTENT, headers={KEPT_BY: "public"})


async def _is_signed_in(request: Request) -> Response:
    """For nginx and for scripts of a page: 204 with the seconds that are left, 401, or 503 where it
    cannot be known.
    """
    try:
        session = await session_of(request)
    except RefusedError:
        return kept_nowhere(Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE))
    headers, status = {KEPT_BY: "private"}, HTTPStatus.UNAUTHORIZED
    if session is not None:
        left = datetime.fromisoformat(session.expires) - datetime.now(UTC)
        headers |= {ENDS_IN: str(max(1, int(left.total_seconds())))}
        status = HTTPStatus.NO_CONTENT
    return kept_nowhere(Response(status_code=status, headers=headers))


async def _form(request: Request) -> Response:
    """The form; whoever is signed in goes on to where they wanted, but to sign in `again`."""
    asked = request.query_params
    wanted, words = address_of(asked.get("next", "")), _words(asked.get("lang", ""))
    try:
        if not asked.get("again") and await session_of(request) is not None:
            return kept_nowhere(RedirectResponse(wanted, HTTPStatus.SEE_OTHER))
        return _shown(request, words, wanted, told(asked.get("why", ""), words))
    except RefusedError:
        return _unavailable(words, wanted)


async def _enter(request: Request, turns: CapacityLimiter) -> Response:
    form = await _sent(request)
    wanted, words = address_of(form.get("next", "")), _words(form.get("lang", ""))
    try:
        nonce = cookies.read(request.cookies, cookies.FORM, HOUR)
        is_ours = nonce and secrets.compare_digest(nonce.encode(), form.get("form", "").encode())
        if not (is_ours and _is_from_here(request)) or sign_in.LOCAL not in sign_in.ways():
            return _shown(request, words, wanted, told("form", words), HTTPStatus.FORBIDDEN)
        name, password = form.get("name", "")[:200], form.get("password", "")
        client = request.client.host if request.client is not None else ""
        answer = await to_thread.run_sync(_answer, name, password, client, limiter=turns)
        if answer.wait:
            said, status = told("wait", words, answer.wait), HTTPStatus.TOO_MANY_REQUESTS
            shown = _shown(request, words, wanted, said, status)
            shown.headers["retry-after"] = str(answer.wait)
            return shown
        if not answer.token:
            return _shown(request, words, wanted, told("wrong", words), HTTPStatus.UNAUTHORIZED)
        return await let_in(request, answer.token, wanted)
    except RefusedError:
        return _unavailable(words, wanted)


def _answer(name: str, password: str, client: str) -> Answer:
    with at_work(PROCESS):
        return signing_in.sign_in(store_directory(), name, password, client)


async def _ask(request: Request) -> Response:
    """The question whether to sign out."""
    words = _words(request.query_params.get("lang", ""))
    try:
        session = await session_of(request)
    except RefusedError:
        return _unavailable(words, "/")
    if session is None:
        return RedirectResponse(f"{SIGN_IN}?why=out&lang={words.code}", HTTPStatus.SEE_OTHER)
    return kept_nowhere(HTMLResponse(sign_out_page(words, session.name)))


async def _leave(request: Request) -> Response:
    """Ends the session here, whatever becomes of the cookie."""
    words = _words((await _sent(request)).get("lang", ""))
    if not _is_from_here(request):
        return Response("The form came from elsewhere.", HTTPStatus.FORBIDDEN)
    try:
        await end(request)
    except RefusedError:
        return _unavailable(words, "/")
    place = f"{SIGN_IN}?why=out&lang={words.code}"
    response = kept_nowhere(RedirectResponse(place, HTTPStatus.SEE_OTHER))
    response.raw_headers.append(cookies.header(request.scope, cookies.SESSION, ""))
    return response


async def _sent(request: Request) -> dict[str, str]:
    """The fields of a form; none of what is larger than a form of ours."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            return {}
    try:
        return {name: texts[-1] for name, texts in parse_qs(body.decode(), True).items()}
    except ValueError:
        return {}


def _is_from_here(request: Request) -> bool:
    """Whether a browser says that a page of this server sent it: they all say where it is from."""
    origins, hosts = values(request.scope, b"origin"), values(request.scope, b"host")
    return (
        len(origins) == len(hosts) == 1
        and urlsplit(origins[0]).netloc.lower() == hosts[0].lower() != ""
    )


def _words(code: str) -> Language:
    return Language(code or DEFAULT)


def _shown(
    request: Request, words: Language, wanted: str, said: str, status: int = HTTPStatus.OK
) -> Response:
    """The form, which may be sent for an hour by the browser that got it."""
    nonce = cookies.read(request.cookies, cookies.FORM, HOUR // 2) or secrets.token_urlsafe(16)
    ways = sign_in.ways()
    page = sign_in_page(words, wanted, nonce, said, sign_in.LOCAL in ways, sign_in.OIDC in ways)
    response = kept_nowhere(HTMLResponse(page, status))
    cookie = cookies.header(request.scope, cookies.FORM, nonce, SIGN_IN, HOUR)
    response.raw_headers.append(cookie)
    return response


def _unavailable(words: Language, wanted: str) -> Response:
    said = told("unavailable", words)
    page = sign_in_page(words, wanted, "", said, False, False)
    return kept_nowhere(HTMLResponse(page, HTTPStatus.SERVICE_UNAVAILABLE))
