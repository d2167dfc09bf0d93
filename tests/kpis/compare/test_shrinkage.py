"""Empirical Bayes: against esda's, and by hand."""

import numpy as np
import pytest
from esda.smoothing import Empirical_Bayes

from kpis.compare.shrinkage import shrunk
from tests.kpis.compare.frames import readings


def test_by_hand():
    # 20 %, 50 %, 80 % of 10, 100, 10: the whole 60/120 = ½. Between units as seen
    # (10·0.09 + 10·0.09)/120 = 0.015; of it chance is ¼ / 40 = 0.00625, which leaves 0.00875.
    found = shrunk(readings({"A": (2, 10), "B": (50, 100), "C": (8, 10)}))
    assert found.mean == 0.5
    assert found.strength == pytest.approx(0.25 / 0.00875)
    weight = 10 / (10 + 0.25 / 0.00875)
    expected = [0.5 - 0.3 * weight, 0.5, 0.5 + 0.3 * weight]
    assert found.units["shrunk"].tolist() == pytest.approx(expected)


def test_units_that_differ_by_chance_alone_are_all_at_the_mean():
    found = shrunk(readings({"A": (4, 10), "B": (5, 10), "C": (6, 10)}))
    assert found.strength == np.inf
    assert found.units["shrunk"].tolist() == [0.5] * 3


def test_of_rare_things_it_is_marshalls_estimate():
    draw = np.random.default_rng(11)
    n = draw.integers(2_000, 200_000, 50).astype(float)
    top = draw.poisson(n * draw.gamma(4, 5e-5, 50)).astype(float)
    codes = [f"{at:02}" for at in range(50)]
    found = shrunk(readings(dict(zip(codes, zip(top, n, strict=True), strict=True))))
    other = Empirical_Bayes(top, n).r.ravel()
    assert found.units["shrunk"].to_numpy() == pytest.approx(other, rel=1e-3)


def test_a_known_spread_is_found_again():
    draw = np.random.default_rng(13)
    n = draw.integers(20, 400, 3000)
    top = draw.binomial(n, draw.beta(0.3 * 25, 0.7 * 25, 3000))
    units = {f"{at:04}": (int(x), int(m)) for at, (x, m) in enumerate(zip(top, n, strict=True))}
    assert shrunk(readings(units)).strength == pytest.approx(25, rel=0.15)
