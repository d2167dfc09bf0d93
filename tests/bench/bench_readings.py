"""Readings at the level of communes, against the bare sums of the same columns.

The floor adds up numerator and denominator over the whole mart, without units, periods, missing
values or crosswalk: the least that has to be read.
"""

from datetime import date

import pytest

from kpis.measure.readings import measure, measure_many
from kpis.periods import Period

LAST_MONTH = Period.parse("2026-10")
ALL_MONTHS = Period.between("month", date(2022, 9, 1), date(2026, 10, 1))


def _sums(con, kpis) -> None:
    for kpi in kpis:
        con.execute(f"select {kpi.numerator}, {kpi.denominator} from {kpi.source}").fetchall()


def test_all_kpis_in_one_month(marts, catalogue, told, stopwatch):
    """What the overview asks for when a commune is chosen."""
    kpis = [kpi for kpi in catalogue.values() if "commune" in kpi.levels]
    readings = measure_many(marts, kpis, "commune", [LAST_MONTH])
    assert set(readings["kpi"]) == {kpi.id for kpi in kpis}
    assert readings.groupby("kpi").size().eq(57).all()
    measured = stopwatch(lambda: measure_many(marts, kpis, "commune", [LAST_MONTH]))
    floor = stopwatch(lambda: _sums(marts, kpis))
    told(f"{len(kpis)} KPIs, 57 communes, one month", measured, floor)


@pytest.mark.parametrize("id", ["online_dossier_share", "assists_per_1000", "active_group_share"])
def test_one_kpi_in_all_months(marts, catalogue, told, stopwatch, id):
    """What the page of trends asks for; the three have the smallest, a large and a fine mart."""
    kpi = catalogue[id]
    readings = measure(marts, kpi, "commune", ALL_MONTHS)
    assert readings["period"].nunique() == len(ALL_MONTHS) == 50
    measured = stopwatch(lambda: measure(marts, kpi, "commune", ALL_MONTHS))
    floor = stopwatch(lambda: _sums(marts, [kpi]))
    told(f"{id}, communes, 50 months, {len(readings):,} readings", measured, floor)


def test_one_kpi_in_all_months_on_the_newest_units(marts, catalogue, told, stopwatch):
    """The same carried forward to the 57 communes of 2025, which needs the crosswalk."""
    kpi = catalogue["online_dossier_share"]
    readings = measure(marts, kpi, "commune", ALL_MONTHS, vintage="2025")
    assert len(readings) == 57 * 50
    measured = stopwatch(lambda: measure(marts, kpi, "commune", ALL_MONTHS, vintage="2025"))
    floor = stopwatch(lambda: _sums(marts, [kpi]))
    told("online_dossier_share, 50 months, on the communes of 2025", measured, floor)
