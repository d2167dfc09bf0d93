"""What is worked out by hand: shares in whole numbers, first visits in order, months, seasons."""

import numpy as np
import pytest

from data.demo import months, shocks
from data.demo.exports import activity
from data.demo.randomness import apportion, streams, unrelated


def test_the_largest_remainders_get_what_is_left() -> None:
    # 10 × (1, 1, 1) / 3 = 3.33 each: the first gets the one that is left.
    assert apportion(10, np.array([1.0, 1.0, 1.0])).tolist() == [4, 3, 3]
    # 7 × (5, 3, 2) / 10 = 3.5, 2.1, 1.4
    assert apportion(7, np.array([5.0, 3.0, 2.0])).tolist() == [4, 2, 1]
    # 2 each first, then 4 × (5, 3, 2) / 10 = 2.0, 1.2, 0.8
    assert apportion(10, np.array([5.0, 3.0, 2.0]), least=2).tolist() == [4, 3, 3]
    with pytest.raises(ValueError, match="5 cannot be shared among 3 of at least 2"):
        apportion(5, np.array([1.0, 1.0, 1.0]), least=2)


def test_first_visits_add_up_to_the_ceiling_of_each_village() -> None:
    village = np.array([0, 0, 0, 2, 2])
    weight = np.array([2, 1, 1, 0, 5])
    # Village 0, 9 in all: 9 × 2/4 = 4, 9 × 3/4 = 6, 9 → 4, 2, 3. Village 2: 0, then 7.
    shared = activity._spread(village, weight, np.array([9, 5, 7]))
    assert shared.tolist() == [4, 2, 3, 0, 7]


def test_months_use_the_newest_population_of_their_vintage() -> None:
    year = {months.label(m): months.YEARS[months.POPULATION_YEAR[m]] for m in range(months.COUNT)}
    assert [year[m] for m in ("09/2022", "01/2023", "08/2024")] == [2022, 2023, 2023]
    assert [year[m] for m in ("09/2024", "06/2025", "07/2025")] == [2024, 2024, 2025]
    assert (year["12/2025"], year["10/2026"]) == (2025, 2026)


def test_vintages_change_with_september_2024_and_july_2025() -> None:
    vintage = {months.label(m): months.VINTAGES[months.VINTAGE[m]] for m in range(months.COUNT)}
    assert [vintage[m] for m in ("09/2022", "08/2024", "09/2024", "06/2025", "07/2025")] == [
        "2022", "2022", "2024", "2024", "2025",
    ]  # fmt: skip


def test_a_season_is_about_one_and_falls_at_tet() -> None:
    towns, fields = months.season(in_fields=False), months.season(in_fields=True)
    assert np.median(towns) == pytest.approx(1, abs=0.03)
    lowest = {months.label(int(m)) for m in np.argsort(towns)[:3]}
    assert lowest == {"01/2023", "02/2024", "02/2026"}
    june = months.index_of(months.STARTS[9])
    assert (months.label(june), fields[june] / towns[june]) == ("06/2023", pytest.approx(0.90))


def test_a_shock_rises_holds_and_goes_back() -> None:
    shock = shocks.Shock("09/2023", rise=2, hold=1, back=4, depth=-0.5, on={})
    # Month 12 is 09/2023: 0, then 1/2, 1, still 1, then down by 1/4 a month.
    assert shock.course()[11:20].tolist() == [0, 0, 0.5, 1, 1, 0.75, 0.5, 0.25, 0]


def test_draws_of_a_few_units_are_not_correlated_by_chance() -> None:
    drawn = unrelated(streams(1)["law"], 57, 20)
    assert np.allclose(drawn.mean(axis=0), 0, atol=1e-5)
    assert np.allclose(drawn.T @ drawn / 57, np.eye(20), atol=1e-4)


def test_months_are_numbered_as_they_are_labelled() -> None:
    assert [months.numbered(text) for text in ("04/2022", "09/2022", "12/2030")] == [-5, 0, 99]
    assert [months.label(month) for month in (-5, 0, 99)] == ["04/2022", "09/2022", "12/2030"]
