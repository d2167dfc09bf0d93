"""Who is let in to what, with and without a session, and what ends a page that is open."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import update

from data.access.person import OPERATOR
from data.access.person import at_work as working
from data.ledger.accounts import sessions, tokens
from data.ledger.accounts.accounts import change, disable, set_password
from data.ledger.schema import session
from pages.shell.server.sign_in import at_work
from pages.shell.server.sign_in.living import living
from tests.data.ledger.support import tampering
from tests.pages.shell.server.sign_in.conftest import HOST, PASSWORD, ask, cookie_of

PAGES = ["/", "/map", "/map?kpi=a&area=13669", "/home", "/accounts", "/nothing"]
OTHERS = [
    "/app/static/boundaries/2025-commune-0a1b2c3d.json",
    "/media/0a1b2c3d.csv",
    "/component/a/index.html",
    "/_stcore/component/a/index.js",
    "/_stcore/host-config",
    "/static/js-0a1b2c3d/index.js",
    "/find.json?find=y%20yen",
    "/api/v1/values",
    "/favicon.png",
    "/sign-in/../map",
    "/sign-in/",
    "/_stcore/health/",
    "/_stcore/healthy",
    "/health/",
    "/metrics/",
]
FREE = ["/sign-in", "/sign-in?next=%2Fmap", "/sign-out", "/signed-in", "/_stcore/health"]
FREE += ["/health", "/metrics"]  # what they tell of themselves is another question
CLOSED = ["/auth/login?provider=x", "/auth/logout", "/oauth2callback?code=1&state=2"]
SOCKET = {"kind": "websocket", "origin": f"https://{HOST}"}


@pytest.mark.parametrize("path", PAGES)
def test_who_wants_a_page_is_led_to_the_sign_in_and_back(office, path):
    answer = ask(path)
    assert (answer.status, answer.person) == (302, None)
    place = urlsplit(answer.headers["location"])
    assert (place.netloc, place.path) == ("", "/sign-in")
    assert parse_qs(place.query) == {"next": [path]}
    assert answer.headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", OTHERS)
def test_nothing_else_is_shown_without_a_session(office, path):
    answer = ask(path, accept="*/*")
    assert (answer.status, answer.person) == (401, None)
    assert b"shown" not in answer.body


@pytest.mark.parametrize("path", [*PAGES, *OTHERS])
def test_all_is_shown_with_one_and_kept_by_no_cache_between(office, path):
    answer = ask(path, office.cookie("viewer"))
    assert (answer.status, answer.person, answer.body) == (200, "viewer", b"shown")
    is_code = path.startswith("/static/")
    assert answer.headers["cache-control"] == ("public, max-age=9" if is_code else "no-store")


@pytest.mark.parametrize("path", FREE)
def test_what_leads_in_is_free_and_nobody_is_at_work_there(office, path):
    assert ask(path).person == "program"


def test_the_numbers_of_the_server_are_asked_for_by_whoever_has_a_session(office):
    assert ask("/metrics", office.cookie("admin")).person == "admin"
    assert ask("/metrics", cookie_of("0" * 43)).status in (302, 401)  # one that is over


@pytest.mark.parametrize("path", CLOSED)
def test_the_way_through_a_provider_is_closed_where_it_is_not_meant(office, path):
    assert ask(path).status == ask(path, office.cookie("admin")).status == 404


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_what_is_sent_needs_a_session_and_a_page_of_this_server(office, method):
    path, token = "/_stcore/upload_file/a/b", office.token("viewer")
    ours, cookie = f"https://{HOST}", cookie_of(token)
    assert owned("a", token) == "viewer"
    assert ask(path, method=method, origin=ours).status == 401
    assert ask(path, cookie, method, origin=ours).status == 200
    for origin in ("https://example.vn", "null", "https://[", f"https://{HOST}.example.vn"):
        assert ask(path, cookie, method, origin=origin).status == 403
    assert ask(path, cookie, method).status == 403


def test_a_page_that_is_open_needs_one_too(office):
    refused = ask("/_stcore/stream", **SOCKET)
    assert [one["type"] for one in refused.sent] == ["websocket.close"] and refused.person is None
    shown = ask("/_stcore/stream", office.cookie("viewer"), **SOCKET)
    assert shown.person == "done" and shown.sent[1]["bytes"] == b"shown"
    other = ask("/_stcore/stream", office.cookie("viewer"), kind="websocket", origin="https://a.vn")
    assert other.sent[0]["type"] == "websocket.close" and other.person is None


def forged(cookie: str) -> list[str]:
    name, _, value = cookie.partition("=")
    token, stamp, signature = value.split(".")
    swapped = "A" if signature[5] != "A" else "B"
    return [
        f"{name}={token[:-1]}{'A' if token[-1] != 'A' else 'B'}.{stamp}.{signature}",
        f"{name}={token}.{stamp}.{signature[:5]}{swapped}{signature[6:]}",
        f"{name}={token}.AAAAAA.{signature}",
        f"{name}={token}",
        f"{name}={token}.{stamp}.",
        f"{name}=",
        f"dx_sign_in={value}",  # signed for another purpose
        f"{name}=é.é.é",
    ]


def test_a_cookie_that_was_changed_lets_nobody_in(office):
    cookie = office.cookie("admin")
    assert ask("/map", cookie).status == 200
    for one in forged(cookie):
        assert ask("/map", one).status == 302, one


def test_a_cookie_signed_with_another_key_lets_nobody_in(office, tmp_path, monkeypatch):
    cookie = office.cookie("admin")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setenv("DX_STORE", str(elsewhere))
    forged = cookie_of("of-nobody")
    monkeypatch.setenv("DX_STORE", str(office.store))
    assert ask("/map", forged).status == 302
    assert ask("/map", cookie_of("of-nobody")).status == 302  # signed by us, known to no ledger
    assert ask("/map", cookie).status == 200


def over(office, how: str, token: str) -> None:
    """Ends the session of a token, in one of the ways."""
    account = office.account("viewer")
    if how == "signed out":
        sessions.end(office.store, token, "viewer")
    elif how == "ended":
        with working(OPERATOR):
            sessions.end_session(office.store, sessions.sessions(office.store)[0].id, "")
    elif how == "disabled":
        with working(OPERATOR):
            disable(office.store, account, "")
    elif how == "another password":
        with working(OPERATOR):
            set_password(office.store, account, PASSWORD + "!", "")
    else:
        gone = (datetime.now(UTC) - timedelta(seconds=1)).isoformat(timespec="seconds")
        with tampering(office.store) as con:
            con.execute(update(session).values(expires=gone))


WAYS = ["signed out", "ended", "disabled", "another password", "expired"]


@pytest.mark.parametrize("how", WAYS)
def test_a_session_that_is_over_shows_nothing_within_two_seconds(office, how):
    token = office.token("viewer")
    assert ask("/map", cookie_of(token)).status == 200
    over(office, how, token)
    deadline = time.monotonic() + 2
    while ask("/map", cookie_of(token)).status == 200 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert ask("/map", cookie_of(token)).status == 302


@pytest.mark.parametrize("how", ["ended", "expired"])
def test_an_open_page_ends_with_its_session_though_nobody_clicks(office, how):
    token, began = office.token("viewer"), time.monotonic()
    answer = ask(
        "/_stcore/stream", cookie_of(token), meanwhile=lambda: over(office, how, token),
        messages=0, **SOCKET,
    )  # fmt: skip
    assert time.monotonic() - began < 2.5
    assert answer.sent[-1] == {"type": "websocket.close", "code": 4401, "reason": "Sign in again."}
    assert answer.person is None  # and what the page sends later goes nowhere


def test_a_click_for_a_session_that_is_over_does_nothing(office):
    token = office.token("viewer")

    def meanwhile() -> None:
        over(office, "ended", token)
        living().forget()

    answer = ask("/_stcore/stream", cookie_of(token), meanwhile=meanwhile, messages=1, **SOCKET)
    assert answer.person is None and answer.sent[-1]["code"] == 4401


def test_another_role_counts_within_two_seconds(office):
    token = office.token("viewer")
    assert living().find(token).person.role == "viewer"
    with working(OPERATOR):
        change(
            office.store, replace(office.account("viewer"), role="steward", units=("13633",)), ""
        )
    time.sleep(1.1)
    found = living().find(token).person
    assert (found.role, found.units) == ("steward", {"13633"})


def test_where_the_ledger_cannot_be_read_nobody_gets_in(office):
    token = office.token("admin")
    assert ask("/map", cookie_of(token)).status == 200
    for path in office.store.glob("ledger.sqlite*"):
        path.unlink()
    (office.store / "ledger.sqlite").write_bytes(b"no database" * 1000)
    living().forget()
    answer = ask("/map", cookie_of(token))
    assert (answer.status, answer.person) == (302, None)
    assert ask("/api/v1/values", cookie_of(token), accept="*/*").status == 503
    assert ask("/_stcore/stream", cookie_of(token), **SOCKET).sent[0]["type"] == "websocket.close"


def test_by_which_name_the_server_is_asked(office, monkeypatch):
    cookie = office.cookie("viewer")
    assert ask("/map", cookie, host="any.example.vn").status == 200
    monkeypatch.setenv("DX_BASE_URL", f"https://{HOST}/")
    assert ask("/map", cookie).status == ask("/map", cookie, host="127.0.0.1:8501").status == 200
    for host in ("any.example.vn", f"{HOST}:81", f"{HOST}.", "", "a@b"):
        assert ask("/map", cookie, host=host).status == 421
    assert ask("/map", cookie, x_forwarded_for="1.2.3.4").status == 200


def test_sign_in_goes_before_reading_for_all(office, monkeypatch):
    monkeypatch.setenv("DX_OPEN", "read")
    assert ask("/map").status == 302
    monkeypatch.setenv("DX_SIGN_IN", "locale")  # misspelt: nobody gets in, and it does not start
    assert ask("/api/v1/values", accept="*/*").status == 401


def of_program(office, name: str = "viewer") -> str:
    with working(OPERATOR):
        token = tokens.add(office.store, office.account(name), "Báo cáo", 1, "")
    living().forget()
    return token


def test_a_token_opens_the_addresses_for_programs_and_nothing_else(office):
    token = of_program(office)
    shown = {"authorization": f"Bearer {token}", "accept": "*/*"}
    assert ask("/api/v1/values", **shown).person == "viewer"
    assert ask("/api/v1/values", method="HEAD", **shown).status == 200
    for path in ("/", "/map", "/metrics", "/find.json?find=a", "/_stcore/host-config", "/api/v2/a"):
        assert ask(path, **shown).person in (None, "program"), path
    assert ask("/_stcore/stream", **{**SOCKET, **shown}).person is None
    ours = f"https://{HOST}"
    assert ask("/api/v1/values", method="POST", origin=ours, **shown).status == 401
    assert ask("/map", cookie_of(token)).status == 302  # nor is it a cookie, signed by whomever
    assert ask("/_stcore/stream", cookie_of(token), **SOCKET).person is None


def test_what_is_no_token_opens_nothing(office):
    token = of_program(office)
    of_page = office.token("viewer")
    for said in (token, f"Basic {token}", f"Bearer {token[:-1]}", f"Bearer {of_page}", "Bearer "):
        assert ask("/api/v1/values", authorization=said, accept="*/*").status == 401, said
    with working(OPERATOR):
        disable(office.store, office.account("viewer"), "")
    living().forget()
    asked = {"authorization": f"Bearer {token}", "accept": "*/*"}
    assert ask("/api/v1/values", **asked).status == 401


def test_a_page_goes_on_for_nobody_but_whose_it_is(office):
    """Its name, which whoever looked over a shoulder may know, is no way to it."""
    first, other = office.token("viewer"), office.token("admin")
    page, speaking = "6f1c2b34-0000-4000-8000-000000000001", "streamlit, , "
    assert owned(page, first) == "viewer"
    for token, is_kept in ((first, True), (office.token("viewer"), True), (other, False)):
        again = ask(
            "/_stcore/stream", cookie_of(token), sec_websocket_protocol=speaking + page, **SOCKET
        )
        assert again.protocol == (speaking + page if is_kept else "streamlit, "), token
    unknown = ask(
        "/_stcore/stream", cookie_of(first), sec_websocket_protocol=f"{speaking}of-nobody", **SOCKET
    )
    assert unknown.protocol == "streamlit, "


def test_on_a_page_of_another_nobody_is_at_work(office):
    first, other = office.token("viewer"), office.token("admin")
    page = "6f1c2b34-0000-4000-8000-000000000003"
    assert owned(page, first) == "viewer"
    assert owned(page, other) is None and owned(page, first) == "viewer"


def test_files_are_sent_to_nobody_elses_page(office):
    first, other = office.token("viewer"), office.token("admin")
    page = "6f1c2b34-0000-4000-8000-000000000002"
    assert owned(page, first) == "viewer"
    sent = {"method": "PUT", "origin": f"https://{HOST}"}
    for path, token, status in (
        (f"/_stcore/upload_file/{page}/1", first, 200),
        (f"/_stcore/upload_file/{page}/1", other, 404),
        ("/_stcore/upload_file/another/1", first, 404),
        ("/_stcore/upload_file/", first, 404),
    ):
        assert ask(path, cookie_of(token), **sent).status == status, path


def owned(page: str, token: str) -> str | None:
    """Who is at work on a page that is drawn for whoever has a token, None where nobody is."""
    session = at_work.of_page(page, token)
    return session.name if session is not None else None
