"""Sums and whole numbers along a crosswalk, worked out by hand; and crosswalks that cannot be."""

from typing import Any

import pandas as pd
import pytest

from geo.crosswalk.apportion import apportioned_whole, carried, largest_remainder
from geo.crosswalk.crosswalk import check
from geo.errors import GeoError

NAN = float("nan")


def walk(*rows: tuple[str, str, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["source_code", "target_code", "weight"])
    return frame.assign(is_whole=frame.weight == 1)


# A is split, its second part joined with B; C stays; nothing lives in the part of C that Z took.
SPLIT = walk(("A", "X", 0.25), ("A", "Y", 0.75), ("B", "Y", 1), ("C", "W", 1), ("C", "Z", 0))


def test_sums_are_added_up_by_weight() -> None:
    values = pd.Series({"C": 7, "A": 100, "B": 10}, name="cases")
    found = carried(values, SPLIT)
    assert found.to_dict() == {"X": 25, "Y": 85, "W": 7, "Z": 0}
    assert (found.name, found.index.name) == ("cases", "target_code")
    assert found.index.tolist() == ["X", "Y", "W", "Z"]


def test_numerator_and_denominator_are_carried_together() -> None:
    values = pd.DataFrame({"part": [10.0, 5], "whole": [100.0, 10]}, index=["A", "B"])
    found = carried(values, SPLIT[:3])
    assert found.to_dict("index") == {
        "X": {"part": 2.5, "whole": 25},
        "Y": {"part": 12.5, "whole": 85},
    }


@pytest.mark.parametrize("values", [{"A": NAN, "B": 1, "C": 2}, {"B": 1, "C": 2}])
def test_what_holds_a_part_of_a_missing_value_is_missing(values: dict[str, float]) -> None:
    found = carried(pd.Series(values), SPLIT)
    assert found.isna().to_dict() == {"X": True, "Y": True, "W": False, "Z": False}
    whole = apportioned_whole(pd.Series(values), SPLIT)
    assert whole.isna().to_dict() == {"X": True, "Y": True, "W": False, "Z": False}


def test_no_part_of_a_missing_value_is_zero() -> None:
    found = carried(pd.Series({"A": 4, "B": 1, "C": NAN}), SPLIT)
    assert found.fillna(-1).to_dict() == {"X": 1, "Y": 4, "W": -1, "Z": 0}
    whole = apportioned_whole(pd.Series({"A": 4, "B": 1, "C": NAN}), SPLIT)
    assert whole.fillna(-1).to_dict() == {"X": 1, "Y": 4, "W": -1, "Z": 0}


def test_whole_numbers_stay_whole_and_keep_their_total() -> None:
    found = apportioned_whole(pd.Series({"A": 10, "B": 1, "C": 7}, name="people"), SPLIT)
    assert found.to_dict() == {"X": 3, "Y": 8, "W": 7, "Z": 0}  # 2.5 and 7.5 of A
    assert (found.name, found.dtype, found.index.name) == ("people", "Int64", "target_code")


def test_of_equal_fractions_the_lower_code_is_first_whatever_the_order() -> None:
    assert largest_remainder(1, {"Y": 0.5, "X": 0.5}) == {"Y": 0, "X": 1}


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        # 100,000 votes for 10 seats; the fractions are .7 .6 .58 .2 .61 .31
        (10, {"a": 47000, "b": 16000, "c": 15800, "d": 12000, "e": 6100, "f": 3100}, "521110"),
        (0, {"a": 0.3, "b": 0.7}, "00"),
        (1, {"a": 0.3, "b": 0.7}, "01"),
        (3, {"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}, "111"),
        (2, {"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}, "110"),
        (10, {"a": 0.1, "b": 0.2, "c": 0.7}, "127"),
    ],
)
def test_largest_remainder(total: int, weights: dict[str, float], parts: str) -> None:
    assert list(largest_remainder(total, weights).values()) == [int(digit) for digit in parts]


def test_a_number_too_large_for_a_float_keeps_its_last_digit() -> None:
    total = 2**62 + 1
    found = apportioned_whole(pd.Series({"A": total}), walk(("A", "X", 0.5), ("A", "Y", 0.5)))
    assert found.to_dict() == {"X": 2**61 + 1, "Y": 2**61}


@pytest.mark.parametrize("value", [-1, 0.5, float("inf")])
def test_only_whole_numbers_are_shared_out(value: float) -> None:
    with pytest.raises(GeoError, match="Only whole numbers from 0 can be shared out: see B"):
        apportioned_whole(pd.Series({"A": 1, "B": value}), SPLIT)


@pytest.mark.parametrize("function", [carried, apportioned_whole])
@pytest.mark.parametrize("codes", ["AD", "ADD"])
def test_a_value_that_nothing_takes_in_is_named(function: Any, codes: str) -> None:
    with pytest.raises(GeoError, match="unknown to the crosswalk, or twice: D"):
        function(pd.Series(1, index=list(codes)), SPLIT)
    with pytest.raises(GeoError, match="unknown to the crosswalk, or twice: A"):
        function(pd.Series(1, index=list("AA")), SPLIT)


def test_a_crosswalk_that_holds_is_let_through() -> None:
    check(SPLIT)
    check(SPLIT, list("ABC"), list("XYWZ"))
    check(SPLIT, list("ABC"), list("XYWZN"), new_targets=True)
    check(walk(*(("A", code, 0.1) for code in "abcdefghij")))


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([("A", "X", 0.5), ("A", "Y", 0.4)], "Weights do not add up to 1: A"),
        ([("A", "X", 0.5), ("A", "Y", 0.5 + 2e-9)], "Weights do not add up to 1: A"),
        ([("A", "X", 1.5), ("A", "Y", -0.5)], "Weight negative or missing: A → Y"),
        ([("A", "X", 1), ("A", "Y", NAN)], "Weight negative or missing: A → Y"),
        ([("A", "X", 0.5), ("A", "X", 0.5)], "Named twice: A → X"),
        ([("A", "X", 1), ("A", "Y", 0), ("C", "Y", 1)], "Unknown source: C"),
        ([("A", "X", 1)], "Source without target: B"),
        ([("A", "X", 1), ("B", "Z", 1)], "Unknown target: Z"),
        ([("A", "X", 1), ("B", "X", 1)], "Target without source: Y"),
    ],
)
def test_a_crosswalk_that_loses_or_invents_is_refused(
    rows: list[tuple[str, str, float]], text: str
) -> None:
    with pytest.raises(GeoError, match=text):
        check(walk(*rows), ["A", "B"], ["X", "Y"])
