"""Each role in a real browser: every page, deep links, files of others, and the API."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from data.ledger.accounts import accounts, sessions
from data.store.snapshot import store_directory
from pages.shell.server.sign_in import cookies
from tests.browser.visits import PATIENCE, SEEN, drawn
from tests.pages.opened import FOLDER
from tests.serving import serving
from tests.stores import copy_of

MY_LOC, NGHIA_HUNG = "13708", "13891"
ROLES = {
    "viewer": ("viewer", None),
    "analyst": ("analyst", None),
    "steward": ("steward", None),
    "own": ("steward", [MY_LOC]),
    "secretary": ("secretary", None),
    "admin": ("admin", None),
}
PAGES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
NOT_FOR = {"load": {"viewer", "analyst", "secretary"}, "sql": {"viewer", "secretary"}}
NOT_FOR |= {"audit": {*ROLES} - {"admin"}}
READ_LINES = {"steward", "own", "admin"}
LINES = "explain?kpi=online_dossier_share&level=commune&vintage=2025&period=2026-10&lang=vi&area="
API = ("snapshot", "catalogue?kpi=vssid_share", "units?level=commune", "openapi.json")
API = (*API, "values?kpi=vssid_share&level=commune&period=2026-10", "boundaries?level=district")
OF_ROWS = re.compile(r"\.csv|\.xlsx|group_code|sha256|hoat_dong", re.IGNORECASE)


@pytest.fixture(scope="module")
def office(
    demo_store: Path, tmp_path_factory: pytest.TempPathFactory, chromium: Browser
) -> Iterator[tuple[str, Callable[[str], BrowserContext]]]:
    """A dashboard in which an account of each role has signed in: its address, their browsers."""
    place = tmp_path_factory.mktemp("roles")
    store = copy_of(demo_store, place / "store")
    opened: dict[str, BrowserContext] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DX_STORE", str(store))
        for name in ("DX_SIGN_IN", "DX_SQL", "DX_API"):
            patch.setenv(name, "local" if name == "DX_SIGN_IN" else "on")
        with serving(place, store) as ours:

            def browser(who: str) -> BrowserContext:
                if who not in opened:
                    opened[who] = _signed_in(chromium, ours.url, store, who)
                return opened[who]

            yield ours.url, browser
            for context in opened.values():
                context.close()


def _signed_in(chromium: Browser, url: str, store: Path, who: str) -> BrowserContext:
    role, units = ROLES[who]
    id = accounts.add(store, who, role, "đủ dài để dùng", "", units)
    token = sessions.begin(store, id, who, "local")
    _, text = cookies.header({"scheme": "http"}, cookies.SESSION, token)
    value = SimpleCookie(text.decode())[cookies.SESSION].value
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    context.add_init_script(f"localStorage.setItem('seen', '{SEEN}')")
    context.add_cookies([{"name": cookies.SESSION, "value": value, "url": url}])
    return context


def visit(context: BrowserContext, address: str) -> Page:
    page = context.pages[0] if context.pages else context.new_page()
    page.goto(address)
    drawn(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    return page


@pytest.mark.sweep
@pytest.mark.parametrize("who", ROLES)
def test_every_page_opens_or_says_for_whom_it_is(who, office) -> None:
    url, browser = office
    for name in PAGES:
        page = visit(browser(who), f"{url}/{'' if name == 'leader' else name}?lang=vi")
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        refusal = page.get_by_test_id("stAlert").filter(has_text="Chỉ dành cho")
        expect(refusal).to_have_count(1 if who in NOT_FOR.get(name, ()) else 0)


@pytest.mark.sweep
@pytest.mark.parametrize("who", ROLES)
def test_a_deep_link_to_lines_of_others_shows_the_figure_alone(who, office) -> None:
    url, browser = office
    page = visit(browser(who), f"{url}/{LINES}{NGHIA_HUNG}")
    expect(page.get_by_text("Công thức: ").first).to_be_visible()
    names = page.get_by_text("ho_so.csv")
    assert (names.count() > 0) == (who in READ_LINES - {"own"})
    assert (page.get_by_text("dòng (CSV)").count() > 0) == (who in READ_LINES - {"own"})


def test_a_file_that_was_taken_opens_for_nobody_else(office) -> None:
    url, browser = office
    page = visit(browser("own"), f"{url}/{LINES}{MY_LOC}")
    with page.expect_download() as taking:
        page.get_by_role("button", name="dòng (CSV)").click()
    taken = taking.value
    assert "ho_so.csv" in Path(taken.path()).read_text("utf-8-sig")
    assert browser("own").request.get(taken.url).status == 200
    for who in ("viewer", "steward", "admin"):
        assert browser(who).request.get(taken.url).status == 404
    assert page.context.browser.new_context().request.get(taken.url).status == 401


@pytest.mark.sweep
def test_a_dry_run_of_lines_of_others_is_refused_and_shows_none(office, tmp_path) -> None:
    url, browser = office
    path = tmp_path / "a.csv"
    path.write_text(f"Tháng;Mã xã;Tài khoản VssID\n07/2026;{NGHIA_HUNG};987654\n", "utf-8")
    page = visit(browser("own"), f"{url}/load?lang=en")
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="Dry run").click()
    expect(page.get_by_test_id("stAlert").filter(has_text="in charge")).to_be_visible()
    drawn(page)
    expect(page.get_by_role("heading", name="What changes on the map")).to_have_count(0)
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)


@pytest.mark.parametrize("who", ROLES)
def test_programs_get_figures_and_no_rows(who, office) -> None:
    url, browser = office
    for address in API:
        answer = browser(who).request.get(f"{url}/api/v1/{address}")
        assert answer.status in (200, 503), address  # boundaries may not be built here
        if not address.startswith(("openapi", "catalogue")):
            assert not OF_ROWS.search(answer.text()), address
    found = browser(who).request.get(f"{url}/find.json?find=m%E1%BB%B9%20l%E1%BB%99c&lang=vi")
    assert found.status == 200 and not OF_ROWS.search(found.text())


def test_a_role_that_was_taken_away_counts_at_the_next_click(office) -> None:
    """The page that is open has the button still; what it would give is refused."""
    url, browser = office
    page = visit(browser("steward"), f"{url}/{LINES}{NGHIA_HUNG}")
    expect(page.get_by_role("button", name="dòng (CSV)")).to_be_visible()
    store = store_directory()
    one = accounts.account_of(store, "steward")
    accounts.change(store, replace(one, role="viewer"), "")
    page.wait_for_timeout(2_500)  # an answer about a session is a second old at most
    with page.expect_download() as taking:
        page.get_by_role("button", name="dòng (CSV)").click()
    said = Path(taking.value.path()).read_text("utf-8-sig")
    accounts.change(store, one, "")
    assert "vai trò của bạn không được làm việc này" in said and "ho_so.csv" not in said
