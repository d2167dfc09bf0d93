"""Ranks with their uncertainty: against an integral, and a loop of our own."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import beta

from kpis.catalogue.catalogue import load
from kpis.compare.rank_interval import rank_intervals
from kpis.errors import KpiError
from tests.kpis.compare.frames import readings

UP = load()["online_service_users"]


def test_units_far_apart_keep_their_ranks_and_alike_ones_share_them():
    units = {"A": (100, 1000), "B": (500, 1000), "C": (505, 1000), "D": (900, 1000)}
    found = rank_intervals(readings(units), UP).set_index("area_code")
    assert found.loc["D"].tolist() == [1, 1, 1]
    assert found.loc["A"].tolist() == [4, 4, 4]
    assert found.loc["C"].tolist() == [2, 2, 3] and found.loc["B"].tolist() == [3, 2, 3]


def test_two_units_change_places_as_often_as_the_integral_says():
    # P(A above B): the density of A's posterior times the chance that B's is below
    a, b = beta(1.5, 9.5), beta(4.5, 6.5)
    above = quad(lambda x: a.pdf(x) * b.cdf(x), 0, 1)[0]
    assert 0.05 < above < 0.2
    rows = readings({"A": (1, 10), "B": (4, 10)})
    for level, is_wide in ((1 - 2 * (above - 0.01), True), (1 - 2 * (above + 0.01), False)):
        found = rank_intervals(rows, UP, draws=40_000, level=level).set_index("area_code")
        assert (found.loc["A", "rank_low"] == 1) == is_wide


def test_the_same_as_a_loop_over_draws():
    units = {f"{at}": (10 + 5 * at, 60) for at in range(8)}
    found = rank_intervals(readings(units), UP, draws=4000, seed=1, level=0.9)
    draw, seen = np.random.default_rng(99), {code: [] for code in units}
    for _ in range(4000):
        shares = {code: draw.beta(x + 0.5, n - x + 0.5) for code, (x, n) in units.items()}
        for place, code in enumerate(sorted(shares, key=lambda c: -shares[c]), 1):
            seen[code].append(place)
    for row in found.itertuples():
        low, high = np.quantile(seen[row.area_code], [0.05, 0.95])
        assert abs(row.rank_low - low) <= 1 and abs(row.rank_high - high) <= 1


def test_the_interval_holds_the_rank_that_is_seen_and_is_the_same_each_time():
    units = {f"{at:03}": (50 + at % 3, 100) for at in range(100)}
    found = rank_intervals(readings(units), UP)
    assert (found["rank_low"] <= found["rank"]).all() and (
        found["rank"] <= found["rank_high"]
    ).all()
    again = rank_intervals(readings(dict(reversed(units.items()))), UP)
    assert found.equals(again)


def test_what_has_no_ranks_is_refused():
    with pytest.raises(KpiError, match="within a range"):
        rank_intervals(readings({"A": (1, 2), "B": (1, 3)}), load()["members_per_group"])
