"""One flipped bit in what a store serves is told; the old data stay, and can be served again."""

import json
import os
import subprocess
import sys

import pytest

from data import history, intake
from data.ledger import failures
from data.publish.fault_points import KILL_AT
from data.publish.restore import events, restorable, restore
from data.store.snapshot import SnapshotError, current, kept, named
from tests.data.publish.imports.support import assists, left_over, times_imported, written
from tests.stores import copy_of
from tests.sweep import some

PLACES = [0, 0.3, 0.7, 1]


@pytest.fixture(scope="module")
def added_to(made_once, tmp_path_factory):
    """A store of two snapshots, never changed."""
    directory = tmp_path_factory.mktemp("flipped")
    store = copy_of(made_once, directory / "store")
    path = written(directory / "first.csv", 1)
    assert intake.main([str(path), "--store", str(store)]) == 0
    return store


@pytest.fixture
def store(added_to, tmp_path):
    """A copy of it that a test may damage."""
    return copy_of(added_to, tmp_path / "store")


@pytest.fixture
def first(store):
    """The name of the first of its snapshots."""
    return kept(store)[-1]


def flip(path, place=0.5):
    """Flip a bit, in a copy: files of other snapshots may be links to the same one."""
    content = bytearray(path.read_bytes())
    content[int(place * (len(content) - 1))] ^= 1
    path.unlink()
    path.write_bytes(content)


def served_sum(store):
    """One figure as a reader gets it."""
    with current(store).connect() as con:
        return con.execute("select sum(assists) from mart_activity_month").fetchall()


@pytest.fixture
def add(store, tmp_path, capsys):
    """The command that takes in one file more: exit code, stderr."""

    def added(number=2):
        path = written(tmp_path / f"{number}.csv", number)
        code = intake.main([str(path), "--store", str(store)])
        return code, capsys.readouterr().err

    return added


@pytest.mark.sweep
@pytest.mark.parametrize("place", some(PLACES, 4))
def test_in_the_marts_it_is_told_and_the_next_import_mends_it(store, first, add, place):
    total = assists(store)
    flip(current(store).directory / "marts.duckdb", place)
    with pytest.raises(SnapshotError, match=r"marts\.duckdb is damaged: publish the exports again"):
        current(store).connect()
    with named(store, first).connect() as con:  # a link to the snapshot before still works
        assert con.execute("select count(*) from mart_activity_month").fetchone()[0] > 0
    assert add()[0] == 0
    assert assists(store) == total + 12
    assert [event["event"] for event in events(store)] == ["directory", "files", "files"]


def test_in_the_marts_it_is_mended_by_a_restore(store, first):
    served, total = current(store).name, assists(store)
    flip(current(store).directory / "marts.duckdb")
    assert restore(served, store).is_new  # built anew from the raw files
    assert assists(store) == total


@pytest.mark.parametrize("file", some(["export", "reject", "hoat_dong/*"], 3))
@pytest.mark.sweep
def test_in_a_raw_file_nothing_is_built_on_it(store, first, add, tmp_path, file):
    before = current(store)
    path = next((before.directory / "raw").glob(f"{file}.parquet"))
    flip(path)
    code, errors = add()
    assert code == 2
    assert f"Nothing was taken in. {path.name}: this file of the snapshot" in errors
    assert "Restore an earlier snapshot" in errors
    assert "bị hỏng" in failures.last(store).reason["vi"]
    assert current(store).name == before.name
    before.connect().close()  # what is served is whole, and goes on
    restore(first, store)  # as the text says
    assert add()[0] == 0
    assert times_imported(store, tmp_path / "2.csv") == 1
    assert left_over(store) == []


@pytest.mark.sweep
def test_in_the_manifest_no_reader_gets_another_figure(store, first):
    path, before = current(store).directory / "manifest.json", served_sum(store)
    whole, told = path.read_bytes(), 0
    for at in range(0, len(whole), 200):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            assert served_sum(store) == before
        except SnapshotError as error:
            assert "g000002" in str(error)
            told += 1
    assert told > 0


@pytest.mark.parametrize("file", some(["manifest.json", "CURRENT.json"], 2))
@pytest.mark.sweep
def test_where_it_hides_what_is_served_nothing_is_added(store, first, add, file):
    total, served = assists(store), current(store).directory
    flip({"manifest.json": served / file}.get(file, store / file), 0)
    code, errors = add()
    assert code == 2
    assert "the current snapshot is damaged" in errors and "Restore an earlier" in errors
    with pytest.raises(SnapshotError):
        current(store)
    restore(first if file == "manifest.json" else served.name, store)
    assert add()[0] == 0
    assert assists(store) == total + 12 - (11 if file == "manifest.json" else 0)


def test_a_manifest_that_cannot_be_read_costs_no_history_up_to_the_restored_one(store, first):
    flip(current(store).directory / "manifest.json", 0)
    with pytest.raises(SnapshotError, match="The snapshot g000002-"):
        current(store)
    assert first in restorable(store)
    restore(first, store, "Sở")
    told = events(store)
    assert [event["event"] for event in told] == ["directory", "restore"]
    assert told[-1]["by"] == "Sở"


def test_a_manifest_without_its_content_is_no_way_back(store, first, capsys):
    path = current(store).directory.parent / first / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for broken in (7, {k: v for k, v in manifest.items() if k != "content_sha256"}):
        path.write_text(json.dumps(broken), encoding="utf-8")
        assert history.main(["--store", str(store), "restore", first]) == 2
        output, errors = capsys.readouterr()
        assert output == "" and "there is no such snapshot" in errors


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.sweep
def test_what_a_killed_import_left_is_no_way_back(store, first, tmp_path):
    path = written(tmp_path / "3.csv", 3)
    command = [sys.executable, "-m", "data.intake", str(path), "--store", str(store)]
    subprocess.run(
        command, env={**os.environ, KILL_AT: "renamed"}, capture_output=True, check=False
    )
    assert [name[:7] for name in left_over(store)] == ["g000003"]
    assert restorable(store) == [current(store).name, first]
