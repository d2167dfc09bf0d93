"""Forecasts in a real browser: the fan chart, the map, a click, and that a phone shows it all."""

import re

import pytest
from playwright.sync_api import expect

WIDE = (
    "() => { const main = document.querySelector('[data-testid=stMain]');"
    " return main.scrollWidth - main.clientWidth }"
)


def test_a_unit_is_chosen_on_the_map_and_its_forecast_told_with_its_error(desktop) -> None:
    page = desktop.open("forecast?lang=en&kpi=fibre_household_share")
    expect(page.locator("h1")).to_have_text("Forecast to 2030")
    for tally, of in ((page.locator(".tally").first, 57), (page.locator(".tally").last, 21)):
        assert sum(map(int, tally.locator(".count b").all_text_contents())) == of
    entries = page.locator(".legend .legendtext").all_text_contents()
    assert sum(int(re.search(r"\((\d+)\)", text)[1]) for text in entries) == 57
    name = page.locator(".scattergeo text", has_text="Yên Đồng").first
    name.scroll_into_view_if_needed()
    box = name.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("h3", has_text="Xã Yên Đồng")).to_have_count(2)  # the card, and the fan
    desktop.settled()
    card = page.locator(".st-key-card")
    expect(card.locator("h3")).to_have_text("Xã Yên Đồng")
    terms = card.locator("dl.def dt").all_text_contents()
    assert terms[:2] == ["Forecast for 12/2030", "Probability of the target for 2030"]
    expect(card.locator("dl.def")).to_contain_text("times that of guessing “no change”")
    notes = page.locator(".annotation-text").all_text_contents()
    assert any(note.startswith("Data to 10/2026") for note in notes)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download all months of this unit (CSV)").click()
    assert re.fullmatch(r"forecast-fibre.*-\d+\.csv", waiting.value.suggested_filename)


@pytest.mark.sweep
def test_both_pages_fit_a_phone(phone) -> None:
    page = phone.open("forecast?kpi=satisfaction_share&level=province&scope=one")
    assert page.evaluate(WIDE) <= 0
    names = page.locator(".annotation").all()
    edges = [box["x"] + box["width"] for name in names if (box := name.bounding_box())]
    assert edges and max(edges) <= 390, edges
    page = phone.open("backtest")
    assert page.evaluate(WIDE) <= 0
    expect(page.locator("h2").first).to_be_visible()
