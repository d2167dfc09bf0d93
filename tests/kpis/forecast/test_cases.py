"""Series that are short, constant, broken or lost, by name; the probability of their targets."""

import numpy as np
import pytest

from kpis.catalogue.catalogue import load
from kpis.catalogue.kpi import Target
from kpis.catalogue.vocabulary import Confirmation, Direction
from kpis.forecast.chances import chance
from kpis.forecast.history import History, Outlook, Reason, judged, last_break
from kpis.forecast.outlook import single, summed

MONTHS, AHEAD = 50, 50
NAN = float("nan")
SHARE = load()["smartphone_adult_share"]


def past(numerators, denominators=1000.0, is_share=True):
    """A history of some areas from their numerators (area × month)."""
    up = np.array(numerators, dtype=float)
    down = np.where(
        np.isnan(up), NAN, np.broadcast_to(np.array(denominators, dtype=float), up.shape)
    )
    values = (100 if is_share else 1) * up / np.where(down > 0, down, NAN)
    top = 100 if is_share else None
    status, reason = judged(values, np.zeros(len(up), dtype=int), top=top)
    codes = [f"{area:05d}" for area in range(len(up))]
    return History(codes, up, down, values, status, reason, is_share)


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


def test_a_step_becomes_the_new_level():
    rng = np.random.default_rng(2)
    made = forecast_of([np.rint(300 + 300 * (np.arange(MONTHS) >= 30) + rng.normal(0, 5, MONTHS))])
    assert made.ratios[0, 11] == pytest.approx(0.6, abs=0.03)


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
