"""What the province is to reach in the years to come: its targets, and the path between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import duckdb

from kpis.catalogue.kpi import Kpi, Target
from kpis.catalogue.vocabulary import Confirmation, Frequency, Level
from kpis.errors import KpiError
from kpis.measure.extent import Extent
from kpis.measure.extent import extent as extent_of
from kpis.periods import Kind, Period
from kpis.progress.area_targets import area_targets, merged
from kpis.progress.paths import path_value
from kpis.progress.progress import progress
from kpis.progress.standing import course_of

OF_UNITS = [  # what is told of each unit: columns of `kpis.measure.readings.measure`
    *("area_code", "area_name", "parent_code", "value", "numerator", "denominator"),
    *("comparability", "missing_reason"),
]


class Why(StrEnum):
    """Why a question of the years to come has no answer."""

    RANGE = "range"  # a range has no gap that could be divided
    LEVEL = "level"  # the KPI is not measured in units of this level
    NO_TARGET = "no_target"  # none is set for a year to come
    NO_VALUE = "no_value"  # no unit has one
    YEARLY = "yearly"  # a year gives no pace a month
    BEYOND = "beyond"  # the target lies beyond the end of the scale
    REACHED = "reached"  # the units together are at the target


class UnanswerableError(KpiError):
    """A question of the years to come that has no answer; `why` says it for a page."""

    def __init__(self, why: Why, text: str) -> None:
        self.why = why
        super().__init__(text)


@dataclass(frozen=True)
class Aim:
    """What the whole should be in the December of a year; without a status a point of its path."""

    year: int
    value: float
    source: str = ""
    status: Confirmation | None = None


def newest(kpi: Kpi, reach: Extent) -> Period:
    """The last month of the data; for a KPI measured once a year the last year that is over."""
    if kpi.frequency is Frequency.YEAR:
        over = reach.last_month.year - (reach.last_month.month < 12)
        return Period(date(over, 1, 1), Kind.YEAR)
    return Period(reach.last_month, Kind.MONTH)


def aims(con: duckdb.DuckDBPyConnection, kpi: Kpi) -> list[Aim]:
    """What the province is to reach in each year to come, in order of time.

    In the years of its targets their values, in those before a target the value of the path where
    there is one. Empty for a range, and without a target to come.
    """
    last_month, stated = extent_of(con).last_month, _stated(con, kpi)
    years = [
        year
        for year in range(last_month.year, max(stated, default=0) + 1)
        if date(year, 12, 1) > last_month
    ]
    found = []
    for year, on_path in zip(years, path(con, kpi, [date(y, 12, 1) for y in years]), strict=True):
        if year in stated:
            target = stated[year]
            found.append(Aim(year, float(target.value or 0), target.source, target.status))
        elif on_path is not None:
            found.append(Aim(year, on_path))
    return found


def path(con: duckdb.DuckDBPyConnection, kpi: Kpi, days: Sequence[date]) -> list[float | None]:
    """The path of the province to its targets on some days (`kpis.progress.paths.path_value`).

    None without targets or a base, and where the KPI is not measured for the province.
    """
    stops = {year: float(target.value or 0) for year, target in _stated(con, kpi).items()}
    if Level.WHOLE not in kpi.levels or not stops or not days:
        return [None] * len(days)
    base = progress(con, kpi, Level.WHOLE, newest(kpi, extent_of(con))).iloc[0]
    if base["base_period"] is None:
        return [None] * len(days)
    start = Period.parse(base["base_period"]).end
    value, course = base["base_value"], course_of(kpi, stops)
    return [path_value(value, start, stops, day, kpi.direction, course) for day in days]


def _stated(con: duckdb.DuckDBPyConnection, kpi: Kpi) -> dict[int, Target]:
    """The targets of the province that are a value, by year."""
    reach = extent_of(con)
    own = area_targets(con, kpi, Level.WHOLE, reach.base_vintage(newest(kpi, reach)))
    ours = [target for found in own.values() for target in found]
    return {t.year: t for t in merged(kpi.targets, ours) if t.value is not None}
