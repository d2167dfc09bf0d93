"""Any period on any units, in a real browser: estimates are marked, three maps have one legend."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import UNITS, is_wider_than_its_screen

OLDER = "map?kpi=online_dossier_share&level=commune&period=2026-10&vintage=2022&lang=vi"
DOTS = ".choroplethlocation[fill$='0.01)']"  # the units under them


def click_on(page: Page, name: str, place: int) -> None:
    """Clicks on a unit of one of several maps, at its name."""
    chart = page.locator("[data-testid=stPlotlyChart]").nth(place)
    chart.scroll_into_view_if_needed()
    box = chart.locator(".scattergeo text", has_text=name).first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.sweep
def test_a_new_period_on_old_units_is_dotted_and_its_card_breaks_the_line(desktop) -> None:
    page = desktop.open(OLDER + "&area=13693")
    entry = page.locator(".legendtext", has_text=re.compile("Ước tính: ")).text_content()
    assert int(entry.split(": ")[1]) > 200
    assert page.locator(DOTS).count() > 200
    expect(page.get_by_text("theo đơn vị năm 2025 được chia theo dân số").first).to_be_visible()
    chart = page.locator(".st-key-card-trend")
    for words in ("Đổi địa giới", "09/2024", "07/2025"):
        expect(chart.locator(".annotation", has_text=words).first).to_be_visible()
    dashes = chart.locator(".scatterlayer .js-line").evaluate_all(
        "lines => lines.map(line => getComputedStyle(line).strokeDasharray)"
    )
    assert len(dashes) == 3  # the path to the target, what was reported, the estimates
    assert sum(dash == "none" or not dash for dash in dashes) == 1
    expect(page.get_by_text("Số tổ và khó khăn được đếm")).to_be_visible()


@pytest.mark.sweep
def test_the_pointer_says_that_a_value_is_an_estimate(desktop) -> None:
    page = desktop.open(OLDER)
    box = page.locator(".scattergeo text", has_text="Giao Thiện").first.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".hoverlayer .hovertext")).to_have_count(1)
    text = page.locator(".hoverlayer").text_content()
    assert re.search(r"Xã Giao Thiện.*≈ \d+,\d%.*ước tính, chia theo dân số", text), text


@pytest.mark.sweep
def test_three_maps_stand_side_by_side_with_one_legend_and_their_totals(desktop) -> None:
    page = desktop.open("compare?kpi=online_dossier_share&level=commune&period=2026-10")
    charts = page.locator("[data-testid=stPlotlyChart]")
    expect(charts).to_have_count(3)
    tops = {round(charts.nth(i).bounding_box()["y"]) for i in range(3)}
    assert len(tops) == 1
    for place, units in enumerate((226, 175, 57)):
        expect(charts.nth(place).locator(UNITS)).to_have_count(units)
    assert page.locator(".legend").count() == 0
    entries = page.locator(".swatches > span:not(.note)").all_inner_texts()
    counts = [[int(n) for n in re.findall(r"\d+", one.rsplit("(", 1)[1])] for one in entries]
    estimates = counts.pop()
    assert [sum(column) for column in zip(*counts, strict=True)] == [226, 175, 57]
    assert estimates[2] == 0 < estimates[1] < estimates[0]
    assert page.get_by_text("Cộng các đơn vị: khớp với toàn tỉnh.").count() == 3
    assert page.locator("td", has_text="khớp").count() == 3
    assert page.get_by_text("Ranh giới:").count() >= 3
    click_on(page, "Hải Quang", 0)
    expect(page).to_have_url(re.compile(r"/map\?.*vintage=2022.*area=\d{5}"))
    expect(page.get_by_role("heading", name="Xã Hải Quang")).to_be_visible()


@pytest.mark.sweep
def test_on_a_phone_the_maps_stand_below_each_other(phone) -> None:
    page = phone.open("compare?kpi=online_dossier_share&level=district&period=2024-12")
    charts = page.locator("[data-testid=stPlotlyChart]")
    expect(charts).to_have_count(3)
    tops = [charts.nth(i).bounding_box()["y"] for i in range(3)]
    assert tops[0] < tops[1] < tops[2]
    assert not is_wider_than_its_screen(page)
