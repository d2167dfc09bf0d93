"""What a link asks for and the data cannot show: a message and the nearest that can be shown."""

import pytest

from data.access.person import READER, at_work
from kpis.periods import Period
from pages.shell import link_check
from pages.shell.periods import changes, counted_on, in_force, offered, vintages_for


@pytest.fixture
def problems():
    return []


def test_a_known_indicator_is_taken(en, problems):
    assert link_check.known_kpi("vssid_share", en.t, problems) == "vssid_share"
    assert problems == []


def test_a_misspelt_indicator_is_answered_with_the_nearest(en, problems):
    assert link_check.known_kpi("vsid_share", en.t, problems) == link_check.default_kpi()
    assert problems == ["There is no indicator “vsid_share”. Did you mean “vssid_share”?"]


def test_no_wish_is_no_problem(en, served, problems):
    assert link_check.known_kpi("", en.t, problems) == link_check.default_kpi()
    assert link_check.known_period("", served, en.t, problems) == "2025-08"
    assert link_check.known_topic("", "assists_per_1000", served, en.t, problems) == ""
    assert link_check.known_unit("", "commune", "2022", served, en.t, problems) == ""
    assert problems == []


@pytest.mark.parametrize("code", ["2024-08", "2022-Q4", "2025-Q3", "2025-H2", "2025", "2022-12"])
def test_a_period_that_the_data_touch_is_taken(code, served, en, problems):
    assert link_check.known_period(code, served, en.t, problems) == code
    assert problems == []


@pytest.mark.parametrize("code", ["2022-11", "2025-09", "2025-Q4", "2026", "2024-13", "<b>", "😀"])
def test_another_period_is_replaced_by_the_last_month(code, served, en, problems):
    assert link_check.known_period(code, served, en.t, problems) == "2025-08"
    assert len(problems) == 1
    assert code in problems[0]


def test_a_topic_counts_only_for_an_indicator_that_has_topics(served, en, problems):
    ask = ("assists_per_1000", served, en.t, problems)
    assert link_check.known_topic("dvctt", *ask) == "dvctt"
    assert link_check.known_topic("form:den_nha", *ask) == "form:den_nha"
    assert link_check.known_topic("dvctt", "vssid_share", served, en.t, problems) == ""
    assert problems == []
    assert link_check.known_topic("dvct", *ask) == ""
    assert problems == ["There is no topic “dvct”."]


def test_a_count_of_people_is_split_by_forms_only_for_who_sees_small_ones(served, en, problems):
    ask = ("assists_per_1000", served, en.t, problems)
    with at_work(READER):
        assert link_check.known_topic("dvctt", *ask) == "dvctt"
        assert link_check.known_topic("form:den_nha", *ask) == ""
    assert link_check.known_topic("form:den_nha", *ask) == "form:den_nha"


def test_a_unit_of_another_vintage_is_let_go_in_silence_and_an_unknown_one_named(
    served, en, problems
):
    assert link_check.known_unit("13969", "commune", "2022", served, en.t, problems) == "13969"
    assert link_check.known_unit("13969", "commune", "2025", served, en.t, problems) == ""
    assert problems == []
    assert link_check.known_unit("99999", "commune", "2025", served, en.t, problems) == ""
    assert "“99999”" in problems[0]


def test_the_default_indicator_can_be_drawn_by_commune_and_is_law():
    kpi = link_check.catalogue()[link_check.default_kpi()]
    assert kpi.unit == "percent"
    assert "commune" in kpi.levels
    assert {target.status for target in kpi.targets} == {"confirmed"}


def test_periods_are_offered_newest_first(served):
    assert offered("quarter", served)[:2] == ("2025-Q3", "2025-Q2")
    assert offered("year", served) == ("2025", "2024", "2023", "2022")
    assert len(offered("month", served)) == 33


@pytest.mark.parametrize(
    ("code", "vintages"),
    [
        ("2024-08", ["2022", "2024", "2025"]),
        ("2024-09", ["2024", "2025"]),
        ("2024-Q3", ["2024", "2025"]),
        ("2025-H1", ["2024", "2025"]),
        ("2025-07", ["2025"]),
        ("2025", ["2025"]),
    ],
)
def test_lines_are_counted_on_the_units_of_their_time_or_newer_ones(code, vintages, served):
    period = Period.parse(code)
    assert counted_on(period, served) == vintages
    assert in_force(period, served) == vintages[0]


@pytest.mark.parametrize(
    ("code", "vintages"),
    [
        ("2024-08", ["2022", "2024", "2025"]),
        ("2024-Q3", ["2024", "2022", "2025"]),
        ("2025-07", ["2025", "2022", "2024"]),
    ],
)
def test_a_period_is_shown_on_any_units_those_of_the_reports_first(code, vintages, served):
    assert vintages_for(Period.parse(code), served) == vintages


def test_the_changes_of_the_units(served):
    assert [(f"{day:%Y-%m-%d}", count) for day, count in changes(served)] == [
        ("2024-09-01", 175),
        ("2025-07-01", 57),
    ]
