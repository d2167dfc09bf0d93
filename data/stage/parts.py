"""The exports that a file holds, each with its tables and what a person said of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from data.exports import Export
from data.match.fields import named
from data.match.fixed_values import canonical, require_fitting
from data.match.gazetteer import Gazetteer
from data.match.tables import Found, find_tables, require_usable
from data.read import Reading, read, relations
from data.stage.outcome import Received
from data.stage.request import Context, Request
from data.stage.text_table import Tables, type_tables
from data.stage.whole import require_known_columns, require_no_stray


@dataclass(frozen=True)
class Part:
    """The tables of one export in one file."""

    request: Request  # its constants are those of this export, as parse.sql reads them
    export: Export
    reading: Reading
    found: list[Found]
    skipped: int  # rows of sheets that a person sees and that hold no table

    @property
    def file(self) -> str:
        """The name that people know the file by."""
        return self.request.name or self.request.path.name

    @property
    def unsaid(self) -> set[str]:
        """Fields that no table of the file has a column for; the unit may be known by its name."""
        said = {field for one in self.found for field in one.table.mapping.values()}
        return set(self.export.fields) - said - set(self.request.ask.constants)

    @property
    def unread(self) -> list[str]:
        """Headers of columns that hold no known field."""
        return [c.header for one in self.found for c in one.table.unmatched if c.header]

    def typed(self, con: duckdb.DuckDBPyConnection, gazetteer: Gazetteer) -> Received:
        """Make raw_<export>, unchecked."""
        found = [_whole(con, one) for one in self.found]
        tables = Tables(self.export, self.reading, found, self.request.ask, self.skipped)
        received = type_tables(con, tables, gazetteer)
        if self.request.is_whole:
            require_no_stray(received.stray, self.file)
        return received


def _whole(con: duckdb.DuckDBPyConnection, found: Found) -> Found:
    """A table with all its rows."""
    if not found.is_head:
        return found
    return replace(found, even=relations.load(con, found.sheet, found.name), is_head=False)


def parts_of(
    con: duckdb.DuckDBPyConnection, request: Request, context: Context, scratch: Path, at: int
) -> Sequence[Part]:
    """Read a file, the `at`th of those that come together; RefusedError where it cannot be used."""
    reading = request.reading or read(request.path, scratch, legacy=request.ask.legacy)
    in_pieces = request.spool is not None
    found = find_tables(
        con, reading, request.ask, context.layouts, f"rows_{at}", in_pieces=in_pieces
    )
    file, with_table = request.name or request.path.name, {one.place for one in found}
    skipped = sum(
        sheet.rows
        for place, sheet in enumerate(reading.sheets)
        if place not in with_table and not sheet.is_hidden
    )
    require_fitting(found, request.ask, file)
    groups: dict[str, Part] = {}
    for one in found:
        if request.is_whole:
            require_known_columns(one.table, named(request.ask.kind), file)
        export = require_usable(one, file, request.ask)
        known = context.writings.get(one.table.layout, {})
        one = replace(one, written={**known, **request.ask.written})
        if export.name not in groups:
            constants = canonical(con, export, request.ask.constants, file)
            own = replace(request, ask=replace(request.ask, constants=constants))
            rest = 0 if groups else skipped
            groups[export.name] = Part(own, export, reading, [], rest)
        groups[export.name].found.append(one)
    return list(groups.values())
