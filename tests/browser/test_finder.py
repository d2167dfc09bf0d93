"""The box that finds everything: opened by keys and by touch, on any page, and left again."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import found as violations
from tests.browser.test_frame import box

PAGES = ["targets", "load", "catalogue"]


def typed(page: Page, text: str) -> None:
    """Opens the box by its keys and types."""
    page.keyboard.press("Control+k")
    expect(page.locator(".finder input")).to_be_focused()
    page.keyboard.type(text)


def test_keys_lead_from_any_page_to_what_is_wished(desktop) -> None:
    page = desktop.open("load")
    typed(page, "chu ky so nam truc 2025")
    expect(page.locator(".finder .sure a")).to_contain_text("Huyện Nam Trực (cũ) · Kỳ: năm 2025")
    assert violations(page) == []
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/map\?.*kpi=e_signature_share.*area=362"))
    desktop.settled()
    expect(page.locator("h2").first).to_contain_text("năm 2025")
    expect(page.locator("h3").first).to_contain_text("Nam Trực")


@pytest.mark.sweep
@pytest.mark.parametrize("address", PAGES)
def test_of_two_meanings_none_is_opened_unless_it_is_chosen(desktop, address) -> None:
    page = desktop.open(address)
    typed(page, "chu ky so nam dinh 2025")
    expect(page.locator(".finder li a")).to_have_count(3)
    page.keyboard.press("Enter")
    first = page.locator(".finder li a").first
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".finder li a").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/map\?.*area=356"))


@pytest.mark.sweep
def test_an_answer_that_is_still_on_its_way_is_waited_for(desktop) -> None:
    page = desktop.open("sources")
    typed(page, "du bao vneid")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/forecast\?.*kpi=eid_level2_share"))


@pytest.mark.sweep
def test_escape_leaves_it_and_the_keys_are_where_they_were(desktop) -> None:
    page = desktop.open("map")
    picker = page.get_by_role("combobox", name="Chỉ số")
    picker.focus()
    typed(page, "vneid")
    page.keyboard.press("Escape")
    expect(page.locator(".finder dialog")).to_be_hidden()
    expect(picker).to_be_focused()


@pytest.mark.sweep
def test_a_slip_is_offered_and_what_is_said_follows_the_language(desktop) -> None:
    page = desktop.open("map")
    typed(page, "chu kyy so")
    expect(page.locator(".finder [role=status]")).to_contain_text("Có phải ý bạn là")
    page.get_by_role("button", name="chu ky so", exact=True).click()
    expect(page.locator(".finder .sure a")).to_contain_text("chữ ký số")
    page.keyboard.press("Escape")
    page.get_by_role("radio", name="English").click()
    expect(page.locator(".finder > button")).to_contain_text("Find")
    desktop.settled()
    typed(page, "vneid")
    expect(page.locator(".finder .sure a")).to_contain_text("Indicator: E-identity")


@pytest.mark.sweep
def test_on_a_phone_a_button_opens_it(phone) -> None:
    page = phone.open("map")
    button = box(page, ".finder > button")
    language, demo = box(page, ".st-key-language"), box(page, ".demo")
    assert demo["x"] + demo["width"] <= button["x"]
    assert button["x"] + button["width"] <= language["x"]
    page.locator(".finder > button").tap()
    page.keyboard.type("xa cham nhat ho so truc tuyen")
    choice = page.locator(".finder .sure a")
    expect(choice).to_contain_text("kém nhất trước")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    choice.tap()
    page.wait_for_url(re.compile(r"/map\?.*ranking=worst"))
    phone.settled()
    ranks = page.locator("table.cards tr.row td[data-label^='Hạng']")
    assert int(ranks.first.inner_text().split()[-1]) > 50
