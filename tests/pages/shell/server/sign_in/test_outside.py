"""What somebody who signed in tries from outside with what is another's: over HTTP and a socket."""

import http.client
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from data.access.person import OPERATOR, Person, at_work
from data.ledger.accounts import sessions, tokens
from data.ledger.accounts.accounts import account_of, add, disable
from data.ledger.analysis.saved_views import SavedView, save_view
from tests.bench.session import Session
from tests.pages.shell.server.sign_in.conftest import PASSWORD, cookie_of
from tests.serving import answered, serving
from tests.stores import copy_of

ROLES = ("viewer", "analyst", "steward", "secretary", "admin")
PAGE = "sources"


@dataclass(frozen=True)
class Office:
    """A dashboard in which an account of each role has signed in."""

    url: str
    store: Path
    cookies: dict[str, str]

    def ask(self, who: str, path: str, method: str = "GET", body: bytes = b"", **more: str):
        """Status and body of a request; `who` is "" for whoever shows no cookie."""
        link = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=60)
        headers = {"Origin": self.url, **more}
        if who:
            headers["Cookie"] = self.cookies[who]
        link.request(method, path, body, headers)
        answer = link.getresponse()
        found = answer.status, answer.read()
        link.close()
        return found

    def ask_until(self, status: int, path: str, **more: str):
        """The same of a program, once it is that: what is known of a session is a second old."""
        end = time.monotonic() + 5
        while (found := self.ask("", path, **more))[0] != status and time.monotonic() < end:
            time.sleep(0.1)
        return found

    async def page(self, who: str, page: str = "") -> tuple[str, set[str]]:
        """The page that somebody gets who asks for one by its name, and the marks in its state."""
        spoken = ["streamlit", "none", page] if page else ["streamlit"]
        async with websockets.connect(
            f"ws://{urlsplit(self.url).netloc}/_stcore/stream",
            subprotocols=[websockets.Subprotocol(one) for one in spoken],
            origin=websockets.Origin(self.url),
            additional_headers={"Cookie": self.cookies[who]},
            max_size=None,
            compression=None,
            ping_interval=None,
        ) as socket:
            session, name, uploads = Session(self.url), "", set[str]()
            await socket.send(session.opening(PAGE, "lang=vi"))
            while True:
                data = await socket.recv()
                message = ForwardMsg.FromString(data)
                if message.WhichOneof("type") == "new_session":
                    name = message.new_session.initialize.session_id
                if session.heard(data):
                    break
            asking = BackMsg()
            asking.file_urls_request.file_names.append("a.csv")
            asking.file_urls_request.session_id = name
            await socket.send(asking.SerializeToString())
            while True:
                message = ForwardMsg.FromString(await socket.recv())
                if message.WhichOneof("type") == "file_urls_response":
                    uploads = {one.upload_url for one in message.file_urls_response.file_urls}
                    break
            return name, uploads


@pytest.fixture(scope="module")
def office(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    place = tmp_path_factory.mktemp("outside")
    store = copy_of(demo_store, place / "store")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DX_STORE", str(store))
        patch.setenv("DX_SIGN_IN", "local")
        patch.setenv("DX_API", "on")
        known = {}
        with at_work(OPERATOR):
            for role in ROLES:
                id = add(store, role, role, PASSWORD, "")
                known[role] = cookie_of(sessions.begin(store, id, role, "local"))
        with serving(place, store) as ours:
            yield Office(ours.url, store, known)


def test_a_page_of_another_is_not_gone_on_with(office) -> None:
    page, _ = answered(office.page("steward"))
    assert answered(office.page("steward", page))[0] == page  # a page that lost its connection
    for who in (*ROLES[:2], "admin"):
        assert answered(office.page(who, page))[0] != page, who
    assert answered(office.page("steward", page))[0] == page


def test_nothing_is_sent_into_a_page_of_another(office) -> None:
    async def sent() -> tuple[str, set[str]]:
        return await office.page("steward")

    page, uploads = answered(sent())
    (address,) = uploads
    assert page in address
    path = address if address.startswith("/") else f"/{address}"
    for who in ("viewer", "admin"):
        assert office.ask(who, path, "PUT", b"--x--", **FORM)[0] == 404
        assert office.ask(who, path, "DELETE")[0] == 404
    assert office.ask("", path, "PUT", b"--x--", **FORM)[0] == 401
    assert office.ask("steward", path, "PUT", b"--x--", **FORM)[0] != 404


FORM = {"Content-Type": "multipart/form-data; boundary=x"}


def test_a_view_of_another_is_not_found(office) -> None:
    view = SavedView("Chuẩn bị họp kín", "map", {"kpi": "e_signature_share"}, "Bản đồ")
    with at_work(Person("analyst", "analyst")):
        save_view(office.store, view, "")
    path = f"/find.json?find={quote('chuẩn bị họp kín')}&lang=vi"
    for who in ROLES:
        status, said = office.ask(who, path)
        assert status == 200 and ("e_signature_share" in said.decode()) == (who == "analyst"), who


def test_a_token_reads_figures_until_its_account_is_disabled(office) -> None:
    with at_work(OPERATOR):
        account = account_of(office.store, "analyst")
        token = tokens.add(office.store, account, "Báo cáo", 1, "")
    shown = {"Authorization": f"Bearer {token}"}
    status, said = office.ask_until(200, "/api/v1/snapshot", **shown)
    assert status == 200 and json.loads(said)["is_demonstration"]
    for path in ("/map", "/metrics", "/find.json?find=a", "/media/a.csv"):
        assert office.ask("", path, **shown)[0] in (302, 401, 403, 404), path
    assert office.ask("", "/api/v1/snapshot")[0] == 401
    with at_work(OPERATOR):
        disable(office.store, account, "")
    assert office.ask_until(401, "/api/v1/snapshot", **shown)[0] == 401
