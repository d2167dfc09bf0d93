"""Closed months: what is said of them later needs a reason, which the history keeps."""

from dataclasses import dataclass

import duckdb

from data import sql_files
from data.exports import Export
from data.stage.reject import set_aside_by


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
