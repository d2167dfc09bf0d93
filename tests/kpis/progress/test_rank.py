"""Places among peers, and the target that counts: worked out by hand."""

from datetime import date

import pandas as pd

from kpis.catalogue.catalogue import load
from kpis.progress.due import next_due
from kpis.progress.rank import is_complete, ranks

VALUES = pd.Series([80.0, None, 90.0, 80.0])


def places(kpi: str, values: pd.Series) -> list[float | None]:
    """The places of values, None where there is none."""
    return [None if place != place else place for place in ranks(values, load()[kpi])]


def test_more_is_better_ties_share_the_better_place_and_nothing_has_none():
    assert places("online_dossier_share", VALUES) == [2, None, 1, 2]


def test_less_is_better_where_the_indicator_says_so():
    assert places("residents_per_group", VALUES) == [1, None, 3, 1]


def test_within_a_range_all_are_first_and_outside_the_distance_counts():
    assert places("members_per_group", pd.Series([4.0, 5.5, 3.0, 8.0])) == [1, 1, 3, 4]


def test_the_target_that_is_due_next_counts_and_after_all_the_last_one():
    rows = pd.DataFrame(
        [
            {"kpi": "a", "level": "commune", "area_code": "1", "period": "x", "target_year": year}
            for year in (2025, 2026, 2030)
        ]
    ).astype({"target_year": "Int64"})
    of = {
        month: next_due(rows, month)["target_year"].tolist()
        for month in (date(2025, 11, 1), date(2025, 12, 1), date(2026, 12, 1), date(2031, 1, 1))
    }
    assert list(of.values()) == [[2025], [2026], [2030], [2030]]


def test_below_nine_tenths_of_what_is_expected_a_unit_has_no_place():
    rows = pd.DataFrame(
        {
            "area_code": ["a", "b", "c", "d", "d"],
            "units_reported": [9, 8, 0, 1, 0],
            "units_expected": [10, 10, 0, 1, 1],
        }
    )
    assert is_complete(rows).tolist() == [True, False, False, False, False]
