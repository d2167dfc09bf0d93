"""Names of units in a file → codes; an unclear name sets its line aside with its candidates."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import duckdb
import pyarrow as pa

from data import province, sql_files
from data.exports import Export
from data.match.gazetteer import Gazetteer, Outcome, Unit
from data.match.vocabulary import unit_name

ENDED = "ended_unit"


def name_successors(con: duckdb.DuckDBPyConnection, load: int, gazetteer: Gazetteer) -> None:
    """Say of codes that a load set aside as unknown what became of their units, where that is
    known.
    """
    query = (
        "select distinct text, month, raised from core_reject,"
        " (select unnest(?) as raised) where load = ? and rule = 'unknown_unit'"
        " and month is not null order by all"
    )
    for code, month, level in con.execute(query, [[*province.levels()], load]).fetchall():
        outcome = gazetteer.resolve_code(code, month, level)
        if outcome.ended:
            con.execute(
                "update core_reject set rule = ?, candidates = ? where load = ? and text = ?"
                " and month = ? and rule = 'unknown_unit'",
                [ENDED, _successors(gazetteer, outcome), load, code, month],
            )


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
    unknown or ambiguous, or not that of the code beside it, leave it for `unplaced` (line, rule,
    text, month, candidates), which stays empty where a file `has_names` of none.
    """
    con.execute(
        "create or replace temp table unplaced (line bigint, rule varchar, text varchar,"
        " month date, candidates varchar)"
    )
    if not (has_names or gazetteer.recoded) or not export.unit or not unit_name(export.name):
        return
    words = {"table": table, "unit": export.unit, **_readings(export, gazetteer)}
    _recode(con, gazetteer, words)
    if not has_names:
        return
    _compare(con, gazetteer, words)
    wanted = con.execute(sql_files.load("matching", "named_places").filled(**words)).fetchall()
    if wanted:
        con.from_arrow(_answers(wanted, gazetteer)).create_view("answer", replace=True)
        con.execute(sql_files.load("matching", "unplaced").filled(**words))
    con.execute(f"delete from {table} where line in (select line from unplaced)")
    if wanted:
        con.execute(sql_files.load("matching", "placed").filled(**words))
        con.execute("drop view answer")


def _recode(con: duckdb.DuckDBPyConnection, gazetteer: Gazetteer, words: Mapping[str, str]) -> None:
    """Give lines the codes that people said stand for those of units that had ended."""
    for (old, vintage, level), new in gazetteer.recoded.items():
        (last,) = (last for _, last, v in gazetteer.spans if v == vintage)
        con.execute(
            f"update {words['table']} as entry set {words['unit']} = ? where {words['unit']} = ?"
            f" and {words['level']} = ? and {words['until']} = ?",
            [new, old, level, date.fromisoformat(last)],
        )


def _compare(
    con: duckdb.DuckDBPyConnection, gazetteer: Gazetteer, words: Mapping[str, str]
) -> None:
    """Move lines to `unplaced` that name another unit than that of their code.

    A code without a unit on that day is told by a rule of its own.
    """
    rows = []
    query = sql_files.load("matching", "coded_places").filled(**words)
    for name, district, level, code, day in con.execute(query).fetchall():
        unit = gazetteer.unit(code, day, level)
        if unit is None or gazetteer.is_name_of(unit, name, district):
            continue
        outcome = gazetteer.resolve(name, day, district, level)
        meant = gazetteer.unit(outcome.code, day, level)
        near = [unit, *([meant] if meant else outcome.candidates)]
        rows.append((name, district, level, code, day, _candidates(dict.fromkeys(near))))
    if rows:
        names = ("name", "district", "level", "code", "day", "candidates")
        con.from_arrow(_table(names, rows)).create_view("misnamed", replace=True)
        con.execute(sql_files.load("matching", "misnamed").filled(**words))
        con.execute("drop view misnamed")


def _readings(export: Export, gazetteer: Gazetteer) -> dict[str, str]:
    """How the SQL reads the day and the level of a line, and the last day of its vintage."""
    day = f"as_{export.span}(entry.{export.dated})"
    if export.span == "year":
        day = "december_of(as_year(entry.year))"
    level = f"as_level(entry.{export.level})" if export.level else "'commune'"
    ends = sorted(last for _, last, _ in gazetteer.spans)
    cases = " ".join(f"when {day} <= date '{last}' then date '{last}'" for last in ends)
    return {"day": day, "level": level, "until": f"case {cases} end"}


def _answers(wanted: Iterable[tuple[str, str, str, object]], gazetteer: Gazetteer) -> pa.Table:
    rows = []
    for name, district, level, day in wanted:
        outcome = gazetteer.resolve(name, day, district or "", level)  # type: ignore[arg-type]
        rule = "ambiguous_name" if outcome.is_ambiguous else "unknown_name"
        rule = ENDED if outcome.ended else rule
        near = _successors(gazetteer, outcome)
        rows.append((name, district, level, day, outcome.code, rule, near))
    names = ("name", "district", "level", "day", "code", "rule", "candidates")
    return _table(names, rows)


def _table(names: Sequence[str], rows: Sequence[tuple[object, ...]]) -> pa.Table:
    return pa.table(
        {key: [row[at] for row in rows] for at, key in enumerate(names)},
        schema=pa.schema([(key, pa.date32() if key == "day" else pa.string()) for key in names]),
    )


def _candidates(units: Iterable[Unit]) -> str:
    return json.dumps([_written(unit) for unit in units], ensure_ascii=False)


def _successors(gazetteer: Gazetteer, outcome: Outcome) -> str:
    """The candidates; of a unit that had ended also its last day, and since when it is theirs."""
    if outcome.ended is None:
        return _candidates(outcome.candidates)
    firsts = {vintage: first for first, _, vintage in gazetteer.spans}
    last = outcome.ended.isoformat()
    told = [
        {**_written(unit), "ended": last, "since": firsts[unit.vintage]}
        for unit in outcome.candidates
    ]
    return json.dumps(told, ensure_ascii=False)


def _written(unit: Unit) -> dict[str, str]:
    return {
        "code": unit.code,
        "name": unit.name,
        "district": unit.district,
        "vintage": unit.vintage,
    }
