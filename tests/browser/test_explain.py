"""From the value on a card to the lines of the files behind it, and away with them."""

import re

from playwright.sync_api import expect


def test_a_card_leads_to_the_lines_of_its_value_and_all_of_them_are_one_file(desktop) -> None:
    page = desktop.open("map?kpi=active_group_share&level=commune&area=13669&period=2026-10")
    card = page.locator(".st-key-card")
    value = card.locator(".facts dd").first.inner_text().strip()
    card.get_by_role("link", name="Giải thích số này").click()
    expect(page.locator("h1")).to_have_text("Giải thích một con số")
    expect(page.locator(".facts dd").first).to_have_text(re.compile(re.escape(value)))
    expect(page.locator("table.board").first).to_contain_text("hoat_dong.csv")
    button = page.locator("[data-testid=stDownloadButton] button", has_text="Toàn bộ")
    count = int(re.sub(r"\D", "", button.inner_text()))
    with page.expect_download() as waiting:
        button.click()
    lines = waiting.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == count + 1 > 100
    total = sum(
        float(number.replace(",", ".")) * float(weight.replace(",", "."))
        for side, *_, number, weight in (line.split(";") for line in lines[1:])
        if side == "Tử số"
    )
    shown = page.locator(".facts dd").nth(1).inner_text()
    assert abs(total - int(re.sub(r"\D", "", shown))) < 1e-6
