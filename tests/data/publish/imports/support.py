"""Imports by processes of their own, and what a reader finds afterwards."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from data.ledger.refusals import LEDGER
from data.publish.fault_points import KILL_AT
from data.publish.restore import events
from data.store.housekeeping import is_intact
from data.store.snapshot import current
from tests.data.conftest import SAMPLE

ROOT = Path(__file__).parents[4]
HEAD = (SAMPLE / "hoat_dong.csv").read_text(encoding="utf-8-sig").splitlines()[0]
BUSY = "another publish is running. Wait for it, then run this again."


def activity(number: int) -> str:
    """A line of its own for each number: an activity of G1 with so many assists more than 10."""
    return f"K{number};13/07/2023;13708;G1;den_nha;dvctt;1;10;8;8;{number + 10};9;4\n"


def written(path: Path, *numbers: int) -> Path:
    """A file of the activities of these numbers."""
    path.write_text(f"{HEAD}\n" + "".join(map(activity, numbers)), encoding="utf-8")
    return path


@dataclass(frozen=True)
class Ended:
    """How a run of the command ended; a kill is the code -9."""

    code: int
    seconds: float
    output: str
    errors: str

    @property
    def outcome(self) -> dict[str, Any]:
        """What --json says of the one file."""
        (one,) = json.loads(self.output)
        return dict(one)


class Warm:
    """Runs a program of `data` as processes of its own, by the server of warm.py where it can fork.

    A context manager.
    """

    def __init__(self, program: str, scratch: Path) -> None:
        self.program, self.scratch, self._runs = program, scratch, 0
        scratch.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> Self:
        if hasattr(os, "fork"):
            self._server = self._started(stdin=subprocess.PIPE)
        return self

    def __exit__(self, *_: object) -> None:
        if hasattr(os, "fork"):
            self._server.communicate()

    def _started(self, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.data.publish.imports.warm", *arguments],
            cwd=ROOT,
            env={**os.environ, "PYTHONUTF8": "1", "TMPDIR": str(self.scratch)},
            stdout=subprocess.PIPE,
            encoding="utf-8",
            **options,
        )

    def run_all(
        self,
        *commands: Sequence[object],
        kill_at: Sequence[str] | None = None,
        kill_after: float | None = None,
        only: Sequence[str] = (),
        largest: int = 0,
    ) -> list[Ended]:
        """Run the program with each of these arguments, all at once; see `be` and `run` of warm.py.

        `kill_at` has a point of data/publish/fault_points.py for each, at which it ends itself.
        """
        runs = [
            {
                "program": self.program,
                "command": [str(argument) for argument in command],
                "environment": {KILL_AT: point},
                "only": list(only),
                "largest": largest,
            }
            for command, point in zip(commands, kill_at or [""] * len(commands), strict=True)
        ]
        if not hasattr(os, "fork"):
            started = [self._started(json.dumps(run), stderr=subprocess.PIPE) for run in runs]
            ends = [child.communicate(timeout=60) for child in started]
            return [
                Ended(child.returncode, 0, *said) for child, said in zip(started, ends, strict=True)
            ]
        self._runs += 1
        logs = [str(self.scratch / f"run-{self._runs}-{n}") for n in range(len(commands))]
        for log in logs:  # a run may be killed before it comes to that
            for ending in (".out", ".err"):
                Path(log + ending).touch()
        assert self._server.stdin and self._server.stdout
        asked = {"runs": runs, "logs": logs, "kill_after": kill_after}
        print(json.dumps(asked), file=self._server.stdin, flush=True)
        answers = json.loads(self._server.stdout.readline())
        return [
            Ended(code, seconds, *(Path(log + end).read_text("utf-8") for end in (".out", ".err")))
            for log, (code, seconds) in zip(logs, answers, strict=True)
        ]


class Intake(Warm):
    """Runs `data.intake --json` on a store; another one may be set between two runs."""

    def __init__(self, store: Path | None, scratch: Path) -> None:
        super().__init__("data.intake", scratch)
        self.store = store

    def run(self, *files: Path, kill_after: float | None = None, kill_at: str = "") -> list[Ended]:
        """Import files, each by a process of its own, all at once."""
        commands = [(file, "--store", self.store, "--json") for file in files]
        return self.run_all(*commands, kill_at=[kill_at] * len(files), kill_after=kill_after)


def assists(store: Path) -> int:
    """The assists of 07/2023 in 13708 that a reader finds, in a snapshot that has to be whole."""
    snapshot = current(store)
    assert snapshot is not None and is_intact(snapshot)
    with snapshot.connect() as con:
        (found,) = con.execute(
            "select assists from mart_activity_month where area_code = '13708'"
            " and month = '2023-07-01' and topic = 'all' and vintage = '2022'"
        ).fetchall()
    return int(found[0])


def times_imported(store: Path, file: Path) -> int:
    """How often the history says that a file was taken in."""
    told = [one for event in events(store) for one in event["files"]]
    return [one["file"] for one in told].count(file.name)


def left_over(store: Path) -> Sequence[str]:
    """What lies in a store beside the snapshots up to the current one, and beside the ledger.

    Where that could not be closed for lack of room its log stays, and is taken in the next time.
    """
    known = {"snapshots", "CURRENT.json", ".lock"}
    there = {path.name for path in store.iterdir() if not path.name.startswith(LEDGER)}
    rest = sorted(there - known)
    served = current(store)
    assert served is not None
    names = [path.name for path in (store / "snapshots").iterdir()]
    return sorted([*rest, *(name for name in names if name > served.name)])


def content(store: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all marts, in a set order, but for the list of the files they came from."""
    snapshot = current(store)
    assert snapshot is not None
    with snapshot.connect() as con:
        names = [name for (name,) in con.execute("show tables").fetchall()]
        return {
            name: con.execute(f"from {name} order by all").fetchall()
            for name in sorted(names)
            if name != "mart_export"
        }
