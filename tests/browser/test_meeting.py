"""A whole meeting: views are taken along, shown in the room, decided on, looked at again."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import found
from tests.browser.visits import Server, Visit, visiting
from tests.serving import serving
from tests.stores import copy_of

OFFICE = "Sở Khoa học và Công nghệ"
NAME = "Họp Ban Chỉ đạo quý IV"
MAP = "map?kpi=payment_account_share&level=district&period=2024-08&vintage=2022"
FORECAST = "forecast?kpi=online_dossier_share&level=commune"
TODAY = date.today()

pytestmark = pytest.mark.sweep


@pytest.fixture
def room(chromium, demo_store, tmp_path):
    """A dashboard of its own: what a committee decides here is read by no other test."""
    store = copy_of(demo_store, tmp_path / "store")
    with serving(tmp_path, store) as ours:
        yield from visiting(
            chromium, Server(ours.url, store), viewport={"width": 1440, "height": 900}
        )


def take(visit: Visit, address: str, question: str, meeting: str = "") -> None:
    """Takes the view of an address to the latest meeting, or to a new one of a name."""
    page = visit.open(address)
    page.get_by_role("button", name="Đưa vào cuộc họp").first.click()
    dialog = page.get_by_role("dialog")
    if meeting:
        dialog.get_by_label("Tên cuộc họp").fill(meeting)
    dialog.get_by_label("Cần quyết định").fill(question)
    dialog.get_by_label("Cơ quan").fill(OFFICE)
    dialog.get_by_role("button", name="Đưa vào chương trình").click()
    expect(dialog.get_by_text("Đã đưa vào chương trình họp")).to_be_visible()


def shown(page: Page) -> str:
    """The text of the slide that is to be seen."""
    slides = page.locator("[class*='st-key-slide-']").all()
    (one,) = [
        slide
        for slide in slides
        if slide.evaluate("slide => getComputedStyle(slide).visibility") == "visible"
    ]
    return one.inner_text()


def test_a_meeting_from_three_views_to_the_next_one(room):
    take(room, MAP, "Ai mở tài khoản?", NAME)
    take(room, "overview?period=2026-10", "Ba việc cần làm")
    take(room, FORECAST, "Giữ hay đổi chỉ tiêu?")
    page = room.open("meetings")
    titles = page.locator("[class*='st-key-item-'] strong")
    expect(titles).to_have_text(
        [
            "1. Tỷ lệ người từ 15 tuổi có tài khoản thanh toán · Bản đồ chỉ số",
            "2. Tình hình chuyển đổi số",
            "3. Tỷ lệ hồ sơ nộp trực tuyến · Dự báo đến 2030",
        ]
    )
    expect(page.get_by_text("9/10 huyện, thành phố đạt chỉ tiêu 80% của năm 2025.")).to_be_visible()
    page.get_by_role("button", name="↓").nth(1).click()
    expect(titles.nth(1)).to_have_text("2. Tỷ lệ hồ sơ nộp trực tuyến · Dự báo đến 2030")
    decide(page)
    page = room.settled()
    expect(page.get_by_role("cell", name="Quá hạn")).to_be_visible()
    assert found(page) == []
    in_the_room(room)
    next_meeting(room)


def decide(page: Page) -> None:
    """Decides on the first item something that should have been done yesterday."""
    page.get_by_role("button", name="Quyết định").first.click()
    form = page.locator("[data-testid=stPopoverBody]")
    form.get_by_label("Quyết định", exact=True).fill("Mở điểm hướng dẫn ở mười xã")
    form.get_by_label("Cơ quan thực hiện").fill("UBND huyện Nghĩa Hưng")
    day = (TODAY - timedelta(days=1)).strftime("%d/%m/%Y")
    form.get_by_role("spinbutton", name="day, Hạn thực hiện").click()
    page.keyboard.type(day.replace("/", ""))
    page.keyboard.press("Tab")
    form.get_by_label("Giá trị mong đợi").fill("95")
    form.get_by_label("Cơ quan", exact=True).fill(OFFICE)
    form.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("cell", name="Mở điểm hướng dẫn ở mười xã")).to_be_visible()


def in_the_room(visit: Visit) -> None:
    """All the keys, and what a slide is like."""
    page = visit.page
    page.set_viewport_size({"width": 1280, "height": 720})
    page.get_by_role("link", name="Trình chiếu").click()
    page.wait_for_selector(".slide.cover")
    visit.settled()
    assert NAME in shown(page)
    for key, told in (
        ("ArrowRight", "9/10 huyện, thành phố"),
        ("PageDown", "Giữ hay đổi chỉ tiêu?"),
        ("ArrowLeft", "9/10 huyện, thành phố"),
        ("End", "Ba việc cần làm"),
        ("Home", NAME),
        ("2", "Giữ hay đổi chỉ tiêu?"),
        ("1", "9/10 huyện, thành phố"),
    ):
        page.keyboard.press(key)
        page.wait_for_timeout(900 if key.isdigit() else 50)
        assert told in shown(page), key
    require_readable(page)
    assert found(page) == []
    page.keyboard.press("ArrowUp")
    expect(page.get_by_text("tháng 09/2023")).to_be_visible()  # of September 2024, a year before
    page.keyboard.press("Backspace")
    expect(page.get_by_text("so với tháng 08/2023").first).to_be_visible()
    page.locator(".st-key-slide-1 [data-code='358']").click()
    expect(page.locator(".st-key-slide-1").get_by_text("xã, phường có số liệu")).to_be_visible()
    page.keyboard.press("Backspace")
    expect(page.locator(".st-key-slide-1").get_by_text("huyện, thành phố có")).to_be_visible()
    page.keyboard.press("b")
    assert page.locator("html.blank").count() == 1
    page.keyboard.press("b")
    page.keyboard.press("Escape")
    page.wait_for_url("**/meetings?*")
    visit.settled()


def require_readable(page: Page) -> None:
    """Title, sentences and the letters of the map are large enough, and nothing is cut off."""
    sizes = page.evaluate(
        """() => {
          const slide = document.querySelector('.st-key-slide-1 .slide');
          const font = one => parseFloat(getComputedStyle(one).fontSize);
          const svg = slide.querySelector('svg');
          const letters = [...svg.querySelectorAll('text')].map(font);
          return {
            title: font(slide.querySelector('h2')),
            told: Math.min(...[...slide.querySelectorAll('.told p')].map(font)),
            map: Math.min(...letters) * svg.getScreenCTM().a,
            fits: slide.scrollWidth <= innerWidth && slide.scrollHeight <= innerHeight
              && slide.getBoundingClientRect().bottom <= innerHeight,
          };
        }"""
    )
    assert sizes["title"] >= 32 and sizes["told"] >= 22 and sizes["map"] >= 22, sizes
    assert sizes["fits"], sizes


def next_meeting(visit: Visit) -> None:
    """The next one opens with what was decided and what the figures did since."""
    page = visit.page
    page.get_by_role("button", name="Cuộc họp mới").click()
    form = page.locator("[data-testid=stPopoverBody]")
    form.get_by_label("Tên cuộc họp").fill("Họp tháng sau")
    form.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("heading", name="Họp tháng sau")).to_be_visible()
    expect(page.get_by_role("heading", name="Từ cuộc họp trước")).to_be_visible()
    row = page.get_by_role("row").filter(has_text="Mở điểm hướng dẫn ở mười xã")
    expect(row).to_contain_text("Quá hạn")
    expect(row).to_contain_text("85,6%")  # when it was decided, as its view showed
    expect(row).to_contain_text("95,0%")
    page.get_by_role("link", name="Trình chiếu").click()
    page.wait_for_selector(".slide.cover")
    visit.settled()
    assert "85,6% → " in shown(page) and "mong đợi 95,0%" in shown(page)
    page = visit.open("alerts")
    expect(page.get_by_text("1 quyết định quá hạn")).to_be_visible()
