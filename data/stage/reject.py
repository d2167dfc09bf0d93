"""Lines that break a rule go from their raw table to core_reject, with the first rule broken."""

from collections.abc import Sequence
from datetime import date

import duckdb

from data import sql_files
from data.exports import Export

Torn = tuple[int, str, str, str]  # line, field, rule, text
Rule = tuple[str, dict[str, str]]  # a file of data/sql/rules and the words that fill it


def set_aside_torn(
    con: duckdb.DuckDBPyConnection, export: Export, load: int, torn: Sequence[Torn]
) -> None:
    """Note the lines that could not even be cut into cells."""
    for line, field, rule, text in torn:
        con.execute(
            "insert into core_reject values (?, ?, ?, ?, ?, masked(?), null, null, null)",
            [load, export.name, line, field, rule, text],
        )


def set_aside(con: duckdb.DuckDBPyConnection, export: Export, load: int, today: date) -> None:
    """Apply every rule to raw_<export>, which holds only accepted lines afterwards.

    `load` numbers the file, `today` is the day on which it is read: no line is of a later one.

    Step by step, as a later rule judges only lines that pass the earlier ones: a line with an
    unknown unit does not take the key of a good line below it.
    """
    filled = _filled(con, export)
    for step in steps(con, export, today):
        able = [rule for rule in step if rule[1].get("part") in filled]
        if able:
            set_aside_by(con, export, load, first_offence(export, able))
    con.execute(f"alter table raw_{export.name} drop column flaw")


def _filled(con: duckdb.DuckDBPyConnection, export: Export) -> set[str | None]:
    """The parts that any line says, and None; what no line says is never above its whole.

    A file of an office says few of them, and to plan a query of all takes longer than to run it.
    """
    parts = sorted({*export.within, *export.population})
    if not parts:
        return {None}
    counts = ", ".join(f"count({part})" for part in parts)
    (found,) = con.execute(f"select {counts} from raw_{export.name}").fetchall()
    return {None, *(part for part, lines in zip(parts, found, strict=True) if lines)}


def set_aside_by(con: duckdb.DuckDBPyConnection, export: Export, load: int, query: str) -> None:
    """Move the lines that a query of (line, field, rule, text) returns to core_reject."""
    if note_offenders(con, export, load, query):
        con.execute(f"delete from raw_{export.name} where line in (select line from offender)")


def note_offenders(
    con: duckdb.DuckDBPyConnection, export: Export, load: int, query: str
) -> list[int]:
    """Copy the lines that a query of (line, field, rule, text) returns to core_reject.

    Returns their numbers, which the table offender holds too.
    """
    con.execute(f"create or replace temp table offender as {query}")
    lines = [line for (line,) in con.execute("select line from offender").fetchall()]
    if lines:
        area = f"entry.{export.unit}" if export.unit else "cast(null as varchar)"
        noted = sql_files.load("rules", "set_aside").filled(
            load=str(load), export=export.name, area=area, dated=export.dated
        )
        con.execute(f"insert into core_reject {noted}")
    return lines


def steps(con: duckdb.DuckDBPyConnection, export: Export, today: date) -> list[list[Rule]]:
    """The rules for raw_<export>: first whether it can be read, last the keys, over all lines."""
    cells = [c for c in con.table(f"raw_{export.name}").columns if c not in ("line", "flaw")]
    steps: list[list[Rule]] = [
        [("unreadable", {})],
        [("missing", {"field": field}) for field in export.required],
        [*_units(export), *_codes(export)],
        [*_content(export), *_bounds(export, today)],
        [
            (
                "overlapping_spell" if export.spell else "duplicate_key",
                {
                    "keys": ", ".join(export.key),
                    "field": export.key[-1],
                    "cells": ", ".join(cells),
                    **dict(zip(("begun", "ended"), export.spell, strict=False)),
                },
            )
        ],
    ]
    return [step for step in steps if step]


def _units(export: Export) -> list[Rule]:
    rules: list[Rule] = []
    if export.unit:
        level = f"entry.{export.level}" if export.level else "'commune'"
        words = {"field": export.unit, "level": level, "dated": export.dated}
        rules.append(("unknown_unit", words))
    if export.group:
        rules.append(("unknown_group", {"field": export.group}))
    return rules


def _content(export: Export) -> list[Rule]:
    parts: list[Rule] = [
        ("part_above_whole", {"part": part, "whole": whole})
        for part, whole in export.within.items()
    ]
    return parts + [
        ("above_population", {"part": part, "whole": whole})
        for part, whole in export.population.items()
    ]


def _bounds(export: Export, today: date) -> list[Rule]:
    """No line tells of what is to come or was before the programme, or of an impossible share."""
    field = export.span if export.dated == "month" else export.dated
    words = {"field": field, "dated": export.dated, "unit": export.span}
    rules: list[Rule] = [
        ("in_the_future", {**words, "read_on": today.isoformat()}),
        ("before_the_first", {**words, "first_day": f"{export.first}-01"}),
    ]
    return rules + [
        ("out_of_range", {"field": field, "kpi": kpi}) for field, kpi in export.valued.items()
    ]


def _codes(export: Export) -> list[Rule]:
    one: list[Rule] = [
        ("unknown_code", {"field": field, "list": codes}) for field, codes in export.lists.items()
    ]
    return one + [
        ("unknown_code_of_many", {"field": field, "list": codes})
        for field, codes in export.many.items()
    ]


def first_offence(export: Export, step: Sequence[Rule]) -> str:
    """The query of the lines that break a rule of a step, each with the first of them."""
    offences = [
        f"select {place} as place, found.* from"
        f" ({sql_files.load('rules', name).filled(export=export.name, **words)}) found"
        for place, (name, words) in enumerate(step)
    ]
    return sql_files.load("rules", "first_offence").filled(offences=" union all ".join(offences))
