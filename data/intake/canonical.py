"""The tables of a file → text_<export>: each field as data/sql/parse.sql reads it.

Every row of a file is a line of text_<export>, a line set aside here, or counted as header, total
or blank. A line is known by its sheet and its number in it: sheet × 2^32 + number.
"""

from collections.abc import Sequence

import duckdb

from data import sqlfiles
from data.intake.matching.folding import fold
from data.intake.matching.names import Gazetteer
from data.intake.matching.rows import rows_without_data
from data.intake.matching.synonyms import DISTRICT, unit_name
from data.intake.matching.values import judge
from data.intake.places import resolve_places
from data.intake.quoted import TORN
from data.intake.reading import Reading
from data.intake.receive import Received
from data.intake.tables import Ask, Found
from data.stanzas import Export

SHEET = 1 << 32
Torn = tuple[int, str, str, str]  # line, field, rule, text
ORIGIN = "Mã dòng tách riêng"  # heads the column by which a mended line is known again


def fill_text(
    con: duckdb.DuckDBPyConnection,
    export: Export,
    reading: Reading,
    found: Sequence[Found],
    ask: Ask,
    gazetteer: Gazetteer,
    skipped: int = 0,
) -> Received:
    """Make text_<export> of the tables; lines whose unit is not clear go to `unplaced`.

    `rows_in` counts the rows of these sheets, lines of text, torn, unplaced and others, and the
    `skipped` rows of sheets without a table.
    RefusedError where a column mixes two ways of writing numbers.
    """
    fields = ", ".join(f"{name} varchar" for name in export.fields)
    table = f"text_{export.name}"
    con.execute(
        f"create or replace table {table} (line bigint, {fields},"
        " place_name varchar, place_district varchar)"
    )
    torn, mended, others = list[Torn](), list[str](), skipped
    for one in found:
        others += _drop_others(con, one)
        torn += _torn(con, reading, one)
        mended += _mended(con, one)
        _insert(con, export, reading, one, ask)
    resolve_places(con, export, table, gazetteer)
    con.execute(f"alter table {table} drop column place_name")
    con.execute(f"alter table {table} drop column place_district")
    lines = con.execute(
        f"select (select count(*) from {table}) + (select count(*) from unplaced)"
    ).fetchall()[0][0]
    rows = lines + len(torn) + others
    is_demonstration = any(one.table.is_demonstration for one in found)
    return Received(rows, others, is_demonstration, torn, tuple(mended))


def _drop_others(con: duckdb.DuckDBPyConnection, found: Found) -> int:
    """Take titles, headers, totals and blank rows out of a table; how many there were."""
    table, name, width = found.table, found.name, found.sheet.width
    none = rows_without_data(con, name, width, table)
    head = f"line <= {table.header_lines[-1]}"
    before = con.execute(f"select count(*) from {name} where {head}").fetchall()[0][0]
    cells = ", ".join(f"c{number}" for number in range(1, width + 1))
    con.execute(
        f"delete from {name} where {head} or coalesce({cells}) is null"
        " or line in (select unnest(?::bigint[]))",
        [[*none.totals, *none.headers]],
    )
    return int(before) + none.blanks + len(none.totals) + len(none.headers)


def _torn(con: duckdb.DuckDBPyConnection, reading: Reading, found: Found) -> list[Torn]:
    """Lines that no cell could be cut from, and lines of a text file with more cells than heads."""
    offset = SHEET * found.place
    torn = [
        (offset + line, "", rule, text)
        for sheet, line, rule, text in reading.torn
        if sheet == found.sheet.name
    ]
    known = (c.index for c in found.table.columns if c.header or c.field)
    last = 1 + max(known, default=0)
    if reading.separator and last < found.sheet.width:
        extra = [f"c{n}" for n in range(last + 1, found.sheet.width + 1)]
        cells = ", ".join(f"coalesce(c{n}, '')" for n in range(1, found.sheet.width + 1))
        rows = con.execute(
            f"select line, concat_ws('{reading.separator}', {cells}) from {found.name}"
            f" where coalesce({', '.join(extra)}) is not null order by line"
        ).fetchall()
        torn += [(offset + line, "", TORN, text[:500]) for line, text in rows]
        con.execute(f"delete from {found.name} where coalesce({', '.join(extra)}) is not null")
    return torn


def _mended(con: duckdb.DuckDBPyConnection, found: Found) -> list[str]:
    """The lines set aside before that the rows of a table bring back."""
    places = [c.index + 1 for c in found.table.columns if fold(c.header) == fold(ORIGIN)]
    if not places:
        return []
    rows = con.execute(f"select distinct c{places[0]} from {found.name}").fetchall()
    return [text for (text,) in rows if text]


def _insert(
    con: duckdb.DuckDBPyConnection, export: Export, reading: Reading, found: Found, ask: Ask
) -> None:
    held = {field: f"c{index + 1}" for index, field in found.table.mapping.items()}
    headers = {c.field: c.header for c in found.table.columns if c.field}
    columns = {field: name for field, name in held.items() if field in export.fields}
    styles = judge(con, found.name, export.name, reading.path, columns, headers)
    cells = {field: style.expression for field, style in styles.items()}
    cells |= {
        field: f"'{text.replace(chr(39), chr(39) * 2)}'" for field, text in ask.constants.items()
    }
    place = held.get(unit_name(export.name), "null")
    district = held.get(DISTRICT, "null")
    query = sqlfiles.load("matching", "text").filled(
        offset=str(SHEET * found.place),
        cells=", ".join(cells.get(field, "null") for field in export.fields),
        place=place if place == "null" else f"text_from_any({place})",
        district=district if district == "null" else f"text_from_any({district})",
        rows=found.name,
    )
    con.execute(f"insert into text_{export.name} {query}")
