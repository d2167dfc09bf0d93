"""The pace of an indicator: what its target asks for a month, and what the last year brought."""

from collections.abc import Sequence
from datetime import date

import duckdb
import numpy as np
import pandas as pd

from kpis.catalogue.kpi import Kpi, Target
from kpis.catalogue.vocabulary import Direction, Frequency
from kpis.errors import require_finite
from kpis.measure.extent import extent as extent_of
from kpis.measure.readings import measure
from kpis.periods import Period, months_later
from kpis.progress.area_targets import area_targets, merged
from kpis.progress.paths import is_met
from kpis.progress.verdict import people

MONTHS = 12  # of the year before the end of the period
FEWEST = 6  # readings in it, without which no slope is told
COLUMNS = [
    *("area_code", "target_year", "target", "value", "months_left"),
    *("needed", "observed", "people_needed", "people_observed"),
]


def observed(values: Sequence[float]) -> float | None:
    """The change a month of readings of months in a row, NaN where there is none.

    The median of the slopes between all pairs (Theil 1950, Sen 1968), which one wrong month does
    not move. None for fewer than six readings. KpiError for an infinite one.
    """
    require_finite(or_missing=True, values=values)
    known = [(month, value) for month, value in enumerate(values) if value == value]
    if len(known) < FEWEST:
        return None
    months, levels = np.array(known).T
    earlier, later = np.triu_indices(len(known), 1)
    steps = (levels[later] - levels[earlier]) / (months[later] - months[earlier])
    return float(np.median(steps))


def needed(
    value: float, day: date, target: Target, direction: Direction = Direction.UP
) -> float | None:
    """The change a month, from the month after a day to the December of the target's year.

    0 where the target is met, negative where less is better. None for a range, and when no month
    is left. KpiError for what is no number.
    """
    require_finite(value=value, target=target.value)
    left = months_left(day, target)
    if direction is Direction.RANGE or target.value is None or left <= 0:
        return None
    return 0.0 if is_met(value, target, direction) else (target.value - value) / left


def months_left(day: date, target: Target) -> int:
    """How many months lie between the month of a day and the December of a target's year."""
    return (target.year - day.year) * 12 + 12 - day.month


def pace(
    con: duckdb.DuckDBPyConnection,
    kpi: Kpi,
    level: str,
    period: Period,
    vintage: str | None = None,
    year: int | None = None,
) -> pd.DataFrame:
    """The pace to the next target that is due and not reached: one row per area that has both.

    With a `year`, the pace to the target of that year instead. Columns: area_code, target_year,
    target, value (of the last month of the period), months_left; needed and observed (in the KPI's
    unit a month; needed NaN when no month is left, observed NaN for too few readings),
    people_needed and people_observed (the same in what the numerator counts, at the denominator of
    that month). No rows for a KPI that is measured once a year, and for a range. KpiError when the
    question has no answer.
    """
    reach = extent_of(con)
    reach.require(period)
    if kpi.frequency is Frequency.YEAR or kpi.direction is Direction.RANGE:
        return pd.DataFrame(columns=COLUMNS)
    end = reach.last_reported(period)
    shown = vintage or reach.base_vintage(period)
    first = max(months_later(end, 1 - MONTHS), reach.first_month)
    readings = measure(con, kpi, level, Period.between("month", first, end), shown)
    own = area_targets(con, kpi, level, shown)
    rows = []
    for area, series in readings.groupby("area_code", sort=False):
        now = series.iloc[-1]
        if now["value"] != now["value"]:
            continue
        targets = merged(kpi.targets, own.get(str(area), []))
        if year is None:
            target = _next(kpi, targets, float(now["value"]), end)
        else:
            target = next((t for t in targets if t.year == year and t.value is not None), None)
        if target is not None:
            slope = observed(series["value"].tolist())
            rows.append(_row(str(area), kpi, now, target, end, slope))
    return pd.DataFrame(rows, columns=COLUMNS)


def _next(kpi: Kpi, targets: list[Target], value: float, end: date) -> Target | None:
    """The first target that is still due and not reached; the last one where all are."""
    due = [t for t in targets if t.value is not None and months_left(end, t) > 0]
    ahead = [target for target in due if not is_met(value, target, kpi.direction)]
    return next(iter(ahead or due[-1:]), None)


def _row(
    area: str, kpi: Kpi, now: "pd.Series[float]", target: Target, end: date, slope: float | None
) -> dict[str, object]:
    value, denominator = float(now["value"]), float(now["denominator"])
    asked = needed(value, end, target, kpi.direction)
    return {
        "area_code": area,
        "target_year": target.year,
        "target": target.value,
        "value": value,
        "months_left": months_left(end, target),
        "needed": asked,
        "observed": slope,
        "people_needed": None if asked is None else people(asked, denominator, kpi, value),
        "people_observed": None if slope is None else people(slope, denominator, kpi),
    }
