"""The scale of shares, the wall before a target, and what is known at each month."""

import numpy as np
import pytest

from kpis.forecast.scale import last_known, newest_at, threshold, working

NAN = float("nan")


def of(*values):
    return np.array([values], dtype=float)


def test_half_of_ten_lies_at_zero_and_nobody_and_everybody_are_finite():
    places = working(of(5, 0, 10), of(10, 10, 10), True)
    assert places.tolist() == [[0.0, pytest.approx(-np.log(21)), pytest.approx(np.log(21))]]


def test_any_other_ratio_lies_at_its_logarithm_with_half_a_count_on_each_side():
    assert working(of(19.5, 0), of(9.5, 9.5), False)[0] == pytest.approx(np.log([2, 0.05]))


def test_without_denominator_there_is_no_place():
    assert np.isnan(working(of(0, NAN, 1), of(0, 4, NAN), True)).all()


@pytest.mark.parametrize(
    ("ratio", "people", "at_least", "wall"),
    [
        pytest.param(0.8, 10, True, 0.75, id="eight of ten: half a person before the eighth"),
        pytest.param(0.8, 10, False, 0.85, id="at most eight of ten"),
        pytest.param(0.7, 10, True, 0.65, id="0.7 × 10 is 7, not 7.000000000000001"),
        pytest.param(0.75, 10, True, 0.75, id="7.5 people are eight"),
        pytest.param(0.75, 10, False, 0.75, id="at most 7.5 are seven"),
        pytest.param(0.0, 10, True, -0.05, id="nobody is always enough"),
        pytest.param(1.0, 10, False, 1.05, id="everybody is never too many"),
    ],
)
def test_the_wall_before_a_target_of_whole_people(ratio, people, at_least, wall):
    assert threshold(ratio, people, True, at_least) == pytest.approx(wall)


def test_everybody_of_an_apportioned_denominator_can_be_reached():
    """Of 159.14 villages 160 were asked for: no area at 100 % could ever meet its target."""
    assert threshold(1.0, 159.14, True, at_least=True) == pytest.approx(158.64 / 159.14)


def test_a_target_of_a_count_is_the_wall_itself():
    assert threshold(3.7, 10, False, at_least=True) == 3.7
    assert threshold(3.7, 10, False, at_least=False) == 3.7


def test_the_latest_value_is_carried_over_gaps_and_not_before_the_first():
    series = of(NAN, 3, NAN, 5)
    assert np.isnan(last_known(series)[0, 0])
    assert last_known(series)[0, 1:].tolist() == [3, 3, 5]
    assert newest_at(series).tolist() == [[-1, 1, 1, 3]]
