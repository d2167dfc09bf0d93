"""What a publish computes beyond its marts, and what the pages read of it.

The floor of the computing is one reading of what it is made from; that of the status is a plain
sum over the same rows of the same table.
"""

from datetime import date

import pytest

from data.store.snapshot import current
from kpis.derived import derive
from kpis.measure import published
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.store import connect

SECONDS = 90  # what a publish may spend on it, on two cores
FIRST, LAST = date(2022, 9, 1), date(2026, 10, 1)


def _read(con, catalogue) -> None:
    for kpi in catalogue.values():
        periods = Period.between(str(kpi.frequency), FIRST, LAST)
        for level in kpi.levels:
            measure(con, kpi, level, periods)


def test_all_that_a_publish_derives(demo_store, catalogue, told, stopwatch, tmp_path):
    marts = current(demo_store).directory / "marts.duckdb"
    seconds = stopwatch(lambda: derive(marts, tmp_path), times=1)
    with connect(demo_store) as con:
        floor = stopwatch(lambda: _read(con, catalogue), times=1)
    told("derived tables of a publish", seconds, floor)
    assert seconds < SECONDS


@pytest.mark.parametrize("level", [None, "commune", "district", "province"])
def test_the_status_of_every_kpi_and_unit(demo_store, told, stopwatch, level):
    with connect(demo_store) as con:
        rows = len(published.statuses(con, level, period="2026-10"))
        seconds = stopwatch(lambda: published.statuses(con, level, period="2026-10"))
        query = "select kpi, sum(gap) from mart_status group by kpi"
        floor = stopwatch(lambda: con.execute(query).fetchall())
    told(f"{rows:,} statuses, {level or 'all levels'}", seconds, floor)
    assert seconds < 0.2
