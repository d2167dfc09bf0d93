"""Runs actions on a small disk of its own, within `unshare -rm`; test_disk.py reads what it says.

Takes a place with a folder `work`, and on standard input the actions with their arguments. Answers
by the state of the disk and action: exit code, errors, files that are new, changed or gone.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOM = {"full": 0, "nearly full": 60_000}  # bytes that are left
# SQLite keeps these beside a database; a lock is empty, and its file stays from the first time on.
PASSING = ("-wal", "-shm", ".lock", "ballast")


def found(disk: Path) -> dict[str, str]:
    """The files by name, with what they hold."""
    return {
        str(path.relative_to(disk)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(disk.rglob("*"))
        if path.is_file() and not path.name.endswith(PASSING)
    }


def fill(disk: Path, left: int) -> None:
    """Takes all room but so many bytes."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        while True:
            try:
                file.write(bytes(1 << 16))
            except OSError:
                break
    os.truncate(ballast, ballast.stat().st_size - left)


def tried(place: Path, state: str, actions: dict[str, list[str]]) -> dict[str, list[object]]:
    """Every action on a fresh disk in a state."""
    disk, answers = place / "disk", {}
    disk.mkdir(exist_ok=True)
    for name, arguments in actions.items():
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", disk], check=True)
        shutil.copytree(place / "work", disk, dirs_exist_ok=True)
        (disk / "tmp").mkdir()
        before = found(disk)
        if state in ROOM:
            fill(disk, ROOM[state])
        elif state == "read-only":
            subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        done = subprocess.run(
            [sys.executable, *arguments],
            env={**os.environ, "TMPDIR": str(disk / "tmp")},
            text=True,
            capture_output=True,
            check=False,
        )
        after = found(disk)
        answers[name] = [
            done.returncode,
            done.stderr,
            sorted(after.keys() - before.keys()),
            sorted(one for one in before.keys() & after.keys() if before[one] != after[one]),
            sorted(before.keys() - after.keys()),
        ]
        subprocess.run(["umount", disk], check=True)
    return answers


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    states = (*ROOM, "read-only", "room")
    print(json.dumps({state: tried(Path(sys.argv[1]), state, asked) for state in states}))
