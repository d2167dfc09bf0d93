"""Scenarios: what becomes of the province when chosen units go faster, from an open connection."""

from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
import pandas as pd

from kpis.catalogue.kpi import Kpi, Target
from kpis.catalogue.vocabulary import Confirmation, Direction, Frequency, Level
from kpis.measure.extent import extent as extent_of
from kpis.measure.readings import measure
from kpis.periods import Period, months_later
from kpis.progress.pace import MONTHS, months_left, observed
from kpis.progress.paths import gap
from kpis.progress.verdict import people
from kpis.whatif.aims import OF_UNITS, UnanswerableError, Why
from kpis.whatif.course import (
    Floats,
    Others,
    course,
    fastest_quarter,
    first_reached,
    pace_needed,
    paces,
    positions,
)


@dataclass(frozen=True)
class Situation:
    """Where the units stand at the end of the data.

    `units`: area_code, area_name, parent_code, value, numerator, denominator, comparability,
    missing_reason, observed (the robust slope of the last twelve months, points a month, NaN for
    too few readings). Units without a value are in it, and left out of every sum.
    """

    month: date
    vintage: str
    units: pd.DataFrame

    @property
    def known(self) -> pd.DataFrame:
        """The units that have a value."""
        return self.units.dropna(subset="value").reset_index(drop=True)


@dataclass(frozen=True)
class Choice:
    """Which units go faster, at which pace, and what the others do.

    `pace` is in points a month towards the target, None for that of the fastest quarter.
    """

    units: tuple[str, ...]
    pace: float | None
    others: Others


@dataclass(frozen=True)
class Outcome:
    """What becomes of the province, month by month from the present one to a December.

    `observed` is its course if all go on as they do, `course` that with the choice. `reached` and
    `reached_observed` are the months in which they are at the target, None where they are not by
    the last one. `gap` in the December of the target's year (negative is behind) and `people`, the
    same in what the numerator counts. `pace` of the chosen, `needed` the one that the target takes
    (None: all of them at the end of the scale are not enough). `chosen`: area_code, area_name,
    value, denominator, pace, end (the value in that December), people_month.
    """

    months: list[date]
    observed: Floats
    course: Floats
    reached: date | None
    reached_observed: date | None
    gap: float
    people: int
    pace: float
    needed: float | None
    chosen: pd.DataFrame


def situation(con: duckdb.DuckDBPyConnection, kpi: Kpi, level: str) -> Situation:
    """Where the units in force stand. UnanswerableError for a KPI that has no paces in units."""
    if kpi.direction is Direction.RANGE:
        raise UnanswerableError(Why.RANGE, f"{kpi.id} should lie in a range.")
    if kpi.frequency is Frequency.YEAR:
        raise UnanswerableError(Why.YEARLY, f"{kpi.id} is measured once a year.")
    if level == Level.WHOLE or level not in kpi.levels:
        raise UnanswerableError(Why.LEVEL, f"{kpi.id} is not measured at the level “{level}”.")
    reach = extent_of(con)
    end = reach.last_month
    first = max(months_later(end, 1 - MONTHS), reach.first_month)
    periods = Period.between("month", first, end)
    vintage = reach.base_vintage(periods[-1])
    readings = measure(con, kpi, level, periods, vintage)
    slopes = {
        area: observed(series["value"].tolist())
        for area, series in readings.groupby("area_code", sort=False)
    }
    now = readings[readings["period"] == periods[-1].code].reset_index(drop=True)
    if now["value"].isna().all():
        raise UnanswerableError(Why.NO_VALUE, f"No unit has a value of {kpi.id} in {end:%Y-%m}.")
    units = now[OF_UNITS].assign(observed=now["area_code"].map(slopes).astype("float64"))
    return Situation(end, vintage, units)


def outcome(
    now: Situation, kpi: Kpi, choice: Choice, target: float, year: int, last: int | None = None
) -> Outcome:
    """What becomes of the province under a choice, to the December of a year (or of `last`)."""
    rows, unit, way = now.known, kpi.unit, kpi.direction
    v, w, seen = (rows[c].to_numpy(float) for c in ("value", "denominator", "observed"))
    chosen = rows["area_code"].isin(choice.units).tolist()
    due, end = (
        months_left(now.month, Target(y, "", Confirmation.DERIVED)) for y in (year, last or year)
    )
    pace = choice.pace if choice.pace is not None else fastest_quarter(seen, way) or 0.0
    moving = paces(seen, chosen, pace, choice.others, way)
    as_observed = course(v, w, np.nan_to_num(seen), end, unit)
    whole = course(v, w, moving, end, unit)
    then = float(whole[due])
    distance = gap(then, target, way)
    months = [months_later(now.month, step) for step in range(end + 1)]
    met, met_observed = (first_reached(one, target, way) for one in (whole, as_observed))
    picked = rows[chosen][["area_code", "area_name", "value", "denominator"]].assign(
        pace=moving[chosen],
        end=positions(v, moving, due, unit)[chosen, -1],
        people_month=moving[chosen] / unit.scale * w[chosen],
    )
    return Outcome(
        months,
        as_observed,
        whole,
        None if met is None else months[met],
        None if met_observed is None else months[met_observed],
        distance,
        people(distance, float(w.sum()), kpi, then if distance < 0 else None),
        pace,
        pace_needed(v, w, seen, chosen, target, due, choice.others, unit, way),
        picked.reset_index(drop=True),
    )
