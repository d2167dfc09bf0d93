"""Signing in through a provider of OpenID Connect: Streamlit asks it, the session is ours.

Streamlit's own cookie of a user counts for thirty days, whatever the provider said, and goes on
counting after a sign-out. So it never reaches the browser: what it says becomes a session of the
ledger, which ends when it should.
"""

import json
import logging
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import quote, unquote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from streamlit.auth_util import (
    encode_provider_token,
    get_cookie_with_chunks,
    get_secrets_auth_section,
    get_validated_redirect_uri,
)
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from data.access import sign_in
from data.access.person import PROCESS, at_work
from data.ledger.accounts import accounts, sessions
from data.ledger.accounts.signing_in import note_failure
from data.ledger.analysis.named import require_name
from data.refusal import RefusedError
from data.store.snapshot import store_directory
from pages.shell.server.asgi import Application, Message, Receive, Send
from pages.shell.server.sign_in import cookies
from pages.shell.server.sign_in.answers import let_in
from pages.shell.server.sign_in.next import address_of
from pages.shell.server.sign_in.roles_of_provider import CLAIM, FILE, granted, subject_of

LOGIN, CALLBACK, CLOSED = "/auth/login", "/oauth2callback", ("/auth/logout",)
PATHS = (LOGIN, CALLBACK)
NEXT, TEN_MINUTES = "dx_next", 600
NAME_CLAIM = "DX_OIDC_NAME_CLAIM"
SHORTEST_SECRET = 32  # letters
_LOG = logging.getLogger(__name__)


def problem() -> str:
    """What is missing in the settings of the provider; "" where nothing is."""
    auth = get_secrets_auth_section()
    if not auth:
        return "no [auth] in the file of secrets (STREAMLIT_SECRETS_FILES)"
    lacking = [
        name for name in ("client_id", "client_secret", "server_metadata_url") if not auth.get(name)
    ]
    if lacking:
        return f"[auth] lacks {', '.join(lacking)}"
    if get_validated_redirect_uri() is None:
        return f"redirect_uri in [auth] is no address that ends with {CALLBACK}"
    if len(get_cookie_secret()) < SHORTEST_SECRET:
        return f"cookie_secret in [auth] has fewer than {SHORTEST_SECRET} letters"
    if not (os.environ.get(CLAIM) or os.environ.get(FILE)):
        return f"neither {CLAIM} nor {FILE} says who has which role"
    return ""


async def leave(request: Request) -> Response:
    """Sends a browser to the provider, and has it remember where it wanted to go."""
    wanted = address_of(request.query_params.get("next", ""))
    if sign_in.OIDC not in sign_in.ways():
        return Response("Not found.", 404)
    response = RedirectResponse(f"{LOGIN}?provider={encode_provider_token('default')}", 303)
    remembered = cookies.header(request.scope, NEXT, quote(wanted, safe=""), CALLBACK, TEN_MINUTES)
    response.raw_headers.append(remembered)
    return response


async def through(app: Application, scope: Message, receive: Receive, send: Send) -> None:
    """Hands on what Streamlit answers; what the provider says becomes a session of ours."""
    sent: list[Message] = []

    async def collecting(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, collecting)
    given = [one for one in sent[0].get("headers", ()) if one[0].lower() == b"set-cookie"]
    if scope["path"] == CALLBACK:
        response = await _answer(Request(scope, receive), _claims(given))
    elif sent[0]["status"] >= 400:  # the provider cannot be reached, for example
        response = RedirectResponse("/sign-in?why=provider", 303)
    else:
        for message in sent:
            await send(message)
        return
    theirs = USER_COOKIE_NAME.encode()
    response.raw_headers += [one for one in given if not one[1].startswith(theirs)]
    await response(scope, receive, send)


async def _answer(request: Request, claims: Mapping[str, Any]) -> Response:
    if not claims.get("sub"):
        return RedirectResponse("/sign-in?why=provider", 303)
    try:
        token = await to_thread.run_sync(_begun, claims)
        remembered = unquote(cookies.read(request.cookies, NEXT, TEN_MINUTES))
        if token:
            return await let_in(request, token, address_of(remembered))
    except RefusedError as refused:
        _LOG.warning("Somebody of the provider was not let in: %s", refused)
        if refused.file != accounts.ACCOUNT:
            return RedirectResponse("/sign-in?why=unavailable", 303)
    return RedirectResponse("/sign-in?why=role", 303)


def _begun(claims: Mapping[str, Any]) -> str:
    """The token of a new session; "" where the claims give no role, which is noted."""
    store, role = store_directory(), granted(claims)
    with at_work(PROCESS):
        if not role:
            note_failure(store, "by a provider, without a role")
            return ""
        subject = subject_of(claims)
        kept = accounts.add_of_provider(store, subject, _name(claims, subject), role, "")
        until = claims.get("exp")
        end = datetime.fromtimestamp(until, UTC) if isinstance(until, int | float) else None
        return sessions.begin(store, kept.id, kept.name, sign_in.OIDC, end)


def _name(claims: Mapping[str, Any], subject: str) -> str:
    """What the log calls somebody: the office that a claim names, else a part of the hash."""
    said = claims.get(os.environ.get(NAME_CLAIM, ""))
    try:
        return require_name(said) if isinstance(said, str) else f"oidc {subject[:8]}"
    except RefusedError:  # a person's address, for example
        return f"oidc {subject[:8]}"


def _claims(given: list[tuple[bytes, bytes]]) -> dict[str, Any]:
    """What Streamlit would have the browser keep of its user; {} where it let nobody in."""
    found: SimpleCookie = SimpleCookie()
    for _, text in given:
        try:
            found.load(text.decode("latin-1"))
        except CookieError:
            continue
    secret = get_cookie_secret()

    def one(name: str) -> bytes | None:
        return decode_signed_value(secret, name, found[name].value) if name in found else None

    said = get_cookie_with_chunks(one, USER_COOKIE_NAME)
    return dict(json.loads(said)) if said else {}
