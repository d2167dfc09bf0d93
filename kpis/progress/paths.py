"""The path to a target, the gap to it and the status that follows: arithmetic, no data.

Dates count as their month: a target of 2025 is due in 12/2025, so 12/2022 to 12/2024 is two years.
"""

from collections.abc import Mapping
from datetime import date

from kpis.catalogue.kpi import Target
from kpis.catalogue.path_shape import STRAIGHT, Course
from kpis.catalogue.vocabulary import Direction, Status, Unit
from kpis.errors import require_finite

EXACT = 1e-9  # what floating point may take from a value that lies exactly on its path
NEAR_SHARE = 0.05  # of its target, or of the way to it: so far behind its path is slightly behind
NEAR_WAY = 0.25  # a share may lack so much of the way from its base to its target,
NEAR_POINTS = 5.0  # but no more than so many points


def path_value(
    base: float,
    base_date: date,
    targets: Mapping[int, float],
    day: date,
    direction: Direction = Direction.UP,
    course: Course = STRAIGHT,
) -> float | None:
    """What a value should be on a day: from the base to each year's target in turn, on a course.

    What was reached has to be held: a base beyond the last target makes the path that target, and
    a stretch whose start is beyond its target stays at its start. After the last target the path
    stays there; agreed points beyond it do not count. None without targets, and before the base.
    KpiError for what is no number.
    """
    require_finite(base=base, target=[*targets.values()])
    month, start_month = _month(day), _month(base_date)
    if month < start_month or not targets:
        return None
    nearer, further = (max, min) if direction is Direction.DOWN else (min, max)
    last = targets[max(targets)]
    start = nearer(base, last)
    for due, target in _stops(targets, course):
        if due <= start_month:
            continue
        goal = further(start, nearer(target, last))
        if month <= due:
            time = (month - start_month) / (due - start_month)
            return start + (goal - start) * course.way(time)
        start_month, start = due, goal
    return last


def _stops(targets: Mapping[int, float], course: Course) -> list[tuple[int, float]]:
    """The months through which a path goes with their values: targets come before points."""
    end = _due(max(targets))
    agreed = {_month(point.month): point.value for point in course.points}
    due = {_due(year): value for year, value in targets.items()}
    return sorted((month, value) for month, value in {**agreed, **due}.items() if month <= end)


def range_path(value: float, target: Target) -> float:
    """The point of a target's range that is nearest to a value: there is no path into a range."""
    require_finite(value=value)
    low = -float("inf") if target.min is None else target.min
    high = float("inf") if target.max is None else target.max
    return min(max(value, low), high)


def gap(value: float, path: float, direction: Direction = Direction.UP) -> float:
    """How far a value is ahead of its path (positive) or behind it (negative), in its own unit."""
    require_finite(value=value, path=path)
    if direction is Direction.RANGE:
        return -abs(value - path)
    return path - value if direction is Direction.DOWN else value - path


def is_met(value: float, target: Target, direction: Direction = Direction.UP) -> bool:
    """Whether a value has reached a target, or lies within its range."""
    if direction is Direction.RANGE:
        return abs(value - range_path(value, target)) <= EXACT
    return target.value is not None and gap(value, target.value, direction) >= -EXACT


def status(
    value: float | None,
    target: Target | None,
    gap_to_path: float | None,
    day: date,
    unit: Unit = Unit.PERCENT,
    direction: Direction = Direction.UP,
    base: float | None = None,
) -> Status:
    """Where a value of a day stands; the first of these rules that holds decides.

    no_target: nothing is asked. insufficient: no value or no gap, so fewer than two dated
    observations. met: at the target or beyond, within the range. missed: not met, and the target's
    year is over on that day. on_track: not behind the path. slightly_behind: behind it by at most
    5 % of the target or of the way from the base to it, whichever is more; a percent by at most a
    quarter of that way if this is more, and never by more than 5 points. behind: the rest.
    KpiError for what is no number.
    """
    require_finite(value=value, gap=gap_to_path, base=base)
    if target is None:
        return Status.NO_TARGET
    if value is None or gap_to_path is None:
        return Status.INSUFFICIENT
    if is_met(value, target, direction):
        return Status.MET
    if _month(day) >= _due(target.year):
        return Status.MISSED
    if gap_to_path >= -EXACT:
        return Status.ON_TRACK
    if gap_to_path >= -_near(target, unit, base) - EXACT:
        return Status.SLIGHTLY_BEHIND
    return Status.BEHIND


def _near(target: Target, unit: Unit, base: float | None) -> float:
    """How far behind its path a value is only slightly behind."""
    ends = [abs(end) for end in (target.value, target.min, target.max) if end is not None]
    way = 0.0 if base is None or target.value is None else abs(target.value - base)
    near = NEAR_SHARE * max(min(ends), way)
    return min(max(near, NEAR_WAY * way), NEAR_POINTS) if unit is Unit.PERCENT else near


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _due(year: int) -> int:
    return year * 12 + 12
