"""The page for leaders on a phone: five numbers in the first screens, three matters, one map."""

import re

import pytest
from playwright.sync_api import expect

SCREEN = 844  # pixels


@pytest.mark.sweep
def test_a_leader_reads_the_page_on_a_phone_and_opens_a_detail(phone) -> None:
    page = phone.open("leader")
    numbers = page.locator(".numbers li")
    expect(numbers).to_have_count(5)
    expect(page.locator(".matters > li")).to_have_count(3)
    expect(page.locator(".geolayer .geo")).to_have_count(1)
    entries = page.locator(".legend .legendtext").all_text_contents()
    assert sum(int(re.search(r"\((\d+)\)", text)[1]) for text in entries) == 57
    boxes = [one.bounding_box() for one in numbers.all()]
    assert boxes[0]["y"] + boxes[0]["height"] < SCREEN / 2
    assert boxes[-1]["y"] + boxes[-1]["height"] < 1.3 * SCREEN
    wide = page.evaluate(
        "() => { const main = document.querySelector('[data-testid=stMain]');"
        " return [main.scrollWidth, main.clientWidth] }"
    )
    assert wide[0] <= wide[1], wide
    small = page.evaluate(
        "() => [...document.querySelectorAll('.numbers *, .matters *, .st-key-leader .told')]"
        " .filter(one => parseFloat(getComputedStyle(one).fontSize) < 16).map(one => one.outerHTML)"
    )
    assert small == []
    snapshot = re.search("snapshot=([^&]+)", page.url)[1]
    met = numbers.first.locator("b").inner_text().split("/")[0]
    numbers.first.get_by_role("link").click()
    page.wait_for_url("**/verdict?*")
    phone.settled()
    assert f"snapshot={snapshot}" in page.url
    expect(page.locator(".tally").first).to_contain_text(f" {met}/")
