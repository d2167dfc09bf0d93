"""The dry run of a file over a damaged store: refused as others are, or done where it can be."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.store.snapshot import current
from tests.pages.damage import flip, publish_twice
from tests.pages.opened import elements, html_of


def page(path: str, store: str) -> None:
    """A page that holds the dry run alone."""
    from pathlib import Path

    from data.match.tables import Ask
    from pages.text.language import Language
    from pages.views.load.dry_run import trial
    from pages.views.load.upload import Uploaded

    file = Uploaded(Path(path), "vssid.csv", "digest")
    trial(file, Ask("su_dung_dich_vu"), Path(store), Language("en"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    store = tmp_path_factory.mktemp("trial") / "store"
    publish_twice(store)
    return store


@pytest.fixture
def store(whole, tmp_path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "store"))


def dry_run(store: Path) -> AppTest:
    path = store.with_name("vssid.csv")
    path.write_text("Tháng;Mã xã;Tài khoản VssID\n08/2025;13684;93\n", encoding="utf-8")
    app = AppTest.from_function(page, args=(str(path), str(store)), default_timeout=60).run()
    app.button(key="dry-run").click().run()
    assert not app.exception
    return app


def test_damaged_raw_files_are_told(store):
    flip(current(store).directory / "raw" / "ho_so.parquet", 0.5)
    app = dry_run(store)
    assert "is damaged" in app.error[0].value
    assert "Restore an earlier snapshot" in app.caption[0].value
    assert not [button for button in app.button if button.key == "publish"]


def test_a_damaged_pointer_is_told(store):
    (store / "CURRENT.json").write_text("{", encoding="utf-8")
    assert "current snapshot is damaged" in dry_run(store).error[0].value.replace("\\", "")


@pytest.mark.parametrize("is_damaged", [False, True])
def test_what_changes_is_measured_against_what_readers_see(store, is_damaged):
    """Damaged marts are not needed to take a file in: doing so makes new ones."""
    if is_damaged:
        flip(current(store).directory / "marts.duckdb", 0.5)
    app = dry_run(store)
    assert not app.error and app.button(key="publish")
    changed = elements(html_of(app), "tr", "row")
    assert 1 <= changed <= 5  # those of the file, and of the line that came between
