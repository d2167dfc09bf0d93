"""The past of each area that alerts are judged by: its readings, period by period."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import duckdb
import pandas as pd

from kpis.catalogue.kpi import Kpi
from kpis.catalogue.vocabulary import Frequency, Level, Missing
from kpis.errors import KpiError
from kpis.measure.extent import Extent
from kpis.measure.other_units import reported, review
from kpis.periods import Period

Subject = tuple[Kpi, Level]
SILENT = (Missing.NOT_REPORTED, Missing.NOT_DUE)


@dataclass(frozen=True)
class Point:
    """A reading of one period; `units` of the source's level gave it.

    `is_silent`: nothing was reported in the period itself. The value may then be an older one, as
    a stock stays known for some months.
    """

    period: Period
    value: float | None
    denominator: float
    units: int
    is_silent: bool


@dataclass(frozen=True)
class Series:
    """All periods of one KPI in one area, in the order of time; the last is that of the data."""

    kpi: Kpi
    level: Level
    vintage: str
    area_code: str
    area_name: str
    parent_code: str | None
    points: Sequence[Point]

    def known(self) -> list[Point]:
        """What was reported, the latest first; nothing where that is too old to speak of now."""
        reported = [p for p in self.points if p.value is not None and not p.is_silent]
        known = reported[::-1]
        recent = {point.period for point in self.points[-self._recent :]}
        return known if known and known[0].period in recent else []

    @property
    def _recent(self) -> int:
        """How many periods back a value still tells of now."""
        return 1 if self.kpi.frequency is Frequency.YEAR else self.kpi.staleness_months


Past = dict[tuple[str, Level], list[Series]]  # by KPI and level, a series an area


def all_series(con: duckdb.DuckDBPyConnection, subjects: Iterable[Subject], reach: Extent) -> Past:
    """By KPI and level, the series of each area of the vintage that is in force at the end.

    KPIs that are renewed once a year have one point for each year that is over, the others one for
    each month.
    """
    months = Period.between("month", reach.first_month, reach.last_month)
    years = Period.between("year", reach.first_month, reach.last_month)
    years = [year for year in years if year.last_month <= reach.last_month]
    wanted = list(dict.fromkeys(subjects))
    found: Past = {}
    for periods, is_annual in ((months, False), (years, True)):
        part = [(k, lvl) for k, lvl in wanted if (k.frequency is Frequency.YEAR) is is_annual]
        if part and periods:
            found.update(_of_kind(con, part, periods, reach.base_vintage(months[-1])))
    return found


def _of_kind(
    con: duckdb.DuckDBPyConnection,
    subjects: Sequence[Subject],
    periods: Sequence[Period],
    vintage: str,
) -> Past:
    kpis = list(dict.fromkeys(kpi for kpi, _ in subjects))
    base = reported(con, kpis, periods)
    found: Past = {}
    for level in dict.fromkeys(level for _, level in subjects):
        of_level = [kpi for kpi, at in subjects if at == level]
        rows = review(con, base, of_level, level, periods, vintage)
        by_id = {kpi.id: kpi for kpi in of_level}
        for series in _cut(rows, by_id, level, periods):
            found.setdefault((series.kpi.id, level), []).append(series)
    return found


def _cut(
    rows: pd.DataFrame, kpis: dict[str, Kpi], level: Level, periods: Sequence[Period]
) -> Iterator[Series]:
    """The series of readings that hold every area in every period, in the order of the areas."""
    rows = rows.sort_values(["kpi", "area_code"], kind="stable")  # time keeps its order
    if rows["period"].tolist() != len(rows) // len(periods) * [one.code for one in periods]:
        raise KpiError("The readings do not hold each area in each period.")
    points = _points(rows, periods)
    step = len(periods)
    keys = ["kpi", "vintage", "area_code", "area_name", "parent_code"]
    for place, (kpi, *area) in enumerate(rows[keys].iloc[::step].itertuples(index=False)):
        vintage, code, name, parent = area
        part = points[place * step : (place + 1) * step]
        yield Series(kpis[kpi], level, vintage, code, name, parent, part)


def _points(rows: pd.DataFrame, periods: Sequence[Period]) -> list[Point]:
    """The points of rows that hold all the periods of one area after the other."""
    in_time = [periods[place % len(periods)] for place in range(len(rows))]
    first_month = pd.Series([one.first_month for one in in_time], index=rows.index)
    is_old = pd.to_datetime(rows["reported_month"]) < pd.to_datetime(first_month)
    is_silent = rows["missing_reason"].isin(SILENT) | is_old
    values = rows["value"].astype(object).where(rows["value"].notna(), None)
    columns = (values, rows["denominator"], rows["units_reported"], is_silent)
    cells = zip(in_time, *(column.tolist() for column in columns), strict=True)
    return [Point(*cell) for cell in cells]
