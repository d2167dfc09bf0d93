"""Where the disk takes no more: a clear text, no half-built files, and the old data go on."""

import shutil
import sys
from collections import namedtuple

import pytest

from data.ledger import failures
from data.publish.directory import RefusedError, publish
from tests.data.publish.conftest import FEW

# No file may grow beyond a size, as on a disk with no room left.


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("limit", [100_000, 1_000_000], ids=["log", "checkpoint"])
@pytest.mark.sweep
def test_marts_that_cannot_be_written_are_told_as_a_full_disk(
    store, changed, run, read, names, few, limit
):
    code, output, errors = run(changed.path, "--store", store, only=FEW, largest=limit)
    assert (code, output) == (2, "")
    assert "Not published. store: cannot be written (" in errors
    assert "File too large" in errors and "Check the free space" in errors
    assert "Traceback" not in errors
    assert read(store) == (1, 2)
    assert names(store) == ["g000001"]  # what was half-built made room
    assert "không ghi được" in failures.last(store).reason["vi"]
    assert publish(changed.path, store).generation == 2
    assert read(store) == (2, 3)


def test_a_disk_that_is_nearly_full_is_told_before_anything_is_written(
    store, changed, read, names, monkeypatch
):
    usage = namedtuple("usage", "total used free")  # what the system would answer
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10_000, 9_900, 100))
    with pytest.raises(RefusedError, match=r"cannot be written \(100 < [\d,]+ bytes\)"):
        publish(changed.path, store)
    assert failures.last(store).file == "store"
    assert read(store) == (1, 2)
    assert names(store) == ["g000001"]


def test_a_pointer_that_cannot_be_written_leaves_the_old_one(store, changed, read, names, few):
    (store / "CURRENT.json.tmp").mkdir()  # in the way of every write, as a full disk is
    with pytest.raises(RefusedError, match="cannot be written"):
        publish(changed.path, store)
    assert read(store) == (1, 2)
    (store / "CURRENT.json.tmp").rmdir()
    assert publish(changed.path, store).generation == 2
    assert read(store) == (2, 3)
    assert names(store) == ["g000001", "g000002"]
