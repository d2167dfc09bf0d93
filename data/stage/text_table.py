"""The tables of a file → text_<export>: each field as data/sql/parse.sql reads it; and from it
raw_<export>: the cells get their types, and what is wrong is set aside.

Every row of a file is a line of text_<export>, a line set aside here, or counted as header, total
or blank. A line is known by its sheet and its number in it: sheet × 2^32 + number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from data import sql_files
from data.exports import Export
from data.match.fields import Kind, field_kinds
from data.match.gazetteer import Gazetteer
from data.match.tables import Ask, Found
from data.match.unit_codes import resolve_places
from data.match.values import could_be_read, judge, unjudged
from data.match.vocabulary import DISTRICT, unit_name
from data.read import Reading
from data.refusal import AskedError
from data.stage.data_rows import SHEET, data_rows
from data.stage.outcome import Received
from data.stage.reject import set_aside

ASKED = {Kind.AMOUNT, Kind.VALUE}  # kinds that may have to be asked about
FEW = 1000  # lines that are looked at once more, each by itself


@dataclass(frozen=True)
class Tables:
    """The tables of one export in a file, what a person said of it, rows of sheets without one."""

    export: Export
    reading: Reading
    found: Sequence[Found]
    ask: Ask
    skipped: int = 0

    @property
    def has_names(self) -> bool:
        """Whether a column, or a text for all rows, names units."""
        said = [self.ask.constants, *(one.table.mapping.values() for one in self.found)]
        return any({unit_name(self.export.name), DISTRICT} & set(one) for one in said)


def can_stay(tables: Tables) -> bool:
    """Whether the cells of a file may be tried as they stand, before their writing is judged.

    So they may in a text file that names its units by codes; what then stays unread tells more. Not
    where a person said how its columns are written, or may have to: 12,345 is read as it stands.
    """
    return (
        bool(tables.reading.separator)
        and not tables.has_names
        and not any(one.written for one in tables.found)
        and not ASKED & {kind.kind for kind in field_kinds(tables.export.name).values()}
    )


def must_be_judged(con: duckdb.DuckDBPyConnection, export: Export) -> bool:
    """Whether a cell that raw_<export> could not read as it stands can be read in another way."""
    raw = f"raw_{export.name}"
    lines = con.execute(f"select line from {raw} where flaw is not null limit {FEW + 1}").fetchall()
    if not lines or len(lines) > FEW:
        return bool(lines)
    query = sql_files.load("matching", "could_be_read").filled(
        export=export.name,
        lines=", ".join(str(line) for (line,) in lines),
        cells=" or ".join(could_be_read(export.name)),
    )
    return bool(con.execute(query).fetchall())


def fill_text(
    con: duckdb.DuckDBPyConnection,
    tables: Tables,
    gazetteer: Gazetteer,
    *,
    is_judged: bool = True,
) -> Received:
    """Make the view text_<export> of the tables; lines whose unit is not clear go to `unplaced`.

    `rows_in` counts the rows of these sheets, lines of text, torn, unplaced and others, and the
    rows of sheets without a table. Cells stay as they stand unless they are judged.
    RefusedError where a column mixes two ways of writing numbers.
    """
    export, rows = tables.export, [data_rows(con, tables.reading, one) for one in tables.found]
    query = " union all ".join(
        _query(con, tables, one, own.name, is_judged)
        for one, own in zip(tables.found, rows, strict=True)
    )
    table = f"told_{export.name}"
    con.execute(f"drop view if exists text_{export.name}")
    con.execute(f"drop table if exists {table}")
    if tables.has_names or gazetteer.recoded:
        con.execute(f"create table {table} as {query}")
        query = f"from {table}"
    resolve_places(con, export, table, gazetteer, has_names=tables.has_names)
    without = "* exclude (place_name, place_district)"
    con.execute(f"create temp view text_{export.name} as select {without} from ({query})")
    lines = con.execute(
        f"select (select count(*) from text_{export.name}) + (select count(*) from unplaced)"
    ).fetchall()[0][0]
    torn = [line for own in rows for line in own.torn]
    others = tables.skipped + sum(own.others for own in rows)
    mended = tuple(line for own in rows for line in own.mended)
    stray = tuple(own.stray for own in rows if own.stray)
    aside = tuple(own.aside for own in rows if own.aside)
    return Received(lines + len(torn) + others, others, torn, mended, stray, aside)


def _query(
    con: duckdb.DuckDBPyConnection, tables: Tables, found: Found, rows: str, is_judged: bool
) -> str:
    """The lines of one table, with the name and district by which it calls its unit."""
    export = tables.export
    held = {field: f"c{index + 1}" for index, field in found.table.mapping.items()}
    headers = {c.field: c.header for c in found.table.columns if c.field}
    columns = {field: name for field, name in held.items() if field in export.fields}
    if is_judged:
        path = tables.reading.path
        try:
            styles = judge(con, rows, export.name, path, columns, headers, found.written)
        except AskedError as asked:
            asked.layout = found.table.layout
            raise
    else:
        styles = unjudged(con, rows, export.name, columns)
    cells = {field: style.expression for field, style in styles.items()}
    cells |= {
        field: f"'{text.replace(chr(39), chr(39) * 2)}'"
        for field, text in tables.ask.constants.items()
    }
    place, district = (
        f"text_from_any({held[field]})" if field in held else cells.get(field, "null")
        for field in (unit_name(export.name), DISTRICT)
    )
    return sql_files.load("matching", "text").filled(
        offset=str(SHEET * found.place),
        cells=", ".join(f"cast({cells.get(f, 'null')} as varchar) as {f}" for f in export.fields),
        place=f"cast({place} as varchar)",
        district=f"cast({district} as varchar)",
        rows=rows,
    )


def type_tables(con: duckdb.DuckDBPyConnection, tables: Tables, gazetteer: Gazetteer) -> Received:
    """Make raw_<export> of the tables of a file: of the cells as they stand where that is all the
    same, which is quick, and otherwise by how each column is written.
    """
    if can_stay(tables):
        received = fill_text(con, tables, gazetteer, is_judged=False)
        give_types(con, tables.export)
        if not must_be_judged(con, tables.export):
            return received
    received = fill_text(con, tables, gazetteer)
    give_types(con, tables.export)
    return received


def give_types(con: duckdb.DuckDBPyConnection, export: Export) -> None:
    """Make raw_<export> of text_<export>; `flaw` says what of a line cannot be read."""
    raw = sql_files.load("raw", f"raw_{export.name}")
    con.execute(f"create or replace table {raw.name} as {raw.text}")


def check(con: duckdb.DuckDBPyConnection, export: Export, load: int, today: date) -> None:
    """Take what is wrong out of raw_<export>, whose lines then have their load."""
    con.execute(f"drop view text_{export.name}")
    con.execute(f"drop table if exists told_{export.name}")
    set_aside(con, export, load, today)
    con.execute(f"alter table raw_{export.name} add column load integer default {load}")
