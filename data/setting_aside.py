"""Lines that break a rule go from their raw table to core_reject, with the first rule broken."""

from collections.abc import Iterator

import duckdb

from data import sqlfiles
from data.intake import Received
from data.stanzas import Export

# The rules of single cells, as the macros of data/sql/parse.sql name them.
UNREADABLE = (
    "not_a_count",
    "not_an_amount",
    "not_a_day",
    "not_a_month",
    "not_a_year",
    "not_a_level",
    "not_a_code",
    "personal_data",
)


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Make core_reject, empty."""
    con.execute(
        "create or replace table core_reject (export varchar, line bigint, field varchar,"
        " rule varchar, text varchar, area_code varchar, month date)"
    )


def set_aside_torn(con: duckdb.DuckDBPyConnection, export: Export, received: Received) -> None:
    """Note the lines that could not even be cut into cells."""
    for line, field, rule, text in received.torn:
        con.execute(
            "insert into core_reject values (?, ?, ?, ?, masked(?), null, null)",
            [export.name, line, field, rule, text],
        )


def set_aside(con: duckdb.DuckDBPyConnection, export: Export) -> None:
    """Apply every rule to raw_<export>, which holds only accepted lines afterwards."""
    for rule, name, words in _rules(export):
        query = sqlfiles.load("rules", name).filled(export=export.name, rule=rule, **words)
        con.execute(f"create or replace temp table offender as {query}")
        if con.execute("select 1 from offender limit 1").fetchone():
            _move(con, export, rule)
    con.execute(f"alter table raw_{export.name} drop column flaw")


def _rules(export: Export) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Rule, file and the words that fill it. Units come before keys: a wrong unit is no key."""
    for rule in UNREADABLE:
        yield rule, "unreadable", {}
    for field in export.required:
        yield "missing", "missing", {"field": field}
    if export.unit:
        level = f"entry.{export.level}" if export.level else "'commune'"
        yield (
            "unknown_unit",
            "unknown_unit",
            {"field": export.unit, "level": level, "dated": export.dated},
        )
    for field, codes in export.lists.items():
        yield "unknown_code", "unknown_code", {"field": field, "list": codes}
    for field, codes in export.many.items():
        yield "unknown_code", "unknown_code_of_many", {"field": field, "list": codes}
    if export.group:
        yield "unknown_group", "unknown_group", {"field": export.group}
    yield (
        "duplicate_key",
        "duplicate_key",
        {"keys": ", ".join(export.key), "field": export.key[-1]},
    )


def _move(con: duckdb.DuckDBPyConnection, export: Export, rule: str) -> None:
    area = f"entry.{export.unit}" if export.unit else "cast(null as varchar)"
    query = sqlfiles.load("rules", "set_aside").filled(
        export=export.name, rule=rule, area=area, dated=export.dated
    )
    con.execute(f"insert into core_reject {query}")
    con.execute(f"delete from raw_{export.name} where line in (select line from offender)")
