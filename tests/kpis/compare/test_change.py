"""What moved an indicator: worked out by hand, and sums that are exact."""

from dataclasses import replace

import numpy as np
import pytest

from kpis.catalogue.catalogue import load
from kpis.catalogue.vocabulary import Unit
from kpis.compare.change import EFFECTS, change
from kpis.errors import KpiError
from kpis.measure.readings import measure
from kpis.periods import Period
from tests.kpis.compare.frames import readings

KPI = load()["online_service_users"]
BEFORE = {"A": (10, 50), "B": (30, 50)}  # 20 % and 60 %, together 40 %
AFTER = {"A": (30, 100), "B": (35, 50)}  # 30 % and 70 %, together 65/150


def effects(found):
    """The three effects of each unit, rounded."""
    rows = found.units.set_index("area_code")[list(EFFECTS)]
    return {code: tuple(round(v, 6) for v in row) for code, row in rows.T.to_dict("list").items()}


def test_rate_and_mix_as_worked_out_by_hand():
    found = change(readings(BEFORE), readings(AFTER), KPI)
    assert (found.first, round(found.second, 6)) == (40, 43.333333)
    # shares 1/2, 1/2 and 2/3, 1/3: the mean shares 7/12, 5/12; each rate rose by 10 points.
    # A, at 25 % on the mean, lies 16.67 below the mean whole of 41.67 and grew by 1/6.
    assert effects(found) == {
        "A": (5.833333, -2.777778, 0.0),
        "B": (4.166667, -3.888889, 0.0),
    }
    assert found.sum("rate_effect") == pytest.approx(10)
    assert found.sum("mix_effect") == pytest.approx(-20 / 3)
    assert set(found.units["present"]) == {"both"}


def test_who_came_or_left_is_named_with_its_part():
    before = {**BEFORE, "C": (90, 100), "D": None}
    after = {**AFTER, "C": None, "D": None}
    found = change(readings(before), readings(after), KPI)
    assert (found.first, round(found.second, 6)) == (65, 43.333333)  # 130/200, 65/150
    # C, at 90 %, lies 90 − 54.1667 above the mean whole, and its share fell from 1/2 to 0
    assert effects(found)["C"] == (0, 0, -17.916667)
    assert effects(found)["D"] == (0, 0, 0)
    assert found.only_in("first")["area_code"].tolist() == ["C"]
    assert found.only_in("neither")["area_code"].tolist() == ["D"]
    assert found.units["effect"].sum() == pytest.approx(found.total, abs=1e-12)
    back = change(readings(after), readings(before), KPI)
    assert back.only_in("second")["area_code"].tolist() == ["C"]
    assert back.units["effect"].to_numpy() == pytest.approx(-found.units["effect"].to_numpy())


def test_a_denominator_of_nothing_is_in_no_whole():
    found = change(readings({**BEFORE, "C": (0, 0)}), readings({**AFTER, "C": (5, 10)}), KPI)
    assert found.first == 40
    assert found.only_in("second")["area_code"].tolist() == ["C"]
    assert found.units["effect"].sum() == pytest.approx(found.total, abs=1e-12)


def test_the_sum_is_exact_whatever_comes_and_goes():
    draw = np.random.default_rng(1)
    for _ in range(50):
        frames = []
        for _ in range(2):
            units = {}
            for at in range(20):
                bottom = int(draw.integers(0, 5000))
                is_there = draw.random() > 0.2
                units[f"{at:02}"] = (draw.integers(0, bottom + 1), bottom) if is_there else None
            frames.append(readings(units))
        found = change(*frames, KPI)
        assert found.units["effect"].sum() == pytest.approx(found.total, abs=1e-10)
        assert sum(found.sum(e) for e in EFFECTS) == pytest.approx(found.total, abs=1e-10)


def test_a_count_is_taken_apart_into_units_alone():
    kpi = replace(KPI, unit=Unit.COUNT)
    found = change(
        readings({"A": (10, 1), "B": (5, 1), "C": (7, 1)}, scale=1),
        readings({"A": (14, 1), "B": (4, 1), "C": None}, scale=1),
        kpi,
    )
    assert (found.first, found.second, found.total) == (22, 18, -4)
    assert effects(found) == {"A": (4, 0, 0), "B": (-1, 0, 0), "C": (0, 0, -7)}


def test_what_cannot_be_taken_apart_is_refused():
    with pytest.raises(KpiError, match="one vintage"):
        change(readings(BEFORE), readings(AFTER, vintage="2022"), KPI)
    with pytest.raises(KpiError, match="No unit has a denominator"):
        change(readings({"A": None}), readings({"A": (1, 2)}), KPI)
    with pytest.raises(KpiError, match="No unit has a number"):
        change(readings({"A": None}), readings({"A": (1, 2)}), replace(KPI, unit=Unit.COUNT))


def test_over_a_change_of_units_both_periods_are_measured_on_one_vintage(marts):
    kpi = load()["vssid_share"]
    periods = [Period.parse("2022-12"), Period.parse("2025-07")]  # reported by other units each
    whole = [measure(marts, kpi, "province", [one], "2025")["value"].iloc[0] for one in periods]
    units = [measure(marts, kpi, "commune", [one], "2025") for one in periods]
    found = change(*units, kpi)
    assert (found.first, found.second) == pytest.approx(whole)
    assert found.units["effect"].sum() == pytest.approx(whole[1] - whole[0], abs=1e-10)
    older = change(*(measure(marts, kpi, "commune", [one], "2022") for one in periods), kpi)
    lost = older.only_in("first")  # divided since, and nobody knows the parts
    assert set(lost["second_missing_reason"]) == {"no_boundary"}
    assert older.units["effect"].sum() == pytest.approx(older.total, abs=1e-10)
