"""Who is let in where people sign in: whoever has a session that lives, and nobody else.

A request is answered as that of its person. A page that is open is one long connection: its session
is looked at again each second, and before each thing that a reader does, so that nothing is shown
or done for one that is over.
"""

import asyncio
from urllib.parse import quote

from data.access import sign_in
from data.access.person import at_work
from data.ledger.accounts.sessions import Session
from data.ledger.accounts.tokens import FORM, is_token
from data.refusal import RefusedError
from pages.shell.server.asgi import Application, Message, Receive, Send, values
from pages.shell.server.operations import HEALTH, METRICS
from pages.shell.server.sign_in import cookies, provider
from pages.shell.server.sign_in.answers import SIGN_IN
from pages.shell.server.sign_in.at_work import is_of
from pages.shell.server.sign_in.living import living

SIGN_OUT, SIGNED_IN, THROUGH = "/sign-out", "/signed-in", "/sign-in/provider"
FREE = (SIGN_IN, SIGN_OUT, SIGNED_IN, THROUGH, "/_stcore/health", HEALTH)
LOOK = 0.9  # seconds between two looks at an open page
OVER = 4401  # the code with which the connection of a page ends; pages/shell/frontend/over.js
PROGRAMS = "/api/v1/"  # the addresses that a token of a program opens
UPLOAD = "/_stcore/upload_file/"  # then the name of a page
PROTOCOL = b"sec-websocket-protocol"  # in which a browser names the page that it goes on with
NO_PAGES = ("/_stcore/", "/media/", "/app/", "/static/", "/component/", "/api/", "/find.json")


async def admit(app: Application, scope: Message, receive: Receive, send: Send) -> None:
    """Hands a request on where its session lives, else says what to do."""
    path = scope["path"]
    if path in FREE and scope["type"] == "http":
        await app(scope, receive, send)
        return
    if path in provider.PATHS and scope["type"] == "http" and sign_in.OIDC in sign_in.ways():
        await provider.through(app, scope, receive, send)
        return
    if path in provider.PATHS or path in provider.CLOSED:
        await answer(scope, receive, send, 404, "Not found.")
        return
    try:
        program = _token_of_program(scope)
        token = program or cookies.read(cookies.of(scope), cookies.SESSION)
        if not token and path == METRICS and scope["type"] == "http":
            await app(scope, receive, send)  # which answers a program of this machine
            return
        session = await living().look(token) if token else None
        if session is not None and is_token(session) != bool(program):
            session = None
    except RefusedError:
        await answer(scope, receive, send, 503, "Nobody can be let in: sessions cannot be checked.")
        return
    if session is None:
        await answer(scope, receive, send, 401, "Sign in first.")
        return
    living().saw(session)
    if scope["type"] == "websocket":
        await app(_of_own_page(scope, session), *_watched(token, receive, send))
    elif path.startswith(UPLOAD) and not is_of(path.split("/")[3], session):
        await answer(scope, receive, send, 404, "Not found.")
    else:
        with at_work(session.person):
            await app(scope, receive, _unshared(scope, send))


def _token_of_program(scope: Message) -> str:
    """The token with which a program reads figures; "" of all else, where it would be no use."""
    if scope["type"] != "http" or not scope["path"].startswith(PROGRAMS):
        return ""
    said = values(scope, b"authorization")
    way, _, token = said[0].partition(" ") if len(said) == 1 else ("", "", "")
    is_one = way.lower() == "bearer" and scope["method"] in ("GET", "HEAD")
    return token if is_one and FORM.fullmatch(token) else ""


def is_of_a_page(scope: Message) -> bool:
    """Whether a browser asks for a page, not for something that belongs to one."""
    return (
        scope["type"] == "http"
        and scope["method"] in ("GET", "HEAD")
        and not scope["path"].startswith(NO_PAGES)
        and any("text/html" in text for text in values(scope, b"accept"))
    )


async def answer(scope: Message, receive: Receive, send: Send, status: int, text: str) -> None:
    """Says that something is refused; a reader of a page is led to the sign-in."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": text})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    if status in (401, 503) and is_of_a_page(scope):
        query = scope.get("query_string", b"").decode("latin-1")
        wanted = quote(scope["path"]) + (f"?{query}" if query else "")
        place = f"{SIGN_IN}?next={quote(wanted, safe='')}"
        status, headers = 302, [*headers, (b"location", place.encode("latin-1"))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{text}\n".encode()})


def _of_own_page(scope: Message, session: Session) -> Message:
    """A connection that goes on with no page of somebody else: it begins with one of its own.

    A browser names, in this order: what it speaks, a token, and the page that it was on.
    """
    headers = []
    for name, value in scope["headers"]:
        said = value.split(b",")
        page = said[2].strip().decode("latin-1") if len(said) > 2 else ""
        if name.lower() == PROTOCOL and page and not is_of(page, session):
            value = b",".join(said[:2])
        headers.append((name, value))
    return {**scope, "headers": headers}


def _unshared(scope: Message, send: Send) -> Send:
    """What a session is shown no cache between keeps, and of pages none at all: not on the way back
    after a sign-out either.
    """

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and not scope["path"].startswith("/static/"):
            headers = [one for one in message.get("headers", ()) if one[0] != b"cache-control"]
            said = dict(message.get("headers", ()))
            kept = said.get(b"cache-control", b"no-store").replace(b"public", b"private")
            if said.get(b"content-type", b"").startswith(b"text/html"):
                kept = b"no-store"
            message = {**message, "headers": [*headers, (b"cache-control", kept)]}
        await send(message)

    return sending


def _watched(token: str, receive: Receive, send: Send) -> tuple[Receive, Send]:
    """The two ends of a page's connection, which end with its session."""
    is_over, incoming = False, None

    async def session_of_now() -> Session | None:
        try:
            return await living().look(token)
        except RefusedError:
            return None

    async def receiving() -> Message:
        nonlocal is_over, incoming
        if is_over:
            return {"type": "websocket.disconnect", "code": OVER}
        incoming = incoming or asyncio.ensure_future(receive())
        try:
            while True:
                await asyncio.wait({incoming}, timeout=LOOK)
                session = await session_of_now()
                is_over = session is None
                if is_over:
                    incoming.cancel()
                    await send(
                        {"type": "websocket.close", "code": OVER, "reason": "Sign in again."}
                    )
                    return {"type": "websocket.disconnect", "code": OVER}
                if incoming.done():
                    if session is not None:
                        living().saw(session)
                    found, incoming = incoming.result(), None
                    return found
        except asyncio.CancelledError:
            if incoming is not None:
                incoming.cancel()
            raise

    async def sending(message: Message) -> None:
        if not is_over:
            await send(message)

    return receiving, sending
