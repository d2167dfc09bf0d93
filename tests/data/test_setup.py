"""The first start: demonstration data where none are served, and never over real ones."""

from pathlib import Path

import pytest

from data import setup
from data.demo import write_exports
from data.publish.directory import publish
from data.store.snapshot import current

SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture(autouse=True)
def as_it_ships(monkeypatch):
    """The demonstration hides small numbers, which the tests of other figures do not."""
    monkeypatch.delenv("DX_SMALL_NUMBERS")


def test_an_empty_store_gets_the_demonstration_data(tmp_path, monkeypatch):
    """Those of two communes: that all are written is tested below."""
    monkeypatch.setattr(setup, "DEMO_EXPORTS", tmp_path / "demo")
    write_exports(tmp_path / "demo", communes=["13759", "13633"], last_month="2023-12")
    (tmp_path / "demo.sha256").write_text(setup._generator(), "ascii")
    setup.set_up(tmp_path / "store")
    snapshot = current(tmp_path / "store")
    assert snapshot.generation == 1
    with snapshot.connect() as con:
        data = dict(con.execute("select key, value from mart_data").fetchall())
    assert data["is_demonstration"] == "true"
    assert (data["first_month"], data["last_month"]) == ("2022-09-01", "2023-12-01")


def test_all_of_the_demonstration_data_are_published(demo_store):
    snapshot = current(demo_store)
    with snapshot.connect() as con:
        data = dict(con.execute("select key, value from mart_data").fetchall())
    assert data["is_demonstration"] == "true"
    assert (data["first_month"], data["last_month"]) == ("2022-09-01", "2026-10-01")
    assert snapshot.manifest["sources"]["hoat_dong.csv"]["bytes"] > 95_000_000


def test_a_second_set_up_changes_nothing(demo_store):
    said, before = [], current(demo_store).name
    setup.set_up(demo_store, said.append)
    assert said == [f"{before}: the same content is already there"]
    assert current(demo_store).name == before


@pytest.mark.sweep
def test_data_of_the_province_are_left_alone(tmp_path, monkeypatch):
    published = publish(SAMPLE, tmp_path)
    monkeypatch.setattr(setup, "DEMO_EXPORTS", tmp_path / "never" / "demo")
    said = []
    setup.set_up(tmp_path, said.append)
    assert current(tmp_path).name == published.name
    assert said == [f"{published.name}: data of the province are served"]
    assert not (tmp_path / "never").exists()


@pytest.mark.sweep
def test_outdated_exports_are_written_again(tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr(setup, "DEMO_EXPORTS", tmp_path / "demo")
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo.sha256").write_text("older")
    setup.demo_exports(said.append)
    setup.demo_exports(said.append)
    assert len(said) == 14 == len(list((tmp_path / "demo").iterdir()))


def test_a_broken_store_is_told_and_left(tmp_path, monkeypatch, capsys):
    (tmp_path / "CURRENT.json").write_text("{")
    monkeypatch.setenv("DX_STORE", str(tmp_path))
    assert setup.main([]) == 2
    said = capsys.readouterr().err
    assert said.startswith("No data set up: ")
    assert "CURRENT.json" in said
    assert (tmp_path / "CURRENT.json").read_text() == "{"
