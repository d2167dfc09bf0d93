"""Pages for who uses the keys, hears them or sees little: nothing that axe finds, of any impact."""

import json
import re
from importlib.resources import files

import pytest
from playwright.sync_api import Page, expect

from tests.pages.test_every_page import PAGES
from tests.sweep import some

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
OTHER_VIEWS = [
    "communes?unit=2022-commune-13633",
    "compare?comparison=change",
    "compare?comparison=play",
    "forecast?scope=all",
    "map?area=13669",
    "targets?scope=all",
    "verdict?result=one",
]
EVERY = [*OTHER_VIEWS, *({"leader": "home"}.get(page, page) for page in PAGES)]
ENGLISH = re.compile(
    r"\b(Skip to main|No results|Show/hide|Fullscreen|Search|Drag and drop|per file|Upload|Open|"
    r"Clear|Running|App pages|Expand|Collapse|Press Enter)\b"
)
CHARTS = "[data-testid=stPlotlyChart]"


def found(page: Page) -> list[str]:
    """What axe finds: impact, rule and the place of the first node."""
    page.evaluate(AXE)
    result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        json.dumps([one["impact"], one["id"], len(one["nodes"]), one["nodes"][0]["html"][:200]])
        for one in result["violations"]
    ]


@pytest.mark.parametrize("address", some(EVERY, 99))
def test_nothing_is_found_on_a_page(desktop, address):
    page = desktop.open("" if address == "home" else address)
    assert found(page) == []
    assert page.locator("html").get_attribute("lang") == "vi"
    unnamed = page.locator(f"{CHARTS}:not([role=figure][aria-label])")
    assert unnamed.count() == 0  # a chart has a name, and says where its figures are as a table


@pytest.mark.sweep
@pytest.mark.parametrize("address", EVERY)
def test_nothing_is_found_on_a_phone(phone, address):
    assert found(phone.open("" if address == "home" else address)) == []


@pytest.mark.sweep
@pytest.mark.parametrize("address", some(["map", "load", "reach"], 3))
def test_the_words_of_streamlit_are_vietnamese(desktop, address):
    page = desktop.open(address)
    said = page.evaluate(
        "() => [document.body.innerText, ...[...document.querySelectorAll('[aria-label], [title]')]"
        ".flatMap(one => [one.ariaLabel, one.title])].filter(Boolean)"
    )
    assert [text for text in said if ENGLISH.search(text)] == []


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
