"""A damaged snapshot: every page says so, shows the earlier figures, and one mends it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from data.snapshot import current, snapshots_directory
from tests.browser.conftest import start, visiting
from tests.browser.test_pages import NO_TRACE
from tests.pages.damage import flip, names, publish_twice

WORDS = {
    "vi": ("bị hỏng", "là của bản số liệu {older}, công bố lúc"),
    "en": ("is damaged", "are those of snapshot {older}, published at"),
}


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
    assert not [word for word in NO_TRACE if word in text]
    assert not page.locator("[data-testid=stException]").count()
    return text


# One page of figures, one with a map, the one that does without any; all have the same head.
HEADS = ("", "map", "load")


@pytest.mark.parametrize("path", HEADS)
def test_every_page_shows_the_earlier_snapshot_and_says_so(damaged, path: str) -> None:
    older, newest = names(damaged.server.store)
    code = list(WORDS)[HEADS.index(path) % 2]  # one language a page
    what, instead = WORDS[code]
    damaged.open(f"{path}?lang={code}").wait_for_selector("footer.foot")
    text = text_of(damaged.page)
    assert f"{newest} {what}" in text and instead.format(older=older) in text
    assert f"python -m data.history restore {newest}" in text  # its raw files are whole
    assert older in damaged.page.locator("footer.foot").inner_text()


def test_the_page_mends_the_snapshot_from_its_own_raw_files(damaged) -> None:
    store: Path = damaged.server.store
    newest = names(store)[1]
    before = current(store).manifest["content_sha256"]
    page = damaged.open("load?lang=en")
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_text(f"What {newest} held is served again")).to_be_visible(timeout=20_000)
    assert current(store).manifest["content_sha256"] == before
    assert "is damaged" not in text_of(damaged.open("?lang=en"))
