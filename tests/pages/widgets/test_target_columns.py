"""What stands beside a status on the page of targets and in its file."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from kpis.catalogue.catalogue import load
from kpis.catalogue.path_shape import Course, Point
from kpis.catalogue.vocabulary import Shape
from pages.text.language import Language
from pages.text.path import course
from pages.widgets import target_columns

VI, EN = Language("vi"), Language("en")
ROWS = pd.DataFrame(
    {
        "kpi": "online_service_users",
        "caveat": [None, "units_changed"],
        "forecast": [86.0, float("nan")],
        "probability": [0.2, float("nan")],
        "reason": ["slows_at_end", None],
        "no_outlook": [None, "too_few_values"],
        "needed": [0.9, 0.4],
        "observed": [0.6, -0.1],
        "people_needed": [12.0, 5.0],
        "people_observed": [8.0, -1.0],
    }
)


def test_a_caveat_has_a_column_only_where_there_is_one():
    header = "Lưu ý khi đọc"
    assert target_columns.beside(ROWS, VI)[header][1].startswith("đơn vị bị chia tách")
    assert header not in target_columns.beside(ROWS.assign(caveat=None), VI)


def test_the_outlook_stands_next_to_the_status_then_the_caveat_and_the_pace():
    found = target_columns.beside(ROWS, EN)
    assert list(found) == [
        *("Outlook", "To be read with care"),
        *target_columns.columns(EN).values(),
    ]
    assert found["Outlook"] == [
        "unlikely, 86.0%, growth slows near the ceiling",
        "too few values",
    ]


def test_a_verdict_has_its_columns_only_where_its_year_is_over():
    due = ROWS.assign(verdict=["missed", None], since=["late", None])
    assert target_columns.verdicts(due, EN) == {
        "Verdict 12/2025": ["Missed", ""],
        "What became of it": ["met late", ""],
    }
    assert target_columns.verdicts(ROWS.assign(verdict=None, since=None), EN) == {}


def test_what_a_year_that_is_over_cannot_ask_has_no_column():
    over = ROWS.assign(needed=float("nan"), people_needed=float("nan"))
    headers = target_columns.beside(over, EN)
    assert "Needed a month" not in headers and "Needed a month, count" not in headers
    assert headers["Seen a month"] == [0.6, -0.1] and "Outlook" not in headers


def test_the_pace_is_written_with_its_sign():
    write = target_columns.writers(VI)
    names = target_columns.columns(VI)
    assert write[names["needed"]](0.567, "percent") == "+0,57 điểm %"
    assert write[names["people_observed"]](-1240.0, "percent") == "−1.240"
    assert write[names["observed"]](float("nan"), "percent") == ""


@pytest.mark.parametrize(
    ("way", "told"),
    [
        (Course(), "straight"),
        (Course(Shape.S_CURVE), "S-curve"),
        (
            Course(points=(Point(date(2024, 12, 1), 55.0, "Act 1"),)),
            "12/2024: 55.0% (Act 1)",
        ),
    ],
)
def test_the_course_of_a_path_in_words(way, told):
    kpi = replace(load()["online_service_users"], course=way)
    assert told in course(kpi, EN)


def test_a_unit_with_targets_of_its_own_goes_straight_to_them():
    targets = {2025: 40.0, 2030: 80.0}
    agreed = Course(points=(Point(date(2024, 12, 1), 15.0, "Act 1"),))
    kpi = replace(load()["online_service_users"], course=agreed)
    assert course(kpi, EN).endswith("A unit with targets of its own goes straight to them.")
    assert course(kpi, EN, targets).endswith("(Act 1).")
    own = course(kpi, EN, {**targets, 2026: 50.0, 2030: 80.0})
    assert "straight from the first reading" in own and "2026" in own


def test_the_course_names_the_years_of_its_targets_and_none_where_there_is_no_path():
    kpis = load()
    assert "(2025, 2030)" in course(kpis["online_service_users"], EN)
    assert "(2025)" in course(kpis["active_group_share"], EN)
    assert "no path into a range" in course(kpis["members_per_group"], EN)
    assert course(kpis["vssid_share"], EN) == ""
