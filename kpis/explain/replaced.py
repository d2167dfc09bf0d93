"""The lines behind a value before and after a file took the place of another."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from kpis.errors import KpiError
from kpis.explain.trace import Question, Trace, trace

NUMBERS = ("numerator", "denominator")
FILES = "select told.*, file, sha256 from told join received on received.load = told.load"
CHANGED = (Path(__file__).parents[1] / "sql" / "explain" / "changed.sql").read_text("utf-8")


@dataclass(frozen=True)
class Change:
    """What a publish changed in a value: the two sides before and after, and the lines.

    `gone` are the lines that counted before and do not after, `new` those that count since: side,
    export, file, sheet, line, unit, month, amount, weight.
    """

    before: dict[str, float]
    after: dict[str, float]
    gone: pd.DataFrame
    new: pd.DataFrame


def change(
    con: duckdb.DuckDBPyConnection,
    raw: Path,
    earlier: duckdb.DuckDBPyConnection,
    earlier_raw: Path,
    asked: Question,
) -> Change | None:
    """What became of a value from an earlier snapshot to a later one, by its lines.

    None where no line that counted has gone: a first file for a month replaces nothing. A line is
    the same where it is the same line of the same file. The earlier snapshot may lack its marts;
    then `earlier` is the later connection, and its lines are those of the units of today. A value
    that could not be asked for then has no lines.
    """
    try:
        with trace(earlier, earlier_raw, asked) as then, trace(con, raw, asked) as now:
            sides = [one.con.sql(FILES).to_arrow_table() for one in (then, now)]
            gone, new = (
                missing(now.con, *pair) for pair in (sides, sides[::-1])
            )  # fmt: skip
            return Change(_sides(then), _sides(now), gone, new) if len(gone) else None
    except KpiError:
        return None


def missing(con: duckdb.DuckDBPyConnection, of: pa.Table, other: pa.Table) -> pd.DataFrame:
    """The lines of a table that another has not, under the same file by its hash."""
    con.register("told_here", of)
    con.register("told_there", other)
    return con.execute(CHANGED).df()


def _sides(of: Trace) -> dict[str, float]:
    of.add_up()
    files = of.ask("by_file")
    return {side: float(files[side].sum()) for side in NUMBERS}
