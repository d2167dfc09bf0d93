"""The map in a real browser: what is drawn, what a click does, what the browser fetches."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import UNITS

ROW = 35  # pixels of a row of the table, and of its head


def drawn(page: Page, count: int) -> None:
    """Waits until so many units are on the map."""
    expect(page.locator(UNITS)).to_have_count(count)


def click_on(page: Page, name: str) -> None:
    """Clicks on a unit, at its name."""
    box = page.locator(".scattergeo text", has_text=name).first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def legend(page: Page) -> list[str]:
    """The entries of the legend."""
    return page.locator(".legend .legendtext").all_text_contents()


def counts(page: Page) -> list[int]:
    """The number of units of each class of the legend; the sign of an estimate is no class."""
    found = [re.search(r"\((\d+)\)", text) for text in legend(page)]
    return [int(one[1]) for one in found if one]


def test_a_missing_value_is_hatched_and_named(desktop) -> None:
    page = desktop.open("map?kpi=active_group_share&period=2026-10")
    drawn(page, 57)
    assert legend(page)[-1].startswith("╱╱ Chưa gửi (quá hạn)")
    fills = "paths => paths.map(path => getComputedStyle(path).fill)"
    filled = page.locator(UNITS).evaluate_all(fills)
    assert sum("pattern-not_reported" in fill for fill in filled) == counts(page)[-1] > 0


def test_a_click_on_a_district_opens_its_communes_and_one_of_them_its_card(desktop) -> None:
    page = desktop.open("map?level=district")
    drawn(page, 9)
    click_on(page, "Hải Hậu")
    expect(page).to_have_url(re.compile("level=commune.*district=366"))
    expect(page.get_by_text("— Huyện Hải Hậu (cũ)", exact=False).first).to_be_visible()
    expect(page.locator(".scattergeo text", has_text="Hải Xuân")).to_be_visible()
    desktop.settled()
    click_on(page, "Hải Xuân")
    expect(page).to_have_url(re.compile("area=14308"))
    card = page.get_by_role("heading", name="Xã Hải Xuân")
    expect(card).to_be_visible()
    desktop.settled()
    page.get_by_role("button", name="↑ Toàn tỉnh").click()
    drawn(page, 57)
    expect(card).to_have_count(0)
    assert "area=" not in page.url and "district=" not in page.url


@pytest.mark.sweep
def test_the_way_up_leads_back_to_the_districts(desktop) -> None:
    page = desktop.open("map?level=commune&district=366")
    page.get_by_role("button", name="↑ Địa bàn huyện cũ").click()
    drawn(page, 9)
    assert "level=district" in page.url


def test_a_row_of_the_table_opens_the_card_and_marks_the_map(desktop) -> None:
    page = desktop.open("map")
    drawn(page, 57)
    table = page.locator("[data-testid=stDataFrame]").first.bounding_box()
    page.mouse.click(table["x"] + 110, table["y"] + 3.5 * ROW)  # the third row, its name
    expect(page).to_have_url(re.compile(r"area=\d{5}"))
    outline = page.locator(".choroplethlayer path[style*='stroke: rgb(209, 0, 122)']")
    expect(outline).to_have_count(1)
    expect(page.get_by_text("3/57")).to_be_visible()


def test_the_pointer_shows_numerator_and_denominator(desktop) -> None:
    page = desktop.open("map?kpi=smartphone_adult_share&level=district&lang=en")
    drawn(page, 9)
    box = page.locator(".scattergeo text", has_text="Hải Hậu").first.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".hoverlayer .hovertext")).to_have_count(1)
    text = page.locator(".hoverlayer").text_content()
    assert re.search(r"Hải Hậu.*\d+\.\d%.*smartphone.*: [\d,]+.*adult.*: [\d,]+", text), text


@pytest.mark.sweep
def test_a_district_filters_map_and_table(desktop) -> None:
    page = desktop.open("map")
    page.get_by_role("button", name="Thêm lựa chọn").click()
    page.get_by_role("combobox", name="Địa bàn huyện cũ").click()
    page.get_by_role("option", name="Huyện Vụ Bản (cũ)").click()
    expect(page).to_have_url(re.compile("district=359"))
    desktop.settled()
    shown = sum(counts(page))
    assert 0 < shown < 57
    assert page.locator(UNITS).count() > shown  # those around it stay there, pale


def test_geometry_is_fetched_once_and_never_on_a_change_of_filter(desktop) -> None:
    fetched: list[str] = []
    desktop.page.on("request", lambda r: fetched.append(r.url) if "static" in r.url else None)
    page = desktop.open("map?lang=en")
    drawn(page, 57)
    first = [url for url in fetched if url.endswith(".geojson")]
    assert len(set(first)) == 2 and "2025-commune" in first[0] and "2025-district" in first[1]
    before = page.locator("h2").first.inner_text()
    indicator = page.get_by_role("combobox", name="Indicator")
    indicator.fill("smartphone")
    indicator.press("Enter")
    expect(page.locator("h2").first).not_to_have_text(before)
    desktop.settled()
    drawn(page, 57)
    assert [url for url in fetched if url.endswith(".geojson")] == first


def test_a_change_of_the_month_leaves_the_style_of_most_of_the_page_alone(desktop) -> None:
    # 226 units, fifty names and what else is another: about 2,000. Where a rule asks :has() of all
    # below an element, each step of the drawing styles the page once more: 5,000.
    page = desktop.open("map?period=2024-05")
    page.locator(".st-key-pick_period input").click()
    page.keyboard.press("ArrowDown")
    told, ended = [], []
    session = page.context.browser.new_browser_cdp_session()
    session.on("Tracing.dataCollected", lambda event: told.extend(event["value"]))
    session.on("Tracing.tracingComplete", lambda _: ended.append(True))
    categories = {"includedCategories": ["devtools.timeline"]}
    session.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": categories})
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="tháng 04/2024")).to_be_visible()
    desktop.settled()
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(20)
    styled = [one for one in told if one["name"] == "UpdateLayoutTree" and "dur" in one]
    count = sum(one["args"].get("elementCount", 0) for one in styled)
    assert 500 < count < 2600


def test_a_map_is_drawn_once(desktop) -> None:
    page = desktop.open("map?period=2024-05")
    page.evaluate("""() => {
      window.shapes = 0;
      new MutationObserver(changes => window.shapes += changes.filter(
        change => change.target.matches('.choroplethlocation')).length,
      ).observe(document.body, {subtree: true, attributes: true, attributeFilter: ['d']});
    }""")
    page.locator(".st-key-pick_period input").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="tháng 04/2024")).to_be_visible()
    desktop.settled()
    paths = page.locator(".choroplethlocation").count()
    assert 0 < page.evaluate("window.shapes") <= paths


def test_a_reader_draws_the_map_in_another_way(desktop) -> None:
    page = desktop.open("map?kpi=online_service_users&level=commune&period=2024-08")
    drawn(page, 226)
    page.get_by_role("button", name="Cách vẽ").click()
    page.get_by_role("combobox", name="Kiểu bản đồ").click()
    page.get_by_role("option", name="Hai chỉ số").click()
    expect(page).to_have_url(re.compile("draw=two"))
    desktop.settled()
    expect(page.locator(".annotation-text", has_text=re.compile(r"^\d+$"))).to_have_count(9)
    assert legend(page)[0].startswith("╱╱"), "what is missing stays in the legend"
    page.get_by_text("Xem như bản in đen trắng").click()
    expect(page).to_have_url(re.compile("grey=1"))
    desktop.settled()
    filters = "map => getComputedStyle(map.closest(\"[class*='st-key-frame-map']\")).filter"
    assert page.locator(".geolayer").evaluate(filters) == "grayscale(1)"


@pytest.mark.sweep
def test_circles_are_drawn_with_their_sizes_and_a_unit_below_them_opens(desktop) -> None:
    page = desktop.open("map?kpi=online_service_users&level=district&period=2024-08&draw=symbols")
    expect(page.locator(".scattergeo .point")).to_have_count(10)
    click_on(page, "Hải Hậu")
    expect(page).to_have_url(re.compile("level=commune.*district=366"))


@pytest.mark.sweep
def test_own_edges_are_typed_and_refused_in_words(desktop) -> None:
    page = desktop.open("map?kpi=online_dossier_share&level=commune&period=2026-10")
    page.get_by_role("button", name="Cách vẽ").click()
    page.get_by_role("textbox", name="Ngưỡng tự chọn").fill("90; 85")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("classes=own.*edges=90"))
    expect(page.get_by_text("“85” không lớn hơn ngưỡng đứng trước")).to_be_visible()
    expect(page.locator(".legendtitletext")).to_contain_text("Ngưỡng tự chọn, 3 nhóm")
