"""A damaged snapshot in a real browser: the page says so, shows the earlier one, and mends it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from data.store.snapshot import current, snapshots_directory
from tests.browser.conftest import start
from tests.browser.visits import visiting
from tests.pages.damage import TOLD, flip, names, publish_twice


@pytest.fixture(scope="module")
def damaged(tmp_path_factory, chromium):
    """A visit to a store whose newest marts have one bit that flipped."""
    store = tmp_path_factory.mktemp("damaged") / "store"
    publish_twice(store)
    flip(snapshots_directory(store) / names(store)[1] / "marts.duckdb", 0.5)
    for server in start(store):
        yield from visiting(chromium, server, viewport={"width": 1440, "height": 900})


def text_of(page) -> str:
    """What a page says; it must be no error of the program's own."""
    text = page.locator("[data-testid=stMain]").inner_text()
    assert "Traceback" not in text and 'File "' not in text
    assert not page.locator("[data-testid=stException]").count()
    return text


@pytest.mark.sweep
def test_the_page_shows_the_earlier_snapshot_and_mends_the_newest_from_its_raw_files(
    damaged,
) -> None:
    store: Path = damaged.server.store
    older, newest = TOLD  # readers know snapshots by their moments
    before = current(store).manifest["content_sha256"]
    page = damaged.open("load?lang=en")
    text = text_of(page)
    assert f"The newest data (published: {newest}) are damaged." in text
    assert f"are those of the data published at {older}" in text
    assert older in page.locator("footer.foot").inner_text()
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_text(f"published at {newest} are served again")).to_be_visible()
    assert current(store).manifest["content_sha256"] == before
    assert "are damaged" not in text_of(damaged.open("?lang=en"))
