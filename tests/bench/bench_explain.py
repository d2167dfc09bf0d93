"""What a value is made of, against a bare sum over the raw lines of the activities.

The value of the whole province with the most lines, one with most of a year's, and that of a
commune. The floor adds up two columns of all raw files of the activities: the least to be read.
"""

from pathlib import Path

import pytest

from kpis.explain.summary import summary
from kpis.explain.trace import Question
from kpis.periods import Period

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
    """What the page that explains a number asks for, with its first 500 lines."""
    raw, asked = _raw(marts), Question(catalogue[id], level, area, Period.parse(period))
    found = summary(marts, raw, asked, 500)
    assert found.lines
    measured = stopwatch(lambda: summary(marts, raw, asked, 500))
    sums = f"select sum(assists), sum(households_new) from '{raw}/hoat_dong/*.parquet'"
    floor = stopwatch(lambda: marts.execute(sums).fetchall())
    told(f"explain {id}, {level}, {found.lines:,} lines", measured, floor)
