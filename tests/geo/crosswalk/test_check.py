"""Crosswalks that hold are let through, those that lose or invent are refused."""

import pandas as pd
import pytest

from geo.crosswalk.crosswalk import check
from geo.errors import GeoError

NAN = float("nan")


def walk(*rows: tuple[str, str, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["source_code", "target_code", "weight"])
    return frame.assign(is_whole=frame.weight == 1)


# A is split, its second part joined with B; C stays; nothing lives in the part of C that Z took.
SPLIT = walk(("A", "X", 0.25), ("A", "Y", 0.75), ("B", "Y", 1), ("C", "W", 1), ("C", "Z", 0))


def test_a_crosswalk_that_holds_is_let_through() -> None:
    check(SPLIT)
    check(SPLIT, list("ABC"), list("XYWZ"))
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
