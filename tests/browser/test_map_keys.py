"""A map by the keys: its units in the order of their names, each shown and said, and opened."""

import re

import pytest
from playwright.sync_api import Page, expect

from data.ledger.meetings import agenda
from data.ledger.meetings.agenda import Meeting
from tests.browser.visits import UNITS, Server, visiting
from tests.serving import serving
from tests.stores import copy_of

DISTRICTS = "map?kpi=online_dossier_share&level=district&period=2026-10"


def on_map(page: Page) -> Page:
    """The page with the focus on its first map."""
    page.locator("[role=application]").first.focus()
    return page


def told(page: Page) -> str:
    """What is spoken."""
    return page.locator(".map-told").inner_text()


def test_each_unit_is_said_in_the_order_of_names_and_enter_opens_it(desktop):
    page = on_map(desktop.open(DISTRICTS))
    field = page.locator("[role=application]")
    name = field.get_attribute("aria-label")
    assert "Tỷ lệ hồ sơ nộp trực tuyến" in name and "tháng 10/2026" in name
    assert "Địa bàn huyện cũ" in name and "theo thứ tự tên" in name
    heard = []
    for key in ("Home", *["ArrowRight"] * 8):
        page.keyboard.press(key)
        heard.append(told(page))
    # by the letters of Vietnamese: Giao, Hải, Nam Định, Nam Trực, Nghĩa, Trực, Vụ, Xuân, Ý
    names = [re.match(r"(?:Huyện |Thành phố )?(.*?)(?: \(cũ\))?[.:]", one)[1] for one in heard]
    assert names == [
        *("Giao Thủy", "Hải Hậu", "Nam Định", "Nam Trực", "Nghĩa Hưng"),
        *("Trực Ninh", "Vụ Bản", "Xuân Trường", "Ý Yên"),
    ]
    assert all(re.search(r"\d+,\d%.*Nhóm: .*đơn vị \d/9$", one) for one in heard), heard
    expect(page.locator(".map-at path")).to_have_count(2)  # a dark line on a white one
    page.keyboard.press("h")
    assert "Hải Hậu" in told(page)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("level=commune.*district=366"))
    desktop.settled()
    expect(page.locator(".map-told")).to_contain_text("Bản đồ hiện có")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"area=\d{5}"))
    expect(page.locator(".st-key-card h3")).to_be_focused()


def test_escape_leads_from_the_map_to_its_table(desktop):
    page = on_map(desktop.open(DISTRICTS))
    page.keyboard.press("End")
    expect(page.locator(".map-at")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".map-at")).to_have_count(0)
    way = page.get_by_role("button", name="Sang bảng số liệu")
    expect(way).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=stDataFrame] :focus")).to_have_count(1)


@pytest.mark.sweep
def test_a_unit_without_a_value_is_said_with_its_reason(desktop):
    page = on_map(desktop.open("map?kpi=active_group_share&period=2026-10"))
    units = page.locator(UNITS).count()
    page.keyboard.press("Home")
    heard = [told(page)]
    for _ in range(units - 1):
        page.keyboard.press("ArrowDown")
        heard.append(told(page))
    assert sum("Chưa gửi" in one for one in heard) > 0
    assert len(set(heard)) == units == 57


@pytest.mark.sweep
@pytest.mark.parametrize("mode", ["vintages", "change", "series", "play", "indicators"])
def test_each_map_of_a_comparison_is_walked(desktop, mode):
    page = desktop.open(f"compare?comparison={mode}&level=district&kpi=online_dossier_share")
    expect(page.locator("[role=application]").last).to_be_visible()
    for one in page.locator("[role=application]").all():
        one.focus()
        one.press("End")
        assert "Ý Yên" in told(page)


@pytest.mark.sweep
def test_a_map_of_the_analysis_marks_by_the_keys(desktop):
    page = on_map(desktop.open("analysis?kpi=online_dossier_share&level=commune"))
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    assert "đã đánh dấu" in told(page)
    expect(page.locator("#desk tr.on")).to_have_count(1)


@pytest.mark.sweep
@pytest.mark.parametrize("address", ["", "quality", "forecast?scope=one", "verdict?result=one"])
def test_other_maps_are_walked_too(desktop, address):
    page = on_map(desktop.open(address))
    page.keyboard.press("Home")
    assert re.search(r"đơn vị 1/\d+$", told(page))


@pytest.mark.sweep
def test_tab_leads_through_a_page_with_map_and_table_and_out_of_it(desktop):
    page = desktop.open(DISTRICTS)
    passed = []
    for _ in range(80):
        page.keyboard.press("Tab")
        passed.append(
            page.evaluate("""() => {
              const one = document.activeElement;
              const known = {
                map: '[role=application]', table: '[data-testid=stDataFrame]', foot: 'footer',
              };
              return Object.keys(known).find(name => one.closest(known[name])) ?? '';
            }""")
        )
    wanted = ["map", "table", "foot"]
    assert [one for one in dict.fromkeys(filter(None, passed)) if one in wanted] == wanted


@pytest.mark.sweep
def test_letters_are_no_keys_of_slides_for_who_turns_them_off(chromium, demo_store, tmp_path):
    store = copy_of(demo_store, tmp_path / "store")
    agenda.save_meeting(store, Meeting("Họp quý IV", "2026-12-10"), "Văn phòng")
    with serving(tmp_path, store) as ours:
        for visit in visiting(chromium, Server(ours.url, store)):
            page = visit.open("present")
            blank = page.locator("html.blank")
            page.keyboard.press("b")
            expect(blank).to_have_count(1)
            page.keyboard.press("b")
            expect(blank).to_have_count(0)
            off = page.get_by_role("button", name="Tắt phím B, F và phím số")
            off.focus()
            off.press("Enter")
            expect(page.get_by_role("button", name="Bật phím B, F và phím số")).to_be_visible()
            page.keyboard.press("b")
            expect(blank).to_have_count(0)
