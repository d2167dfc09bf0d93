"""The cells of each column as data/sql/parse.sql reads them: one SQL expression a column.

styles = judge(con, "read_1", "hoat_dong", "hoat_dong.xlsx", columns={"people": "c7"})
styles["people"].expression  # c7 itself where nothing has to be rewritten

A cell that cannot be read stays as it is, so that parse.sql sets its line aside with its text.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data import sql_files
from data.match.fields import FieldKind, Kind, field_kinds, named
from data.match.styles.days import judge_days
from data.match.styles.numbers import Basis, Column, Numbers, Verdict, judge_numbers
from data.match.vocabulary import LEVEL, code_of

DAYS = (Kind.DAY, Kind.MONTH)
NUMBERS = (Kind.COUNT, Kind.AMOUNT, Kind.VALUE)


@dataclass(frozen=True)
class Style:
    """How a column is written and the SQL that rewrites its cells.

    `numbers` and `basis` are None where the column holds no numbers or only plain digits.
    """

    kind: FieldKind
    expression: str
    numbers: Numbers | None = None
    basis: Basis | None = None


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Create the macros that expressions use, once a connection; `judge` does so itself."""
    with suppress(duckdb.CatalogException):
        con.execute("select may_be_level(null)").fetchall()  # the last of them
        return
    con.execute(sql_files.macros())
    con.execute(sql_files.load("matching", "grammars").text)


def judge(
    con: duckdb.DuckDBPyConnection,
    table: str,
    export: str,
    file: str | Path,
    columns: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
) -> dict[str, Style]:
    """Field → style, from all cells of a table: line, one VARCHAR a column, NULL if empty.

    `columns` are the fields that the table holds → the names of their columns, by default all
    under their own names; `headers` what the sender calls them; `answers` field → how a person said
    it is written. RefusedError for mixed numbers or days, AskedError where a person has to say.
    """
    prepare(con)
    stanza, kinds = named(export), field_kinds(export)
    columns = dict(columns or {field: field for field in kinds})
    headers = {**stanza.fields, **(headers or {})}
    unsettled = _unsettled(con, table, columns, kinds)
    numbers = {
        field: Column(name, headers[field], kinds[field].kind)
        for field, name in columns.items()
        if kinds[field].kind in NUMBERS and unsettled[field]
    }
    answers, name_of = answers or {}, Path(file).name
    verdicts = judge_numbers(con, table, numbers, name_of, answers)
    days = {
        field: Column(name, headers[field], kinds[field].kind)
        for field, name in columns.items()
        if kinds[field].kind in DAYS and (unsettled[field] or field in answers)
    }
    turned = judge_days(con, table, days, name_of, answers)
    styles = {
        field: _style(con, table, name, kinds[field], unsettled[field], verdicts.get(field))
        for field, name in columns.items()
    }
    for field in turned:
        kind = kinds[field]
        styles[field] = Style(kind, f"{kind.kind}_from_month_first({columns[field]})")
    return styles


def unjudged(
    con: duckdb.DuckDBPyConnection, table: str, export: str, columns: Mapping[str, str]
) -> dict[str, Style]:
    """The same for cells that are tried as they stand; only words for codes are rewritten."""
    prepare(con)
    kinds = field_kinds(export)
    return {
        field: _style(con, table, name, kinds[field], 0, None) for field, name in columns.items()
    }


def could_be_read(export: str) -> list[str]:
    """For each field whose cells may be written otherwise, the SQL that says that one is."""
    kinds = {field: kind.kind for field, kind in field_kinds(export).items()}
    same = (Kind.CODE, Kind.TEXT)
    return [
        f"(as_{kind}({field}) is null and may_be_{kind}({field}))"
        for field, kind in kinds.items()
        if kind not in same
    ]


def _unsettled(
    con: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, str],
    kinds: Mapping[str, FieldKind],
) -> dict[str, int]:
    counts = ", ".join(
        f"count(*) filter (where not is_settled_{kinds[field].kind}({name}))"
        for field, name in columns.items()
    )
    query = sql_files.load("matching", "unsettled").filled(counts=counts, table=table)
    return dict(zip(columns, con.execute(query).fetchall()[0], strict=True))


def _style(
    con: duckdb.DuckDBPyConnection,
    table: str,
    name: str,
    kind: FieldKind,
    unsettled: int,
    verdict: Verdict | None,
) -> Style:
    if kind.list or (kind.kind is Kind.LEVEL and unsettled):
        return Style(kind, _coded(con, table, name, kind))
    if not unsettled:
        return Style(kind, name)
    if verdict:
        is_bare = verdict.numbers is Numbers.VIETNAMESE and not verdict.has_native
        rewritten = f"{kind.kind}_from_{verdict.numbers}({name})"
        return Style(kind, name if is_bare else rewritten, verdict.numbers, verdict.basis)
    macro = "text_from_any" if kind.kind is Kind.CODE else f"{kind.kind}_from_any"
    return Style(kind, f"{macro}({name})")


def _coded(con: duckdb.DuckDBPyConnection, table: str, name: str, kind: FieldKind) -> str:
    """Each different cell that says a code in words → the code."""
    cells = con.execute(
        f"select distinct {name} from {table} where {name} is not null order by 1"
    ).fetchall()
    codes = {cell: code_of(cell, kind.list or LEVEL, kind.is_many) for (cell,) in cells}
    changed = {cell: code for cell, code in codes.items() if cell != code}
    if not changed:
        return name
    cases = " ".join(f"when {_quoted(cell)} then {_quoted(code)}" for cell, code in changed.items())
    return f"case {name} {cases} else {name} end"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
