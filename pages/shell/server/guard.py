"""What comes to the server before Streamlit sees it: who may ask, and what every answer carries.

Without a sign-in the server is for the machine that it runs on. DX_SIGN_IN lets in who signs in
(`sign_in`). DX_OPEN=read says that whoever reaches it may read; then nobody can change anything
(`data.ledger.gate`).
"""

import ipaddress
import os
from urllib.parse import urlsplit

from streamlit.config import get_option

from data.access import sign_in
from data.access.person import READER, hand_nobody, is_open
from data.access.person import at_work as person_at_work
from data.ledger.accounts import sessions
from data.ledger.accounts.key import key_of
from data.refusal import RefusedError
from data.scratch import sweep
from data.store.snapshot import store_directory
from geo import province_check
from geo.errors import GeoError
from kpis.catalogue import catalogue
from kpis.errors import CatalogueError
from pages.shell.server import heaps
from pages.shell.server.asgi import Application, Message, Receive, Send
from pages.shell.server.operations import logs
from pages.shell.server.sign_in import at_work, provider
from pages.shell.server.sign_in.entrance import admit

READERS_ADDRESS = "DX_BASE_URL"  # where readers open the dashboard
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/openapi.json", "/_stcore/script-health-check")
# How the headers begin that proxies and tunnels add; a browser sends none of them.
FORWARDED = (
    *(b"forwarded", b"via", b"x-forwarded", b"x-original-", b"x-real-", b"x-client-ip", b"cf-"),
    *(b"true-client-ip", b"x-envoy-", b"x-amzn-", b"x-arr-"),
)
# Streamlit runs the scripts of st.html in the page, and some hold names of a figure: no hash or
# nonce fits them. What matters is that nothing is fetched from, or sent to, anywhere else.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' blob:; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self';"
    " worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-frame-options", b"DENY"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)


def begin() -> None:
    """What a server does before it listens: see whom it would reach, sweep what one left before."""
    logs.configure()
    require_province()
    require_local()
    require_sign_in()
    at_work.begin()
    hand_nobody()
    sweep()
    heaps.share()


def require_province() -> None:
    """Ends a server whose province is not in order, and says all that is wrong with its folder."""
    try:
        province_check.require()
        catalogue.load()
    except (GeoError, CatalogueError) as error:
        raise SystemExit(f"The folder of the province is not in order:\n{error}") from None


def require_local() -> None:
    """Ends a server that would listen to other machines, unless they sign in or may only read."""
    address = str(get_option("server.address") or "0.0.0.0")
    if sign_in.is_on() or is_open() or address.startswith("unix://") or is_local(address):
        return
    raise SystemExit(
        f"server.address is {address}: other machines would reach the dashboard, and nobody signs"
        " in. Start it on 127.0.0.1; or set DX_SIGN_IN=local (accounts: python -m data.ledger"
        " account add) or DX_SIGN_IN=oidc (docs/deploy.md); or set DX_OPEN=read, so that whoever"
        " reaches it may read and nobody can change anything."
    )


def require_sign_in() -> None:
    """Ends a server to which nobody could sign in, or not as it is meant."""
    if not sign_in.is_on():
        return
    try:
        ways = sign_in.ways()
        sessions.hours()
        key_of(store_directory())
    except (ValueError, RefusedError) as error:
        raise SystemExit(f"Nobody could sign in: {error}.") from error
    if not ways:
        raise SystemExit("DX_SIGN_IN names no way to sign in: “local”, “oidc” or “local oidc”.")
    if sign_in.OIDC in ways and (lacking := provider.problem()):
        raise SystemExit(f"Nobody could sign in through a provider: {lacking} (docs/deploy.md).")


def is_local(host: str) -> bool:
    """Whether a name or an address is that of the machine itself."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Guard:
    """The ASGI middleware before all others."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answers what is refused; every other answer gets the headers."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = {name for name, _ in HEADERS}
                kept = [one for one in message.get("headers", ()) if one[0].lower() not in ours]
                message = {**message, "headers": [*kept, *HEADERS]}
            await send(message)

        status, reason = refused(scope)
        if not status and sign_in.is_on():
            await admit(self.app, scope, receive, sending)
        elif not status and is_open() and scope["type"] == "http":
            with person_at_work(READER):
                await self.app(scope, receive, sending)
        elif not status:
            await self.app(scope, receive, sending)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008, "reason": reason})
        else:
            headers = [(b"content-type", b"text/plain; charset=utf-8")]
            await sending({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": f"{reason}\n".encode()})


def refused(scope: Message) -> tuple[int, str]:
    """The status and the reason why something is not answered; 0 and "" where it is."""
    headers: dict[bytes, list[str]] = {}
    for name, value in scope["headers"]:
        headers.setdefault(name.lower(), []).append(value.decode("latin-1"))
    if not (is_open() or sign_in.is_on()):
        client = (scope.get("client") or ("127.0.0.1",))[0]
        if not is_local(client) or any(name.startswith(FORWARDED) for name in headers):
            return 403, (
                "This came from another machine or through a proxy, and nobody signs in here."
                " Start the dashboard with DX_SIGN_IN to let in who signs in, or with DX_OPEN=read"
                " to let whoever reaches it read."
            )
    hosts = headers.get(b"host", [])
    if len(hosts) != 1 or not _is_host(hosts[0]):
        return 421, "The Host header names another server."
    path = scope["path"].rstrip("/")
    if any(path == one or path.startswith(f"{one}/") for one in CLOSED):
        return 404, "Not found."
    if scope["type"] == "websocket":
        origins = headers.get(b"origin", [])
        if len(origins) != 1 or _netloc(origins[0]) != hosts[0].lower():
            return 403, "The Origin header is missing or of another server."
    elif scope["method"] not in ("GET", "HEAD", "OPTIONS"):
        if is_open():
            return 403, "This server is for reading: nothing can be sent to it."
        origins = headers.get(b"origin", [])
        is_from_here = len(origins) == 1 and _netloc(origins[0]) == hosts[0].lower()
        if sign_in.is_on() and not is_from_here:
            return 403, "The Origin header is missing or of another server."
    return 0, ""


def _netloc(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def _is_host(host: str) -> bool:
    """Whether a server may be asked by this name: its own where it is for its machine.

    Where people sign in, that of DX_BASE_URL too; any where that is not set.
    """
    try:
        found = urlsplit(f"//{host}")
        name, is_plain = found.hostname or "", found.netloc == host and "@" not in host
        _ = found.port  # ValueError for what is no number
    except ValueError:
        return False
    address = _netloc(os.environ.get(READERS_ADDRESS, "")) if sign_in.is_on() else ""
    may_be_any = is_open() or (sign_in.is_on() and not address)
    return bool(name) and is_plain and (may_be_any or is_local(name) or host.lower() == address)
