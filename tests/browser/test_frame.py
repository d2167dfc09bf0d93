"""The frame of a page: what is seen at once, where a click is answered, what a change leaves."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_map import click_on, drawn
from tests.sweep import some

PROJECTOR = {"width": 1280, "height": 720}
BAR = 48  # pixels, at most
MAPS = ["map", "verdict?result=one", "forecast?scope=one", "quality"]
PAGES = ["overview", "targets", "compare", "forecast", "verdict", "assign", "reach", "quality"]


def box(page: Page, selector: str) -> dict[str, float]:
    """Where the first such element is drawn, in pixels of the window."""
    found = page.locator(selector).first.bounding_box()
    assert found, selector
    return {**found, "bottom": found["y"] + found["height"]}


@pytest.mark.parametrize(
    "change", some(["", "&level=district&area=356", "&level=commune&district=360"], 3)
)
def test_the_map_and_its_legend_are_seen_at_once(desktop, change) -> None:
    desktop.page.set_viewport_size(PROJECTOR)
    page = desktop.open("map?lang=vi" + change)
    chart, legend = box(page, "[data-testid=stPlotlyChart]"), box(page, ".legend")
    assert chart["height"] >= 500 and chart["bottom"] <= PROJECTOR["height"]
    assert chart["x"] <= legend["x"] and chart["y"] <= legend["y"]
    assert legend["bottom"] <= chart["bottom"]
    right = legend["x"] + legend["width"]
    for unit in page.locator(".choroplethlocation[fill^='#']").all():
        there = unit.bounding_box()
        assert there["x"] >= right or there["y"] + there["height"] <= legend["y"]


@pytest.mark.sweep
def test_the_map_takes_what_is_left_of_a_larger_screen(desktop) -> None:
    page = desktop.open("map")
    assert 640 <= box(page, "[data-testid=stPlotlyChart]")["height"] <= 740


@pytest.mark.parametrize("address", some(PAGES, 8))
def test_title_and_pickers_stand_in_one_row_under_one_bar(desktop, address) -> None:
    desktop.page.set_viewport_size(PROJECTOR)
    page = desktop.open(address)
    assert box(page, "[data-testid=stHeader]")["height"] <= BAR
    for mark in (".demo", ".st-key-language"):
        assert box(page, mark)["bottom"] <= BAR
    title, pickers = box(page, "h1"), box(page, ".st-key-pickers")
    assert title["y"] < pickers["bottom"] and pickers["y"] < title["bottom"]
    assert pickers["bottom"] <= BAR + 150


@pytest.mark.sweep
def test_a_click_opens_the_card_beside_the_map(desktop) -> None:
    desktop.page.set_viewport_size(PROJECTOR)
    page = desktop.open("map?level=commune&period=2026-10")
    drawn(page, 57)
    click_on(page, "Mỹ Lộc")
    heading = page.get_by_role("heading", name="Mỹ Lộc")
    expect(heading).to_be_focused()
    chart = box(page, "[data-testid=stPlotlyChart]")
    there = heading.bounding_box()
    assert there and there["x"] > chart["x"] + chart["width"] and there["y"] < 300
    page.get_by_role("tab", name="Bảng").click()
    expect(page.locator("[data-testid=stDataFrame]")).to_have_count(1)
    desktop.settled()
    click_on(page, "Mỹ Lộc")
    expect(heading).to_be_focused()


@pytest.mark.sweep
def test_on_a_phone_the_card_comes_to_the_reader(phone) -> None:
    page = phone.open("map?level=district")
    drawn(page, 9)
    place = page.locator(".scattergeo text", has_text="Nam Trực").first.bounding_box()
    page.goto(page.url.replace("level=district", "level=commune"))
    phone.settled()
    drawn(page, 57)
    page.touchscreen.tap(place["x"] + 10, place["y"] + 10)
    heading = page.locator(".st-key-card h3")
    expect(heading).to_be_focused()
    page.wait_for_function(  # it is scrolled to smoothly
        "() => { const y = document.querySelector('.st-key-card h3').getBoundingClientRect().y;"
        " return 40 <= y && y <= 400 }"
    )


WATCH = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  window.seen = [];
  const look = () => {
    const chart = document.querySelector('[data-testid=stPlotlyChart]');
    const top = chart ? Math.round(chart.getBoundingClientRect().top) : -1;
    // while React mounts a new one it may be hidden for a frame: what is seen must not move
    if (!chart || chart.offsetParent)
      window.seen.push([Math.round(main.scrollTop), top, chart ? chart.offsetHeight : 0]);
    window.watching = requestAnimationFrame(look);
  };
  look();
}"""


@pytest.mark.parametrize(
    ("first", "name"),
    some([("map?lang=en", "Former districts"), ("map?lang=en&vintage=2022", "Districts")], 2),
)
def test_a_change_of_level_keeps_space_scroll_and_focus(desktop, first, name) -> None:
    desktop.page.set_viewport_size(PROJECTOR)
    page = desktop.open(first)
    page.get_by_role("button", name="More choices").click()
    page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 60)")
    page.wait_for_timeout(300)
    page.evaluate(WATCH)
    page.get_by_role("radio", name=name).click()
    expect(page).to_have_url(re.compile("level=district"))
    desktop.settled()
    page.wait_for_timeout(500)
    seen = page.evaluate("() => (cancelAnimationFrame(window.watching), window.seen)")
    assert len({tuple(one) for one in seen}) == 1, "the map moved, shrank or was scrolled"
    expect(page.get_by_role("radio", name=name)).to_be_focused()
