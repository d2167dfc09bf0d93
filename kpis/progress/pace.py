"""The pace of an indicator: what its target asks for a month, and what the last year brought."""

from collections.abc import Sequence
from datetime import date

import duckdb
import numpy as np
import pandas as pd

from kpis.catalogue.kpi import Kpi, Target
from kpis.catalogue.vocabulary import Direction, Frequency
from kpis.errors import require_finite
from kpis.measure.extent import Extent
from kpis.measure.extent import extent as extent_of
from kpis.measure.readings import measure
from kpis.periods import Kind, Period, months_later
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
    readings: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The pace to the next target that is due and not reached: one row per area that has both.

    With a `year`, the pace to the target of that year instead. Columns: area_code, target_year,
    target, value (of the last month of the period), months_left; needed and observed (in the KPI's
    unit a month; needed NaN when no month is left, observed NaN for too few readings),
    people_needed and people_observed (the same in what the numerator counts, at the denominator of
    that month). `readings` are those of `measure` in `months_before`, where they are known. No rows
    for a KPI without a pace. KpiError when the question has no answer.
    """
    reach = extent_of(con)
    reach.require(period)
    if not has_pace(kpi):
        return pd.DataFrame(columns=COLUMNS)
    end = reach.last_reported(period)
    shown = vintage or reach.base_vintage(period)
    months = months_before(reach, period)
    if readings is None:
        readings = measure(con, kpi, level, months, shown)
    over_time = readings["value"].to_numpy(float).reshape(len(months), -1).T.tolist()
    last = readings.tail(len(over_time))
    own = area_targets(con, kpi, level, shown)
    rows = []
    for area, values, denominator in zip(
        last["area_code"], over_time, last["denominator"].tolist(), strict=True
    ):
        value = values[-1]
        if value != value:
            continue
        targets = merged(kpi.targets, own.get(area, []))
        if year is None:
            target = _next(kpi, targets, value, end)
        else:
            target = next((t for t in targets if t.year == year and t.value is not None), None)
        if target is not None:
            slope = observed(values)
            rows.append(_row(area, kpi, value, denominator, target, end, slope))
    return pd.DataFrame(rows, columns=COLUMNS)


def has_pace(kpi: Kpi) -> bool:
    """False for a KPI that is measured once a year, and for one that should lie in a range."""
    return kpi.frequency is not Frequency.YEAR and kpi.direction is not Direction.RANGE


def months_before(reach: Extent, period: Period) -> list[Period]:
    """The months of the year before the end of a period, as far as there are data."""
    end = reach.last_reported(period)
    first = max(months_later(end, 1 - MONTHS), reach.first_month)
    return Period.between(Kind.MONTH, first, end)


def _next(kpi: Kpi, targets: list[Target], value: float, end: date) -> Target | None:
    """The first target that is still due and not reached; the last one where all are."""
    due = [t for t in targets if t.value is not None and months_left(end, t) > 0]
    ahead = [target for target in due if not is_met(value, target, kpi.direction)]
    return next(iter(ahead or due[-1:]), None)


def _row(
    area: str,
    kpi: Kpi,
    value: float,
    denominator: float,
    target: Target,
    end: date,
    slope: float | None,
) -> dict[str, object]:
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
