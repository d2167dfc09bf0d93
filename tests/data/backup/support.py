"""A store to keep, and what is compared of two stores."""

import io
import json
import os
from pathlib import Path

from data.ledger import alert_states, aliases, layouts
from data.ledger.keeping import dump
from data.ledger.meetings import shown
from data.ledger.meetings.agenda import Meeting, save_meeting
from data.ledger.sent_alerts import keep_told
from data.store.atomic import sha256_of

PASSING = ("ledger.sqlite", "-begun", "-wal", "-shm", ".lock")
SERVED = "g000002-00000000"


def fill(store: Path) -> Path:
    """Two snapshots that share a file, a ledger with rows in several tables, a frozen view."""
    store.mkdir()
    keep_told(store, ["a", "b"], "An")
    layouts.remember(store, "x", {10: "month", 9: "grdp"}, "Bình")
    alias = aliases.Alias("Bản Đồi", "", "2025", "commune", "13708")
    aliases.add(store, alias, lambda one: False, "An")
    alert_states.set_state(store, ["a"], alert_states.State.SEEN, "An")
    meeting = save_meeting(store, Meeting("Họp tháng 12", "2026-12-10"), "An")
    shown.keep(store, meeting, b'{"shown": "as it was"}', ".json", "An")
    first = snapshot(store, 1)
    second = snapshot(store, 2, shared=first / "raw" / "a.parquet")
    pointer = {"directory": second.name, "content_sha256": "0"}
    (store / "CURRENT.json").write_text(json.dumps(pointer), "utf-8")
    (store / "ALERTS.json.migrated").write_text("{}", "utf-8")
    return store


def snapshot(store: Path, number: int, shared: Path | None = None) -> Path:
    """A snapshot of files that hold nothing but bytes."""
    directory = store / "snapshots" / f"g{number:06d}-00000000"
    (directory / "raw" / "long").mkdir(parents=True)
    for name in ("marts.duckdb", "raw/a.parquet", "raw/long/2026-10.parquet"):
        path = directory / name
        if shared is not None and path.name == shared.name:
            os.link(shared, path)
        else:
            path.write_bytes(f"{number} {name}".encode() * 5_000)
    write_manifest(directory)
    return directory


def write_manifest(directory: Path) -> None:
    """The manifest of the files of a snapshot as they are now."""
    files = {
        path.relative_to(directory).as_posix(): {"sha256": sha256_of(path)}
        for path in sorted(directory.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }
    manifest = {"content_sha256": "0", "in_force": True, "files": files, "history": []}
    (directory / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def files(store: Path) -> dict[str, bytes]:
    """Every file of a store with what is in it, but for the ledger."""
    return {
        path.relative_to(store).as_posix(): path.read_bytes()
        for path in sorted(store.rglob("*"))
        if path.is_file() and not path.name.endswith(PASSING)
    }


def said(store: Path) -> list[str]:
    """Every row of every table of a ledger."""
    lines = io.BytesIO()
    dump.write(store, lines)
    return lines.getvalue().decode().splitlines()


def said_before(store: Path) -> list[str]:
    """The same without the note of the restore."""
    return [line for line in said(store) if "restore_backup" not in line]
