"""Closed months: what is said of them later needs a reason, which the history keeps."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from data import sql_files
from data.exports import Export
from data.notes.json_file import are_texts, read_said
from data.stage.reject import set_aside_by
from data.store.atomic import write_json
from data.store.write_lock import locked

CLOSED = "CLOSED.json"


@dataclass(frozen=True)
class Closed:
    """The months that are closed, as 2026-10 → {"by", "at"}; none is while a reason is given."""

    months: dict[str, dict[str, str]]
    reason: str = ""

    def set_aside(self, con: duckdb.DuckDBPyConnection, export: Export, load: int) -> None:
        """Move new lines of closed months to core_reject, unless there is a reason."""
        if self.reason or not self.months:
            return
        query = sql_files.load("merge", "closed_month").filled(
            export=export.name,
            dated=export.dated,
            field=export.span if export.dated == "month" else export.dated,
            months=", ".join(f"'{month}'" for month in sorted(self.months)),
        )
        set_aside_by(con, export, load, query)


def closed_months(store: Path) -> dict[str, dict[str, str]]:
    """The closed months of a store. RefusedError where the file of them is damaged."""
    found: dict[str, dict[str, str]] = read_said(Path(store) / CLOSED, {}, _is_whole)
    return found


def _is_whole(found: Any) -> bool:
    return isinstance(found, dict) and all(
        _is_month(month) and are_texts(entry, "by", "at") for month, entry in found.items()
    )


def _is_month(text: str) -> bool:
    try:
        return f"{datetime.strptime(text, '%Y-%m'):%Y-%m}" == text
    except ValueError:
        return False


def close_month(store: Path, month: date, by: str) -> None:
    """Close a month; nothing happens where it is closed already. BusyError during a publish."""
    with locked(store):
        months = closed_months(store)
        entry = {"by": by, "at": datetime.now(UTC).isoformat(timespec="seconds")}
        months.setdefault(f"{month:%Y-%m}", entry)
        write_json(Path(store) / CLOSED, months)


def reopen_month(store: Path, month: date) -> None:
    """Open a month again; nothing happens where it is open."""
    with locked(store):
        months = closed_months(store)
        if months.pop(f"{month:%Y-%m}", None):
            write_json(Path(store) / CLOSED, months)
