"""Readings at the level of communes, against the bare sums of the same columns.

The floor adds up numerator and denominator over the whole mart, without units, periods, missing
values or crosswalk: the least that has to be read.
"""

import statistics
import time
from collections.abc import Callable, Iterable
from datetime import date
from itertools import product

import pytest

from kpis.measure.extent import Known, extent, known
from kpis.measure.readings import measure, measure_many
from kpis.periods import Period

LAST_MONTH = Period.parse("2026-10")
ALL_MONTHS = Period.between("month", date(2022, 9, 1), date(2026, 10, 1))
PERIODS, VINTAGES = ("2026-10", "2026-Q3", "2025"), ("2022", "2024", "2025")
OF_ALL, ROUNDS = 3, 30  # rounds of every question, and of the slowest
SLOWEST = 10


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


def test_every_kpi_query(marts, catalogue, told):
    """Each KPI at each level, of a month, a quarter and a year, on the units of each vintage.

    Asked as a page asks, a round of all after the other: what disturbs a minute disturbs all alike.
    The slowest by their best of a few rounds are asked again in many.
    """
    questions = {
        f"{kpi.id}, {level}, {period}, units of {vintage}": (kpi, level, period, vintage)
        for kpi in catalogue.values()
        for level, period, vintage in product(kpi.levels, PERIODS, VINTAGES)
    }

    def asked(names: Iterable[str], rounds: int) -> dict[str, list[float]]:
        took: dict[str, list[float]] = {name: [] for name in names}
        for _, (name, seconds) in product(range(rounds), took.items()):
            kpi, level, period, vintage = questions[name]
            of = kpi, level, [Period.parse(period)], vintage
            seconds.append(timed(lambda of=of: measure(marts, *of)))
        return took

    with known(Known(extent(marts))):
        best = {name: min(seconds) for name, seconds in asked(questions, OF_ALL).items()}
        slowest = sorted(best, key=best.__getitem__, reverse=True)[:SLOWEST]
        took = asked(slowest, ROUNDS)
        floors = {
            kpi.id: statistics.median(timed(lambda kpi=kpi: _sums(marts, [kpi])) for _ in took)
            for kpi in catalogue.values()
        }
    medians = {name: statistics.median(seconds) for name, seconds in took.items()}
    floor = {name: floors[questions[name][0].id] for name in slowest}
    worst = max(slowest, key=medians.__getitem__)
    told("the slowest KPI query (floor: the sums of its mart)", medians[worst], floor[worst])
    half = statistics.median(best.values()), statistics.median(floors.values())
    told(f"KPI query, half of {len(best)} are below", *half)
    for name in slowest:
        told(f"KPI query: {name}", medians[name], floor[name])


def timed(call: Callable[[], object]) -> float:
    """The seconds that a call takes."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began
