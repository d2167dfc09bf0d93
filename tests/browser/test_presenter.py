"""Who speaks writes minutes and decisions beside the slide; what was confirmed is never lost."""

import os
import signal

import pytest
from playwright.sync_api import Page, expect

from data.ledger.meetings import agenda
from data.ledger.meetings.agenda import Item, Meeting
from data.ledger.meetings.decisions import decisions
from tests.browser.visits import Server, visiting
from tests.serving import serving
from tests.stores import copy_of

OFFICE = "Sở Khoa học và Công nghệ"
DESK = {"width": 1280, "height": 720}


@pytest.fixture
def meeting(demo_store, tmp_path):
    """A store of its own with a meeting of two items."""
    store = copy_of(demo_store, tmp_path / "store")
    id = agenda.save_meeting(store, Meeting("Họp quý IV", "2026-12-10"), OFFICE)
    for title in ("Hồ sơ trực tuyến", "Tổ công nghệ số"):
        agenda.add_item(store, id, Item(title, refused="Chưa có số liệu."), OFFICE)
    return store, id


def write(page: Page, text: str) -> None:
    """Types minutes of the first item, and waits until the page says that they are kept."""
    field = page.get_by_role("textbox", name="Biên bản").first
    field.fill(text)
    expect(page.locator(".st-key-notes-1").get_by_text("Đã lưu")).to_be_visible()


@pytest.mark.sweep
def test_the_projector_goes_with_who_speaks_and_has_no_field(meeting, chromium, tmp_path):
    store, id = meeting
    with serving(tmp_path, store) as ours:
        for visit in visiting(chromium, Server(ours.url, store), viewport=DESK):
            page = visit.open(f"present?meeting={id}&presenter=1")
            with page.context.expect_page() as waiting:
                page.get_by_role("link", name="Cửa sổ cho máy chiếu").first.click()
            wall = waiting.value
            wall.wait_for_selector(".slide.cover")
            page.keyboard.press("ArrowRight")
            expect(wall.get_by_role("heading", name="Hồ sơ trực tuyến")).to_be_visible()
            expect(page.locator(".st-key-slide-1 .next")).to_contain_text("2. Tổ công nghệ số")
            assert wall.locator("textarea, [class*='st-key-notes-']").count() == 0
            write(page, "Đại biểu thống nhất 2 mốc b.")  # digits and letters are no keys here
            assert agenda.items(store, id)[0].minutes == "Đại biểu thống nhất 2 mốc b."
            expect(wall.get_by_role("heading", name="Hồ sơ trực tuyến")).to_be_visible()
            wall.keyboard.press("ArrowRight")
            expect(page.get_by_role("heading", name="Tổ công nghệ số")).to_be_visible()


@pytest.mark.sweep
def test_what_others_write_is_shown_and_not_overwritten(meeting, chromium, tmp_path):
    store, id = meeting
    with serving(tmp_path, store) as ours:
        for visit in visiting(chromium, Server(ours.url, store), viewport=DESK):
            page = visit.open(f"present?meeting={id}&presenter=1")
            page.keyboard.press("ArrowRight")
            page.get_by_role("textbox", name="Biên bản").first.wait_for()
            (first, _) = agenda.items(store, id)
            agenda.change_item(store, Item(**{**vars(first), "minutes": "Của thư ký"}), "Văn phòng")
            page.get_by_role("textbox", name="Biên bản").first.fill("Của tôi")
            notes = page.locator(".st-key-notes-1")
            expect(notes.get_by_text("Của thư ký")).to_be_visible()
            assert agenda.items(store, id)[0].minutes == "Của thư ký"
            notes.get_by_role("button", name="Thay bằng nội dung của tôi").click()
            expect(notes.get_by_text("Đã lưu")).to_be_visible()
            assert agenda.items(store, id)[0].minutes == "Của tôi"


@pytest.mark.sweep
def test_a_server_that_is_killed_loses_nothing_that_the_page_confirmed(meeting, chromium, tmp_path):
    store, id = meeting
    with serving(tmp_path, store) as ours:
        for visit in visiting(chromium, Server(ours.url, store), viewport=DESK):
            page = visit.open(f"present?meeting={id}&presenter=1")
            page.keyboard.press("ArrowRight")
            write(page, "Giao các huyện rà soát.")
            notes = page.locator(".st-key-notes-1")
            notes.get_by_label("Quyết định", exact=True).fill("Mở mười điểm hướng dẫn")
            notes.get_by_label("Cơ quan thực hiện").fill("UBND huyện Ý Yên")
            notes.get_by_label("Cơ quan", exact=True).fill(OFFICE)
            notes.get_by_role("button", name="Lưu").click()
            expect(notes.get_by_role("listitem")).to_contain_text("Mở mười điểm hướng dẫn")
            os.kill(ours.process.pid, signal.SIGKILL)
            ours.process.wait()
    assert [one.text for one in decisions(store, id)] == ["Mở mười điểm hướng dẫn"]
    with serving(tmp_path, store) as again:
        for visit in visiting(chromium, Server(again.url, store), viewport=DESK):
            page = visit.open(f"meetings?meeting={id}")
            expect(page.get_by_role("cell", name="Mở mười điểm hướng dẫn")).to_be_visible()
            page.get_by_role("button", name="Biên bản").first.click()
            expect(page.get_by_role("textbox", name="Biên bản")).to_have_value(
                "Giao các huyện rà soát."
            )
