"""What becomes of the whole when some units go faster: values worked out by hand."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from kpis.catalogue.catalogue import load
from kpis.catalogue.vocabulary import Direction, Unit
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.store import connect
from kpis.whatif.aims import UnanswerableError, Why
from kpis.whatif.course import Others, course, fastest_quarter, first_reached, pace_needed, paces
from kpis.whatif.scenario import Choice, outcome, situation

NAN = float("nan")
UP, DOWN = Direction.UP, Direction.DOWN
VALUES, WEIGHTS, OBSERVED = [40.0, 60.0], [100.0, 300.0], [1.0, 0.5]  # together 55 %
FIRST = [True, False]
CATALOGUE = load()
USERS = CATALOGUE["online_service_users"]


def of(pace, others=Others.OBSERVED, months=10):
    moving = paces(OBSERVED, FIRST, pace, others, UP)
    return course(VALUES, WEIGHTS, moving, months, Unit.PERCENT)


def test_the_whole_month_by_month():
    seen = course(VALUES, WEIGHTS, OBSERVED, 10, Unit.PERCENT)
    # (100 × 1 + 300 × 0.5) / 400 = 0.625 a month
    assert list(seen) == pytest.approx([55 + 0.625 * month for month in range(11)])
    assert of(3)[10] == pytest.approx((70 * 100 + 65 * 300) / 400)
    assert of(3, Others.STILL)[10] == pytest.approx((70 * 100 + 60 * 300) / 400)


def test_a_share_ends_at_all_and_at_none():
    # after 20 months the first has all its people, the second is at 75 after 30
    assert of(3, months=30)[30] == pytest.approx((100 * 100 + 75 * 300) / 400)
    assert course([10], [50], [-1], 20, Unit.PERCENT)[20] == 0
    assert course([90], [50], [1], 20, Unit.PER_1000)[20] == 110  # without a ceiling


def test_who_goes_faster_already_keeps_the_pace():
    assert list(paces(OBSERVED, [True, True], 0.7, Others.STILL, UP)) == [1.0, 0.7]
    assert list(paces([-1.0, -0.5], FIRST, 3, Others.OBSERVED, DOWN)) == [-3.0, -0.5]
    assert list(paces([NAN, NAN], FIRST, 3, Others.OBSERVED, UP)) == [3.0, 0.0]


def test_the_pace_of_the_fastest_quarter():
    assert fastest_quarter([0, 1, 2, 3, 4, NAN], UP) == 3  # one in four of the steps is above
    assert fastest_quarter([0, -1, -2, -3, -4], DOWN) == 3
    assert fastest_quarter([-1, -2], UP) == 0  # nobody moves towards the target
    assert fastest_quarter([NAN], UP) is None


def test_the_month_in_which_it_is_reached():
    assert first_reached(of(3), 60, UP) == 5  # 5 / 1.125 = 4.4
    assert first_reached(course(VALUES, WEIGHTS, OBSERVED, 10, Unit.PERCENT), 60, UP) == 8
    assert first_reached(of(3), 55, UP) == 0
    assert first_reached(of(3), 99, UP) is None
    assert first_reached(np.array([50.0, 40.0, 30.0]), 40, DOWN) == 1


@pytest.mark.parametrize(
    ("target", "others", "expected"),
    [
        (60, Others.STILL, 2.0),  # 5 × 400 / 100 / 10
        (62.5, Others.OBSERVED, 1.5),  # 3,000 less the 1,500 of the second
        (70, Others.STILL, 6.0),  # all of the first
        (71, Others.STILL, None),  # more than all
        (60, Others.OBSERVED, 0.0),  # reached in any case
    ],
)
def test_the_pace_that_it_takes(target, others, expected):
    found = pace_needed(VALUES, WEIGHTS, OBSERVED, FIRST, target, 10, others, Unit.PERCENT, UP)
    assert found == (None if expected is None else pytest.approx(expected, abs=1e-6))


def test_without_a_ceiling_some_pace_is_always_enough():
    found = pace_needed(VALUES, WEIGHTS, OBSERVED, FIRST, 255, 10, Others.STILL, Unit.PER_1000, UP)
    assert found == pytest.approx(80)  # 200 × 400 / 100 / 10


def test_the_pace_that_it_takes_downwards():
    found = pace_needed(
        [60.0, 40.0], WEIGHTS, [-1.0, -0.5], FIRST, 40, 10, Others.STILL, Unit.PERCENT, DOWN
    )
    assert found == pytest.approx(2)  # mirrored: 45 together, 5 × 400 / 100 / 10


@pytest.fixture(scope="module")
def con(demo_store):
    with connect(demo_store) as opened:
        yield opened


def test_the_demonstration_data_month_by_month(con):
    now = situation(con, USERS, "commune")
    assert (now.month, now.vintage, len(now.units)) == (date(2026, 10, 1), "2025", 57)
    chosen = tuple(now.units.nsmallest(10, "value")["area_code"])
    found = outcome(now, USERS, Choice(chosen, 1.5, Others.OBSERVED), 80.0, 2030)
    assert (len(found.course), found.months[0], found.months[-1]) == (
        51, date(2026, 10, 1), date(2030, 12, 1),
    )  # fmt: skip
    province = measure(con, USERS, "province", [Period.parse("2026-10")]).iloc[0]["value"]
    assert found.course[0] == pytest.approx(province)
    numerator = whole = 0.0
    for row in now.units.itertuples():
        pace = max(1.5, row.observed) if row.area_code in chosen else row.observed
        numerator += min(row.numerator + 50 * pace / 100 * row.denominator, row.denominator)
        whole += row.denominator
    assert found.course[-1] == pytest.approx(100 * numerator / whole)
    assert found.gap == pytest.approx(found.course[-1] - 80)
    assert -1 < found.gap / 100 * whole - found.people < 1
    each = found.chosen
    assert list(each["area_code"]) == sorted(chosen)
    assert each["people_month"].sum() == pytest.approx(
        sum(row.pace / 100 * row.denominator for row in each.itertuples())
    )


def test_nobody_chosen_changes_nothing(con):
    now = situation(con, USERS, "district")
    none = outcome(now, USERS, Choice((), 2.0, Others.OBSERVED), 80.0, 2030)
    assert list(none.course) == pytest.approx(list(none.observed))
    assert none.chosen.empty
    assert none.needed is None or none.needed == 0


def test_the_fastest_quarter_of_the_data(con):
    now = situation(con, USERS, "commune")
    found = outcome(now, USERS, Choice(("13633",), None, Others.STILL), 80.0, 2030)
    assert found.pace == pytest.approx(now.units["observed"].quantile(0.75))


@pytest.mark.parametrize(
    ("kpi", "level", "why"),
    [
        ("members_per_group", "commune", Why.RANGE),
        ("sme_platform_share", "district", Why.YEARLY),
        ("full_process_services", "commune", Why.LEVEL),
        ("e_work_files_district", "district", Why.NO_VALUE),
    ],
)
def test_why_there_is_no_answer(con, kpi, level, why):
    with pytest.raises(UnanswerableError) as refused:
        situation(con, CATALOGUE[kpi], level)
    assert refused.value.why is why


def test_a_choice_is_a_value():
    choice = Choice(("1",), 1.0, Others.STILL)
    assert replace(choice) == choice
