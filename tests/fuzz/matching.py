"""Headers, columns and codes: every row is a title, part of the header, or below it."""

from functools import cache
from unittest.mock import patch

import duckdb

from data.exports import exports
from data.match import find_table, values
from data.match.fields import field_kinds
from data.match.folding import fold, tidy
from data.match.headers import FARTHEST
from data.match.vocabulary import LEVEL, code_of, helpers, words
from data.read.cleaning import cell, clean_block
from data.reference import CODE_LISTS
from tests.data.match.support import canonical_query
from tests.fuzz.reading import connection, said

LISTS = (LEVEL, *sorted(path.stem for path in CODE_LISTS.glob("*.csv")))


def grid(text: str) -> list[list[str]]:
    """Rows of clean cells, as the reader hands them on; "#" begins a number of a workbook."""
    rows = [[cell(part) for part in line.split(";")] for line in text.split("\n")]
    return [["\x1e" + part[1:] if part[:1] == "#" else part for part in row] for row in rows]


@cache
def with_macros() -> duckdb.DuckDBPyConnection:
    """The connection with the macros: creating them takes far longer than using them."""
    values.prepare(connection())
    return connection()


def find_header(data: bytes) -> None:
    """One byte for the export asked for, four for a merged range; then the rows."""
    if len(data) < 5:
        return
    kinds = [None, *(export.name for export in exports())]
    kind = kinds[data[0] % len(kinds)]
    top, left, bottom, right = (1 + byte % 16 for byte in data[1:5])
    merged = [(top, left, max(top, bottom), max(left, right))] if data[1] < 128 else []
    rows = [(3 * at + 1, row) for at, row in enumerate(grid(said(data[5:])))]
    table = find_table(rows, merged, kind, file="a.csv")
    lines = [line for line, _ in rows]
    first = lines.index(table.header_lines[0])
    above = [part for _, row in rows[:first] for part in row if part]
    start = first + len(table.header_lines)
    below = [line for line, row in rows[start:FARTHEST] if any(row)]
    assert list(table.titles) == above, "a title is lost"
    assert table.first_data_line == (below[0] if below else table.header_lines[-1] + 1)
    shown = {column.index for column in table.columns}
    assert len(shown) == len(table.columns), "a column twice"
    for _, row in rows[first:FARTHEST]:
        texts = {at for at, part in enumerate(row) if tidy(part)}
        assert not table.is_data(row) or texts <= shown, "a column is lost"
    if table.kind:
        assert kind in (None, table.kind)
        fields = {*field_kinds(table.kind), *helpers(table.kind)}
        assert set(table.mapping.values()) <= fields, "an unknown field"
        mapping = {column.index: column.field or "" for column in table.columns}
        again = find_table(rows, merged, table.kind, mapping)
        assert again.header_lines != table.header_lines or again.mapping == table.mapping


def judge_columns(data: bytes) -> None:
    """A byte for an export, one for a field; then a column of it and one of the last field."""
    if len(data) < 2:
        return
    export = exports()[data[0] % len(exports())]
    fields = list(field_kinds(export.name))
    pair = list(dict.fromkeys([fields[data[1] % len(fields)], fields[-1]]))
    rows = [(at, *[*row, "", ""][:2]) for at, row in enumerate(grid(said(data[2:]))[:50])]
    con = with_macros()
    con.execute("create or replace temp table judged (line bigint, c1 varchar, c2 varchar)")
    lists = [list(column) for column in zip(*rows, strict=True)]
    con.execute(
        "insert into judged select line, nullif(a, ''), nullif(b, '') from (select"
        " unnest($1::bigint[]) as line, unnest($2::varchar[]) as a, unnest($3::varchar[]) as b)",
        lists,
    )
    columns = dict(zip(pair, ("c1", "c2"), strict=False))
    with patch.object(values, "prepare"):
        styles = values.judge(con, "judged", export.name, "a.csv", columns)
    written = con.execute(f"{canonical_query('judged', styles)} order by line").fetchall()
    assert [row[0] for row in written] == [row[0] for row in rows], "a line is lost"
    for row, new in zip(rows, written, strict=True):
        for old, text in zip(row[1:], new[1:], strict=False):
            assert bool(old) == bool(text) or old == "\x1e", f"{old!r} becomes {text!r}"


def say_codes(data: bytes) -> None:
    """Words of a list become its codes or stay; folding and cleaning twice is cleaning once."""
    if not data:
        return
    name, text = LISTS[data[0] % len(LISTS)], said(data[1:])
    one = cell(text)
    assert cell(one) == one and "\n" not in one, f"{text!r}: cleaned twice it differs"
    assert clean_block(text).count("\n") == text.count("\n"), f"{text!r}: other lines"
    assert tidy(tidy(text)) == tidy(text), f"{text!r}: tidied twice it differs"
    assert fold(fold(text)) == fold(text), f"{text!r}: folded twice it differs"
    for is_many in (False, True):
        code = code_of(one, name, is_many)
        known = set(words(name).values())
        assert code == one or set(code.split(", ")) <= known, f"{one!r} becomes {code!r}"
