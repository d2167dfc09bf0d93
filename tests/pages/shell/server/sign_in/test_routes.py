"""The form: who may send it, what it sets, where it leads, and what it never tells."""

import re
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from data.access.person import OPERATOR, person
from data.access.person import at_work as working
from data.ledger.accounts import sessions
from data.ledger.accounts.accounts import disable
from pages.shell.frontend.middleware import Frontend
from pages.shell.server.guard import Guard
from pages.shell.server.sign_in.living import living
from pages.shell.server.sign_in.next import address_of
from pages.shell.server.sign_in.routes import routes
from tests.data.ledger.support import log
from tests.pages.shell.server.sign_in.conftest import PASSWORD
from tests.serving import answered

HERE = "https://dashboard.example.vn"


async def shown(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"shown to {person().name}")


class Browser:
    """One that keeps cookies, before the addresses of signing in and a page."""

    def __init__(self) -> None:
        every = [*routes(), Route("/map", shown)]
        app = Starlette(routes=every, middleware=[Middleware(Guard), Middleware(Frontend)])
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app, client=("10.0.0.7", 1)),
            base_url=HERE,
            headers={"accept": "text/html", "origin": HERE},
        )
        self.cookies = self._client.cookies

    def get(self, path: str) -> httpx.Response:
        return answered(self._client.get(path))

    def post(self, path: str, **sent: Any) -> httpx.Response:
        return answered(self._client.post(path, **sent))


@pytest.fixture
def browser(office):
    return Browser()


def nonce(browser, path="/sign-in") -> str:
    return re.search(r"name='form' value='([^']+)'", browser.get(path).text)[1]


def send(browser, name="viewer", password=PASSWORD, **more):
    form = {"form": nonce(browser), "name": name, "password": password, "next": "/map", **more}
    return browser.post("/sign-in", data=form)


def test_who_signs_in_goes_on_to_their_page_and_out_again(browser, office):
    assert browser.get("/map").headers["location"] == "/sign-in?next=%2Fmap"
    answer = send(browser)
    assert (answer.status_code, answer.headers["location"]) == (303, "/map")
    assert answer.headers["cache-control"] == "no-store"
    (cookie,) = (text for text in answer.headers.get_list("set-cookie") if "dx_session" in text)
    assert {"HttpOnly", "Path=/", "SameSite=Lax", "Secure"} == {*cookie.split("; ")[1:]}
    assert browser.get("/map").text == "shown to viewer"
    assert browser.get("/sign-in?next=%2Fmap").headers["location"] == "/map"
    assert "viewer" in browser.get("/sign-out").text
    kept = browser.cookies["dx_session"]
    assert browser.get("/map").status_code == 200  # to ask is not to sign out
    out = browser.post("/sign-out", data={"lang": "en"})
    assert (out.status_code, out.headers["location"]) == (303, "/sign-in?why=out&lang=en")
    assert "dx_session" not in browser.cookies
    browser.cookies.set("dx_session", kept, "dashboard.example.vn")  # a copy that somebody kept
    assert browser.get("/map").status_code == 302
    assert [one.action for one in log(office.store)[-2:]] == ["sign_in", "sign_out"]


def test_the_page_is_vietnamese_unless_english_is_asked_for(browser):
    page = browser.get("/sign-in?next=%2Fmap%3Fa%3D1").text
    assert "<html lang='vi'>" in page and "Mật khẩu" in page and "Đăng nhập" in page
    assert "value='/map?a=1'" in page and "lang=en" in page
    english = browser.get("/sign-in?lang=en").text
    assert "<html lang='en'>" in english and "Password" in english


def test_nothing_tells_whether_an_account_exists(browser, office):
    with working(OPERATOR):
        disable(office.store, office.account("admin"), "")

    def told(name: str, password: str) -> tuple[int, str]:
        answer = send(browser, name, password)
        assert "dx_session" not in browser.cookies
        return answer.status_code, re.sub(r"value='[^']*'", "", answer.text)

    found = {told("viewer", "sai mật khẩu"), told("của ai", PASSWORD), told("admin", PASSWORD)}
    assert len(found) == 1 and found.pop()[0] == 401


def test_after_five_failures_one_has_to_wait(browser):
    for _ in range(5):
        assert send(browser, password="sai mật khẩu").status_code == 401
    answer = send(browser)
    assert answer.status_code == 429 and 0 < int(answer.headers["retry-after"]) <= 60
    assert "Hãy thử lại sau 1 phút" in answer.text
    assert send(browser, "admin").status_code == 303  # somebody else is not held up


def test_a_form_from_elsewhere_is_refused(browser):
    ours = nonce(browser)
    fields = {"name": "viewer", "password": PASSWORD, "next": "/map"}
    for form in ("", "x" * 22, "é"):
        assert browser.post("/sign-in", data={**fields, "form": form}).status_code == 403
    for origin in ("https://example.vn", "null"):
        answer = browser.post("/sign-in", data={**fields, "form": ours}, headers={"origin": origin})
        assert answer.status_code == 403
    browser.cookies.clear()
    assert browser.post("/sign-in", data={**fields, "form": ours}).status_code == 403
    assert browser.post("/sign-in", content=b"x" * 9_000).status_code == 403
    assert browser.post("/sign-in", content=b"\xff\xfe").status_code == 403
    assert "dx_session" not in browser.cookies


def test_nobody_is_signed_out_from_elsewhere(browser):
    send(browser)
    away = browser.post("/sign-out", headers={"origin": "https://example.vn"})
    assert away.status_code == 403 and browser.get("/map").status_code == 200


def test_each_sign_in_is_a_session_of_its_own_and_ends_the_one_before(browser, office):
    send(browser)
    first = browser.cookies["dx_session"]
    browser.cookies.clear()
    form = nonce(browser)  # as a window has it that was open before
    browser.cookies.set("dx_session", first, "dashboard.example.vn")
    fields = {"form": form, "name": "admin", "password": PASSWORD, "next": "/map"}
    assert browser.post("/sign-in", data=fields).status_code == 303
    assert browser.cookies["dx_session"] != first
    assert browser.get("/map").text == "shown to admin"
    assert [one.name for one in sessions.sessions(office.store)] == ["admin"]


def test_a_token_that_somebody_else_chose_is_not_taken(browser):
    browser.cookies.set("dx_session", "chosen.by.somebody", "dashboard.example.vn")
    send(browser)
    assert browser.cookies["dx_session"] != "chosen.by.somebody"


def test_what_scripts_and_nginx_are_told(browser, office):
    assert browser.get("/signed-in").status_code == 401
    send(browser)
    assert browser.get("/signed-in").status_code == 204
    for path in office.store.glob("ledger.sqlite*"):
        path.unlink()
    (office.store / "ledger.sqlite").write_bytes(b"no database" * 1000)
    living().forget()
    assert browser.get("/signed-in").status_code == 503
    page = browser.get("/sign-in?next=%2Fmap")
    assert page.status_code == 503 and "chưa cho ai vào được" in page.text
    assert str(office.store) not in page.text and "sqlite" not in page.text


@pytest.mark.parametrize(
    "text",
    [
        *("https://example.vn", "//example.vn", "/\\example.vn", "\\/example.vn", "/\t/example.vn"),
        *("/\n/example.vn", "javascript:alert(1)", "", "map", "/ /example.vn", "///example.vn"),
        *("http:/example.vn", "/a\\b", "/sign-in", "/sign-out?x=1", "/" + "a" * 4000, "/\x00"),
        *("//[", "https://[", "/sign-in?next=/map"),
    ],
)
def test_nobody_is_led_elsewhere(text):
    assert address_of(text) == "/"


@pytest.mark.parametrize("text", ["/map", "/map?kpi=a&find=%2F%2Fb", "/", "/map?q=Y%20Yên"])
def test_a_page_of_this_server_is_where_one_goes_on_to(text):
    assert address_of(text) == text
