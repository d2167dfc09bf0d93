"""The dry run of a file over a damaged store: refused as others are, or done where it can be."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.ledger.aliases import aliases
from data.ledger.layouts import writings
from data.store.snapshot import current
from tests.pages.damage import flip, publish_twice
from tests.pages.opened import elements, html_of
from tests.stores import copy_of
from tests.sweep import some


def page(path: str, store: str, kind: str) -> None:
    """A page that holds the dry run alone."""
    from pathlib import Path

    from data.match.tables import Ask
    from pages.text.language import Language
    from pages.views.load.dry_run import trial
    from pages.views.load.upload import Uploaded

    file = Uploaded(Path(path), "vssid.csv", "digest")
    trial(file, Ask(kind), Path(store), Language("en"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    store = tmp_path_factory.mktemp("trial") / "store"
    publish_twice(store)
    return store


@pytest.fixture
def store(whole, tmp_path) -> Path:
    return copy_of(whole, tmp_path / "store")


LINES = "Tháng;Mã xã;Tài khoản VssID\n08/2025;13684;93\n"


def dry_run(store: Path, lines: str = LINES, kind: str = "su_dung_dich_vu") -> AppTest:
    path = store.with_name("vssid.csv")
    path.write_text(lines, encoding="utf-8")
    args = str(path), str(store), kind
    app = AppTest.from_function(page, args=args, default_timeout=60).run()
    app.button(key="dry-run").click().run()
    assert not app.exception
    return app


@pytest.mark.sweep
def test_damaged_raw_files_are_told(store):
    flip(current(store).directory / "raw" / "ho_so.parquet", 0.5)
    app = dry_run(store)
    assert "is damaged" in app.error[0].value
    assert "Restore an earlier snapshot" in app.caption[0].value
    assert not [button for button in app.button if button.key == "publish"]


@pytest.mark.sweep
def test_a_damaged_pointer_is_told(store):
    (store / "CURRENT.json").write_text("{", encoding="utf-8")
    assert "current snapshot is damaged" in dry_run(store).error[0].value.replace("\\", "")


@pytest.mark.sweep
@pytest.mark.parametrize("is_damaged", some([False, True], 2))
def test_what_changes_is_measured_against_what_readers_see(store, is_damaged):
    """Damaged marts are not needed to take a file in: doing so makes new ones."""
    if is_damaged:
        flip(current(store).directory / "marts.duckdb", 0.5)
    app = dry_run(store)
    assert not app.error and app.button(key="publish")
    changed = elements(html_of(app), "tr", "row")
    assert 1 <= changed <= 5  # those of the file, and of the line that came between


@pytest.mark.sweep
def test_a_unit_that_took_no_part_of_one_that_ended_is_confirmed_twice(store):
    app = dry_run(store, LINES.replace("13684", "13825"))
    text = "13825"
    assert app.selectbox(key=f"name-0-{text}").value == "13834"  # what took it in
    app.selectbox(key=f"name-0-{text}").select("13684").run()
    app.button(key="confirm-0").click().run()
    assert not aliases(store)
    assert "part of Xã Vũ Dương" in app.warning[0].value
    app.button(key="sure-0").click().run()
    assert [one.code for one in aliases(store)] == ["13684"]
    assert not app.exception and app.button(key="publish")


@pytest.mark.sweep
def test_what_took_in_a_unit_that_ended_is_confirmed_by_one_click(store):
    app = dry_run(store, LINES.replace("13684", "13825"))
    app.button(key="confirm-0").click().run()
    assert [one.code for one in aliases(store)] == ["13834"]


def test_how_a_column_is_written_is_asked_once(store):
    lines = "Năm;Cấp;Mã đơn vị;GRDP (tỷ đồng)\n2025;tinh;36;98,765\n"
    app = dry_run(store, lines, "kinh_te_so")
    assert "nothing in the file decides" in app.error[0].value.lower()
    app.selectbox(key="written-0-grdp").select("plain").run()
    app.button(key="confirm-written-0").click().run()
    assert not app.exception and not app.error and app.button(key="publish")
    assert [*writings(store).values()] == [{"grdp": "plain"}]
    again = dry_run(store, lines.replace("98,765", "98,766"), "kinh_te_so")
    assert not again.error and again.button(key="publish")
