"""How values are written, in both languages, by hand."""

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from babel.numbers import format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from geo.map.edges import written
from kpis.catalogue.catalogue import load
from pages.text import formats
from pages.text.language import Language
from pages.widgets.files.contents import as_written

NAN = float("nan")
PAGES = Path(formats.__file__).parents[1]
POWERS = st.integers(1, 5)
HALVES = st.builds(lambda n, power: (10 * n + 5) / 10**power, st.integers(-99_999, 99_999), POWERS)
NUMBERS = [  # value, decimals, Vietnamese, English
    (0, 0, "0", "0"),
    (1234.5, 0, "1.234", "1,234"),
    (1234.5, 1, "1.234,5", "1,234.5"),
    (1234567, 0, "1.234.567", "1,234,567"),
    (72, 1, "72,0", "72.0"),
    (0.04, 1, "0,0", "0.0"),
    (-0.0, 1, "0,0", "0.0"),
    (-3.26, 1, "-3,3", "-3.3"),
    (None, 1, "–", "–"),
    (NAN, 0, "–", "–"),
    (pd.NA, 0, "–", "–"),
]


@given(
    st.one_of(HALVES, st.floats(-1e15, 1e15), st.integers(-(10**12), 10**12)),
    st.integers(0, 4),
    st.sampled_from(["vi", "en"]),
)
@example(-0.04, 1, "vi")
@example(1e-300, 2, "en")
@example(9.999e14, 3, "vi")
@example(float("inf"), 1, "vi")
@example(float("-inf"), 0, "en")
def test_a_number_is_written_as_babel_writes_it(amount, decimals, code):
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    expected = format_decimal(amount + 0.0, pattern, locale=code)
    assert formats.number(amount, Language(code), decimals) == expected


@pytest.mark.parametrize(("amount", "decimals", "in_vi", "in_en"), NUMBERS)
def test_a_number(amount, decimals, in_vi, in_en, vi, en):
    assert formats.number(amount, vi, decimals) == in_vi
    assert formats.number(amount, en, decimals) == in_en


@pytest.mark.parametrize(
    ("amount", "unit", "in_vi", "in_en"),
    [
        (72.36, "percent", "72,4%", "72.4%"),
        (100.0, "percent", "100,0%", "100.0%"),
        (0.0, "percent", "0,0%", "0.0%"),
        (1234.56, "per_1000", "1.234,6", "1,234.6"),
        (4.89, "ratio", "4,9", "4.9"),
        (2160.0, "count", "2.160", "2,160"),
        (NAN, "percent", "–", "–"),
        (None, "ratio", "–", "–"),
    ],
)
def test_a_value_with_its_unit(amount, unit, in_vi, in_en, vi, en):
    assert formats.value(amount, unit, vi) == in_vi
    assert formats.value(amount, unit, en) == in_en


@pytest.mark.parametrize(
    ("amount", "unit", "in_vi", "in_en"),
    [
        (1.34, "percent", "+1,3 điểm %", "+1.3 pts"),
        (-1.34, "percent", "−1,3 điểm %", "−1.3 pts"),
        (0.04, "percent", "±0,0 điểm %", "±0.0 pts"),
        (-0.04, "percent", "±0,0 điểm %", "±0.0 pts"),
        (1234.0, "per_1000", "+1.234,0", "+1,234.0"),
        (-0.0, "ratio", "±0,0", "±0.0"),
        (0.35, "percent", "+0,4 điểm %", "+0.4 pts"),  # as 0.35 is written without a sign
        (-0.05, "ratio", "±0,0", "±0.0"),
        (NAN, "percent", "–", "–"),
        (None, "count", "–", "–"),
    ],
)
def test_a_difference_with_its_sign(amount, unit, in_vi, in_en, vi, en):
    assert formats.difference(amount, unit, vi) == in_vi
    assert formats.difference(amount, unit, en) == in_en


@given(st.floats(-1e7, 1e7) | HALVES, st.integers(0, 4))
@example(0.35, 1)
@example(2.675, 2)
def test_one_rounding_serves_edges_texts_signs_and_files(amount, decimals):
    english = Language("en")
    read = float(formats.number(amount, english, decimals).replace(",", ""))
    assert written(amount, decimals) == read
    assert as_written(pd.Series([amount]), decimals).tolist() == [read]
    text = formats.signed(amount, english, decimals).replace(",", "")
    assert text[0] == ("+" if read > 0 else "−" if read < 0 else "±")
    assert float(text[1:]) == abs(read)


def test_a_column_of_a_file_keeps_whole_numbers_and_gaps():
    assert as_written(pd.Series([3, 4]), 2).tolist() == [3, 4]
    gaps = as_written(pd.Series([0.125, None, NAN], dtype="Float64"), 2)
    assert gaps[0] == 0.12
    assert gaps[1:].isna().all()


def test_nothing_that_is_shown_is_rounded_in_another_way():
    """`round` and NumPy round the binary number, the screen the digits that stand for it."""
    for_other_ends = {
        "views/assign/maps.py",  # takes the tail off a difference
        "figures/fair/funnel.py",  # the sizes at which limits are drawn
        "figures/marks/circles.py",  # their pixels
        "figures/patterns.py",  # the tile of a pattern in pixels
        "figures/reliability.py",  # the height of a figure
        "widgets/units_shown.py",  # takes the tail off a sum
    }
    others = {
        path.relative_to(PAGES).as_posix()
        for path in PAGES.rglob("*.py")
        if re.search(r"(?<![A-Za-z_])round\(", path.read_text("utf-8"))
    }
    assert others == for_other_ends


PERIODS = [
    ("2026-10", "Tháng 10/2026"),
    ("2026-01", "Tháng 01/2026"),
    ("2026-Q4", "Quý 4/2026"),
    ("2026-Q1", "Quý 1/2026"),
    ("2026-H1", "6 tháng đầu năm 2026"),
    ("2026-H2", "6 tháng cuối năm 2026"),
    ("2026", "Năm 2026"),
]


@pytest.mark.parametrize(("code", "in_vi"), PERIODS)
def test_a_period_in_words(code, in_vi, vi, en):
    assert formats.period(code, vi) == in_vi
    assert "2026" in formats.period(code, en)


def test_no_two_periods_read_alike(vi, en):
    codes = [code for code, _ in PERIODS] + ["2026-12", "2026-Q3", "2025"]
    for language in (vi, en):
        assert len({formats.period(code, language) for code in codes}) == len(codes)


def test_days_and_months(vi, en):
    assert formats.day(date(2026, 11, 2), vi) == "02/11/2026"
    assert formats.day(date(2026, 11, 2), en) == "2 Nov 2026"
    assert formats.iso_day("2026-11-12 00:00:00", vi) == "12/11/2026"
    assert formats.month(date(2026, 1, 1), vi) == "01/2026"
    assert formats.month(None, vi) == formats.month(pd.NaT, en) == "–"


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        (80.0, NAN, "percent", "80%"),
        (59.5, None, "percent", "59,5%"),
        (4.0, 6.0, "ratio", "4–6"),
        (1250.0, None, "per_1000", "1.250"),
        (NAN, NAN, "percent", "–"),
    ],
)
def test_a_target_has_no_decimal_where_it_needs_none(low, high, unit, text, vi):
    assert formats.target_range(low, high, unit, vi) == text


def test_a_target_says_how_far_it_is_confirmed(vi, en):
    kpis = load()
    dossiers, members = kpis["online_dossier_share"], kpis["members_per_group"]
    assert formats.target(dossiers, 2025, en) == "80% · confirmed"
    assert formats.target(members, 2025, en) == "4–6 · confirmed"
    assert formats.target(dossiers, 2030, en) == "No target"
    assert formats.target(kpis["satisfaction_share"], 2025, en) == "90% · unconfirmed"
    assert "Quyết định 942" in formats.target_sentence(dossiers.targets[0], dossiers, vi)


def test_tables_are_as_high_as_their_rows():
    few, many = (formats.table_height(pd.DataFrame({"a": range(n)})) for n in (2, 500))
    assert few < many == formats.table_height(pd.DataFrame({"a": range(12)}))


def test_a_title_keeps_the_rest_as_it_is():
    assert formats.title("người từ 15 tuổi, VssID") == "Người từ 15 tuổi, VssID"
    assert formats.title("") == ""
