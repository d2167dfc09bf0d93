"""What is found in a damaged store: the newest snapshot to show, and the newest to restore."""

import shutil

import pytest

from data.publish.directory import publish
from data.publish.imports import Order, Request, import_files
from data.publish.rescue import newest_readable, newest_restorable
from data.publish.restore import events, restorable, restore
from data.refusal import RefusedError
from data.setup import set_up
from data.store.snapshot import MANIFEST, MARTS, SnapshotError, current, snapshots_directory
from tests.stores import copy_of


@pytest.fixture(scope="module")
def published_twice(tmp_path_factory, published, sample):
    """A store of two snapshots, never changed."""
    base = tmp_path_factory.mktemp("rescue")
    store = copy_of(published, base / "store")
    exports = shutil.copytree(sample, base / "exports")
    with (exports / "dich_vu_cong.csv").open("a", encoding="utf-8") as file:
        file.write("08/2023;1000;700\n")
    publish(exports, store)
    return store


@pytest.fixture
def two(published_twice, tmp_path):
    """A copy of it that a test may damage, and its snapshots, the older first."""
    store = copy_of(published_twice, tmp_path / "store")
    return store, sorted(snapshots_directory(store).iterdir())


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def found(store):
    """The names of both, "" for none."""
    readable = newest_readable(store)
    return (readable.name if readable else ""), newest_restorable(store)


@pytest.mark.sweep
def test_of_a_whole_store_it_is_the_newest(two):
    store, (_, newest) = two
    assert found(store) == (newest.name, newest.name)


@pytest.mark.sweep
def test_damaged_marts_are_passed_over_but_can_be_built_again(two, read):
    store, (older, newest) = two
    flip(newest / MARTS)
    assert found(store) == (older.name, newest.name)
    restore(newest.name, store)
    assert read(store) == (3, 3)


@pytest.mark.sweep
def test_damaged_raw_files_can_be_shown_but_not_restored(two):
    store, (older, newest) = two
    flip(newest / "raw" / "dich_vu_cong.parquet")  # the one that the two do not share
    assert found(store) == (newest.name, older.name)


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"null", b"\xff", b'{"files": 7}'])
def test_a_damaged_manifest_is_passed_over(two, text):
    store, (older, newest) = two
    (newest / MANIFEST).write_bytes(text)
    assert found(store) == (older.name, older.name)


@pytest.mark.sweep
def test_a_broken_pointer_hides_nothing(two, read):
    store, (_, newest) = two
    (store / "CURRENT.json").write_text("{", encoding="utf-8")
    assert found(store) == (newest.name, newest.name)
    restore(newest.name, store)
    assert current(store).generation == 3


@pytest.fixture
def lost(two, start, sample):
    """The two without their pointer, beside a third that a killed publish left, never served."""
    store, snapshots = two
    start([sample, "--store", store], kill_at=["pointer_written"])
    (store / "CURRENT.json").unlink()
    assert len(list(snapshots_directory(store).iterdir())) == 3
    return store, snapshots


def test_a_lost_pointer_is_damage_that_a_restore_mends(lost, read, sample):
    store, (_, newest) = lost
    with pytest.raises(SnapshotError, match=f"missing, and {newest.name} was served"):
        current(store)
    assert found(store) == (newest.name, newest.name)
    assert restorable(store) == [newest.name, lost[1][0].name]
    with pytest.raises(RefusedError, match=r"CURRENT\.json is gone"):
        publish(sample, store)
    file = sample / "dich_vu_cong.csv"
    with pytest.raises(RefusedError, match=r"CURRENT\.json is missing"):
        import_files(Order((Request(file),)), store)
    with pytest.raises(SnapshotError, match=r"CURRENT\.json is missing"):
        set_up(store)
    restore(newest.name, store)
    assert read(store) == (4, 3)
    assert [event["event"] for event in events(store)] == ["directory", "directory", "restore"]


@pytest.mark.sweep
def test_a_first_publish_that_was_killed_leaves_an_empty_store(tmp_path, start, sample):
    start([sample, "--store", tmp_path], kill_at=["pointer_written"])
    assert list(snapshots_directory(tmp_path).iterdir())
    assert current(tmp_path) is None


def test_marts_that_were_pruned_can_be_built_again(two):
    store, (older, newest) = two
    (older / MARTS).unlink()
    flip(newest / MARTS)
    flip(newest / "raw" / "dich_vu_cong.parquet")
    assert found(store) == ("", older.name)


def test_where_nothing_is_left_nothing_is_found(two):
    store, _ = two
    shutil.rmtree(snapshots_directory(store))
    assert found(store) == ("", "")
