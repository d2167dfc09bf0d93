"""Bad input gets an explanation and a view that can be shown, never a traceback."""

import shutil
from pathlib import Path

import pytest

from data.publish.directory import publish
from data.refusal import RefusedError
from pages.text.markup import JOINER
from tests.browser.conftest import start
from tests.browser.visits import visiting
from tests.pages.opened import COMMUNES
from tests.serving import ROOT


def test_a_wish_that_cannot_be_shown(desktop) -> None:
    """An image in it must not be fetched: the test fails when a request leaves the server."""
    page = desktop.open("map?kpi=![x](http://example.org/x.png)&period=2026-13&lang=en")
    text = page.locator("[data-testid=stMain]").inner_text().replace(JOINER, "")
    assert "There is no indicator “![x](http://example.org/x.png)”" in text
    assert "“2026-13” is not a period" in text and f"{COMMUNES} of {COMMUNES} units" in text
    assert "Traceback" not in text and not page.locator("[data-testid=stException]").count()


@pytest.mark.sweep
def test_an_unreadable_export_leaves_the_last_snapshot_and_is_named(
    tmp_path: Path, chromium
) -> None:
    exports, store = tmp_path / "exports", tmp_path / "store"
    shutil.copytree(ROOT / "tests" / "kpis" / "sample", exports)
    publish(exports, store)
    (exports / "ho_so.csv").unlink()
    with pytest.raises(RefusedError):
        publish(exports, store)
    for server in start(store):
        for visit in visiting(chromium, server, viewport={"width": 1440, "height": 900}):
            # The first reader of a new server may come by a link to any page.
            page = visit.open("sources?lang=en")
            assert page.get_by_test_id("stTopNav").get_by_role("button", name="Data").count()
            page = visit.open("overview?lang=en")
            text = page.locator("[data-testid=stMain]").inner_text()
            assert "The latest load was refused" in text and "ho_so.csv" in text
            assert page.locator("table.board tr.row").count()
            (store / "CURRENT.json").unlink()
            page = visit.open("?lang=en")
            assert "CURRENT.json is missing" in page.locator("body").inner_text()
            (store / "CURRENT.json").write_text("{", encoding="utf-8")
            page = visit.open("?lang=en")
            assert "CURRENT.json cannot be read" in page.locator("body").inner_text()
