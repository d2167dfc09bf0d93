"""All that a page says of one value: by file, unit and topic, and the first of its lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from kpis.explain.trace import Question, trace
from kpis.measure.readings import with_none

TEXTS = ("group_code", "topic")


@dataclass(frozen=True)
class Summary:
    """A value and what it is made of; nobody may change its frames.

    `reading` is the row of `kpis.measure.readings.measure`, `exports` what the value rests on.
    `files`, `units` and `topics` have the columns of by_file, by_unit and by_topic of
    kpis/sql/explain, `first_lines` those of whole_lines.sql; `lines` counts all of these.
    """

    reading: pd.Series
    exports: tuple[str, ...]
    files: pd.DataFrame
    units: pd.DataFrame
    topics: pd.DataFrame
    first_lines: pd.DataFrame
    lines: int


def summary(
    con: duckdb.DuckDBPyConnection,
    raw: Path,
    asked: Question,
    most: int,
    units: Sequence[str] | None = None,
) -> Summary:
    """What a value is made of, with `most` of its lines; KpiError as `kpis.explain.trace.trace`.

    With `units` everything but the reading is of the lines that name one of these codes.
    """
    with trace(con, raw, asked, units) as found:
        found.add_up()
        (count,) = found.con.execute("select coalesce(sum(counts), 0) from added").fetchall()
        return Summary(
            found.reading,
            found.exports,
            found.ask("by_file"),
            with_none(found.ask("by_unit"), ["level", "area_name"]),
            found.ask("by_topic"),
            with_none(found.ask("whole_lines", most), TEXTS),
            int(count[0]),
        )


def all_lines(
    con: duckdb.DuckDBPyConnection,
    raw: Path,
    asked: Question,
    units: Sequence[str] | None = None,
) -> Iterator[pd.DataFrame]:
    """Every line behind a value, a row each, in frames of many rows: there may be a million.

    With `units` those that name one of these codes. The columns are those of whole_lines.sql.
    KpiError as `kpis.explain.trace.trace`.
    """
    with trace(con, raw, asked, units) as found:
        for rows in found.frames("whole_lines"):
            yield with_none(rows, TEXTS)
