"""Crosswalks worked out by hand: splits, a mixture, mergers, renames, a code used again.

2020        2022            2024
A 100 ──.25─ P 20 ───────── M
      └─.75─ Q 70 ───────── M
B 60 ─────── R 30 ───────── M
     └────── S 90 ───────── S 20
C 40 ─────── S    └──────── T 60
D 50 ─────── C 50 ───────── C 55      (the code of C, which is gone)
"""

from fractions import Fraction

import pandas as pd
import pytest

from geo.crosswalk.crosswalk import crosswalk
from geo.errors import GeoError
from geo.units import table as units

CHAIN = {
    "2020": {"A": "P:0.25 Q:0.75", "B": "R S", "C": "S", "D": "C"},
    "2022": {"P": "M", "Q": "M", "R": "M", "S": "S T", "C": "C"},
    "2024": dict.fromkeys("MSTC", ""),
}
PEOPLE = {
    "2020": {"A": 100, "B": 60, "C": 40, "D": 50},
    "2022": {"P": 20, "Q": 70, "R": 30, "S": 90, "C": 50},
    "2024": {"M": 1000, "S": 20, "T": 60, "C": 55},
}


def table(chain: dict[str, dict[str, str]]) -> pd.DataFrame:
    rows = [(v, "commune", code, s) for v, units in chain.items() for code, s in units.items()]
    return pd.DataFrame(rows, columns=["vintage", "level", "code", "successor_code"])


def weighed(people: dict[str, dict[str, float]]) -> "pd.Series[float]":
    flat = {(v, code): float(n) for v, units in people.items() for code, n in units.items()}
    return pd.Series(flat, name="population")


POPULATION = weighed(PEOPLE)


def read(
    source: str, target: str, without: tuple[str, str] | None = None
) -> list[tuple[object, ...]]:
    weights = POPULATION.drop([without]) if without else POPULATION
    found = crosswalk(source, target, "commune", weights, table(CHAIN))
    assert found.is_whole.tolist() == (found.weight == 1).tolist()
    return list(found[["source_code", "target_code", "weight"]].itertuples(index=False, name=None))


def test_a_split_by_shares_or_weights_and_a_merger_with_a_part() -> None:
    assert read("2020", "2022") == [
        ("A", "P", 0.25),
        ("A", "Q", 0.75),
        ("B", "R", 0.25),  # 30 of 120
        ("B", "S", 0.75),
        ("C", "S", 1),
        ("D", "C", 1),
    ]


def test_back_a_merged_unit_is_apportioned_by_the_pieces_it_was_made_of() -> None:
    assert read("2022", "2020") == [
        ("P", "A", 1),
        ("Q", "A", 1),
        ("R", "B", 1),
        ("S", "B", 45 / 85),  # 60 · 0.75, beside the 40 of C
        ("S", "C", 40 / 85),
        ("C", "D", 1),
    ]


def test_over_two_changes_the_paths_are_added_up() -> None:
    assert read("2020", "2024") == [
        ("A", "M", 1),  # split and joined again: whole
        ("B", "M", 0.25),
        ("B", "S", 0.75 * 0.25),
        ("B", "T", 0.75 * 0.75),
        ("C", "S", 0.25),
        ("C", "T", 0.75),
        ("D", "C", 1),
    ]


def test_back_over_two_changes() -> None:
    back = {("M", "A"): Fraction(90, 120), ("M", "B"): Fraction(30, 120), ("C", "D"): Fraction(1)}
    for code in ("S", "T"):
        back |= {(code, "B"): Fraction(45, 85), (code, "C"): Fraction(40, 85)}
    found = {(source, target): weight for source, target, weight in read("2024", "2020")}
    assert found == pytest.approx({key: float(weight) for key, weight in back.items()}, rel=1e-12)


@pytest.mark.parametrize("vintage", ["2020", "2022", "2024"])
def test_on_its_own_vintage_a_unit_is_itself(vintage: str) -> None:
    found = crosswalk(vintage, vintage, "commune", None, table(CHAIN))
    codes = list(CHAIN[vintage])
    assert (found.source_code.tolist(), found.target_code.tolist()) == (codes, codes)
    assert found.is_whole.all()


def test_only_weights_that_apportion_are_needed() -> None:
    assert read("2020", "2022", without=("2020", "B")) == read("2020", "2022")
    assert read("2022", "2024", without=("2022", "C")) == read("2022", "2024")
    assert read("2024", "2022", without=("2024", "M")) == read("2024", "2022")
    assert read("2022", "2020", without=("2020", "D")) == read("2022", "2020")


@pytest.mark.parametrize(
    ("source", "target", "lacking"),
    [
        ("2020", "2022", ("2022", "R")),  # a successor in a split
        ("2022", "2020", ("2022", "R")),  # the same, on the way back
        ("2022", "2020", ("2020", "C")),  # a part of a merger, on the way back
        ("2020", "2024", ("2024", "T")),
    ],
)
def test_a_weight_that_is_needed_and_missing_is_named(
    source: str, target: str, lacking: tuple[str, str]
) -> None:
    with pytest.raises(
        GeoError, match=rf"No weight \(population\) for {lacking[1]} of {lacking[0]}\."
    ):
        read(source, target, without=lacking)
    weights = POPULATION.copy()
    weights[lacking] = float("nan")
    with pytest.raises(GeoError, match="No weight"):
        crosswalk(source, target, "commune", weights, table(CHAIN))


def test_no_weights_at_all_name_the_first_units() -> None:
    with pytest.raises(GeoError, match=r"No weight \(such as area\) for R of 2022, S of 2022\."):
        crosswalk("2020", "2022", "commune", None, table(CHAIN))


def test_of_many_units_without_weight_the_first_ten_are_named() -> None:
    with pytest.raises(GeoError, match=r"for (13633 of 2022)(, \d+ of 2022){9} and 67 more\.$"):
        crosswalk("2025", "2022", "commune")


@pytest.mark.parametrize("weight", [-1.0, float("inf")])
def test_a_weight_that_cannot_be_is_named(weight: float) -> None:
    weights = POPULATION.copy()
    weights[("2022", "R")] = weight
    with pytest.raises(GeoError, match=r"\(population\) negative, infinite or .* for R of 2022"):
        crosswalk("2020", "2022", "commune", weights, table(CHAIN))


def test_a_weight_given_twice_is_named() -> None:
    weights = pd.concat([POPULATION, POPULATION[[("2022", "S")]]])
    with pytest.raises(GeoError, match="given twice for S of 2022"):
        crosswalk("2020", "2022", "commune", weights, table(CHAIN))


def test_nothing_can_be_apportioned_by_zeros() -> None:
    weights = POPULATION.copy()
    weights[[("2022", "R"), ("2022", "S")]] = 0.0
    with pytest.raises(GeoError, match="All weights are zero around B"):
        crosswalk("2020", "2022", "commune", weights, table(CHAIN))


def test_an_empty_successor_takes_nothing_and_comes_from_its_only_origin() -> None:
    weights = POPULATION.copy()
    weights[("2022", "R")] = 0.0
    ahead = crosswalk("2020", "2022", "commune", weights, table(CHAIN))
    assert ahead.weight[ahead.source_code == "B"].tolist() == [0, 1]
    back = crosswalk("2022", "2020", "commune", weights, table(CHAIN))
    assert back.weight[back.source_code == "R"].tolist() == [1]


@pytest.mark.parametrize(
    "arguments",
    [("2021", "2022", "commune"), ("2020", "2021", "commune"), ("2020", "2022", "ward")],
)
def test_an_unknown_vintage_or_level_is_named(arguments: tuple[str, str, str]) -> None:
    with pytest.raises(GeoError, match=r"Unknown (vintage '2021'|level 'ward')"):
        crosswalk(*arguments, POPULATION, table(CHAIN))


@pytest.mark.parametrize("level", units.LEVELS)
def test_the_units_of_the_province_are_carried_forward_whole(level: str) -> None:
    found = crosswalk("2022", "2025", level)
    assert found.is_whole.all()
    assert found.source_code.tolist() == units.of("2022", level).code.tolist()
    assert set(found.target_code) == set(units.of("2025", level).code)
