"""What each condition of a rule finds in the past of one area: arithmetic, no data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from kpis.alerts.aims import Aims
from kpis.alerts.rule import Condition, OffTrack, Rule, Way
from kpis.alerts.series import Point, Series
from kpis.catalogue.kpi import Target
from kpis.errors import require_finite
from kpis.periods import Period
from kpis.progress.paths import gap, is_met, range_path
from kpis.progress.standing import Row, standing

WORSE = [str(word) for word in OffTrack]  # the least bad first


@dataclass(frozen=True)
class Found:
    """One situation: since when, in how many reported periods, and the figures that tell of it.

    `now` is the point that is judged; `before` what it is compared with: the reported period
    before, of a silence the last report, of a lost target the last period that met it. `weight`
    orders the finds of one rule.
    """

    since: Period
    periods: int
    weight: float
    now: Point
    before: Point | None
    target: Target | None = None
    path: float | None = None
    gap: float | None = None


def off_track(rule: Rule, series: Series, aims: Aims) -> Found | None:
    """At least so far behind its path in each of the last reported periods.

    Judged against the next target that is due; where none is, and the rule says so, the last one.
    """
    known = series.known()
    target = _next(aims.judged_by(rule), series.points[-1].period, rule.past)
    if not known or target is None:
        return None
    bad = WORSE[WORSE.index(rule.status) :]

    def stands(point: Point) -> Row:
        reading = {"value": point.value}
        return standing(series.kpi, reading, aims.base, [*aims.targets], target, point.period)

    run = list(takewhile(lambda point: stands(point)["status"] in bad, known))
    if len(run) < rule.periods:
        return None
    now = stands(run[0])
    distance = float(now["gap"])
    return Found(
        since=run[-1].period,
        periods=len(run),
        weight=_share(distance, target),
        now=run[0],
        before=known[1] if len(known) > 1 else None,
        target=target,
        path=float(now["path"]),
        gap=distance,
    )


def jump(rule: Rule, series: Series, _: Aims) -> Found | None:
    """A change from the period before to the last one, both reported, by the same units."""
    if len(series.points) < 2:
        return None
    before, now = series.points[-2:]
    if before.value is None or now.value is None or before.is_silent or now.is_silent:
        return None
    if before.units != now.units:
        return None
    change = now.value - before.value
    wrong_way = (rule.way is Way.UP and change < 0) or (rule.way is Way.DOWN and change > 0)
    if wrong_way or min(before.denominator, now.denominator) < rule.least:
        return None
    if not _is_jump(rule, before.value, now.value):
        return None
    return Found(now.period, 1, abs(change), now, before)


def no_report(rule: Rule, series: Series, _: Aims) -> Found | None:
    """Nothing reported for so many periods, the last one included."""
    run = list(takewhile(lambda point: point.is_silent, reversed(series.points)))
    if len(run) < rule.periods:
        return None
    before = series.points[-len(run) - 1] if len(run) < len(series.points) else None
    return Found(run[-1].period, len(run), len(run), run[0], before)


def target_lost(rule: Rule, series: Series, aims: Aims) -> Found | None:
    """A target that was met, and is not met in each of the last reported periods."""
    known, kpi = series.known(), series.kpi
    for target in aims.judged_by(rule):

        def misses(point: Point, target: Target = target) -> bool:
            return not is_met(float(point.value or 0), target, kpi.direction)

        run = list(takewhile(misses, known))
        if rule.periods <= len(run) < len(known):
            value = float(run[0].value or 0)
            aim = range_path(value, target) if target.value is None else target.value
            distance = gap(value, aim, kpi.direction)
            weight = _share(distance, target)
            met = known[len(run)]
            return Found(run[-1].period, len(run), weight, run[0], met, target, gap=distance)
    return None


CONDITIONS: dict[Condition, Callable[[Rule, Series, Aims], Found | None]] = {
    Condition.OFF_TRACK: off_track,
    Condition.JUMP: jump,
    Condition.NO_REPORT: no_report,
    Condition.TARGET_LOST: target_lost,
}


def _next(targets: Sequence[Target], now: Period, past: bool) -> Target | None:
    """The next target due after a period; the last one where none is and the past counts."""
    due = [target for target in targets if (now.end.year, now.end.month) < (target.year, 12)]
    if due:
        return due[0]
    return targets[-1] if past and targets else None


def _is_jump(rule: Rule, before: float, now: float) -> bool:
    require_finite(before=before, now=now)
    if rule.points is not None and abs(now - before) > rule.points:
        return True
    if rule.times is None or before <= 0 or now < 0:
        return False  # nothing is so many times zero
    return now > rule.times * before or now * rule.times < before


def _share(distance: float, target: Target) -> float:
    """A distance as a part of its target, so that KPIs of different units have one order."""
    ends = [abs(end) for end in (target.value, target.min, target.max) if end]
    return abs(distance) / min(ends) if ends else abs(distance)
