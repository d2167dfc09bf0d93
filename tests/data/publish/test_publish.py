"""A publish makes a whole new snapshot, or none; readers of the old one go on reading."""

import json
import re
import threading

import duckdb
import pytest

from data.exports import exports as stanzas
from data.ledger.scenarios import Scenario, delete, save
from data.publish.directory import publish
from data.publish.staging import raw_files
from data.reference import UNITS_CSV
from data.store.atomic import sha256_of
from data.store.housekeeping import KEPT
from data.store.snapshot import MARTS, SUMS, current, kept, named


@pytest.fixture
def small(tmp_path, sample, few):
    """A store with two exports of the sample."""
    publish(sample, tmp_path / "small")
    return tmp_path / "small"


def test_the_first_snapshot_is_number_one(published, names):
    snapshot = current(published)
    assert re.fullmatch(r"g000001-[0-9a-f]{8}", snapshot.name)
    assert snapshot.directory == published / "snapshots" / snapshot.name
    assert names(published) == ["g000001"]
    pointer = json.loads((published / "CURRENT.json").read_text(encoding="utf-8"))
    assert (pointer["generation"], pointer["directory"]) == (1, snapshot.name)
    assert pointer["content_sha256"].startswith(snapshot.name[-8:])


def test_a_snapshot_holds_what_its_manifest_lists(published, read):
    assert read(published) == (1, 2)
    listed = set(current(published).manifest["files"])
    by_month = {file for file in listed if re.fullmatch(r"raw/hoat_dong/\d{4}-\d\d\.parquet", file)}
    assert listed == {"marts.duckdb", "sums.duckdb", *raw_files().values(), *by_month}
    assert by_month
    assert {f"raw/{one.name}.parquet" for one in stanzas() if not one.sorted_by} < listed


def test_the_manifest_names_the_exports_it_was_made_from(published, sample):
    files = {path.name: path for path in sample.iterdir()}
    assert current(published).manifest["sources"] == {
        name: {"sha256": sha256_of(path), "bytes": path.stat().st_size}
        for name, path in files.items()
    }


def test_the_manifest_counts_the_rows_of_each_mart(published):
    snapshot = current(published)
    with snapshot.connect() as con:
        query = "select table_name from duckdb_tables()"
        tables = [name for (name,) in con.execute(query).fetchall()]
        rows = {table: con.table(table).shape[0] for table in tables}
    assert rows == snapshot.manifest["tables"]
    assert {table for table in tables if not table.startswith("mart_")} == set()


def test_marts_are_read_only(published):
    with current(published).connect() as con:
        try:
            con.execute("delete from mart_unit")
        except duckdb.InvalidInputException as error:
            assert "read-only" in str(error)
        else:
            raise AssertionError("a reader could delete the units")


def test_the_same_content_is_published_once(store, exports, names):
    before = (store / "CURRENT.json").read_bytes()
    again = publish(exports.path, store)  # a copy: other path, other times, same bytes
    assert (again.generation, again.is_new) == (1, False)
    assert again.name == current(store).name
    assert (store / "CURRENT.json").read_bytes() == before
    assert names(store) == ["g000001"]


def test_a_changed_export_makes_the_next_generation(store, changed, read, names, few):
    old = current(store)
    new = publish(changed.path, store)
    assert (new.generation, new.is_new) == (2, True)
    assert current(store).name == new.name
    assert names(store) == ["g000001", "g000002"]
    assert (read(store), read(store, old.name)) == ((2, 3), (1, 2))
    assert kept(store) == [new.name, old.name]


@pytest.mark.sweep
def test_another_list_of_units_is_other_content(sample, tmp_path, few):
    assert publish(sample, tmp_path / "small").is_new
    units = tmp_path / "units.csv"
    units.write_bytes(UNITS_CSV.read_bytes() + b"\n")
    assert publish(sample, tmp_path / "small", units_csv=units).is_new
    assert not publish(sample, tmp_path / "small", units_csv=units).is_new


@pytest.mark.sweep
def test_a_reader_of_an_old_snapshot_goes_on_reading_until_it_is_pruned_and_after(
    small, changed, sample, names
):
    assert KEPT == 3
    store = small
    query = "select count(*), max(month)::varchar from mart_procedure_month"
    first = current(store).name
    with current(store).connect() as con:
        for generation, exports in ((2, changed.path), (3, sample), (4, changed.path)):
            new = publish(exports, store)
            assert (new.generation, new.is_new) == (generation, True)
            assert con.cursor().execute(query).fetchall() == [(2, "2025-07-01")]
    assert names(store) == ["g000001", "g000002", "g000003", "g000004"]  # to restore from
    for file in (MARTS, SUMS):
        assert not (store / "snapshots" / first / file).exists()
        assert (store / "snapshots" / kept(store)[-1] / file).exists()
    assert [named(store, name).generation for name in kept(store)] == [4, 3, 2]
    assert kept(store)[1] == first.replace("g000001", "g000003")  # the same content, told so


@pytest.mark.sweep
def test_a_snapshot_that_a_scenario_names_is_kept_beside_three_others(small, changed, sample):
    store = small
    first = current(store).name
    seen_on = Scenario("vssid_share", "commune", "2022", ("13696",), None, "observed", 2030, first)
    save(store, "Mười xã xa nhất", seen_on, "An")
    for exports in (changed.path, sample, changed.path, sample):
        publish(exports, store)
    assert [named(store, name).generation for name in kept(store)] == [5, 4, 3, 1]
    with named(store, first).connect() as con:
        assert con.execute("select count(*) from mart_unit").fetchone() > (0,)
    delete(store, "Mười xã xa nhất", "An")
    publish(changed.path, store)
    assert [named(store, name).generation for name in kept(store)] == [6, 5, 4]


def test_readers_beside_a_publish_see_the_old_or_the_new(store, changed, read, few):
    seen, failed, done = [], [], threading.Event()

    def look() -> None:
        while not done.is_set():
            try:
                seen.append(read(store, is_written=True))
            except BaseException as error:
                failed.append(error)

    reader = threading.Thread(target=look)
    reader.start()
    try:
        publish(changed.path, store)
        seen.append(read(store))
    finally:
        done.set()
        reader.join()
    assert failed == []
    assert len(seen) > 3
    assert set(seen) == {(1, 2), (2, 3)}
