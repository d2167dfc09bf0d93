"""Periods: the four kinds, their neighbours, and texts that name none."""

from datetime import date

import pytest

from kpis.periods import Period, PeriodError, months_later

PARSED = [  # text, kind, first month, last month, last day, previous, same last year
    ("2023-12", "month", (2023, 12), (2023, 12), 31, "2023-11", "2022-12"),
    ("2023-01", "month", (2023, 1), (2023, 1), 31, "2022-12", "2022-01"),
    ("2024-02", "month", (2024, 2), (2024, 2), 29, "2024-01", "2023-02"),
    ("2023-Q1", "quarter", (2023, 1), (2023, 3), 31, "2022-Q4", "2022-Q1"),
    ("2023-Q4", "quarter", (2023, 10), (2023, 12), 31, "2023-Q3", "2022-Q4"),
    ("2023-H1", "half", (2023, 1), (2023, 6), 30, "2022-H2", "2022-H1"),
    ("2023-H2", "half", (2023, 7), (2023, 12), 31, "2023-H1", "2022-H2"),
    ("2023", "year", (2023, 1), (2023, 12), 31, "2022", "2022"),
]


@pytest.mark.parametrize(("text", "kind", "first", "last", "day", "previous", "year_ago"), PARSED)
def test_a_period_knows_its_months_and_neighbours(text, kind, first, last, day, previous, year_ago):
    period = Period.parse(text)
    assert period.code == text == str(period)
    assert period.kind == kind
    assert (period.start, period.first_month) == (date(*first, 1), date(*first, 1))
    assert period.last_month == date(*last, 1)
    assert period.end == date(*last, day)
    assert period.previous().code == previous
    assert period.same_last_year().code == year_ago
    assert period.months[0] == period.first_month
    assert period.months[-1] == period.last_month


WRONG = [
    *("", "23-12", "2023-13", "2023-00", "2023-1", "2023-Q5", "2023-Q0", "2023-H3", "2023-q1"),
    *("2023-12-01", "12/2023", " 2023", "2023\n", "２０２３", "2023-Q1-2", "0999", "9999"),
]


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_text_is_answered_with_examples(text):
    with pytest.raises(PeriodError) as refused:
        Period.parse(text)
    message = str(refused.value)
    assert f"“{text}”" in message
    for example in ("2023-12", "2023-Q4", "2023-H2", "2023."):
        assert example in message


def test_all_periods_of_a_kind_that_touch_the_data():
    first, last = date(2022, 9, 1), date(2023, 4, 1)
    codes = {
        kind: [period.code for period in Period.between(kind, first, last)]
        for kind in ("month", "quarter", "half", "year")
    }
    assert codes["month"][0] == "2022-09"
    assert codes["month"][-1] == "2023-04"
    assert len(codes["month"]) == 8
    assert codes["quarter"] == ["2022-Q3", "2022-Q4", "2023-Q1", "2023-Q2"]
    assert codes["half"] == ["2022-H2", "2023-H1"]
    assert codes["year"] == ["2022", "2023"]


def test_an_unknown_kind_is_answered_with_the_nearest():
    with pytest.raises(PeriodError, match="Did you mean “quarter”"):
        Period.between("quarters", date(2023, 1, 1), date(2023, 2, 1))


def test_periods_sort_by_time():
    codes = ["2023-Q2", "2022-12", "2023"]
    assert [str(p) for p in sorted(map(Period.parse, codes))] == ["2022-12", "2023", "2023-Q2"]


@pytest.mark.parametrize(
    ("count", "then"), [(0, (2023, 11)), (1, (2023, 12)), (2, (2024, 1)), (-11, (2022, 12))]
)
def test_months_are_counted_across_years(count, then):
    assert months_later(date(2023, 11, 1), count) == date(*then, 1)
