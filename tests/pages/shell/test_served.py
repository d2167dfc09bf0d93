"""What is answered for the neighbours too, or from another answer, is what the question gives."""

import duckdb
import pandas as pd
import pytest

from data.store.snapshot import current
from kpis.measure.extent import Known, extent, known, once
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.progress.momentum import with_outlook
from kpis.progress.progress import progress
from pages.shell.opened import connection
from pages.shell.served import Served, catalogue

# A month, the first and the last of the data, one of a year that is not over, a quarter, a year;
# on the units then in force and on others.
ASKED = [
    ("payment_account_share", "commune", "2024-05", None),
    ("payment_account_share", "commune", "2024-05", "2025"),
    ("online_dossier_share", "district", "2026-06", None),
    ("online_dossier_share", "commune", "2024-Q2", "2022"),
    ("vssid_share", "province", "2025", None),
]


@pytest.fixture
def served(served_demo):
    return Served(current(served_demo).name)


def alike(found: pd.DataFrame, due: pd.DataFrame, served: Served) -> None:
    """Fails unless both have the same rows, types and absences, and names are told apart."""
    if "area_name" in due:
        names = served.named(due)["area_name"].tolist()
        assert found["area_name"].tolist() == names
        found, due = found.drop(columns="area_name"), due.drop(columns="area_name")
    pd.testing.assert_frame_equal(found, due)
    for column in [name for name in due if due[name].dtype == "object"]:
        mine, theirs = ([one is None for one in rows[column]] for rows in (found, due))
        assert mine == theirs, column


@pytest.mark.parametrize(("kpi", "level", "period", "vintage"), ASKED)
def test_readings_that_come_with_their_year_are_those_of_the_month(
    served, kpi, level, period, vintage
):
    con, parsed = connection(served.name).cursor(), Period.parse(period)
    due = measure(con, catalogue()[kpi], level, [parsed], vintage)
    alike(served.measure(kpi, level, [period], vintage), due, served)


@pytest.mark.parametrize("edge", ["first_month", "last_month"])
def test_the_first_and_the_last_year_of_the_data_may_be_a_part(served, edge):
    month = served.fact(edge)[:7]
    found = served.measure("online_dossier_share", "district", [month])
    assert set(found["period"]) == {month}


def test_a_topic_is_not_the_whole(served):
    con, kpi = connection(served.name).cursor(), catalogue()["assists_per_1000"]
    due = measure(con, kpi, "commune", [Period.parse("2024-05")], "2022", "attt")
    found = served.measure("assists_per_1000", "commune", ["2024-05"], "2022", "attt")
    alike(found, due, served)
    assert (
        found["numerator"].sum()
        < served.measure("assists_per_1000", "commune", ["2024-05"])["numerator"].sum()
    )


@pytest.mark.parametrize(("kpi", "level", "period", "vintage"), ASKED)
def test_progress_and_pace_from_shared_readings_are_those_of_the_question(
    served, kpi, level, period, vintage
):
    con, parsed, asked = connection(served.name).cursor(), Period.parse(period), catalogue()[kpi]
    due = progress(con, asked, level, parsed, vintage)
    alike(served.progress(kpi, level, period, vintage), due, served)
    paces = with_outlook(con, asked, level, parsed, vintage, 2030)
    alike(served.momentum(kpi, level, period, vintage, 2030), paces, served)


def test_what_is_known_of_a_snapshot_is_asked_once_and_only_inside(served):
    con, times = duckdb.connect(), list[str]()

    def question(_con: duckdb.DuckDBPyConnection, *texts: str) -> int:
        times.append(" ".join(texts))
        return len(times)

    with known(Known(extent(connection(served.name)))):
        assert [once(con, question, "a"), once(con, question, "a")] == [1, 1]
        assert once(con, question, "b") == 2
    assert once(con, question, "a") == 3
    assert times == ["a", "b", "a"]
