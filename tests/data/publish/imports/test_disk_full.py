"""An import on a full disk: a clear text, the old data go on, and with room it is taken in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data.ledger import failures
from data.store.snapshot import current
from tests.data.publish.imports.support import (
    ROOT,
    Warm,
    assists,
    left_over,
    times_imported,
    written,
)
from tests.sweep import some

# A disk of its own, seen by this script alone, with so many KB of room beside the store; what is
# on it after the import, and after another one with more room, is copied back.
SMALL_DISK = """
cd "$1"
mount -t tmpfs -o size=1g tmpfs disk
cp -a store disk/store
used=$(df -k --output=used disk | tail -1)
mount -o remount,size=$((used + $2))k disk
code=0
"$3" -m data.intake a.csv --store disk/store 2>full.txt || code=$?
cp -a disk/store full
mount -o remount,size=1g disk
"$3" -m data.intake a.csv --store disk/store 2>room.txt
cp -a disk/store room
exit $code
"""


def can_mount() -> bool:
    """Whether this system lets us have a disk of our own: Linux, where user namespaces are open."""
    if sys.platform != "linux" or not shutil.which("unshare"):
        return False
    command = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture
def path(tmp_path):
    """A file to be taken in."""
    return written(tmp_path / "a.csv", 7)


def require_told(code, errors):
    assert code == 2, errors
    said = errors.splitlines()[-1]  # after the progress
    ledger = "Nothing was taken in. ledger.sqlite: the ledger cannot be opened or written."
    assert said.startswith(("Nothing was taken in. store: cannot be written (", ledger))
    assert "the free space" in said
    assert "Traceback" not in errors


@pytest.fixture(scope="module")
def limited(tmp_path_factory):
    """Runs the command in a process in which no file may grow beyond a size."""
    with Warm("data.intake", tmp_path_factory.mktemp("limited")) as server:

        def ended(limit, *command):
            return server.run_all(command, largest=limit)[0]

        yield ended


@pytest.mark.sweep
@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("limit", [100_000, 1_000_000], ids=["raw", "checkpoint"])
def test_what_cannot_be_written_is_told_as_a_full_disk(store, path, limit, limited, send):
    before = current(store).name, assists(store)
    ended = limited(limit, path, "--store", store)
    require_told(ended.code, ended.errors)
    assert ended.output == ""
    assert (current(store).name, assists(store)) == before
    assert left_over(store) == []
    assert "không ghi được" in failures.last(store).reason["vi"]
    assert send(path.name, path.read_bytes())[0] == 0
    assert assists(store) == before[1] + 17
    assert (times_imported(store, path), left_over(store)) == (1, [])


@pytest.mark.skipif(not can_mount(), reason="only where a small file system can be mounted")
@pytest.mark.parametrize("room", some([0, 300], 2), ids=lambda room: f"{room}kB")
@pytest.mark.sweep
def test_a_file_system_that_is_full(store, path, tmp_path, room):
    before = current(store).name, assists(store)
    (tmp_path / "disk").mkdir()
    script = ["unshare", "-rm", "sh", "-euc", SMALL_DISK, "sh", str(tmp_path), str(room)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    ended = subprocess.run([*script, sys.executable], env=environment, check=False)
    full, roomy = tmp_path / "full", tmp_path / "room"
    require_told(ended.returncode, Path(tmp_path / "full.txt").read_text(encoding="utf-8"))
    assert (current(full).name, assists(full)) == before
    assert assists(roomy) == before[1] + 17
    assert (times_imported(roomy, path), left_over(roomy)) == (1, [])
