"""What is hidden of the sample, whose figures are small, and that all ways to ask agree on it."""

import numpy as np
import pandas as pd
import pytest

from kpis.catalogue.expressions import columns
from kpis.errors import KpiError
from kpis.measure.extent import Known, extent, known
from kpis.measure.other_units import reported, review
from kpis.measure.readings import measure
from kpis.measure.suppress.cells import hidden_cells, related
from kpis.measure.suppress.marts import KEPT_BACK, shown
from kpis.measure.suppress.threshold import DEFAULT, NAMED_BY, threshold
from kpis.periods import Period
from kpis.work.places import is_hidden, without_few
from pages.open_data.analysis import MARTS

SATISFIED = "satisfaction_share"
SIDES = ["numerator", "denominator", "value"]
# Of the marts that leave the dashboard the numbers that count no people of whom few must be hidden.
OF_NOBODY = {
    *("residents", "adults", "people_15plus", "working_age", "households", "insured", "villages"),
    *("groups", "groups_listed", "villages_with_group", "small_groups", "large_groups"),
    *("covered_villages", "sessions", "evening_sessions", "trainings"),
    *("members", "trained", "members_training_known", "women", "members_women_known"),
    *("youth_union", "members_youth_known", "firm_staff", "members_firm_known"),
    *("zalo_followers", "members_zalo_known", "training_attendance"),
    *("reports_due", "reports_sent", "reports_on_time", "reports_late", "reports_missing"),
    *("reports_not_due", "work_files", "work_files_online", "eligible_procedures"),
    *("full_process_procedures", "digital_value_added", "grdp", "ecommerce_revenue"),
    *("retail_revenue", "smes", "smes_on_platform", "shop_units", "online_shops"),
    *("sort", "groups_naming", "reports", "reports_naming"),
}


@pytest.fixture
def hiding(marts, monkeypatch):
    """The marts of the sample, of which small numbers are hidden."""
    monkeypatch.setenv(NAMED_BY, "5")
    with known(Known(extent(marts))):
        yield marts


def months(con):
    reach = extent(con)
    return Period.between("month", reach.first_month, reach.last_month)


@pytest.mark.parametrize(
    ("said", "least"), [(None, DEFAULT), ("", DEFAULT), ("0", 0), ("2", 2), (" 10 ", 10)]
)
def test_the_environment_says_from_how_many_on_people_are_counted(monkeypatch, said, least):
    monkeypatch.delenv(NAMED_BY, raising=False)
    if said is not None:
        monkeypatch.setenv(NAMED_BY, said)
    assert threshold() == least


@pytest.mark.parametrize("said", ["1", "-5", "five", "5.0", "101"])
def test_what_is_no_threshold_is_refused(monkeypatch, said):
    monkeypatch.setenv(NAMED_BY, said)
    with pytest.raises(KpiError, match=f"{NAMED_BY} must be 0 .* not “{said}”"):
        threshold()


def test_indicators_that_publish_the_same_count_hide_together(catalogue):
    def names(id):
        return {kpi.id for kpi in related(catalogue[id], catalogue.values())}

    assert names("assists_per_1000") == {"assists_per_1000", "first_time_success_share"}
    assert names("online_dossier_share") == {"online_dossier_share", "digitised_dossier_share"}
    assert names("smartphone_adult_share") == {"smartphone_adult_share"}
    assert names("active_group_share") == set()


def test_a_hidden_reading_has_no_sides_and_says_why(hiding, catalogue, monkeypatch):
    kpi, periods = catalogue[SATISFIED], months(hiding)
    told = measure(hiding, kpi, "commune", periods)
    monkeypatch.setenv(NAMED_BY, "0")
    true = measure(hiding, kpi, "commune", periods)
    others = true["denominator"] - true["numerator"]
    few = [(side > 0) & (side < 5) for side in (true["numerator"], true["denominator"], others)]
    small = np.logical_or.reduce(few)
    hidden = (told["missing_reason"] == "suppressed").to_numpy()
    assert small.any() and hidden[small].all()
    assert told.loc[hidden, SIDES].isna().all(axis=None)
    assert (told.loc[hidden, "units_reported"] > 0).all()
    pd.testing.assert_frame_equal(told[~hidden], true[~hidden])


@pytest.mark.parametrize("id", [SATISFIED, "first_time_success_share", "household_reach"])
@pytest.mark.parametrize("level", ["province", "district", "commune"])
def test_readings_on_other_units_hide_the_same(hiding, catalogue, id, level):
    kpi, periods = catalogue[id], months(hiding)
    base = reported(hiding, [kpi], periods)
    for vintage in extent(hiding).vintages:
        asked = measure(hiding, kpi, level, periods, vintage)
        pd.testing.assert_frame_equal(review(hiding, base, [kpi], level, periods, vintage), asked)


def test_what_counts_nobody_is_never_hidden(hiding, catalogue):
    counted = {kpi.id for kpi in catalogue.values() if not kpi.is_personal}
    for id in counted:
        kpi = catalogue[id]
        rows = measure(hiding, kpi, kpi.levels[-1], months(hiding))
        assert not (rows["missing_reason"] == "suppressed").any(), id


def test_no_threshold_hides_nothing(marts, catalogue):
    assert hidden_cells(marts, catalogue.values(), 0).empty
    assert len(hidden_cells(marts, catalogue.values(), 5))


@pytest.mark.parametrize("mart", MARTS)
def test_each_number_that_leaves_is_of_nobody_or_hidden_where_it_is_small(hiding, catalogue, mart):
    tables = {
        name for (name,) in hiding.execute("select table_name from duckdb_tables()").fetchall()
    }
    if mart not in tables:
        pytest.skip("the sample has nothing derived")
    kpis = list(catalogue.values())
    rows = hiding.execute(shown(hiding, mart, kpis)).df()
    assert not {*rows.columns} & {*KEPT_BACK.get(mart, ())}
    counts = {
        column
        for kpi in kpis
        if kpi.source == mart and kpi.is_personal
        for side in (kpi.numerator, kpi.denominator)
        for column in columns(side)
    } - OF_NOBODY
    numbers = set(rows.select_dtypes("number"))
    assert numbers <= counts | OF_NOBODY, numbers - counts - OF_NOBODY
    for column in counts:
        assert not ((rows[column] > 0) & (rows[column] < 5)).any(), column


def village(code, commune, reached):
    return {"village_code": code, "area_code": commune, "households_reached": reached}


def test_the_figure_of_a_commune_tells_no_village_of_few_households():
    rows = pd.DataFrame(
        [
            *(village("a", "1", 3.0), village("b", "1", 40.0), village("c", "1", 9.0)),
            *(village("d", "2", 1.0), village("e", "2", 1.0), village("f", "2", 8.0)),
            *(village("g", "3", 0.0), village("h", "3", 60.0), village("i", "3", np.nan)),
        ]
    )
    found = without_few(rows, 5)
    assert rows.loc[is_hidden(found), "village_code"].tolist() == ["a", "c", "d", "e", "f"]
    assert found["households_reached"].dropna().tolist() == [40.0, 0.0, 60.0]
    assert not is_hidden(rows).any()
