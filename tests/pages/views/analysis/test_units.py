"""The figures of an analysis, by hand: order, who holds back, bars, series, the target."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from kpis.progress.rank import is_complete
from pages.shell.selection import usual
from pages.shell.served import Served, catalogue
from pages.text.language import Language
from pages.views.analysis.columns import Column, chosen, columns, text
from pages.views.analysis.desk import _bars
from pages.views.analysis.series import _steps
from pages.views.analysis.units import compared_period, holding_back, in_order, read, units

KPI = "online_dossier_share"
VI = Language("vi")


def rows(**columns):
    names = ["Xã Ý Yên", "Xã An Hòa", "Xã Đại An", "Xã Đa Phúc"]
    return pd.DataFrame(
        {"area_code": ["4", "1", "3", "2"], "area_name": names, "value": np.nan, **columns}
    )


def test_rows_stand_in_the_order_of_a_column_and_equal_ones_of_the_alphabet():
    numbers = {"rank": np.array([2.0, np.nan, 1.0, 2.0])}

    def codes(sort):
        return "".join(rows()["area_code"].iloc[in_order(rows(), numbers, sort)])

    assert codes("rank") == "3241"  # Đa Phúc before Ý Yên; without a rank last
    assert codes("-rank") == "2431"
    assert codes("name") == "1234"
    assert codes("-name") == "4321"


@pytest.mark.parametrize(
    ("value", "gap", "people", "held"),
    [
        # by people, not by points; a unit that lacks nothing comes behind those that do
        ([50, 60, 70, 90], [-30, -20, -10, 10], [-3, -200, -10, 500], "1342"),
        # no count: by points
        ([50, 60, 70, 90], [-30, -20, -10, 10], [np.nan] * 4, "4132"),
        # no target: the worst first, one without a value never
        ([50, np.nan, 40, 90], [np.nan] * 4, [np.nan] * 4, "342"),
    ],
)
def test_who_holds_back_most(value, gap, people, held):
    found = holding_back(rows(value=value, gap=gap, people=people), catalogue()[KPI])
    assert "".join(found) == held


def test_bars_are_shares_of_the_cell():
    share, change = Column("", "", 1, "percent"), Column("", "", 1, "percent")
    assert _bars("value", share, np.array([50.0, np.nan, 100.0])) == [50, 0, 100]
    assert _bars("change", change, np.array([5.0, -20.0, np.nan])) == [25, -100, 0]
    assert _bars("value", Column("", "", 1, "ratio"), np.array([2.0, 8.0])) == [25, 100]
    assert _bars("rank", share, np.array([1.0, 2.0])) == []
    assert _bars("change", change, np.array([0.0, 0.0])) == [0, 0]


def test_a_series_is_its_first_value_and_the_steps_between_those_that_are_known():
    part = pd.DataFrame(
        {"period": ["2024-01", "2024-03", "2024-04"], "value": [70.04, 71.26, 70.5]}
    )
    codes = ["2024-01", "2024-02", "2024-03", "2024-04"]
    assert _steps(part, codes, 1) == [700, None, 13, -8]  # 70,0 – 71,3 70,5


def test_how_the_numbers_of_a_column_are_read():
    assert text("change", -3.04, Column("", "", 1), VI) == "−3,0"
    assert text("people", 1234.0, Column("", "", 0), VI) == "+1.234"
    assert text("complete", 90.0, Column("", "", 0), VI) == "90%"
    assert text("rank", float("nan"), Column("", "", 0), VI) == "–"


def test_too_little_reported_is_no_place_among_others():
    readings = pd.DataFrame(
        {"area_code": list("abc"), "units_reported": [9, 8, 0], "units_expected": [10, 9, 0]}
    )
    assert list(is_complete(readings)) == [True, False, False]


@pytest.fixture(scope="module")
def served(demo_store):
    from data.store.snapshot import current

    return Served(current(demo_store).name)


@pytest.fixture(autouse=True)
def of_demo(request, monkeypatch):
    if "served" in request.fixturenames:
        monkeypatch.setenv("DX_STORE", str(request.getfixturevalue("demo_store")))


def test_the_target_is_as_far_as_numerator_and_denominator_say(served):
    one = replace(usual(served), kpi=KPI, period="2024-08", vintage="2022", level="commune")
    found = units(served, one, "")
    known = found.dropna(subset="value")
    # what is lacking are dossiers; some districts have a target of their own
    aims = served.progress(KPI, "commune", "2024-08", "2022").query("target_year == 2025")
    aim = aims.set_index("area_code")["target"][known["area_code"]].to_numpy()
    expected = known["numerator"] - aim / 100 * known["denominator"]
    np.testing.assert_allclose(known["people"], expected, atol=1e-6)
    np.testing.assert_allclose(known["gap"], known["value"] - aim, atol=1e-9)
    before = served.measure(KPI, "commune", ["2023-08"], "2022").set_index("area_code")["value"]
    change = known["value"].to_numpy() - before[known["area_code"]].to_numpy()
    np.testing.assert_allclose(known["change"], change)
    assert compared_period(served, one) == "2023-08"
    assert compared_period(served, replace(one, compare="previous")) == "2024-07"
    assert compared_period(served, replace(one, period="2022-09")) == ""


def test_the_columns_are_those_that_an_indicator_has(served):
    one = replace(usual(served), kpi=KPI, level="commune")
    known = columns(catalogue()[KPI], None, one, "2023")
    assert list(known) == [
        *("rank", "value", "change", "gap", "people", "complete", "numerator", "denominator")
    ]
    assert "change" not in columns(catalogue()[KPI], None, one, "")
    ratio = columns(catalogue()["residents_per_group"], None, one, "2023")
    assert "people" not in ratio  # residents a group: nobody is lacking
    assert chosen("change.rank", known) == ["rank", "value", "change"]
    assert "complete" not in chosen("", known) and "complete" in chosen("complete", known)
    numbers = read(units(served, one, ""), dict(known))
    assert set(numbers) == set(known)
