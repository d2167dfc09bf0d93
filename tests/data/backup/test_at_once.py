"""A backup is made while others publish, tidy up and write: what it holds is one moment."""

import json
import shutil
import subprocess
import sys
from contextlib import ExitStack

import pytest

from data.backup import contents
from data.backup.restore import restore
from data.ledger.keeping.verify import chained, faults
from data.ledger.sent_alerts import told
from data.publish.directory import publish
from data.store.housekeeping import is_intact
from data.store.snapshot import current, snapshots_directory
from tests.data.backup.support import files, snapshot
from tests.data.ledger.support import ROOT, ended, log, start

WRITE = """
import sys
from contextlib import suppress
from pathlib import Path
from data.ledger.sent_alerts import keep_told
from data.store.write_lock import BusyError
number = 0
while not Path(sys.argv[2]).exists():
    with suppress(BusyError):  # three who write without a pause: one may wait too long
        keep_told(Path(sys.argv[1]), [f"{sys.argv[3]} {number}"], sys.argv[3])
        number += 1
"""
PUBLISH = """
import shutil, sys
from pathlib import Path
from data.publish.directory import publish
store, stop, exports = map(Path, sys.argv[1:])
month = 0
while not stop.exists():
    with (exports / "dich_vu_cong.csv").open("a", encoding="utf-8") as file:
        file.write(f"08/{2023 + month};1000;700\\n")
    publish(exports, store, actor="An")
    month += 1
    print(month, flush=True)
"""


def test_marts_that_a_publish_takes_away_meanwhile_are_kept(file_store, tmp_path):
    with (tmp_path / "ledger").open("w+b") as ledger, ExitStack() as stack:
        at = contents.moment(file_store, ledger)
        marts = contents.held(file_store, at, stack)
        assert len(marts) == 2
        old = file_store / "snapshots" / "g000001-00000000" / "marts.duckdb"
        whole = old.read_bytes()
        old.unlink()
        assert marts[old].read() == whole


def test_a_publish_while_the_ledger_is_copied_is_waited_for(file_store, tmp_path):
    """The pointer moves while the first copy is written: the second one is taken."""

    class Moving:
        def __init__(self, file):
            self.file, self.times = file, 0

        def write(self, line):
            if self.times == 0:
                third = snapshot(file_store, 3)
                pointer = {"directory": third.name, "content_sha256": "0"}
                (file_store / "CURRENT.json").write_text(json.dumps(pointer), "utf-8")
            self.times += 1
            return self.file.write(line)

        def __getattr__(self, name):
            return getattr(self.file, name)

    with (tmp_path / "ledger").open("w+b") as file:
        at = contents.moment(file_store, Moving(file))
        assert at.served.name == "g000003-00000000"
        file.seek(0)
        assert sum(1 for _ in file) == at.rows + 1


@pytest.mark.sweep
def test_publishes_and_changes_meanwhile(tmp_path, sqlite):
    """Each of several backups is a store as it was: what it serves is whole, nothing is ahead."""
    store, stop = tmp_path / "store", tmp_path / "stop"
    exports = shutil.copytree(ROOT / "tests" / "data" / "sample", tmp_path / "exports")
    publish(exports, store)
    others = [start(WRITE, store, stop, name) for name in "ab"]
    publisher = start(PUBLISH, store, stop, exports)
    made, published = 0, 0
    while published < 5:
        published = int(publisher.stdout.readline())
        subprocess.run(
            [
                *(sys.executable, "-m", "data.backup", "create"),
                *("--store", store, "--out", tmp_path / f"{made}.tgz"),
            ],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        made += 1
    stop.touch()
    assert [ended(one)[::2] for one in (*others, publisher)] == [(0, "")] * 3
    for number in range(made):
        there = tmp_path / f"there {number}"
        assert restore(tmp_path / f"{number}.tgz", there).altered == []
        served = current(there)
        assert is_intact(served)
        for name, content in files(there).items():
            if name.startswith("snapshots/") and not name.endswith("manifest.json"):
                path = store / name
                assert not path.exists() or path.read_bytes() == content
        events = [event["snapshot"] for event in served.manifest["history"]]
        assert {path.name for path in snapshots_directory(there).iterdir()} == set(events)
        logged = [entry.subject for entry in log(there) if entry.action == "publish"]
        assert logged == events[: len(logged)] and len(logged) >= len(events) - 1
        for name in "ab":  # a prefix of what each wrote, without a gap
            numbers = sorted(int(one.split()[1]) for one in told(there) if one.startswith(name))
            assert numbers == list(range(len(numbers)))
    assert list(faults(chained(store))) == []
