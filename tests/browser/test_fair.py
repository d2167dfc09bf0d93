"""Fair comparison in a real browser: a question is asked, answered, and in the address."""

import re

from playwright.sync_api import expect

from tests.browser.visits import is_wider_than_its_screen
from tests.pages.opened import COMMUNES


def test_a_funnel_and_then_what_moved_it(desktop) -> None:
    page = desktop.open("fair?lang=en&kpi=online_service_users&level=commune&period=2026-10")
    expect(page.locator(".js-plotly-plot .scatterlayer .point")).to_have_count(COMMUNES)
    page.get_by_role("radio", name="What moved it").click()
    expect(page).to_have_url(re.compile("view=moved"))
    desktop.settled()
    expect(page.locator(".js-plotly-plot .barlayer .trace").first).to_be_visible()
    expect(page.locator("dl.facts")).to_contain_text("From own values")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download these figures (CSV)").click()
    name = "fair-moved-online_service_users-2026-10-commune-2025.csv"
    assert waiting.value.suggested_filename == name
    assert not is_wider_than_its_screen(page)
