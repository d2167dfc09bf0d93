"""A server that goes away under a page: it says so in words, and goes on by itself when it is back.

The page keeps what it showed; its address names the whole selection, so nothing has to be chosen
again.
"""

import os
import signal

import pytest
from playwright.sync_api import expect

from tests.browser.visits import Server, visiting
from tests.serving import free_port, serving

SHOWN = "map?kpi=online_dossier_share&level=commune&period=2026-08&vintage=2025&lang=vi"
BACK = 60_000  # milliseconds: a browser tries again after longer and longer waits


@pytest.mark.sweep
def test_a_page_goes_on_by_itself_when_its_server_was_killed_and_started_again(
    chromium, demo_store, tmp_path
):
    port = free_port()
    with serving(tmp_path, demo_store, port=port) as ours:
        for visit in visiting(
            chromium, Server(ours.url, demo_store), viewport={"width": 1280, "height": 720}
        ):
            page = visit.open(SHOWN)
            before = page.url
            os.kill(ours.process.pid, signal.SIGKILL)
            ours.process.wait()
            told = page.get_by_role("dialog")
            expect(told).to_be_visible(timeout=BACK)
            expect(told).to_contain_text(
                "Trang này tự kết nối lại khi máy chủ hoạt động trở lại.", timeout=BACK
            )
            assert page.locator(".choroplethlayer path").count() > 50  # what it showed stays
            if "DX_PICTURES" in os.environ:
                page.screenshot(path=f"{os.environ['DX_PICTURES']}/away.png")
            (tmp_path / "again").mkdir()
            with serving(tmp_path / "again", demo_store, port=port):
                expect(told).to_have_count(0, timeout=BACK)
                visit.settled()
                assert page.url == before
                expect(page.locator("[data-testid=stAlert]")).to_have_count(0)
                heading = page.get_by_role("heading", name="Map of indicators")
                for _ in range(20):  # what is chosen before the page came anew is chosen in vain
                    page.get_by_text("English").click()
                    page.wait_for_timeout(2000)
                    if heading.is_visible():
                        break
                expect(heading).to_be_visible()
                assert "period=2026-08" in page.url and "lang=en" in page.url
