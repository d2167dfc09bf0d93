"""Pages in a real browser: drawn, no wider than a phone, one menu and one language for all."""

import pytest
from playwright.sync_api import expect

from tests.browser.visits import is_wider_than_its_screen

TITLES = {"catalogue": "Danh mục chỉ số", "sources": "Nguồn số liệu và ranh giới"}
ENGLISH = {  # the group that has to be opened first, the name in the menu, the title
    "map": ("", "Map", "Map of indicators"),
    "targets": ("Targets and forecasts", "Targets", "Targets for 2025 and 2030"),
    "quality": ("Data", "Data quality", "Data quality"),
}


@pytest.mark.parametrize("path", TITLES)  # other tests draw the other pages
def test_a_page_is_drawn(desktop, path: str) -> None:
    page = desktop.open(path)
    assert page.locator("h1").inner_text() == TITLES[path]
    assert not page.locator("[data-testid=stException]").count()


@pytest.mark.parametrize("path", ("", "alerts", "map", "targets", "quality"))
def test_a_phone_never_scrolls_sideways(phone, path: str) -> None:
    page = phone.open(path)
    page.wait_for_timeout(300)  # charts take their width after they are drawn
    assert not is_wider_than_its_screen(page)


def test_the_menu_leads_to_every_page_and_keeps_the_selection(desktop) -> None:
    page = desktop.open("?lang=en&period=2024-Q3")
    menu = page.get_by_test_id("stTopNav")
    for path, (group, name, title) in ENGLISH.items():
        if group:
            menu.get_by_role("button", name=group, exact=True).click()
            page.get_by_role("menuitem", name=name, exact=True).click()
        else:
            menu.get_by_role("link", name=name, exact=True).click()
        page.wait_for_url(f"**/{path}*")
        expect(page.locator("h1")).to_have_text(title)
        desktop.settled()
        assert "period=2024-Q3" in page.url


def test_the_switch_changes_the_language_and_the_link(desktop) -> None:
    page = desktop.open("map")
    language = "document.documentElement.lang"
    assert page.evaluate(language) == "vi"
    page.get_by_role("radio", name="English").click()
    expect(page.locator("h1")).to_have_text("Map of indicators")
    desktop.settled()
    assert "lang=en" in page.url
    assert page.evaluate(language) == "en"
