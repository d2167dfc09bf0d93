"""How the time of a question grows with units, indicators and months: docs/scale.md tells of it.

Each result has the smallest of its kind as its floor, in the same run.
"""

from datetime import date

import pytest

from data.store.snapshot import current, store_directory
from kpis.measure.extent import Known, extent, known
from kpis.measure.readings import measure, measure_many
from kpis.periods import Period

ID = "online_dossier_share"  # of all levels and months
LAST = Period.parse("2026-10")
MONTHS = Period.between("month", date(2022, 9, 1), date(2026, 10, 1))


@pytest.fixture
def con():
    snapshot = current(store_directory())
    assert snapshot is not None
    with snapshot.connect() as con, known(Known(extent(con))):
        yield con


def test_units(con, catalogue, told, stopwatch):
    def asked(level: str, vintage: str):
        return lambda: measure(con, catalogue[ID], level, MONTHS, vintage)

    least = stopwatch(asked("province", "2025"), times=9)
    for level, vintage in (("commune", "2025"), ("commune", "2022")):
        count = asked(level, vintage)()["area_code"].nunique()
        seconds = stopwatch(asked(level, vintage), times=9)
        told(f"50 months of {count} units (floor: of one)", seconds, least)


def test_indicators(con, catalogue, told, stopwatch):
    every = [kpi for kpi in catalogue.values() if "commune" in kpi.levels]
    least = stopwatch(lambda: measure_many(con, every[:1], "commune", [LAST]), times=9)
    for some in (every[:10], every):
        seconds = stopwatch(lambda some=some: measure_many(con, some, "commune", [LAST]), times=9)
        told(f"{len(some)} indicators of communes (floor: one)", seconds, least)


def test_months(con, catalogue, told, stopwatch):
    def asked(months):
        return lambda: measure(con, catalogue[ID], "commune", months)

    least = stopwatch(asked(MONTHS[-1:]), times=9)
    for some in (MONTHS[-12:], MONTHS):
        told(f"{len(some)} months of communes (floor: one)", stopwatch(asked(some), 9), least)
