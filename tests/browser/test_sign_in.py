"""Signing in, in a real browser: by an account, through a provider, alone and behind nginx."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from data.ledger.accounts import sessions
from data.ledger.accounts.accounts import account_of, add
from pages.shell.server.sign_in import cookies
from pages.text.language import LANGUAGES
from tests.browser.axe import found as violations
from tests.browser.sight import beyond, cut_off
from tests.browser.test_access import check
from tests.browser.visits import PATIENCE, SEEN, drawn
from tests.deploy.office import office
from tests.serving import free_port, serving, wait_for
from tests.stores import copy_of

PASSWORD = "đủ dài để dùng"
SHOWN = re.compile(r"/(\?.*)?$|/home")


@pytest.fixture
def served(demo_store, tmp_path, monkeypatch):
    """A dashboard in which people sign in with accounts of its own: its address and its store."""
    monkeypatch.setenv("DX_SIGN_IN", "local")
    store = copy_of(demo_store, tmp_path / "store")
    add(store, "Quản trị", "admin", PASSWORD, "")
    with serving(tmp_path, store) as ours:
        yield ours.url, store


@contextmanager
def browsing(chromium: Browser, **options: object) -> Iterator[tuple[BrowserContext, Page]]:
    """A browser of somebody's own."""
    size = {"width": 1440, "height": 900}
    context = chromium.new_context(**{"viewport": size, **options})  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    context.add_init_script(f"localStorage.setItem('seen', '{SEEN}')")
    yield context, context.new_page()
    context.close()


def sign_in(page: Page) -> None:
    """Fills the form in that a page shows, and waits for what it leads to."""
    page.get_by_label("Tài khoản").fill("quản trị")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    drawn(page)


def test_who_signs_in_sees_the_page_and_whoever_comes_later_does_not(served, chromium):
    url, _ = served
    with browsing(chromium) as (context, page):
        page.goto(f"{url}/sources?lang=vi")
        expect(page).to_have_url(re.compile("/sign-in\\?next="))
        sign_in(page)
        assert page.url.startswith(f"{url}/sources?")
        expect(page.locator("footer.foot")).to_contain_text("Đang đăng nhập: Quản trị (quản trị).")
        kept = context.cookies()
        (cookie,) = (one for one in kept if one["name"] == "dx_session")
        assert (cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (True, "Lax", -1)
        page.get_by_role("link", name="Đăng xuất").click()
        expect(page.get_by_role("alert")).to_have_text("Bạn đã đăng xuất.")
        page.go_back()
        expect(page.get_by_label("Mật khẩu")).to_be_visible()
        expect(page.locator("footer.foot")).to_have_count(0)
        context.add_cookies(kept)
        page.goto(f"{url}/sources")
        expect(page.get_by_label("Mật khẩu")).to_be_visible()


@pytest.mark.sweep
def test_nothing_is_found_where_people_sign_in_nor_on_the_list_of_accounts(served, chromium):
    url, _ = served
    with browsing(chromium) as (_, page):
        wrong = {}
        for place in ("sign-in?why=wrong", "sign-in?next=/accounts"):
            for code in LANGUAGES:
                page.goto(f"{url}/{place}&lang={code}")
                assert page.locator("html").get_attribute("lang") == code
                wrong[place, code] = [*violations(page), *beyond(page)]
        page.goto(f"{url}/accounts?lang=vi")
        password = page.get_by_label("Mật khẩu")  # a browser may fill it in, or who pastes it
        expect(password).to_have_attribute("autocomplete", "current-password")
        sign_in(page)
        for code in LANGUAGES:
            page.set_viewport_size({"width": 1440, "height": 900})
            page.goto(f"{url}/accounts?lang={code}")
            drawn(page)
            wrong["accounts", code] = [*check(page, code), *cut_off(page), *beyond(page)]
        assert not any(wrong.values()), wrong


@pytest.mark.sweep
def test_a_page_that_is_open_says_that_its_session_was_ended(served, chromium):
    url, store = served
    with browsing(chromium) as (_, page):
        page.goto(f"{url}/map")
        sign_in(page)
        (one,) = sessions.sessions(store)
        sessions.end_session(store, one.id, "")
        said = page.get_by_role("alert").filter(has_text="Phiên đăng nhập của bạn đã kết thúc")
        expect(said).to_be_visible()
        sign_in(page)
        assert "/map?" in page.url


@pytest.mark.sweep
def test_a_page_warns_before_its_session_ends_and_goes_on_with_a_new_one(served, chromium):
    """What was typed stays, and so does the page: nothing is loaded again."""
    url, store = served
    soon = datetime.now(UTC) + timedelta(minutes=8)
    token = sessions.begin(store, account_of(store, "quản trị").id, "Quản trị", "local", soon)
    with browsing(chromium) as (context, page):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DX_STORE", str(store))
            _, text = cookies.header({"scheme": "http"}, cookies.SESSION, token)
        value = SimpleCookie(text.decode())[cookies.SESSION].value
        context.add_cookies([{"name": cookies.SESSION, "value": value, "url": url}])
        page.goto(f"{url}/catalogue?lang=vi")
        drawn(page)
        warned = page.locator(".ends")
        expect(warned).to_have_role("alert")
        expect(warned).to_contain_text("Phiên đăng nhập của bạn kết thúc lúc")
        assert [*violations(page), *beyond(page)] == []
        page.locator("input[type=text]").first.press_sequentially("hồ sơ")
        page.evaluate("window.isTheSame = true")
        with context.expect_page() as opening:
            page.get_by_role("link", name="Đăng nhập lại trong thẻ mới").click()
        sign_in(opening.value)
        expect(warned).to_have_count(0, timeout=20_000)
        expect(page.locator("input[type=text]").first).to_have_value("hồ sơ")
        page.locator("input[type=text]").first.press("Enter")
        expect(page.get_by_text("e_signature_share")).to_have_count(0)
        assert page.evaluate("window.isTheSame") and "/catalogue" in page.url
        (one,) = sessions.sessions(store)
        assert datetime.fromisoformat(one.expires) > soon + timedelta(hours=1)


@contextmanager
def provider(place: Path) -> Iterator[str]:
    """A provider of OpenID Connect on this machine; gives its address."""
    port = free_port()
    people = {"an": ["dashboard-admins"], "binh": ["others"]}
    users = [
        text
        for sub, groups in people.items()
        for text in ("--user-claims", json.dumps({"sub": sub, "groups": groups}))
    ]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *users]
    with (place / "provider.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(f"{url}/.well-known/openid-configuration", process)
            yield url
        finally:
            process.terminate()
            process.wait(timeout=20)


def settings(place: Path, here: str, there: str, patch: pytest.MonkeyPatch) -> None:
    """The settings of an office that signs in through a provider."""
    secrets, roles = place / "secrets.toml", place / "roles.toml"
    secrets.write_text(
        f"[auth]\nredirect_uri = '{here}/oauth2callback'\ncookie_secret = '{'k' * 40}'\n"
        f"client_id = 'dashboard'\nclient_secret = 's'\n"
        f"server_metadata_url = '{there}/.well-known/openid-configuration'\n"
    )
    roles.write_text('[roles]\n"dashboard-admins" = "steward"\n')
    patch.setenv("DX_SIGN_IN", "oidc")
    patch.setenv("STREAMLIT_SECRETS_FILES", str(secrets))
    patch.setenv("DX_OIDC_ROLE_CLAIM", "groups")
    patch.setenv("DX_OIDC_ROLES", str(roles))


def through(page: Page, sub: str) -> None:
    """Signs in at the provider as somebody that it knows."""
    page.get_by_role("link", name="Đăng nhập bằng tài khoản của cơ quan").click()
    page.get_by_placeholder("sub").fill(sub)
    page.get_by_role("button", name="Authorize").click()


def goes_in_and_out(chromium: Browser, url: str, store: Path, place: Path) -> None:
    """Signs in through the provider, is ended, signs in again and out: nothing kept lets in."""
    with browsing(chromium, ignore_https_errors=True) as (context, page):
        page.route("**/*jsdelivr*/**", lambda route: route.abort())
        page.goto(f"{url}/sources?lang=vi")
        through(page, "an")
        drawn(page)
        assert page.url.startswith(f"{url}/sources?")
        expect(page.locator("footer.foot")).to_contain_text("(phụ trách số liệu)")
        kept = context.cookies()
        assert not [one["name"] for one in kept if one["name"].startswith("_streamlit_user")]
        (one,) = sessions.sessions(store)
        assert (one.way, one.role, one.name[:5]) == ("oidc", "steward", "oidc ")
        assert "an" not in {one.name, one.folded}
        page.get_by_role("link", name="Đăng xuất").click()
        expect(page.get_by_role("alert")).to_have_text("Bạn đã đăng xuất.")
        context.add_cookies(kept)
        page.goto(f"{url}/sources")
        expect(page).to_have_url(re.compile("/sign-in"))
        through(page, "an")
        drawn(page)
        (place / "roles.toml").write_text('[people."an"]\nrole = "viewer"\n')
        page.reload()
        drawn(page)
        expect(page.locator("footer.foot")).to_contain_text("(người xem)")
        sessions.end_session(store, sessions.sessions(store)[0].id, "")
        expect(page).to_have_url(re.compile("/sign-in\\?why=over"))
        through(page, "binh")
        expect(page.get_by_role("alert")).to_contain_text("chưa được giao vai trò")
        assert not sessions.sessions(store)


@pytest.mark.sweep
def test_through_a_provider(demo_store, tmp_path, chromium, monkeypatch):
    store, port = copy_of(demo_store, tmp_path / "store"), free_port()
    with provider(tmp_path) as there:
        settings(tmp_path, f"http://127.0.0.1:{port}", there, monkeypatch)
        with serving(tmp_path, store, port=port) as ours:
            goes_in_and_out(chromium, ours.url, store, tmp_path)


@pytest.mark.sweep
def test_through_a_provider_behind_nginx(demo_store, tmp_path, chromium, monkeypatch):
    store, front = copy_of(demo_store, tmp_path / "store"), free_port()
    with provider(tmp_path) as there:
        settings(tmp_path, f"http://127.0.0.1:{front}", there, monkeypatch)
        monkeypatch.setenv("DX_BASE_URL", f"http://127.0.0.1:{front}")
        with office(tmp_path, store, front) as ours:
            goes_in_and_out(chromium, ours.url, store, tmp_path)
