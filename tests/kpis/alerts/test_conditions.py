"""Each condition on one series worked out by hand: when it speaks, since when, with which figures.

Targets 80 (2025) and 95 (2030), base 60 in 12/2022: the path rises by 20/36 a month, so that it
asks 63.89, 64.44, 65.00, 65.56 from July to October 2023. Behind is more than 5 points below.
"""

from dataclasses import replace

import pytest

from kpis.alerts.aims import Aims
from kpis.alerts.conditions import CONDITIONS
from kpis.alerts.rule import Condition, OffTrack, Rule, Severity, Way
from kpis.alerts.series import Point, Series
from kpis.catalogue.catalogue import load
from kpis.catalogue.kpi import Target, Text
from kpis.catalogue.vocabulary import Confirmation, Level
from kpis.periods import Period, months_later
from kpis.progress.standing import Base

KPI = load()["smartphone_adult_share"]
EIGHTY = Target(2025, "", Confirmation.CONFIRMED, value=80)
HIGHER = Target(2030, "", Confirmation.CONFIRMED, value=95)
BASE = Base(60, Period.parse("2022-12"))
SILENT = "silent"  # an older value that is still known, in a month without a report


def rule(condition, **own):
    """A rule of one condition."""
    kept = {"kpis": (KPI,), "levels": (Level.COMMUNE,), "severity": Severity.WARNING, **own}
    return Rule("rule", Text("luật", "rule"), Condition(condition), **kept)


def series(values, first="2023-07", denominator=1000.0):
    """Values month by month; None in a month without any, (value, SILENT) for an older one."""
    start, points = Period.parse(first).first_month, []
    for place, given in enumerate(values):
        value, silent = given if isinstance(given, tuple) else (given, given is None)
        period = Period(months_later(start, place), "month")
        period = Period.parse(f"{period.first_month:%Y-%m}")
        points.append(Point(period, value, denominator, 1, bool(silent)))
    return Series(KPI, Level.COMMUNE, "2025", "13684", "Xã", "356", points)


def found(condition, values, targets=(EIGHTY, HIGHER), first="2023-07", **own):
    """What a rule finds in a series."""
    given = values if isinstance(values, Series) else series(values, first)
    return CONDITIONS[Condition(condition)](rule(condition, **own), given, Aims(targets, BASE))


RUNS = {  # values from July 2023 on → since, how many
    "behind in all": ([58, 58, 58, 58], "2023-07", 4),
    "since August": ([64, 58, 58, 58], "2023-08", 3),
    "a month without a value neither counts nor ends it": ([58, None, 58, 58], "2023-07", 3),
    "an older value is no report": ([58, 58, (58, SILENT), 58], "2023-07", 3),
    "once is not enough": ([58, 64, 64, 58], None, 0),
    "ended": ([58, 58, 58, 64], None, 0),
    "five points below is slightly behind": ([58.9, 59.5, 60.0, 60.6], None, 0),
    "the last months are missing": ([58, 58, 58, None, None], "2023-07", 3),
    "too long ago": ([58, 58, None, None, None], None, 0),
    "nothing known": ([None, None], None, 0),
}


@pytest.mark.parametrize("name", RUNS)
def test_behind_the_path(name):
    values, since, periods = RUNS[name]
    one = found("off_track", values, periods=2)
    assert (one and one.since.code, one.periods if one else 0) == (since, periods)


def test_the_figures_of_a_value_behind():
    one = found("off_track", [64, 57, 58, 59], periods=2)
    assert (one.now.value, one.now.period.code) == (59, "2023-10")
    assert (one.before.value, one.before.period.code) == (58, "2023-09")
    assert one.target == EIGHTY
    assert one.path == pytest.approx(60 + 10 * 20 / 36)
    assert one.gap == pytest.approx(59 - 65.5555555556)


def test_the_same_situation_a_month_later_began_when_it_began():
    months = [64, 58, 58, 58, 58, 58]
    began = {found("off_track", months[:n], periods=2).since.code for n in (3, 4, 5, 6)}
    assert began == {"2023-08"}
    again = found("off_track", [*months, 70, 58, 58], periods=2)
    assert again.since.code == "2024-02"


def test_judged_is_the_next_target_that_is_due():
    after = {"first": "2026-01", "periods": 2}  # from 80 in 12/2025, 0.25 a month: 80.25, 80.5
    assert found("off_track", [75, 75], **after).target == HIGHER
    assert found("off_track", [75.6, 75.6], **after) is None
    assert (
        found("off_track", [75, 75], first="2025-11", periods=2) is None
    )  # 2030 asks 80 in 12/2025
    assert found("off_track", [79, 74], first="2025-11", periods=1).target == HIGHER
    assert found("off_track", [73, 74], first="2025-10", periods=2).target == EIGHTY
    assert found("off_track", [60, 60], [EIGHTY], **after) is None
    assert found("off_track", [60, 60], [EIGHTY], past=True, **after).target == EIGHTY
    assert found("off_track", [80, 80], [EIGHTY], past=True, **after) is None


def test_a_target_that_is_no_law_counts_only_where_the_rule_says_so():
    proposed = [replace(EIGHTY, status=Confirmation.PROPOSED)]
    assert found("off_track", [50, 50], proposed, periods=2) is None
    assert found("off_track", [50, 50], proposed, periods=2, unconfirmed=True).target == proposed[0]


def test_from_which_status_on():
    assert found("off_track", [62, 62], periods=2, status=OffTrack.SLIGHTLY_BEHIND).periods == 2
    assert found("off_track", [62, 62], periods=2, status=OffTrack.BEHIND) is None


JUMPS = {  # before, now, the rule → whether it speaks
    "more than three times": (10, 30.1, {"times": 3}, True),
    "three times exactly": (10, 30, {"times": 3}, False),
    "less than a third": (30.1, 10, {"times": 3}, True),
    "from nothing": (0, 50, {"times": 3}, False),
    "to nothing": (50, 0, {"times": 3}, True),
    "points": (70, 80.5, {"points": 10}, True),
    "points exactly": (70, 80, {"points": 10}, False),
    "points from nothing": (0, 50, {"points": 10, "times": 3}, True),
    "either of both": (2, 7, {"points": 10, "times": 3}, True),
    "down": (80.5, 70, {"points": 10, "way": Way.DOWN}, True),
    "up where down is asked": (70, 80.5, {"points": 10, "way": Way.DOWN}, False),
    "down where up is asked": (80.5, 70, {"points": 10, "way": Way.UP}, False),
    "unknown before": (None, 80.5, {"points": 10}, False),
    "unknown now": (70, None, {"points": 10}, False),
    "as many people as it takes": (70, 80.5, {"points": 10, "least": 1000}, True),
    "an older value before": ((70, SILENT), 90, {"points": 10}, False),
    "few people": (70, 80.5, {"points": 10, "least": 1000.5}, False),
}


@pytest.mark.parametrize("name", JUMPS)
def test_a_jump(name):
    before, now, own, speaks = JUMPS[name]
    one = found("jump", [50, before, now], **own)
    assert (one is not None) is speaks
    if one:
        assert (one.since.code, one.periods) == ("2023-09", 1)
        assert (one.before.value, one.now.value) == (before, now)


def test_a_jump_of_a_sum_over_other_communes_is_none():
    steady = series([70, 90])
    first, last = steady.points
    moved = replace(steady, points=[first, replace(last, units=2)])
    assert found("jump", steady, points=10) is not None
    assert found("jump", moved, points=10) is None


SILENCES = {  # values from July 2023 on → since, how many
    "two months": ([70, 71, None, None], "2023-09", 2),
    "an older value still known": ([70, 71, (71, SILENT), (71, SILENT)], "2023-09", 2),
    "one month": ([70, 71, 72, None], None, 0),
    "reported again": ([70, None, None, 72], None, 0),
    "never": ([None, None, None], "2023-07", 3),
}


@pytest.mark.parametrize("name", SILENCES)
def test_no_report(name):
    values, since, periods = SILENCES[name]
    one = found("no_report", values, periods=2)
    assert (one and one.since.code, one.periods if one else 0) == (since, periods)
    if one and values[0] is not None:
        assert (one.before.value, one.before.period.code) == (71, "2023-08")


LOST = {  # values from July 2023 on → since, how many, the last value that met the target
    "lost": ([79, 80, 79.9, 78], "2023-09", 2, 80),
    "reached again": ([80, 79, 81], None, 0, None),
    "never met": ([70, 71, 72], None, 0, None),
    "lost once more": ([81, 79, 82, 79], "2023-10", 1, 82),
    "a month without a value between": ([81, 79, None, 79], "2023-08", 2, 81),
}


@pytest.mark.parametrize("name", LOST)
def test_a_target_that_was_lost(name):
    values, since, periods, met = LOST[name]
    one = found("target_lost", values)
    assert (one and one.since.code, one.periods if one else 0) == (since, periods)
    if one:
        assert one.before.value == met
        assert one.gap == pytest.approx(values[-1] - 80)


def test_a_lost_target_has_to_stay_lost_as_long_as_the_rule_says():
    assert found("target_lost", [81, 82, 79], periods=2) is None
    assert found("target_lost", [81, 79, 79], periods=2).periods == 2


def test_of_two_lost_targets_the_first_is_told():
    assert found("target_lost", [96, 79]).target == EIGHTY
    assert found("target_lost", [96, 81]).target == HIGHER
