"""The exact interval of a share: by hand at its ends, and as statsmodels computes it."""

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from kpis.measure.interval import exact_interval


def test_none_of_ten_leaves_up_to_the_root_of_its_tail() -> None:
    # P(0 of 10) = (1 − p)^10 = 0.025 at p = 1 − 0.025^(1/10) = 0.3085
    low, high = exact_interval(np.array([0, 10]), np.array([10, 10]))
    assert low == pytest.approx([0, 1 - 0.308497], abs=1e-6)
    assert high == pytest.approx([0.308497, 1], abs=1e-6)


@pytest.mark.parametrize(("part", "whole"), [(1, 2), (5, 10), (81, 96), (15946, 17073), (3, 900)])
def test_the_interval_is_that_of_statsmodels(part: int, whole: int) -> None:
    low, high = exact_interval(np.array([part]), np.array([whole]))
    assert (low[0], high[0]) == pytest.approx(proportion_confint(part, whole, 0.05, "beta"))


def test_what_is_no_part_of_cases_has_no_interval() -> None:
    pairs = [(np.nan, 5), (3, np.nan), (6, 5), (-1, 5), (0, 0)]
    low, high = exact_interval(*(np.array(side, dtype=float) for side in zip(*pairs, strict=True)))
    assert np.isnan(low).all() and np.isnan(high).all()
