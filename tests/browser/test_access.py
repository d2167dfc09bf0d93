"""Pages for who uses the keys, hears them or sees little: nothing that axe finds, of any impact."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from data.ledger.meetings import agenda
from data.ledger.meetings.agenda import Item, Meeting
from pages.shell.menu import addresses
from pages.text.language import Language
from pages.text.words import dashboard
from pages.views.compare.pickers import MODES
from pages.views.fair.pickers import VIEWS
from pages.views.map.choices import KINDS
from pages.views.work.pickers import PARTS
from tests.browser.axe import found
from tests.browser.sight import beyond, cut_off
from tests.browser.visits import Server, Visit, visiting
from tests.serving import serving
from tests.stores import copy_of

OTHER_VIEWS = [  # what a page draws in another way than the one in which it opens
    "communes?unit=2022-commune-13633",
    *(f"compare?comparison={mode}" for mode in MODES),
    "explain?kpi=online_dossier_share&level=commune&area=13669&period=2026-10",
    *(f"fair?view={view}&level=commune" for view in VIEWS),
    "forecast?scope=all",
    "group?group=T-13759-01",
    "map?area=13669",
    "map?level=district",
    "map?vintage=2022&period=2024-08&kpi=online_service_users&unsure=interval",
    *(f"map?draw={kind}&level=commune" for kind in KINDS),
    "overview?period=2025&compare=previous",
    "present?presenter=1",
    "targets?scope=all",
    "verdict?result=one",
    *(f"work?part={part}" for part in PARTS),
]


KNOWN = ["" if one == "home" else one for one in addresses(Language("vi"))]
ENGLISH = re.compile(
    r"\b(Skip to main|No results|Show/hide|Fullscreen|Search|Drag and drop|per file|Upload|Open|"
    r"Clear|Running|App pages|Expand|Collapse|Press Enter)\b"
)
SAID = """() => [
  document.body.innerText,
  ...[...document.querySelectorAll('[aria-label]')].map(one => one.ariaLabel),
  ...[...document.querySelectorAll('[title]')].map(one => one.title),
].filter(Boolean).flatMap(one => one.split('\\n'))"""
CHARTS = "[data-testid=stPlotlyChart]"
OPENED: dict[str, dict[str, Callable[[Page], None]]] = {  # what is opened on a page, and how
    "map": {
        "more choices": lambda page: page.get_by_role("button", name="Thêm lựa chọn").click(),
        "ways of drawing": lambda page: page.get_by_role("button", name="Cách vẽ").click(),
        "conditions": lambda page: page.get_by_role("button", name="Bộ lọc").click(),
        "list": lambda page: page.get_by_role("combobox", name="Chỉ số").press("ArrowDown"),
        "documents": lambda page: page.get_by_role("button", name="Tài liệu").click(),
        "keep a view": lambda page: page.get_by_role("button", name="Lưu").first.click(),
        "a unit by the keys": lambda page: walk(page, "ArrowRight"),
    },
    "overview": {
        "to a meeting": lambda page: page.get_by_role(
            "button", name="Đưa vào cuộc họp"
        ).first.click(),
    },
    "quality": {
        "menu": lambda page: page.get_by_role("button", name="Số liệu").first.click(),
        "finder": lambda page: page.keyboard.press("Control+k"),
    },
    "meetings": {
        "all that folds": lambda page: page.locator("summary").evaluate_all(
            "all => all.forEach(one => one.click())"
        ),
    },
}


def walk(page: Page, key: str) -> None:
    """Presses a key on the map of a page."""
    page.locator("[role=application]").first.press(key)


@pytest.fixture(scope="module")
def whole(chromium, demo_store, tmp_path_factory) -> Iterator[Visit]:
    """A dashboard with all its pages, and with a meeting: the page of SQL is there too."""
    folder = tmp_path_factory.mktemp("access")
    store = copy_of(demo_store, folder / "store")
    id = agenda.save_meeting(store, Meeting("Họp quý IV", "2026-12-10"), "Văn phòng")
    for title in ("Hồ sơ trực tuyến", "Tổ công nghệ số"):
        agenda.add_item(store, id, Item(title, refused="Chưa có số liệu."), "Văn phòng")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DX_SQL", "on")
        with serving(folder, store) as ours:
            server = Server(ours.url, store)
            yield from visiting(chromium, server, viewport={"width": 1440, "height": 900})


def check(page: Page, code: str) -> list[str]:
    """What is found on a page in a language, which it says, with what it is; it is not changed."""
    assert page.locator("html").get_attribute("lang") == code
    expect(page).to_have_title(re.compile(" – " + dashboard(Language(code))))
    # A chart has a name, and says where its figures are as a table.
    unnamed = page.locator(f"{CHARTS}:not([role=figure][aria-label])")
    return [*found(page), *(f"no name: {one}" for one in unnamed.all())]


def in_english(visit: Visit, address: str) -> Page:
    """The page that is open, after its switch to the other language, or opened so without one."""
    switch = visit.page.get_by_role("radio", name="English")
    if not switch.count():
        return visit.open(f"{address}{'&' if '?' in address else '?'}lang=en")
    switch.click()
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")
    return visit.settled()


def everything(visit: Visit, address: str) -> list[str]:
    """What is found on a page in both languages, set apart and enlarged; it is opened once.

    At 400 %, at which it is drawn as on a phone, all rules are tried once more.
    """
    page = visit.open(address)
    wrong = [*check(page, "vi"), *cut_off(page)]
    wrong += [f"English: {one}" for one in page.evaluate(SAID) if ENGLISH.search(one)]
    wrong += check(in_english(visit, address), "en")
    return [*wrong, *beyond(page), *found(page)]


@pytest.mark.parametrize("address", ["map", "load"])
def test_nothing_is_found_on_a_page(desktop, address):
    assert everything(desktop, address) == []


@pytest.mark.sweep
@pytest.mark.parametrize("address", [*KNOWN, *OTHER_VIEWS])
def test_nothing_is_found_on_any_page_in_either_language(whole, address):
    whole.page.set_viewport_size(whole.size)
    assert everything(whole, address) == []


@pytest.mark.sweep
@pytest.mark.parametrize("address", OPENED)
def test_nothing_is_found_on_what_is_opened(whole, address):
    whole.page.set_viewport_size(whole.size)
    page = whole.open(address)
    wrong = {}
    for name, opens in OPENED[address].items():
        opens(page)
        page.wait_for_timeout(1500)
        whole.settled()
        wrong[name] = found(page)
        page.keyboard.press("Escape")
        expect(page.locator("[role=dialog]:visible, [role=listbox]:visible")).to_have_count(0)
    assert not any(wrong.values()), wrong


@pytest.mark.sweep
@pytest.mark.parametrize("address", KNOWN)  # some have cards where others have tables
def test_nothing_is_found_on_a_phone(phone, address):
    assert found(phone.open(address)) == []


def test_the_first_stop_of_the_keys_leads_to_the_content(desktop):
    page = desktop.open("map")
    page.keyboard.press("Tab")
    way = page.locator(":focus")
    expect(way).to_have_text("Đến nội dung chính")
    way.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("[data-testid=stMain] :focus").count() == 1


def test_the_keys_show_where_they_are(desktop):
    page = desktop.open("map")
    picker = page.get_by_role("combobox", name="Chỉ số")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_count(1)
    assert focused.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    picker.focus()
    picker.press("ArrowDown")
    expect(page.locator("[role=listbox]")).to_be_visible()


@pytest.mark.sweep
def test_the_menu_of_a_phone_is_named_and_a_matter_opens_its_own_year(phone):
    page = phone.open("")  # a phone opens on the page of two minutes
    expect(page.locator("h1")).to_have_text("Nam Định trong hai phút")
    button = page.get_by_test_id("stExpandSidebarButton")
    shown = button.evaluate("one => getComputedStyle(one, '::before').content")
    box = button.bounding_box()
    assert shown == '"☰ Menu"' and box["width"] > 60
    assert page.locator(".demo").bounding_box()["x"] >= box["x"] + box["width"]
    told = page.locator(".matters > li", has=page.locator("a[href^='targets'][href*='year=2030']"))
    assert "2030" in told.first.inner_text()
    told.first.locator("a").first.click()
    page.wait_for_url("**/targets?*")
    phone.settled()
    expect(page).to_have_url(re.compile("year=2030"))
    expect(page.get_by_test_id("stMain")).to_contain_text("2030")


@pytest.mark.sweep
def test_a_long_table_is_cards_on_a_phone_and_a_card_opens_its_unit(phone):
    page = phone.open("map?level=commune")
    assert page.locator("[data-testid=stDataFrame]").count() == 0
    cards = page.locator("table.cards tr.row")
    expect(cards).to_have_count(57)
    assert cards.first.locator("td[data-label]").count() >= 3
    name = cards.first.locator("a").inner_text()
    cards.first.locator("a").click()
    page.wait_for_url("**area=*")
    phone.settled()
    expect(page.locator("h3", has_text=name)).to_be_visible()
    sizes = page.locator(".scattergeo text").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 12
