"""The funnel: limits and dispersion against what is worked out by hand and by other libraries."""

import numpy as np
import pytest
from scipy.stats import binom, norm
from statsmodels.stats.meta_analysis import combine_effects

from kpis.compare.funnel import both_limits, dispersion, exact_limits, funnel
from kpis.errors import KpiError
from tests.kpis.compare.frames import readings


def test_exact_limits_by_hand():
    # X of 4 trials at ½: P(X ≤ 0) = 1/16, ≤ 1 = 5/16, ≤ 2 = 11/16, ≤ 3 = 15/16. The tail of 10 %
    # is passed at 1, by 5/16 − 1/10 of the step of 4/16: 1 − 0.85 = 0.15 of 4.
    low, high = exact_limits(np.array([4.0]), 0.5, 0.8)
    assert low[0] == pytest.approx(0.15 / 4)
    assert high[0] == pytest.approx((3 - (15 / 16 - 0.9) / (4 / 16)) / 4)


def test_exact_limits_hold_so_many_as_they_say():
    for n, rate in ((30, 0.2), (200, 0.55), (1000, 0.9)):
        low, high = exact_limits(np.array([float(n)]), rate, 0.95)
        inside = [k for k in range(n + 1) if low[0] * n <= k <= high[0] * n]
        held = binom.pmf(inside, n, rate).sum()
        assert held == pytest.approx(0.95, abs=binom.pmf(int(n * rate), n, rate))
        wide = norm.ppf(0.975) * np.sqrt(rate * (1 - rate) / n)
        assert (low[0], high[0]) == pytest.approx((rate - wide, rate + wide), abs=2.5 / n)


def test_dispersion_by_hand():
    z, error = np.array([-2.0, 0.0, 2.0]), np.full(3, 0.1)
    found = dispersion(z, error, winsorised=0.0)
    assert found.phi == pytest.approx(8 / 3)  # (4 + 0 + 4) / 3
    assert found.probability == pytest.approx(0.0460, abs=1e-4)  # χ² of 8 with 3 degrees
    # (8 − 2) / (300 − 3·100²/300) = 6/200
    assert found.spread == pytest.approx(np.sqrt(0.03)) and found.is_over
    # the quantiles of 10 % of three values lie a fifth of the way in: ±1.6
    assert dispersion(z, error).phi == pytest.approx(2 * 1.6**2 / 3)


def test_what_chance_may_well_do_widens_nothing():
    found = dispersion(np.array([-1.2, -1.2, 1.2, 1.2]), np.full(4, 0.1), winsorised=0.0)
    assert found.phi == pytest.approx(1.44)  # χ² of 5.76 with 4 degrees: 22 %
    assert found.probability == pytest.approx(0.218, abs=1e-3) and not found.is_over


def test_the_spread_is_that_of_dersimonian_and_laird():
    draw = np.random.default_rng(3)
    n = draw.integers(200, 5000, 60).astype(float)
    top = np.round(n * np.clip(draw.normal(0.4, 0.08, 60), 0, 1))
    rate = top.sum() / n.sum()
    error = np.sqrt(rate * (1 - rate) / n)
    found = dispersion((top / n - rate) / error, error, winsorised=0.0)
    other = combine_effects(top / n, error**2, method_re="dl")
    assert found.spread**2 == pytest.approx(other.tau2)


def test_chance_alone_leaves_the_limits_as_they_are():
    draw = np.random.default_rng(5)
    sizes = draw.integers(100, 2000, 80)
    units = {f"{at:02}": (draw.binomial(n, 0.3), int(n)) for at, n in enumerate(sizes)}
    found = funnel(readings(units))
    assert not found.dispersion.is_over and found.dispersion.phi < 1.3
    assert (found.units["place"] == 0).mean() > 0.9
    limits = exact_limits(np.array([500.0]), found.rate, 0.95)
    assert found.limits(np.array([500.0]), True)["low_inner"][0] == limits[0][0]


def test_units_that_differ_widen_the_limits_and_one_that_is_far_off_stays_outside():
    draw = np.random.default_rng(7)
    units = {f"{at:02}": (int(2000 * p), 2000) for at, p in enumerate(draw.normal(0.5, 0.05, 40))}
    units["far"] = (1900, 2000)
    found = funnel(readings(units))
    assert found.dispersion.is_over and 0.03 < found.dispersion.spread < 0.07
    by_code = found.units.set_index("area_code")
    assert by_code.loc["far", "place"] == 2
    assert (by_code["place"] == 0).sum() > 32
    by_chance = both_limits(by_code["denominator"].to_numpy(), found.rate, 0.0)
    assert ((by_code["share"] > by_chance["high_inner"]).mean()) > 0.2


def test_widened_limits_have_the_variance_of_both_and_are_never_narrower_than_chance():
    sizes = np.array([20.0, 200.0, 5000.0])
    for rate in (0.5, 0.92):
        found, by_chance = (both_limits(sizes, rate, spread) for spread in (0.03, 0.0))
        for name in ("inner", "outer"):
            assert (found[f"low_{name}"] <= by_chance[f"low_{name}"]).all()
            assert (found[f"high_{name}"] >= by_chance[f"high_{name}"]).all()
            assert (found[f"high_{name}"] <= 1).all()
    # of ½ and many, the beta distribution is nearly normal: ±1.96 √(¼/5000 + 0.03²)
    low = both_limits(sizes, 0.5, 0.03)["low_inner"][2]
    assert low == pytest.approx(0.5 - 1.96 * np.sqrt(0.25 / 5000 + 0.03**2), abs=5e-4)


def test_what_is_no_funnel_is_refused():
    for units, message in (
        ({"A": (1, 2), "B": None}, "Fewer than two"),
        ({"A": (3, 2), "B": (1, 2)}, "more are counted than there are"),
        ({"A": (2, 2), "B": (5, 5)}, "the same share"),
    ):
        with pytest.raises(KpiError, match=message):
            funnel(readings(units))
