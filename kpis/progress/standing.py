"""One reading set against one target: its base, path, gap and status."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kpis.catalogue.kpi import Kpi, Target
from kpis.catalogue.path_shape import Course
from kpis.catalogue.vocabulary import Caveat, Comparability, Direction, Time
from kpis.periods import Period
from kpis.progress.paths import gap, path_value, range_path, status

CHANGED = 0.1  # births, deaths and moves change a commune by a percent a year, a recount by more
Row = dict[Any, Any]  # one reading, column by column


@dataclass(frozen=True)
class Base:
    """The reading from which a path starts."""

    value: float
    period: Period
    denominator: float | None = None
    comparability: str | None = None


def standing(
    kpi: Kpi,
    reading: Row,
    base: Base | None,
    targets: list[Target],
    target: Target | None,
    period: Period,
    is_base_divided: bool = False,
) -> Row:
    """What progress adds to a reading; `targets` are all of the area, `target` one of them.

    `is_base_divided` says that there is no base because nobody knows the parts of divided units.
    """
    value: float | None = None if pd.isna(reading["value"]) else float(reading["value"])
    path = _path(kpi, value, base, targets, target, period)
    distance = None if value is None or path is None else gap(value, path, kpi.direction)
    is_range = kpi.direction is Direction.RANGE
    compared = None if distance is None else base
    origin = None if base is None else base.value
    return {
        "base_value": origin,
        "base_period": base and base.period.code,
        "target_year": target and target.year,
        "target": target and (target.min if is_range else target.value),
        "target_max": target and target.max,
        "target_status": target and str(target.status),
        "target_source": target and target.source,
        "path": path,
        "gap": distance,
        "status": str(status(value, target, distance, period.end, kpi.unit, kpi.direction, origin)),
        "caveat": target and _caveat(kpi, reading, compared, is_base_divided),
    }


def _path(
    kpi: Kpi,
    value: float | None,
    base: Base | None,
    targets: list[Target],
    target: Target | None,
    period: Period,
) -> float | None:
    """The path through the targets up to one of them; None without two dated observations.

    A range has no path: its nearest point is told by the value alone.
    """
    if target is not None and kpi.direction is Direction.RANGE:
        return None if value is None else range_path(value, target)
    if target is None or base is None or base.period.last_month >= period.last_month:
        return None
    stops = {t.year: t.value for t in targets if t.year <= target.year and t.value is not None}
    course = course_of(kpi, {t.year: t.value for t in targets if t.value is not None})
    return path_value(base.value, base.period.end, stops, period.end, kpi.direction, course)


def course_of(kpi: Kpi, targets: Mapping[int, float]) -> Course:
    """The course of an area by its targets, year → value.

    What was agreed on the way to the catalogue's targets says nothing of an area that has its own:
    there only the shape holds.
    """
    general = {target.year: target.value for target in kpi.targets}
    own = any(general.get(year) != value for year, value in targets.items())
    return Course(kpi.course.shape) if own else kpi.course


def _caveat(kpi: Kpi, reading: Row, base: Base | None, is_base_divided: bool) -> Caveat | None:
    """Why a status is to be read with care, or what keeps it from being told.

    The divided unit comes first: it explains the other. A range is judged from the value alone, so
    that what became of its base is of no matter.
    """
    mark = reading.get("comparability")
    if kpi.direction is Direction.RANGE:
        is_part = mark in (Comparability.NOT_COMPARABLE, Comparability.ESTIMATED)
        return Caveat.UNITS_CHANGED if is_part else None
    if is_base_divided or mark == Comparability.NOT_COMPARABLE:
        return Caveat.UNITS_CHANGED
    if base is None:
        return None
    if Comparability.ESTIMATED in (base.comparability, mark):
        return Caveat.UNITS_CHANGED
    now, then = reading.get("denominator"), base.denominator
    if kpi.time.denominator is not Time.STOCK or not now or not then:
        return None
    return Caveat.POPULATION_CHANGED if abs(now - then) > CHANGED * then else None
