"""The whole selection is in the link: a copied one shows the same view to somebody else."""

import re

import pytest
from playwright.sync_api import expect

from data.store.snapshot import current
from tests.browser.visits import resumed, visiting
from tests.sweep import some

LINKS = [  # tests/pages/test_links.py has more of them
    "map?kpi=assists_per_1000&level=commune&period=2024-08&vintage=2022&topic=thanh_toan&area=13720",
    "overview?period=2025&compare=previous&lang=en",
]


@pytest.fixture(scope="module")
def new_page(chromium, server):
    """An analyst's screen of its own: a browser holds 50 steps of a page, a shared one has more."""
    yield from visiting(chromium, server, viewport={"width": 1440, "height": 900})


@pytest.fixture
def new(new_page):
    """The same, for one test."""
    yield from resumed(new_page)


def text_of(page) -> str:
    """All that a page says, without what the pointer would add."""
    return page.locator("[data-testid=stMain]").inner_text()


@pytest.mark.sweep
@pytest.mark.parametrize("link", some(LINKS, 3))
def test_the_address_of_a_view_shows_the_same_view(desktop, other, link: str) -> None:
    page = desktop.open(link)
    shown, address = text_of(page), page.url
    for asked in link.split("?")[1].split("&"):
        assert asked in address
    assert f"snapshot={current(desktop.server.store).name}" in address
    again = other.open(address.removeprefix(desktop.server.url + "/"))
    assert text_of(again) == shown
    assert again.url == address


@pytest.mark.sweep
def test_what_is_picked_stands_in_the_link(desktop) -> None:
    page = desktop.open("map?lang=en")
    page.get_by_role("radio", name="Quarter").click()
    expect(page).to_have_url(re.compile("period=2026-Q4"))
    desktop.settled()
    page.get_by_role("button", name="More choices").click()
    page.get_by_role("radio", name="Former districts").click()
    expect(page).to_have_url(re.compile("level=district"))
    desktop.settled()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Drawn as").click()
    page.get_by_role("combobox", name="Classes", exact=True).click()
    page.get_by_role("option", name="Equal steps").click()
    expect(page).to_have_url(re.compile("classes=equal"))


@pytest.mark.sweep
def test_the_way_back_in_the_browser_shows_the_earlier_view(desktop) -> None:
    page = desktop.open("targets?lang=en&scope=all")
    page.goto(page.url.replace("scope=all", "scope=one"))
    desktop.settled()
    assert page.get_by_label("Indicator", exact=True).count() == 1
    page.go_back()
    expect(page.get_by_label("Indicator", exact=True)).to_have_count(0)


def steps(page) -> int:
    """How many addresses the way back and forth holds."""
    held = page.evaluate("history.length")
    assert held < 50  # from there on it stays the same
    return held


@pytest.mark.sweep
def test_completing_an_address_adds_no_step_to_the_way_back(new) -> None:
    page = new.open("overview?lang=en")
    page.goto(f"{new.server.url}/map?lang=en")
    before = steps(page)
    new.settled()
    expect(page).to_have_url(re.compile("map.*snapshot="))
    assert steps(page) == before
    page.go_back()
    expect(page).to_have_url(re.compile("overview"))


@pytest.mark.sweep
def test_one_choice_is_one_step_of_the_way_back(new) -> None:
    page = new.open("map?lang=en&period=2026-10")
    expect(page).to_have_url(re.compile("snapshot="))
    first, before = page.url, steps(page)
    page.get_by_role("radio", name="Quarter").click()
    expect(page).to_have_url(re.compile("period=2026-Q4"))
    new.settled()
    page.get_by_role("radio", name="Year", exact=True).click()  # its own units: completed again
    expect(page).to_have_url(re.compile("period=2026&"))
    new.settled()
    assert steps(page) == before + 2
    page.go_back()
    expect(page).to_have_url(re.compile("period=2026-Q4"))
    new.settled()
    page.go_back()
    expect(page).to_have_url(first)
    new.settled()
    expect(page.get_by_role("radio", name="Month")).to_be_checked()


@pytest.mark.sweep
def test_the_way_back_closes_the_card_that_a_click_opened(new) -> None:
    page = new.open("map?lang=en&level=district")
    before = steps(page)
    box = page.locator(".scattergeo text", has_text="Hải Hậu").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page).to_have_url(re.compile("district=366"))
    new.settled()
    assert steps(page) == before + 1
    page.go_back()
    expect(page).not_to_have_url(re.compile("district="))
    new.settled()
    expect(page.get_by_text("Whole province").first).to_be_visible()
    assert "district=" not in page.url


@pytest.mark.sweep
def test_a_page_of_the_menu_is_one_step_of_the_way_back(new) -> None:
    page = new.open("overview?lang=en&period=2025")
    expect(page).to_have_url(re.compile("snapshot="))
    before = steps(page)
    page.get_by_role("button", name="Targets").click()
    page.get_by_role("menuitem", name="Targets", exact=True).click()
    expect(page).to_have_url(re.compile(r"targets\?.*period=2025&"))
    new.settled()
    assert steps(page) == before + 1
    page.go_back()
    expect(page).to_have_url(re.compile(r"overview\?.*period=2025&"))
