"""The map that plays through all months: in the browser, without a word to the server."""

import io

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from pages.views.compare.pickers import MODES
from tests.browser.visits import UNITS
from tests.sweep import some

FILLS = """() => [...document.querySelectorAll('.st-key-frame-played g.trace.choropleth')]
  .filter(one => one.__data__?.[0]?.trace.meta === 'units')
  .flatMap(one => [...one.querySelectorAll('path')].map(path => path.getAttribute('fill')))
  .join()"""
PAINTED = "() => document.querySelector('.st-key-frame-played path[fill^=\"#\"]')"
WATCH = """() => {
  window.frames_seen = [];
  const label = document.querySelector('.player output');
  new MutationObserver(() => window.frames_seen.push([performance.now(), label.value]))
    .observe(label, {childList: true, characterData: true, subtree: true});
}"""


@pytest.mark.sweep
def test_all_months_play_without_asking_the_server(desktop):
    sent = []
    desktop.page.on("websocket", lambda one: one.on("framesent", lambda _: sent.append(1)))
    page = desktop.open(
        "compare?comparison=play&kpi=online_dossier_share&level=commune&period=2022-09&lang=en"
    )
    page.wait_for_function(PAINTED)
    first, before = page.evaluate(FILLS), len(sent)
    page.evaluate(WATCH)
    page.select_option(".player select", "15")
    page.click(".player button")
    page.wait_for_function("() => document.querySelector('.player button').title === 'Play'")
    assert len(sent) == before
    seen = page.evaluate("window.frames_seen")
    assert (
        len(seen)
        == len({name for _, name in seen})
        == int(page.get_attribute(".player input", "max"))
    )
    seconds = (seen[-1][0] - seen[0][0]) / 1000
    assert (len(seen) - 1) / seconds > 13  # of 15 a second
    assert page.evaluate(FILLS) != first
    page.press(".player input", "Home")
    assert page.evaluate(FILLS) == first
    page.press(".player input", "ArrowRight")
    assert page.inner_text(".player output") == "Oct 2022"
    assert len(sent) == before
    page.get_by_role("radio", name="Quarter").click()
    expect(page.locator(".player output")).to_have_text("Q3 2022 (from 09/2022)")
    expect(page.locator(".player button")).to_have_count(1)


@pytest.mark.sweep
def test_who_wants_no_motion_steps_by_himself(desktop):
    desktop.page.emulate_media(reduced_motion="reduce")
    page = desktop.open("compare?comparison=play&kpi=online_dossier_share&period=2023-01&lang=en")
    page.click(".player button")
    assert page.inner_text(".player output") == "Feb 2023"
    page.wait_for_timeout(700)
    assert page.inner_text(".player output") == "Feb 2023"
    desktop.page.emulate_media(reduced_motion="no-preference")


@pytest.mark.sweep
def test_documents_are_of_the_month_at_which_the_player_stands(desktop):
    page = desktop.open(
        "compare?comparison=play&kpi=online_dossier_share&level=district&period=2022-09&lang=en"
    )
    page.wait_for_function(PAINTED)
    page.press(".player input", "ArrowRight")
    page.press(".player input", "ArrowRight")
    assert "period=2022-11" in page.url
    page.get_by_role("button", name="Documents").click()
    dialog = page.get_by_role("dialog")
    with page.expect_download() as waiting:
        dialog.get_by_role("button", name="Figures (XLSX)").click()
    assert "2022-11" in waiting.value.suggested_filename
    book = CalamineWorkbook.from_filelike(io.BytesIO(waiting.value.path().read_bytes()))
    notes = book.get_sheet_by_name("Notes").to_python()
    told = {line[0]: line[1] for line in notes if len(line) > 1}
    assert told["Period"] == "Nov 2022" and "period=2022-11" in page.url
    dialog.get_by_role("button", name="Close").click()
    expect(page.locator(".player output")).to_have_text("Nov 2022")


@pytest.mark.parametrize("mode", some(MODES, 3))
def test_the_pickers_stand_in_one_row_on_a_projector(desktop, mode):
    desktop.page.set_viewport_size({"width": 1280, "height": 720})
    page = desktop.open(f"compare?comparison={mode}")
    boxes = [one.bounding_box() for one in page.locator(".st-key-pickers > *").all()]
    ends = {round(box["y"] + box["height"]) for box in boxes if box and box["height"]}
    assert max(ends) - min(ends) < 12, ends


@pytest.mark.sweep
def test_filters_and_a_marked_unit_hold_on_both_maps_and_in_the_link(desktop):
    asked = "comparison=periods&kpi=online_dossier_share&level=commune&period=2026-10"
    page = desktop.open(f"compare?{asked}&district=360&palette=cividis")
    charts = page.locator("[data-testid=stPlotlyChart]")
    for at in range(2):
        expect(charts.nth(at).locator(UNITS).first).to_be_visible()
        assert charts.nth(at).locator(UNITS).count() < 57  # and those around it, pale
    expect(page.locator(".st-key-filters")).to_contain_text("Huyện Ý Yên (cũ). 7 trên 57 đơn vị.")
    page.get_by_text("Bảng các đơn vị").click()
    page.wait_for_selector("[data-testid=stDataFrame] canvas")
    box = page.locator("[data-testid=stDataFrame]").bounding_box()
    page.mouse.click(box["x"] + 300, box["y"] + 35 * 1.5)  # the first row
    page.wait_for_url("**area=13*")
    desktop.settled()
    told = page.locator("table.board .why a")
    expect(told).to_have_count(2)
    assert all("/explain?" in one.evaluate("one => one.href") for one in told.all())
    outlines = page.locator("path[style*='rgb(209, 0, 122)']")
    expect(outlines).to_have_count(2)
    page.get_by_role("button", name="Xóa lọc").click()
    expect(charts.first.locator(UNITS)).to_have_count(57)
    expect(page.locator(".st-key-filters")).to_have_count(0)
    desktop.settled()
    assert "district=" not in page.url and "area=13" in page.url and "palette=cividis" in page.url
