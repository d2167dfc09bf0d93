"""What a value is made of, against a bare sum over the raw lines of the activities.

The value of the whole province with the most lines, one with most of a year's, and that of a
commune. The floor adds up two columns of all raw files of the activities: the least to be read.
"""

import os
from pathlib import Path

import pytest

from kpis.explain.summary import summary
from kpis.explain.trace import Question
from kpis.periods import Period
from kpis.store import connect_with_raw

FIRST_LINES = 500  # on the page that explains a number
CASES = [
    ("household_reach", "province", "36", "2026-10"),
    ("active_group_share", "province", "36", "2025"),
    ("online_dossier_share", "commune", "13669", "2026-10"),
]


def _raw(con) -> Path:
    (path,) = con.execute("select path from duckdb_databases() where path is not null").fetchall()
    return Path(path[0]).parent / "raw"


@pytest.mark.parametrize(("id", "level", "area", "period"), CASES, ids=[one[0] for one in CASES])
def test_what_a_value_is_made_of(marts, catalogue, told, stopwatch, id, level, area, period):
    """What the page that explains a number asks for, with its first lines."""
    raw, asked = _raw(marts), Question(catalogue[id], level, area, Period.parse(period))
    found = summary(marts, raw, asked, FIRST_LINES)
    assert found.lines
    measured = stopwatch(lambda: summary(marts, raw, asked, FIRST_LINES))
    sums = f"select sum(assists), sum(households_new) from '{raw}/hoat_dong/*.parquet'"
    floor = stopwatch(lambda: marts.execute(sums).fetchall())
    told(f"explain {id}, {level}, {found.lines:,} lines", measured, floor)


def test_the_heaviest_value_of_a_store_that_nobody_read(made, catalogue, told, stopwatch):
    """The file of the marts is opened first, and nothing of any file is in memory."""
    (id, level, area, period), *_ = CASES
    asked = Question(catalogue[id], level, area, Period.parse(period))

    def ask() -> None:
        con, raw = connect_with_raw(made.store)
        with con:
            assert summary(con, raw, asked, FIRST_LINES).lines

    def ask_cold() -> None:
        for path in filter(Path.is_file, made.store.rglob("*")):
            _forget(path)
        ask()

    cold = stopwatch(ask_cold)
    told(f"explain {id}, cold (floor: warm)", cold, stopwatch(ask))


def _forget(path: Path) -> None:
    """Asks the system to keep nothing of a file in memory, where it can be asked (Linux)."""
    if hasattr(os, "posix_fadvise"):
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
