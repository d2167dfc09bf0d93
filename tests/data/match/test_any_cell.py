"""Whatever is written: the same number, the same day, or the cell as it was."""

import re
from calendar import monthrange
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from data.refusal import AskedError
from tests.sweep import examples

KINDS = ["count", "amount", "day", "month", "year", "level", "code", "text"]


@settings(max_examples=examples(25))
@given(st.lists(st.decimals(-(10**10), 10**10, places=4), min_size=1, max_size=8))
def test_an_amount_in_either_style_is_the_same_number(read, numbers):
    plain = [f"{number:,.4f}" for number in numbers]
    vi = [text.translate(str.maketrans(",.", ".,")) for text in plain]
    native = [f"\x1e{number:.4f}" for number in numbers]
    for cells in (plain, vi, native):
        assert read("amount", cells) == numbers


@settings(max_examples=examples(25))
@given(st.lists(st.integers(0, 10**15 - 1), min_size=1, max_size=8))
def test_a_count_in_either_style_is_the_same_number(read, numbers):
    plain = [f"{number:,}" for number in numbers]
    for cells in (plain, [text.replace(",", ".") for text in plain], map(str, numbers)):
        assert read("count", list(cells)) == numbers


@settings(max_examples=examples(25))
@given(st.lists(st.dates(date(1990, 1, 1), date(2099, 12, 31)), min_size=1, max_size=8))
def test_a_day_in_any_form_is_the_same_day(read, days):
    serial = [f"\x1e{(day - date(1899, 12, 30)) // timedelta(1)}" for day in days]
    typed = [f"{day.day}/{day.month}/{day.year}" for day in days]
    for cells in (typed, [day.isoformat() for day in days], serial):
        assert read("day", cells) == days


@given(st.text("0123456789.,-/ \x1eTNthangm", max_size=12), st.sampled_from(KINDS))
@settings(max_examples=examples(50))
def test_a_cell_is_never_lost(db, rewritten, cell, kind):
    text = rewritten(kind, [cell or None])[1][0]
    value = db.execute(f"select as_{kind}(?)", [text]).fetchall()[0][0]
    bare = cell.removeprefix("\x1e")  # the mark, of a number that a workbook holds as a number
    unchanged = bare, bare.replace(".", ","), cell
    assert text in (unchanged if cell else (None,)) or (value is not None and kind != "text")


DAY_FORMS = (
    r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})",
    r"(?P<d>\d{1,2})-(?P<m>\d{1,2})-(?P<y>\d{4})",
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
)
MONTH_FORMS = (r"(?:T|Tháng )?(?P<m>\d{1,2})[/-](?P<y>\d{4})", r"(?P<y>\d{4})-(?P<m>\d{1,2})")


def said(text, forms):
    """The day that a text says by one of the forms, the first of its month if it says no day."""
    for match in filter(None, (re.fullmatch(form, text) for form in forms)):
        year, month, day = (int(match.groupdict().get(part, 1)) for part in "ymd")
        if 1 <= month <= 12 and 1900 <= year <= 2099:
            return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None
    return None


NUMERALS = st.sampled_from(
    "0,1,2,7,07,12,13,00,29,30,31,32,99,1899,1990,2024,2023,2100,20245".split(",")  # noqa: SIM905
)
PIECES = st.lists(st.one_of(NUMERALS, st.sampled_from(["/", "-", "T", "Tháng ", " "])), max_size=6)
DATES = st.one_of(
    PIECES.map("".join),
    st.tuples(NUMERALS, NUMERALS, NUMERALS, st.sampled_from("/-")).map(
        lambda parts: parts[3].join(parts[:3])
    ),
    st.tuples(NUMERALS, NUMERALS, st.sampled_from("/-")).map(lambda p: p[2].join(p[:2])),
)


@given(st.lists(DATES, min_size=1, max_size=40))
@settings(max_examples=examples(25))
def test_no_text_is_read_as_another_day_or_month(read, texts):
    cells = [text or None for text in texts]
    try:
        days, months = read("day", cells), read("month", cells)
    except AskedError:  # where the month stands in front only a person knows what was meant
        return
    assert days == [said(text, DAY_FORMS) for text in texts]
    for text, month in zip(texts, months, strict=True):
        expected = said(text, MONTH_FORMS)
        day = said(text, DAY_FORMS)
        if day and day.day in (1, monthrange(day.year, day.month)[1]):
            expected = day.replace(day=1)
        assert month == expected, text
