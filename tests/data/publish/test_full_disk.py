"""Where the disk takes no more: a clear text, no half-built files, and the old data go on."""

import shutil
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from data.ledger import failures
from data.publish.directory import RefusedError, publish

ROOT = Path(__file__).parents[3]
# The command in a process in which no file may grow beyond a size, as on a disk with no room left.
LIMITED = """
import resource, sys
from data.publish.__main__ import main
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
sys.exit(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("limit", [100_000, 1_000_000], ids=["log", "checkpoint"])
def test_marts_that_cannot_be_written_are_told_as_a_full_disk(store, changed, read, names, limit):
    arguments = [str(limit), str(changed.path), "--store", str(store)]
    ended = subprocess.run(
        [sys.executable, "-c", LIMITED, *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "Not published. store: cannot be written (" in ended.stderr
    assert "File too large" in ended.stderr and "Check the free space" in ended.stderr
    assert "Traceback" not in ended.stderr
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


def test_a_pointer_that_cannot_be_written_leaves_the_old_one(store, changed, read, names):
    (store / "CURRENT.json.tmp").mkdir()  # in the way of every write, as a full disk is
    with pytest.raises(RefusedError, match="cannot be written"):
        publish(changed.path, store)
    assert read(store) == (1, 2)
    (store / "CURRENT.json.tmp").rmdir()
    assert publish(changed.path, store).generation == 2
    assert read(store) == (2, 3)
    assert names(store) == ["g000001", "g000002"]
