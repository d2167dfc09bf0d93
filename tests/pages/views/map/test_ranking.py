"""What comes first: ranks, the largest moves, the period that a change is measured against."""

import pandas as pd
import pytest

from kpis.catalogue.catalogue import load
from pages.figures import palette
from pages.shell.periods import fitting_period
from pages.views.map.pickers import order_of
from pages.views.map.ranking import ranked
from pages.views.overview.movers import top_moves
from pages.views.overview.standings import compared_with
from pages.widgets.standings import counted, of_year

KPIS = load()
ROWS = pd.DataFrame(
    {
        "area_name": ["D", "C", "B", "A", "E"],
        "value": [10.0, None, 30.0, 30.0, 20.0],
        "missing_reason": [None, "not_due", None, None, None],
    }
)


def order(kpi):
    """Name → rank of the ranked rows, in order."""
    rows = ranked(ROWS, KPIS[kpi])
    return [
        (name, None if pd.isna(r) else int(r)) for name, r in rows[["area_name", "rank"]].values
    ]


def test_the_best_is_first_ties_share_a_rank_and_missing_is_last():
    assert order("vssid_share") == [("A", 1), ("B", 1), ("E", 3), ("D", 4), ("C", None)]


def test_the_least_is_best_where_the_indicator_says_so():
    assert order("residents_per_group") == [("D", 1), ("E", 2), ("A", 3), ("B", 3), ("C", None)]


def test_all_within_the_range_come_first_where_a_range_is_best():
    rows = ROWS.assign(value=[12.0, None, 5.0, 3.5, 6.0])
    ranks = ranked(rows, KPIS["members_per_group"]).set_index("area_name")["rank"]
    assert ranks.dropna().to_dict() == {"B": 1, "E": 1, "A": 3, "D": 4}


@pytest.mark.parametrize(
    ("kpi", "asked", "names"),
    [
        ("vssid_share", "", "ABEDC"),
        ("vssid_share", "worst", "DEABC"),
        ("vssid_share", "lowest", "DEABC"),
        ("vssid_share", "highest", "ABEDC"),
        ("residents_per_group", "lowest", "DEABC"),  # less is better: the lowest is the best
        ("residents_per_group", "highest", "ABEDC"),
        ("residents_per_group", "worst", "ABEDC"),
        ("vssid_share", "backwards", "ABEDC"),
    ],
)
def test_the_table_begins_with_the_end_that_is_asked_for(kpi, asked, names):
    rows = ranked(ROWS, KPIS[kpi], order_of(asked, KPIS[kpi]))
    assert "".join(rows["area_name"]) == names


def test_where_a_range_is_best_the_highest_and_the_lowest_are_no_end_of_the_ranks():
    rows, kpi = ROWS.assign(value=[12.0, None, 5.0, 3.5, 6.0]), KPIS["members_per_group"]
    orders = ("best", "worst", "highest", "lowest")
    found = {one: "".join(ranked(rows, kpi, order_of(one, kpi))["area_name"]) for one in orders}
    assert found == {"best": "BEADC", "worst": "DABEC", "highest": "DEBAC", "lowest": "ABEDC"}


def test_one_indicator_cannot_fill_the_list_of_moves():
    moves = pd.DataFrame(
        [("a", 9.0), ("a", 8.0), ("b", 1.0), ("c", 0.0), ("d", -1.0), ("d", -7.0), ("e", -2.0)],
        columns=["kpi", "change"],
    )
    rises, falls = top_moves(moves)
    assert rises["change"].tolist() == [9, 1]
    assert falls["change"].tolist() == [-7, -2]
    assert [len(part) for part in top_moves(moves, count=1)] == [1, 1]


@pytest.mark.parametrize(
    ("compare", "code", "earlier"),
    [
        ("year", "2024-08", "2023-08"),
        ("previous", "2024-08", "2024-07"),
        ("year", "2024-Q1", "2023-Q1"),
        ("previous", "2024-Q1", "2023-Q4"),
        ("previous", "2024", "2023"),
    ],
)
def test_a_change_is_since_the_period_that_the_reader_chose(compare, code, earlier, selection):
    assert compared_with(code, compare) == earlier


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("code", "fits"),
    [
        ("2024-08", "2023"),
        ("2024-12", "2024"),
        ("2024", "2024"),
        ("2025", "2024"),
        ("2022-12", "2022"),
    ],
)
def test_a_yearly_indicator_shows_the_newest_year_that_has_ended(code, fits, served):
    assert fitting_period(KPIS["digital_economy_share"], code, served) == fits
    assert fitting_period(KPIS["vssid_share"], code, served) == code


def test_an_area_without_a_target_is_in_no_year():
    rows = pd.DataFrame({"target_year": pd.array([2025, 2030, None], dtype="Int64")})
    assert [len(of_year(rows, year)) for year in (2025, 2030, 2027)] == [1, 1, 0]


def test_targets_that_are_no_law_are_counted_apart(en):
    rows = pd.DataFrame(
        {
            "status": ["met", "behind", "met", "behind"],
            "target_status": ["confirmed", "restated", "proposed", "confirmed"],
        }
    )
    law, apart = counted(rows, en).split("target unconfirmed or proposed:")
    sign = palette.STATUS_SIGN
    assert f"<b>1</b>&nbsp;<span class='badge met'>{sign['met']} Met" in law
    assert f"<b>2</b>&nbsp;<span class='badge behind'>{sign['behind']} Behind" in law
    assert f"<b>1</b>&nbsp;<span class='badge met hollow'>{sign['met']} Met" in apart
    assert "apart" not in counted(rows[rows["target_status"] != "proposed"], en)
