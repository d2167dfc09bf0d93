"""Periods as people type them, with the data reaching to October 2026."""

from datetime import date

import pytest

from pages.finder.periods import periods_at
from pages.finder.typed import bare

LAST = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2025", "2025"),
        ("năm 2025", "2025"),
        ("tháng 10/2026", "2026-10"),
        ("tháng 9 năm 2026", "2026-09"),
        ("10/2026", "2026-10"),
        ("2026-10", "2026-10"),
        ("t3/2025", "2025-03"),
        ("tháng 11", "2025-11"),  # November 2026 has not begun
        ("tháng 2", "2026-02"),
        ("quý 3 2026", "2026-Q3"),
        ("quý III/2026", "2026-Q3"),
        ("q1 năm 2024", "2024-Q1"),
        ("quý 4", "2026-Q4"),  # begun in October
        ("nửa đầu năm 2025", "2025-H1"),
        ("nửa đầu năm", "2026-H1"),
        ("6 tháng đầu năm 2026", "2026-H1"),
        ("6 tháng cuối năm 2025", "2025-H2"),
        ("h2 2025", "2025-H2"),
        ("năm nay", "2026"),
        ("năm ngoái", "2025"),
        ("tháng này", "2026-10"),
        ("tháng trước", "2026-09"),
        ("oct 2026", "2026-10"),
        ("october 2026", "2026-10"),
        ("first half of 2025", "2025-H1"),
        ("last year", "2025"),
        ("2030", "2030"),
    ],
)
def test_a_period_is_read_whole(text: str, code: str) -> None:
    words = bare(text)
    assert dict(periods_at(words, 0, LAST))[len(words)] == code


@pytest.mark.parametrize(
    "text", ["", "quý 5 2026", "tháng 13 2026", "12", "năm", "quý", "13/2026", "1999", "tháng 0"]
)
def test_what_is_no_period(text: str) -> None:
    words = bare(text)
    assert len(words) not in dict(periods_at(words, 0, LAST))
