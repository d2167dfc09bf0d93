"""Pages in a real browser: drawn, no wider than a phone, one menu and one language for all."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visits import is_wider_than_its_screen
from tests.sweep import some

TITLES = {"catalogue": "Danh mục chỉ số", "sources": "Nguồn số liệu và ranh giới"}
ENGLISH = {  # the word of the menu, the name under it, the title
    "map": ("Map", "Map", "Map of indicators"),
    "targets": ("Targets", "Targets", "Targets"),
    "quality": ("Data", "Data quality", "Data quality"),
}
WORDS = ["Tổng quan", "Bản đồ", "Tổ công nghệ số", "Chỉ tiêu", "Cuộc họp", "Số liệu"]


@pytest.mark.parametrize("path", TITLES)  # other tests draw the other pages
def test_a_page_is_drawn(desktop, path: str) -> None:
    page = desktop.open(path)
    assert page.locator("h1").inner_text() == TITLES[path]
    assert not page.locator("[data-testid=stException]").count()


@pytest.mark.parametrize("path", some(("map", "alerts", "", "targets", "quality"), 5))
def test_a_phone_never_scrolls_sideways(phone, path: str) -> None:
    page = phone.open(path)
    page.wait_for_timeout(300)  # charts take their width after they are drawn
    assert not is_wider_than_its_screen(page)


@pytest.mark.sweep
def test_the_menu_leads_to_every_page_and_keeps_the_selection(desktop) -> None:
    page = desktop.open("overview?lang=en&period=2024-Q3")
    menu = page.get_by_test_id("stTopNav")
    for path, (word, name, title) in ENGLISH.items():
        menu.get_by_role("button", name=word, exact=True).click()
        page.get_by_role("menuitem", name=name, exact=True).click()
        page.wait_for_url(f"**/{path}*")
        expect(page.locator("h1")).to_have_text(title)
        desktop.settled()
        assert "period=2024-Q3" in page.url


def test_the_menu_has_a_word_for_what_people_come_for(desktop) -> None:
    page = desktop.open("map")
    words = page.get_by_test_id("stTopNav").get_by_role("button").all_inner_texts()
    assert [word.split("\n")[0] for word in words] == WORDS


@pytest.mark.parametrize(
    ("before", "title", "address"),
    [
        ("leader?lang=en", "Nam Định in two minutes", r"/\?lang=en&snapshot=[^&]*$"),
        (
            "?lang=en&kpi=vssid_share&period=2024-Q3",
            "Where the province stands",
            "/overview.*2024-Q3",
        ),
    ],
)
def test_an_address_of_before_leads_to_its_page(desktop, before, title, address) -> None:
    page = desktop.open(before)
    expect(page.locator("h1")).to_have_text(title)
    expect(page).to_have_url(re.compile(address))
    assert not page.get_by_role("dialog").count()  # such as “Page not found”


@pytest.mark.sweep
def test_home_keeps_what_was_selected_for_the_pages_to_come(desktop) -> None:
    page = desktop.open("overview?lang=en&period=2024-Q3")
    menu = page.get_by_test_id("stTopNav")
    for word, name, title in (
        ("Overview", "In two minutes", "Nam Định in two minutes"),
        ("Overview", "All indicators", "Where the province stands"),
    ):
        menu.get_by_role("button", name=word, exact=True).click()
        page.get_by_role("menuitem", name=name, exact=True).click()
        expect(page.locator("h1")).to_have_text(title)
        desktop.settled()
    assert "period=2024-Q3" in page.url
    page.get_by_role("radio", name="Tiếng Việt").click()
    expect(page.locator("h1")).to_have_text("Tình hình chuyển đổi số")


def test_the_switch_changes_the_language_and_the_link(desktop) -> None:
    page = desktop.open("map")
    language = "document.documentElement.lang"
    assert page.evaluate(language) == "vi"
    page.get_by_role("radio", name="English").click()
    expect(page.locator("h1")).to_have_text("Map of indicators")
    desktop.settled()
    assert "lang=en" in page.url
    assert page.evaluate(language) == "en"
