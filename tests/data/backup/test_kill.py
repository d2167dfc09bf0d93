"""A backup or a restore that is killed, or whose disk is full, leaves the old store or the new."""

import os
import re
import shutil
import signal
import subprocess
import sys

import pytest

from data.backup.__main__ import main
from data.backup.create import create
from data.backup.restore import restore
from data.ledger.sent_alerts import keep_told, told
from data.publish.fault_points import OF_A_RESTORE
from tests.data.backup.support import files, fill, said_before, write_manifest
from tests.data.ledger.support import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL")
MOVED_IN = OF_A_RESTORE.index("moved_in")
FULL = """
cd "$1"
mount -t tmpfs -o size=40m tmpfs disk
cp -a store disk/store
cp a.tgz disk/
cd "$3"
for left in 0 20000 120000 300000; do
  free=$(df --output=avail -B1 "$1/disk" | tail -1)
  head -c $((free - left)) /dev/zero > "$1/disk/ballast"
  "$2" -m data.backup create --store "$1/disk/store" --out "$1/disk/b.tgz" || echo "create $?"
  rm -f "$1/disk/b.tgz"
  "$2" -m data.backup restore "$1/disk/a.tgz" --store "$1/disk/there" || echo "restore $?"
  rm -rf "$1/disk/there" "$1/disk/ballast"
  (cd "$1/disk"; ls -A | tr '\\n' ' '; echo)
done
"""


def started(*arguments, **environment):
    """The command as a process."""
    return subprocess.Popen(
        [sys.executable, "-m", "data.backup", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.sweep
@pytest.mark.parametrize("point", OF_A_RESTORE)
def test_a_restore_that_is_killed_leaves_the_old_store_or_the_new(store, tmp_path, point):
    if os.environ.get("DX_LEDGER") and point == "moved_in":
        pytest.skip("the ledger of a server is committed a moment later: see below")
    if os.environ.get("DX_LEDGER") and point == "ledger_built":
        pytest.skip("a point of a ledger in a file")
    create(store, tmp_path / "a.tgz")
    new, new_rows = files(store), said_before(store)
    keep_told(store, ["later"], "Bình")
    (store / "CURRENT.json").write_text('{"directory": "g000001-00000000"}', "utf-8")
    old, old_rows = files(store), said_before(store)
    arguments = ("restore", tmp_path / "a.tgz", "--store", store, "--replace")
    with started(*arguments, DX_TEST_KILL_AT=point) as process:
        assert process.wait(60) == -signal.SIGKILL
        process.communicate()
    is_new = OF_A_RESTORE.index(point) >= MOVED_IN
    assert files(store) == (new if is_new else old)
    assert said_before(store) == (new_rows if is_new else old_rows)
    restore(tmp_path / "a.tgz", store, replace=True)
    assert (files(store), said_before(store)) == (new, new_rows)
    assert not list(tmp_path.glob(".store*"))


@pytest.mark.sweep
def test_a_kill_before_the_ledger_of_a_server_is_committed_is_mended_by_the_same_restore(
    postgres, tmp_path
):
    store = fill(tmp_path / "store")
    create(store, tmp_path / "a.tgz")
    kept, rows = files(store), said_before(store)
    keep_told(store, ["later"], "Bình")
    arguments = ("restore", tmp_path / "a.tgz", "--store", store, "--replace")
    with started(*arguments, DX_TEST_KILL_AT="moved_in") as process:
        assert process.wait(60) == -signal.SIGKILL
        process.communicate()
    assert files(store) == kept
    assert "later" in told(store)  # the old ledger, whole
    restore(tmp_path / "a.tgz", store, replace=True)
    assert (files(store), said_before(store)) == (kept, rows)


@pytest.mark.sweep
def test_a_backup_that_is_killed_leaves_no_file_of_its_name(file_store, tmp_path):
    big = file_store / "snapshots" / "g000002-00000000" / "raw" / "a.parquet"
    big.write_bytes(os.urandom(1 << 20) * 200)
    with started("create", "--store", file_store, "--out", tmp_path / "a.tgz") as process:
        while not list(tmp_path.glob(".a.tgz.*")):
            assert process.poll() is None
        process.kill()
        process.communicate()
    assert not (tmp_path / "a.tgz").exists()
    (left,) = tmp_path.glob(".a.tgz.*")
    create(file_store, tmp_path / "b.tgz")
    assert left.exists()  # it could be at work still
    os.utime(left, (0, 0))
    create(file_store, tmp_path / "c.tgz")
    assert not left.exists()


@pytest.mark.sweep
def test_a_full_disk_is_told_and_leaves_nothing(file_store, tmp_path):
    if sys.platform != "linux" or not shutil.which("unshare"):
        pytest.skip("only Linux lets us mount")
    tried = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    if subprocess.run(tried, capture_output=True).returncode != 0:
        pytest.skip("this system lets us mount nothing")
    (file_store / "snapshots" / "g000002-00000000" / "big").write_bytes(os.urandom(2_000_000))
    write_manifest(file_store / "snapshots" / "g000002-00000000")
    create(file_store, tmp_path / "a.tgz")
    (tmp_path / "disk").mkdir()
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-ec", FULL, "sh", tmp_path, sys.executable, ROOT],
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert lines[0::3] == ["create 2"] * 4
    assert lines[1::3] == ["restore 2"] * 4
    assert lines[2::3] == ["a.tgz store "] * 4
    told = [line for line in done.stderr.splitlines() if line.startswith("data.backup:")]
    assert len(told) == 8 and "Traceback" not in done.stderr
    assert all(re.search("No space|disk is full|cannot be written|< ", line) for line in told), told


def test_the_command_tells_how_far_it_is(file_store, tmp_path, capsys):
    arguments = ["create", "--store", str(file_store), "--out", str(tmp_path / "a.tgz")]
    assert main(arguments) == 0
    err = capsys.readouterr().err
    assert re.search(r"^ +\d+\.\d s  ledger: \d+ rows$", err, re.MULTILINE)
    assert "snapshots/g000002-00000000" in err
