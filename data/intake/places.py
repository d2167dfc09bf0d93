"""Names of units in a file → codes; an unclear name sets its line aside with its candidates."""

import json
from collections.abc import Iterable

import duckdb
import pyarrow as pa

from data import sqlfiles
from data.intake.matching.names import Gazetteer, Outcome, Unit
from data.intake.matching.synonyms import unit_name
from data.stanzas import Export


def resolve_places(
    con: duckdb.DuckDBPyConnection,
    export: Export,
    table: str,
    gazetteer: Gazetteer,
    *,
    has_names: bool = True,
) -> None:
    """Fill the unit's code in a table of text where only its name is given.

    The table has place_name and place_district beside the export's fields. Lines whose name is
    unknown or ambiguous leave it for `unplaced` (line, rule, text, candidates, month), which stays
    empty where a file `has_names` of none.
    """
    con.execute(
        "create or replace temp table unplaced (line bigint, rule varchar, text varchar,"
        " month date, candidates varchar)"
    )
    if not has_names or not export.unit or not unit_name(export.name):
        return
    words = {"table": table, "unit": export.unit, **_readings(export)}
    wanted = con.execute(sqlfiles.load("matching", "named_places").filled(**words)).fetchall()
    if not wanted:
        return
    con.from_arrow(_answers(wanted, gazetteer)).create_view("answer", replace=True)
    con.execute(sqlfiles.load("matching", "unplaced").filled(**words))
    con.execute(f"delete from {table} where line in (select line from unplaced)")
    con.execute(sqlfiles.load("matching", "placed").filled(**words))
    con.execute("drop view answer")


def _readings(export: Export) -> dict[str, str]:
    """How the SQL reads the day and the level of a line."""
    day = f"as_{export.span}({export.dated})"
    if export.span == "year":
        day = "december_of(as_year(year))"
    level = f"as_level({export.level})" if export.level else "'commune'"
    return {"day": day, "level": level}


def _answers(wanted: Iterable[tuple[str, str, str, object]], gazetteer: Gazetteer) -> pa.Table:
    rows = []
    for name, district, level, day in wanted:
        outcome = gazetteer.resolve(name, day, district or "", level)  # type: ignore[arg-type]
        rule = "ambiguous_name" if outcome.is_ambiguous else "unknown_name"
        rows.append((name, district, level, day, outcome.code, rule, _candidates(outcome)))
    names = ("name", "district", "level", "day", "code", "rule", "candidates")
    return pa.table(
        {key: [row[at] for row in rows] for at, key in enumerate(names)},
        schema=pa.schema([(key, pa.date32() if key == "day" else pa.string()) for key in names]),
    )


def _candidates(outcome: Outcome) -> str:
    return json.dumps([_written(unit) for unit in outcome.candidates], ensure_ascii=False)


def _written(unit: Unit) -> dict[str, str]:
    return {
        "code": unit.code,
        "name": unit.name,
        "district": unit.district,
        "vintage": unit.vintage,
    }
