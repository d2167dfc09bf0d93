"""The verdict on a target whose year is over: met or missed, by how much, since when, and held?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pandas as pd

from kpis.catalogue.kpi import Kpi, Target
from kpis.catalogue.vocabulary import Direction, Frequency, Time, Unit, Verdict
from kpis.errors import KpiError, require_finite
from kpis.measure.extent import Extent
from kpis.measure.extent import extent as extent_of
from kpis.measure.other_units import reported, review
from kpis.measure.readings import measure, with_none
from kpis.periods import Period
from kpis.progress.area_targets import area_targets, merged
from kpis.progress.paths import EXACT, gap, is_met, range_path
from kpis.progress.standing import Row

Series = Sequence[tuple[str, float | None]]  # period → value, in time; None where there is none


@dataclass(frozen=True)
class Attainment:
    """When a target was first met, and the first period after that in which it was not."""

    first: str | None = None
    lost: str | None = None


def attainment(series: Series, target: Target, direction: Direction) -> Attainment:
    """When a series met a target first, and when it lost it; no value says nothing of a period."""
    first: str | None = None
    for period, value in series:
        if value is None or pd.isna(value):
            continue
        met = is_met(value, target, direction)
        if first is None and met:
            first = period
        elif first is not None and not met:
            return Attainment(first, period)
    return Attainment(first)


def verdict(
    con: duckdb.DuckDBPyConnection,
    kpi: Kpi,
    level: str,
    year: int = 2025,
    vintage: str | None = None,
) -> pd.DataFrame:
    """What became of the target of a year in each area of a level: one row per area.

    Judged is the reading of the whole year where the numerator is a flow and that of its December
    where it is a stock, on the units in force then (or those of `vintage`). Columns: kpi, level,
    vintage, area_code, area_name, parent_code, period, value, numerator, denominator,
    missing_reason, comparability, target and target_max (of a range), target_status,
    target_source, gap (in the KPI's unit, negative is short), people (the gap in what the numerator
    counts, to the next whole one), verdict (`kpis.catalogue.vocabulary.Verdict`), first_met and
    lost (months such as 2024-07, years of an annual KPI), latest and latest_value (the last period
    with a value). KpiError when the year is not over in the data, or the KPI has no target of that
    year.
    """
    reach = extent_of(con)
    if reach.last_month < date(year, 12, 1):
        raise KpiError(f"The data end in {reach.last_month:%Y-%m}: {year} is not over in them.")
    judged, steps = judged_period(kpi, year), _steps(kpi, reach)
    shown = vintage or reach.base_vintage(judged)
    own = area_targets(con, kpi, level, shown)
    if not _aims(kpi, own, year):
        raise KpiError(f"{kpi.id} has no target for {year}.")
    readings = measure(con, kpi, level, [*steps, judged], shown)
    return _rows(kpi, year, readings, steps, own)


def verdicts(con: duckdb.DuckDBPyConnection, kpi: Kpi) -> list[pd.DataFrame]:
    """`verdict` at each level for each target whose year is over, with its `year`: a frame each.

    What was reported is read once for all of them. None where no year with a target is over.
    """
    reach = extent_of(con)
    steps, found = _steps(kpi, reach), []
    years = [year for year in _years(con, kpi) if reach.last_month >= date(year, 12, 1)]
    if not years:
        return []
    periods = list(dict.fromkeys([*steps, *(judged_period(kpi, year) for year in years)]))
    base = reported(con, [kpi], periods)
    for year in years:
        shown = reach.base_vintage(judged_period(kpi, year))
        for level in kpi.levels:
            own = area_targets(con, kpi, level, shown)
            if _aims(kpi, own, year):
                readings = review(con, base, [kpi], level, periods, shown)
                found.append(_rows(kpi, year, readings, steps, own).assign(year=year))
    return found


def judged_period(kpi: Kpi, year: int) -> Period:
    """The period in which a target of a year is judged: the year of a flow, else its December."""
    whole = kpi.time.numerator is Time.FLOW or kpi.frequency is Frequency.YEAR
    return Period.parse(f"{year}" if whole else f"{year}-12")


def _steps(kpi: Kpi, reach: Extent) -> list[Period]:
    """The periods from the first to the last of the data in which a target may be met."""
    kind = "year" if kpi.frequency is Frequency.YEAR else "month"
    return Period.between(kind, reach.first_month, reach.last_month)


def _years(con: duckdb.DuckDBPyConnection, kpi: Kpi) -> list[int]:
    """The years for which a KPI has a target, in the catalogue or of an area."""
    query = "select distinct cast(year as integer) from mart_target where kpi = ?"
    own = {int(year) for (year,) in con.execute(query, [kpi.id]).fetchall()}
    return sorted(own | {target.year for target in kpi.targets})


def _aims(kpi: Kpi, own: dict[str, list[Target]], year: int) -> bool:
    return any(target.year == year for found in (kpi.targets, *own.values()) for target in found)


def _rows(
    kpi: Kpi,
    year: int,
    readings: pd.DataFrame,
    steps: Sequence[Period],
    own: dict[str, list[Target]],
) -> pd.DataFrame:
    in_time = readings[readings["period"].isin([step.code for step in steps])]
    series = {
        str(area): list(zip(rows["period"], rows["value"].tolist(), strict=True))
        for area, rows in in_time.groupby("area_code", sort=False)
    }
    rows = []
    at_end = readings[readings["period"] == judged_period(kpi, year).code]
    for reading in at_end.to_dict("records"):
        targets = merged(kpi.targets, own.get(reading["area_code"], []))
        target = next((one for one in targets if one.year == year), None)
        kept = {name: reading[name] for name in KEPT}
        rows.append({**kept, **_judged(kpi, reading, target, series[reading["area_code"]])})
    found = pd.DataFrame(rows)
    numbers = {name: pd.to_numeric(found[name]) for name in NUMBERS}  # also where none has one
    return with_none(found.assign(**numbers), TOLD)


KEPT = (
    *("kpi", "level", "vintage", "area_code", "area_name", "parent_code", "period"),
    *("value", "numerator", "denominator", "missing_reason", "comparability"),
)
NUMBERS = ("target", "target_max", "gap", "people", "latest_value")
TOLD = (  # None where there is none, never NaN
    *("area_name", "parent_code", "missing_reason", "comparability"),
    *("target_status", "target_source", "first_met", "lost", "latest"),
)


def _judged(kpi: Kpi, reading: Row, target: Target | None, series: Series) -> dict[str, object]:
    value = float(reading["value"])
    known = [(period, found) for period, found in series if found is not None and found == found]
    since = attainment(known, target, kpi.direction) if target else Attainment()
    is_range = kpi.direction is Direction.RANGE
    told: dict[str, object] = {
        "target": target and (target.min if is_range else target.value),
        "target_max": target and target.max,
        "target_status": target and str(target.status),
        "target_source": target and target.source,
        "first_met": since.first,
        "lost": since.lost,
        "latest": known[-1][0] if known else None,
        "latest_value": known[-1][1] if known else None,
        "gap": None,
        "people": None,
    }
    if target is None or value != value:
        return {**told, "verdict": str(Verdict.NO_TARGET if target is None else Verdict.NO_VALUE)}
    aim = range_path(value, target) if is_range else float(target.value or 0)
    distance = gap(value, aim, kpi.direction)
    met = is_met(value, target, kpi.direction)
    return {
        **told,
        "gap": distance,
        "people": people(distance, reading["denominator"], kpi, None if met else value),
        "verdict": str(Verdict.MET if met else Verdict.MISSED),
    }


def people(distance: float, denominator: float, kpi: Kpi, value: float | None = None) -> int:
    """A distance from a target in what the numerator counts: how many more would have been needed.

    Rounded away from zero, as nobody is half a person; 0 where the target is met exactly. Given the
    `value` of which the distance is asked, no more of a share than there are: 158 of the 159.14
    villages of an apportioned area lack 1. KpiError for what is no number.
    """
    require_finite(distance=distance, denominator=denominator, value=value)
    exact = distance / kpi.unit.scale * denominator
    whole = int(abs(exact)) + (abs(exact) % 1 > EXACT)
    if value is not None and kpi.unit is Unit.PERCENT:
        counted = round(value / 100 * denominator)
        there = counted if kpi.direction is Direction.DOWN else round(denominator) - counted
        whole = min(whole, max(there, 1))
    return -whole if exact < 0 else whole
