"""A store in which people sign in, and a guard before an application of the test's own."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from data.access.person import alone, person
from data.ledger.accounts import sessions
from data.ledger.accounts.accounts import Account, account_of, add
from pages.shell.server.asgi import Message, Receive, Send
from pages.shell.server.guard import Guard
from pages.shell.server.sign_in import at_work, cookies
from pages.shell.server.sign_in.living import living
from tests.serving import answered
from tests.stores import copy_of

PASSWORD = "đủ dài để dùng"
HOST = "dashboard.example.vn"


@dataclass
class Office:
    """The store, and the accounts whose name is their role."""

    store: Path

    def account(self, name: str) -> Account:
        """An account as it is now."""
        return account_of(self.store, name)

    def token(self, name: str) -> str:
        """Of a new session."""
        token = sessions.begin(self.store, self.account(name).id, name, "local")
        living().forget()
        return token

    def cookie(self, name: str) -> str:
        """What a browser sends of a new session."""
        return cookie_of(self.token(name))


def cookie_of(token: str) -> str:
    """What a browser sends of a token."""
    _, text = cookies.header({"scheme": "http"}, cookies.SESSION, token)
    return text.decode().partition(";")[0]


@dataclass
class Answered:
    """What a guard answered; `person` is who was at work where the application was reached."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    person: str | None = None
    protocol: str = ""  # what the browser of a page says that it speaks, as the application hears
    sent: list[Message] = field(default_factory=list)


@pytest.fixture(scope="session")
def with_accounts(once: Callable[..., Path]) -> Path:
    """A store with an account of each of two roles."""

    def fill(store: Path) -> None:
        for role in ("viewer", "admin"):
            add(store, role, role, PASSWORD, "")

    return once("with-accounts", fill)


@pytest.fixture
def office(
    with_accounts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    monkeypatch.setenv("DX_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("DX_SIGN_IN", "local")
    for name in ("DX_LEDGER", "DX_OPEN", "DX_BASE_URL", "DX_SESSION_HOURS", "DX_OIDC_ROLES"):
        monkeypatch.delenv(name, raising=False)
    store = copy_of(with_accounts, tmp_path / "store")
    monkeypatch.setattr("data.access.person._found", alone)  # as it was, when this is over
    at_work.begin()
    yield Office(store)


def ask(
    path: str,
    cookie: str = "",
    method: str = "GET",
    kind: str = "http",
    meanwhile: Callable[[], None] | None = None,
    messages: int = 1,
    **more: str,
) -> Answered:
    """What a guard answers; `meanwhile` is done once a connection is open, before its messages."""
    headers = {"host": HOST, "accept": "text/html", **more}
    if cookie:
        headers["cookie"] = cookie
    plain, _, query = path.partition("?")
    scope: Message = {
        "type": kind,
        "path": plain,
        "query_string": query.encode(),
        "client": ("10.0.0.7", 1),
        "scheme": "https" if kind == "http" else "wss",
        "headers": [(name.replace("_", "-").encode(), text.encode("latin-1"))
                    for name, text in headers.items()],
    }  # fmt: skip
    if kind == "http":
        scope["method"] = method
    return answered(_asked(scope, meanwhile, messages))


async def _asked(scope: Message, meanwhile: Callable[[], None] | None, messages: int) -> Answered:
    found = Answered()
    waiting: asyncio.Queue[Message] = asyncio.Queue()
    is_page = scope["type"] == "websocket"
    waiting.put_nowait({"type": "websocket.connect"} if is_page else {"type": "http.request"})

    async def application(scope: Message, receive: Receive, send: Send) -> None:
        if not is_page:
            found.person = person().name
            kind = [(b"content-type", b"text/html"), (b"cache-control", b"public, max-age=9")]
            await send({"type": "http.response.start", "status": 200, "headers": kind})
            await send({"type": "http.response.body", "body": b"shown"})
            return
        found.protocol = dict(scope["headers"]).get(b"sec-websocket-protocol", b"").decode()
        await receive()
        await send({"type": "websocket.accept"})
        if meanwhile is not None:
            await asyncio.to_thread(meanwhile)
        for _ in range(messages):
            waiting.put_nowait({"type": "websocket.receive", "bytes": b"click"})
        while (await receive())["type"] == "websocket.receive":
            found.person = "done"
            await send({"type": "websocket.send", "bytes": b"shown"})
            waiting.put_nowait({"type": "websocket.disconnect", "code": 1000})
        await send({"type": "websocket.send", "bytes": b"shown too late"})

    async def send(message: Message) -> None:
        found.sent.append(message)
        if message["type"] == "http.response.start":
            found.status = message["status"]
            found.headers = {n.decode(): v.decode("latin-1") for n, v in message["headers"]}
        elif message["type"] == "http.response.body":
            found.body += message["body"]

    await asyncio.wait_for(Guard(application)(scope, waiting.get, send), 20)
    return found
