"""Values that are taken and told: they can hardly be what the sender meant."""

import duckdb

from data import sql_files
from data.exports import Export
from data.match.fields import Kind, field_kinds
from data.read import Note, Reading
from data.stage.data_rows import SHEET

NUMBERS = (Kind.COUNT, Kind.AMOUNT)
LAST_YEAR, OTHERS = "far_from_last_year", "far_below_others"


def unlikely(
    con: duckdb.DuckDBPyConnection, export: Export, load: int, reading: Reading
) -> list[Note]:
    """A note of each value of a load that is far from that of the year before, or from all others
    of its indicator.
    """
    notes = []
    if export.span == "year":
        kinds = field_kinds(export.name)
        same = " and ".join(f"before.{k} = entry.{k}" for k in export.key if k != "year")
        for field, header in export.fields.items():
            if kinds[field].kind in NUMBERS:
                words = {"same": same, "field": field}
                notes += _told(con, export, load, reading, LAST_YEAR, header, words)
    for field, kpi in export.valued.items():
        words = {"field": field, "kpi": kpi}
        notes += _told(con, export, load, reading, OTHERS, export.fields[field], words)
    return notes


def _told(
    con: duckdb.DuckDBPyConnection,
    export: Export,
    load: int,
    reading: Reading,
    rule: str,
    header: str,
    words: dict[str, str],
) -> list[Note]:
    fixed = {"export": export.name, "load": str(load), "unit": str(export.unit)}
    query = sql_files.load("rules", rule).filled(**fixed, **words)
    return [
        Note(
            rule,
            reading.sheets[line // SHEET].name,
            line % SHEET,
            f"{header}, {code}: {_written(value)} ({_written(usual)})",
        )
        for line, code, value, usual in con.execute(f"from ({query}) order by line").fetchall()
    ]


def _written(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",")
