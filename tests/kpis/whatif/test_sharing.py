"""How a gap is shared: values worked out by hand, then the laws that hold for any figures."""

import math

import numpy as np
import pytest

from kpis.catalogue.vocabulary import Direction, Unit
from kpis.whatif.sharing import Method, methods, rounded, shared, total

NAN = float("nan")
VALUES, WEIGHTS = [20.0, 50.0, 80.0], [100.0, 200.0, 100.0]  # together 50 %
RATIOS, GROUPS = [300.0, 200.0, 100.0], [1.0, 1.0, 2.0]  # together 175 residents a group


def up(target, method, values=VALUES, weights=WEIGHTS, unit=Unit.PERCENT):
    return list(shared(values, weights, target, method, unit, Direction.UP))


def down(target, method, values, weights, unit=Unit.PERCENT):
    return list(shared(values, weights, target, method, unit, Direction.DOWN))


def test_the_total_is_the_ratio_of_sums():
    assert total(VALUES, WEIGHTS) == 50
    assert total([20, NAN, 80], WEIGHTS) == 50  # of those that have a value
    assert math.isnan(total([NAN], [1]))


def test_equal_points():
    assert up(60, Method.POINTS) == pytest.approx([30, 60, 90])


def test_what_a_capped_unit_cannot_give_is_taken_by_the_others():
    # 30 points of 400 people are 12,000; the third gives 20 × 100, 10,000 / 300 remain for each
    assert up(80, Method.POINTS) == pytest.approx([160 / 3, 250 / 3, 100])


def test_equal_effort_closes_the_same_share_of_what_is_missing():
    assert up(60, Method.EFFORT) == pytest.approx([36, 60, 84])  # a fifth of 80, 50, 20


def test_by_capacity_all_move_the_same_stretch_of_the_curve():
    # logit by ln 4: 1:4 becomes 1:1, 1:1 becomes 4:1, 4:1 becomes 16:1
    target = (50 * 100 + 80 * 200 + 1600 / 17 * 100) / 400
    assert up(target, Method.CAPACITY) == pytest.approx([50, 80, 1600 / 17])


def test_at_the_ends_of_the_curve():
    # by ln 99: none of 50 counts as half a person, 1:99, and becomes 1:1; 1:1 becomes 99:1
    found = up((50 + 99 + 100) / 3, Method.CAPACITY, [0, 50, 100], [50, 50, 50])
    assert found == pytest.approx([50, 99, 100])


@pytest.mark.parametrize("method", Method)
def test_all_of_it_asks_all_of_everyone(method):
    assert up(100, method, [0, 50, 100], [10, 10, 10]) == pytest.approx([100, 100, 100])


@pytest.mark.parametrize("method", Method)
def test_a_share_that_should_fall_is_the_mirror(method):
    mirrored = [100 - value for value in up(60, method)]
    assert down(40, method, [80.0, 50.0, 20.0], WEIGHTS) == pytest.approx(mirrored)


def test_without_a_ceiling():
    ratio, rate = Unit.RATIO, Unit.PER_1000
    assert down(140, Method.POINTS, RATIOS, GROUPS, ratio) == pytest.approx([265, 165, 65])
    assert down(140, Method.EFFORT, RATIOS, GROUPS, ratio) == pytest.approx([240, 160, 80])
    # by 125 each, but the third has 100 only: the 50 × 2 groups fall to the others
    assert down(50, Method.POINTS, RATIOS, GROUPS, ratio) == pytest.approx([150, 50, 0])
    assert up(180, Method.POINTS, [100, 200], [1, 1], rate) == pytest.approx([130, 230])
    assert up(180, Method.EFFORT, [100, 200], [1, 1], rate) == pytest.approx([120, 240])
    assert Method.CAPACITY not in methods(rate)
    assert list(methods(Unit.PERCENT)) == list(Method)
    with pytest.raises(ValueError, match="capacity"):
        up(180, Method.CAPACITY, [100, 200], [1, 1], rate)


def test_of_nothing_no_share_can_be_asked():
    with pytest.raises(ValueError, match="all stand at 0"):
        up(10, Method.EFFORT, [0, 0], [1, 1], Unit.COUNT)


@pytest.mark.parametrize(("target", "direction"), [(101, Direction.UP), (-1, Direction.DOWN)])
def test_a_target_beyond_the_end_is_refused(target, direction):
    with pytest.raises(ValueError, match="beyond"):
        shared(VALUES, WEIGHTS, target, Method.POINTS, Unit.PERCENT, direction)


def test_where_the_target_is_reached_nothing_is_asked():
    assert up(50, Method.POINTS) == VALUES
    assert up(40, Method.CAPACITY) == VALUES  # nobody is asked to fall


def test_a_unit_without_a_value_is_asked_nothing():
    found = up(60, Method.POINTS, [20, NAN, 80], [100, 1000, 100])
    assert found[::2] == pytest.approx([30, 90])
    assert math.isnan(found[1])


def test_rounding_raises_the_largest_remainders_until_the_target_is_reached():
    exact = up(80, Method.POINTS)
    # down to 53.3, 83.3, 100 ten people are short: of equal remainders the smaller unit rises
    found = rounded(VALUES, exact, WEIGHTS, 80, Direction.UP)
    assert list(found) == [53.4, 83.3, 100.0]
    assert total(found, WEIGHTS) == pytest.approx(80)


def test_rounding_never_asks_anyone_to_fall():
    assert list(rounded([45.67, 20], [45.69, 30.0], [1, 1], 37.845, Direction.UP)) == [45.7, 30.0]


def test_rounding_where_less_is_better():
    assert list(rounded([50], [33.33], [3], 33.33, Direction.DOWN)) == [33.3]


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("direction", [Direction.UP, Direction.DOWN])
def test_laws(method, direction):
    """The target is hit exactly, nobody moves back or beyond the ends, rounded it is still met."""
    rng = np.random.default_rng(7)
    for _ in range(60):
        n = int(rng.integers(1, 60))
        values = np.clip(rng.normal(50, 40, n), 0, 100)
        weights = rng.integers(1, 20_000, n).astype(float)
        now, sign = total(values, weights), 1 if direction is Direction.UP else -1
        target = now + (100 - now if sign > 0 else -now) * rng.uniform(0.001, 1)
        asked = shared(values, weights, target, method, Unit.PERCENT, direction)
        assert total(asked, weights) == pytest.approx(target, abs=1e-7)
        assert (sign * (asked - values) >= -1e-9).all()
        assert asked.min() >= 0
        assert asked.max() <= 100
        whole = rounded(values, asked, weights, target, direction)
        assert sign * (total(whole, weights) - target) >= -1e-9
        assert (sign * (whole - values) >= 0).all()
        assert (abs(whole - asked) < 0.1 + 1e-6).all()
        assert np.allclose(whole * 10, np.round(whole * 10))
        # one step of the largest unit less would not do, but for those kept from falling
        kept = (abs(asked - values) < 0.1).any()
        step = 0.1 * weights.max() / weights.sum()
        assert kept or sign * (total(whole, weights) - target) <= step
