"""Series that are short, constant, broken or lost, by name; the probability of their targets."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from kpis.catalogue.catalogue import load
from kpis.catalogue.kpi import Target
from kpis.catalogue.vocabulary import Confirmation, Direction
from kpis.forecast import outlook
from kpis.forecast.chances import chance
from kpis.forecast.ensemble import MEMBERS
from kpis.forecast.history import Outlook, Reason, judged, last_break
from kpis.forecast.outlook import Forecast, single, summed
from tests.kpis.forecast.judging import history_of

MONTHS, AHEAD = 50, 50
NAN = float("nan")
SHARE = load()["smartphone_adult_share"]


def past(numerators, denominators=1000.0, is_share=True):
    """A history of some areas from their numerators (area × month)."""
    up = np.array(numerators, dtype=float)
    down = np.broadcast_to(np.array(denominators, dtype=float), up.shape)
    return history_of(up, np.where(np.isnan(up), NAN, down), is_share)


def forecast_of(numerators, denominators=1000.0):
    return single(past(numerators, denominators), AHEAD, 100)


def target(value=None, low=None, high=None):
    return Target(2030, "", Confirmation.CONFIRMED, value, low, high)


def chance_of(made, value=None, direction=Direction.UP, low=None, high=None):
    kpi = type(SHARE)(**{**vars(SHARE), "direction": direction})
    return chance(kpi, made, 0, target(value, low, high), slice(AHEAD - 1, AHEAD))


def wobbling(start, end, size=5.0, months=MONTHS):
    """Numerators from a start to an end, with noise from a seed."""
    rng = np.random.default_rng(11)
    return [np.rint(np.linspace(start, end, months) + rng.normal(0, size, months))]


def reasons(values, since=0, **more):
    status, reason = judged(np.array([values], dtype=float), np.array([since]), **more)
    return status[0], reason[0]


def test_seventeen_months_are_not_enough_and_eighteen_are():
    assert reasons(range(17)) == (Outlook.INSUFFICIENT, Reason.TOO_FEW)
    assert reasons(range(18)) == (Outlook.OK, None)


def test_an_annual_kpi_of_four_values_is_not_enough():
    assert reasons([10, 11, 12, 13, NAN]) == (Outlook.INSUFFICIENT, Reason.TOO_FEW)


def test_missing_months_do_not_count():
    gaps = [NAN if month % 3 == 0 else month for month in range(24)]  # 16 values
    assert reasons(gaps) == (Outlook.INSUFFICIENT, Reason.TOO_FEW)
    assert reasons([*gaps, 24, 25]) == (Outlook.OK, None)


def test_a_series_that_fell_silent_half_a_year_ago():
    assert reasons([*range(30), *[NAN] * 6]) == (Outlook.OK, None)
    assert reasons([*range(30), *[NAN] * 7]) == (Outlook.INSUFFICIENT, Reason.STALE)


def test_a_break_of_vintage_leaves_what_came_after_it():
    assert reasons(range(50), since=34) == (Outlook.INSUFFICIENT, Reason.BREAK)  # 16 are left
    assert reasons(range(50), since=32) == (Outlook.OK, None)


def test_readings_break_where_other_units_are_divided():
    vintages = ["2022", "2022", "2024", "2024", "2025", "2025"]
    told = [
        ["exact"] * 6,  # whole units all along
        ["exact", "exact", "estimated", "estimated", "estimated", "estimated"],
        ["exact", None, "exact", None, "estimated", "estimated"],
        ["estimated", "estimated", "exact", "exact", "exact", "exact"],
    ]
    assert last_break(np.array(told, dtype=object), vintages).tolist() == [0, 4, 4, 2]


def test_a_kpi_that_has_ended():
    assert reasons(range(50), ended=True) == (Outlook.INSUFFICIENT, Reason.ENDED)


def test_a_constant_series_is_certain_only_at_the_ends_of_its_scale():
    assert reasons([50] * 10 + [100] * 18, top=100) == (Outlook.CERTAIN, None)
    assert reasons([50] * 10 + [0] * 18, top=100) == (Outlook.CERTAIN, None)
    assert reasons([50] * 10 + [100] * 17, top=100) == (Outlook.OK, None)
    assert reasons([96] * 40, top=100) == (Outlook.OK, None)
    assert reasons([100] * 40) == (Outlook.OK, None)  # no share


def test_already_at_100_percent_stays_there_for_certain():
    made = forecast_of([[1000] * MONTHS])
    assert made.ratios[0].tolist() == [1.0] * AHEAD
    assert [end[0, -1] for end in made.ends(0.95)] == [1.0, 1.0]
    assert chance_of(made, 100) == 1


def test_what_is_certain_does_not_narrow_the_intervals_of_the_others():
    alone = forecast_of(wobbling(400, 600))
    among = forecast_of([*wobbling(400, 600), *[[1000] * MONTHS] * 30])
    for share in (0.8, 0.95):
        ends = [np.array(made.ends(share))[:, 0] for made in (alone, among)]
        assert ends[0] == pytest.approx(ends[1])


def test_from_0_to_0_nothing_is_expected():
    made = forecast_of([[0] * MONTHS])
    assert made.ratios[0, -1] == 0
    assert chance_of(made, 50) == 0
    assert chance_of(made, 0) == 1


def test_a_base_of_0_can_grow():
    made = forecast_of([np.rint(np.linspace(0, 600, MONTHS))])
    assert 0.7 < made.ratios[0, -1] <= 1
    assert chance_of(made, 60) > 0.6


def test_a_missing_base_and_a_denominator_of_0_are_gaps():
    growing = np.rint(np.linspace(100, 600, MONTHS))
    late = np.where(np.arange(MONTHS) < 12, NAN, growing)
    nobody = np.where(np.isin(np.arange(MONTHS), [20, 21]), 0.0, 1000.0)
    whole = forecast_of([growing]).ratios[0, -1]
    assert forecast_of([late]).ratios[0, -1] == pytest.approx(whole, abs=0.1)
    zero = past([growing * (nobody > 0)], [nobody])
    assert np.isnan(zero.values[0, 20])
    assert single(zero, AHEAD, 100).ratios[0, -1] == pytest.approx(whole, abs=0.1)


def test_gaps_at_the_end_are_bridged():
    series = wobbling(200, 600)[0]
    series[-3:] = NAN
    made = forecast_of([series])
    assert made.past.status[0] == Outlook.OK
    assert 0.585 < made.ratios[0, 0] < 0.63  # 0.575 in July, on to 0.608 in November


def test_after_a_step_the_new_level_lies_within_the_interval():
    """Its middle goes on a little: a jump may be the start of a climb."""
    rng = np.random.default_rng(2)
    made = forecast_of([np.rint(300 + 300 * (np.arange(MONTHS) >= 30) + rng.normal(0, 5, MONTHS))])
    assert 0.6 <= made.ratios[0, 11] < 0.67
    assert made.ends(0.8)[0][0, 11] < 0.6 < made.ends(0.8)[1][0, 11]


def test_a_target_far_above_a_level_is_unlikely_and_one_far_below_likely():
    made = forecast_of(wobbling(500, 500))
    assert chance_of(made, 90) < 0.05
    assert chance_of(made, 10) > 0.95
    assert chance_of(made, 100 * made.ratios[0, -1]) == pytest.approx(0.5, abs=0.05)


def test_a_target_that_was_reached_and_lost_again_is_not_a_target_held():
    lost = [np.rint(np.concatenate([np.linspace(500, 850, 25), np.linspace(850, 600, 25)]))]
    held = wobbling(600, 860)
    assert chance_of(forecast_of(lost), 80) < 0.5 < chance_of(forecast_of(held), 80)


def test_downwards_the_probability_is_that_of_the_other_side():
    made = forecast_of(wobbling(500, 400))
    up, down = chance_of(made, 40), chance_of(made, 40, Direction.DOWN)
    assert 0 < up < 1
    assert up + down == pytest.approx(1, abs=0.02)  # both sides hold exactly 40 %


def test_a_target_of_0_needs_nobody():
    falling = forecast_of([np.rint(500 * np.exp(-np.arange(MONTHS) / 5))])
    level = forecast_of(wobbling(500, 500))
    assert chance_of(falling, 0, Direction.DOWN) > 0.5
    assert chance_of(level, 0, Direction.DOWN) < 0.05


def test_a_range_is_met_between_its_ends():
    made = forecast_of(wobbling(500, 500))
    assert chance_of(made, direction=Direction.RANGE, low=40, high=60) > 0.8
    assert chance_of(made, direction=Direction.RANGE, low=80, high=90) < 0.1


def test_too_little_has_no_probability_and_no_value():
    made = forecast_of([[NAN] * 40 + [500] * 10])
    assert np.isnan(made.ratios).all()
    assert np.isnan(chance_of(made, 50))


def test_sums_are_those_of_their_parts_and_leave_out_what_has_no_forecast():
    """Three communes of 1,000; the first lies half in each district, the third is unknown."""
    silent = [NAN] * MONTHS
    parts = forecast_of([*wobbling(100, 500), *wobbling(300, 700), silent])
    weights = np.array([[0.5, 1, 0], [0.5, 0, 1]])
    told = np.array([[*wobbling(350, 950)[0]], [*wobbling(150, 450)[0]]])
    districts = summed(past(told, [[1500.0], [2000.0]]), parts, weights, 100)
    counts = parts.ratios[:2] * parts.denominators[:2, None]
    first = districts.ratios[0] * districts.denominators[0]
    assert first == pytest.approx(counts[0] / 2 + counts[1], rel=1e-12)
    assert districts.denominators.tolist() == [1500, 500]  # without the thousand of the third
    assert districts.past.reason.tolist() == [None, Reason.PARTIAL]
    assert districts.models == ("bottom_up", "bottom_up")


def test_an_area_of_which_no_part_has_a_forecast_has_none():
    parts = forecast_of([[NAN] * MONTHS])
    whole = summed(past(wobbling(100, 500)), parts, np.array([[1.0]]), 100)
    assert whole.past.status[0] == Outlook.INSUFFICIENT
    assert whole.past.reason[0] == Reason.TOO_FEW
    assert np.isnan(whole.ratios).all()


def test_the_middle_of_a_sum_is_exactly_that_of_its_parts_and_lies_within_its_intervals():
    """At every step, where the parts are counted one by one in plain Python."""
    parts = forecast_of([*wobbling(100, 500), *wobbling(300, 999)])
    both = np.sum([parts.past.numerators[0], parts.past.numerators[1]], axis=0)
    whole = summed(past([both], 2000.0), parts, np.array([[1.0, 1.0]]), 100)
    for step in range(AHEAD):
        people = sum(float(parts.ratios[area, step]) * 1000 for area in range(2))
        assert whole.ratios[0, step] == pytest.approx(people / 2000, rel=1e-12)
    for share in (0.8, 0.95):
        low, high = whole.ends(share)
        assert (low <= whole.ratios).all() and (whole.ratios <= high).all()
        assert (low[0, -1] < high[0, -1]) and (high <= 1).all()
    assert whole.models == ("bottom_up",)


def test_the_past_of_a_sum_is_judged_on_the_sum_of_what_was_forecast_of_its_parts():
    parts = forecast_of([*wobbling(100, 500), *wobbling(300, 700)])
    both = parts.past.numerators.sum(axis=0)
    whole = summed(past([both], 2000.0), parts, np.array([[1.0, 1.0]]), 100)
    assert whole.earlier[0, 0, :12] == pytest.approx(parts.earlier[:, 0, :12].mean(axis=0))
    came = both[38:50] / 2000
    assert whole.run.lost[0, 11] == pytest.approx(100 * abs(whole.earlier[0, 0, 11] - came[11]))


def test_an_area_at_100_percent_of_an_apportioned_denominator_meets_a_target_of_100():
    """Of 159.14 villages 160 were asked for, so who had them all had a probability of 0."""
    villages = 159.14
    reached = np.minimum(np.linspace(0.5, 1.3, MONTHS), 1) * villages
    made = forecast_of([reached], villages)
    assert made.past.status[0] == Outlook.CERTAIN
    assert chance_of(made, 100) == 1
    lately = np.minimum(np.linspace(0.5, 1.1, MONTHS), 1) * villages
    made = forecast_of([lately], villages)
    assert made.past.status[0] == Outlook.OK
    assert chance_of(made, 100) > 0.9


def made_of(futures, people=1000.0):
    """A forecast of one area of which only the futures (member × step) matter."""
    one = forecast_of(wobbling(500, 500))
    return Forecast(**{**vars(one), "futures": np.array([futures], dtype=float),
                       "denominators": np.array([people])})  # fmt: skip


def steps_chance(made, steps, value=None, direction=Direction.UP, low=None, high=None):
    kpi = type(SHARE)(**{**vars(SHARE), "direction": direction})
    return chance(kpi, made, 0, target(value, low, high), steps)


def test_a_probability_is_the_share_of_futures_that_reach_the_target():
    """Of four one is beyond 80 %; one is half a person below, which is as good."""
    made = made_of([[0.7], [0.7994], [0.7995], [0.9]])
    assert steps_chance(made, slice(0, 1), 80) == 0.5
    assert steps_chance(made, slice(0, 1), 80, Direction.DOWN) == 0.75  # 0.7994 and 0.7995 count
    assert steps_chance(made, slice(0, 1), None, Direction.RANGE, 75, 85) == 0.5
    assert steps_chance(made, slice(0, 1), None, Direction.RANGE, None, 85) == 0.75


def test_the_months_of_a_flow_are_judged_by_their_mean_in_each_future():
    made = made_of([[0.7, 0.95], [0.9, 0.65], [0.9, 0.9], [0.5, 0.5]])
    assert steps_chance(made, slice(0, 2), 80) == 0.5  # 0.825, 0.775, 0.9, 0.5
    assert steps_chance(made, slice(1, 2), 80) == 0.5
    assert steps_chance(made, slice(0, 1), 80) == 0.5


@pytest.mark.parametrize("is_share", [True, False])
def test_one_series_a_constant_one_and_one_of_nobody_are_forecast(is_share):
    for numerators in ([[500] * MONTHS], [[0] * MONTHS], [[0] * 40 + [3] * 10], [range(MONTHS)]):
        made = single(past(numerators, 1000.0, is_share), AHEAD, 100 if is_share else 1)
        low, high = made.ends(0.95)
        assert np.isfinite(made.ratios).all() and np.isfinite(made.futures).all()
        assert (low <= made.ratios).all() and (made.ratios <= high).all() and (low >= 0).all()


def test_a_constant_share_stays_where_it_is():
    made = forecast_of([[500] * MONTHS])
    assert made.ratios[0] == pytest.approx(np.full(AHEAD, 0.5), abs=0.002)


def test_a_count_may_exceed_one_and_is_forecast_in_its_own_size():
    made = single(past([np.linspace(4000, 6000, MONTHS)], 1000.0, is_share=False), 12, 1)
    expected = 4 + 2 / 49 * 61
    assert made.ratios[0, -1] == pytest.approx(expected, abs=0.05)
    assert made.ends(0.95)[0][0, -1] < expected < made.ends(0.95)[1][0, -1]


def test_eighteen_months_are_enough_for_a_forecast_without_a_judged_year():
    made = single(past([np.linspace(100, 300, 18)]), 12, 100)
    assert np.isfinite(made.ratios).all()
    assert made.earlier.shape == (1, 13, 12)


def test_the_futures_reach_whatever_is_asked_for():
    made = forecast_of(wobbling(300, 600))
    assert made.futures.shape == (1, MEMBERS, AHEAD)
    assert made.ratios[0] == pytest.approx(np.median(made.futures[0], axis=0))


def test_what_is_made_of_many_series_at_a_time_is_that_of_a_few(monkeypatch):
    """Memory is bounded by making them in parts, which no figure may show."""
    rising = [wobbling(start, 900)[0] for start in range(100, 800, 100)]
    told = past([*rising, [0.0] * MONTHS], 1000.0)
    whole = single(told, AHEAD, 100)
    monkeypatch.setattr(outlook, "TOGETHER", 3)
    spans = [slice(0, 4), slice(AHEAD - 1, AHEAD)]
    parts = single(told, AHEAD, 100, spans)
    for name in ("ratios", "earlier", "shared"):
        assert_array_equal(getattr(parts, name), getattr(whole, name))
    for share in (0.8, 0.95):
        assert_array_equal(parts.ends(share), whole.ends(share))
    for name, sums in vars(whole.run).items():
        assert_array_equal(getattr(parts.run, name), sums)
    means = [whole.futures[:, :, span].mean(axis=2) for span in spans]
    assert_array_equal(parts.futures, np.stack(means, axis=2))
