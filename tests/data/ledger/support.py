"""What several tests of the ledger do: read its log, serve a snapshot, run a program."""

import json
import os
import subprocess
import sys
from pathlib import Path

from data.ledger.changes import Change, since
from data.ledger.database import rows

ROOT = Path(__file__).parents[3]


def log(store: Path) -> list[Change]:
    """The list of changes."""
    return [Change(*row) for row in rows(store, since())]


def serve(store: Path, *events: dict[str, str]) -> None:
    """Let the snapshot of the last event be served, with all events in its history."""
    name = events[-1]["snapshot"]
    directory = store / "snapshots" / name
    directory.mkdir(parents=True)
    (directory / "marts.duckdb").touch()
    manifest = {"content_sha256": "0", "files": {"marts.duckdb": {}}, "history": list(events)}
    (directory / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    pointer = {"directory": name, "content_sha256": "0"}
    (store / "CURRENT.json").write_text(json.dumps(pointer), "utf-8")


def published(number: int, event: str = "files", by: str = "An") -> dict[str, str]:
    """An event of a history."""
    name, at = f"g{number:06d}-00000000", f"2026-11-{number:02d}T00:00:00+00:00"
    return {"snapshot": name, "at": at, "event": event, "by": by}


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    """A process of this Python that runs some code."""
    command = [sys.executable, "-W", "error", "-c", code, *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, env=os.environ, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Its exit code, output and errors."""
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err
