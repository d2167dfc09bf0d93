"""Cells are read strictly: what is not written as agreed has no value, never a guessed one."""

import re
from datetime import date
from decimal import Decimal
from random import Random

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import sql_files

CASES = {
    "as_count": {
        "0": 0,
        "1234": 1234,
        "1.234": 1234,
        "12.345.678": 12345678,
        "007": 7,
        "1.5": None,
        "1,5": None,
        "1.23.4": None,
        "1.2345": None,
        "0.123": None,
        "1234.567": None,
        "1e3": None,
        "-1": None,
        "+1": None,
        "1_000": None,
        "1 234": None,
        "12 nguoi": None,
        "năm": None,
        "０": None,
        "9" * 16: None,
    },
    "as_amount": {
        "1,5": Decimal("1.5"),
        "1.234": Decimal(1234),
        "1.234,56": Decimal("1234.56"),
        "-2,25": Decimal("-2.25"),
        "9841,7": Decimal("9841.7"),
        "1.5": None,
        "1,234.50": None,
        "1.23.4": None,
        "1,23456": None,
        ",5": None,
        "5,": None,
        "1e3": None,
        "NaN": None,
        "inf": None,
    },
    "as_day": {
        "01/09/2024": date(2024, 9, 1),
        "29/02/2024": date(2024, 2, 29),
        "29/02/2023": None,
        "31/02/2025": None,
        "00/01/2024": None,
        "1/9/2024": None,
        "2024-09-01": None,
        "01-09-2024": None,
        "13/13/2024": None,
        "01/09/24": None,
        "01/09/1024": None,
        "01/09/2024 00:00": None,
    },
    "as_month": {
        "09/2024": date(2024, 9, 1),
        "13/2026": None,
        "00/2024": None,
        "9/2024": None,
        "2024-09": None,
        "01/09/2024": None,
    },
    "as_year": {"2024": 2024, "24": None, "2024,0": None, "1024": None},
    "as_level": {"tinh": "province", "huyen": "district", "xa": "commune", "Xã": None},
    "as_code": {
        "T-13633-01": "T-13633-01",
        "a b": None,
        "x" * 61: None,
        "0912345678": None,
        "HD0912345678": "HD0912345678",
    },
    "as_text": {
        "Tổ dân phố số 1": "Tổ dân phố số 1",
        "To\u0302\u0309 1": "Tổ 1",  # decomposed letters are composed
        "Xóm 3, ông A 0912 345 678": None,
        "Xóm 3 (0912345678)": None,
        "gọi +84912345678": None,
        "CCCD 036099001234": None,
        "to1@vidu.vn": None,
        "Quyết định 1234/QĐ-UBND ngày 01/02/2023": "Quyết định 1234/QĐ-UBND ngày 01/02/2023",
    },
}
ALPHABET = st.text("0123456789.,-+e ", max_size=14)


@pytest.fixture(scope="module")
def reader():
    with duckdb.connect() as con:
        con.execute(sql_files.macros())
        yield lambda macro, cell: con.execute(f"select {macro}(?)", [cell]).fetchall()[0][0]


@pytest.mark.parametrize(
    ("macro", "cell", "value"),
    [(macro, cell, value) for macro, cases in CASES.items() for cell, value in cases.items()],
)
def test_a_cell_has_the_value_that_is_written_or_none(reader, macro, cell, value):
    assert reader(macro, cell) == value


@pytest.mark.parametrize("macro", CASES)
def test_an_empty_cell_has_no_value(reader, macro):
    assert reader(macro, None) is None


def counted(text: str) -> int | None:
    """What a count is by the grammar, said again without SQL."""
    if text.isdigit() and len(text) <= 15:
        return int(text)
    head, *groups = text.split(".")
    three = all(len(g) == 3 and g.isdigit() for g in groups)
    if 1 <= len(groups) <= 4 and three and re.fullmatch("[1-9][0-9]{0,2}", head):
        return int(head + "".join(groups))
    return None


@given(ALPHABET)
def test_no_text_is_read_as_another_count(reader, text):
    assert reader("as_count", text) == counted(text)


@given(ALPHABET)
def test_no_text_is_read_as_another_amount(reader, text):
    whole, comma, decimals = text.removeprefix("-").partition(",")
    known = counted(whole) if len(whole.replace(".", "")) <= 13 else None
    fits = decimals.isdigit() and len(decimals) <= 4 if comma else True
    expected = None
    if known is not None and fits and whole.count(".") <= 3:
        expected = Decimal(f"{known}.{decimals or 0}") * (-1 if text.startswith("-") else 1)
    assert reader("as_amount", text) == expected


@given(st.integers(0, 10**15 - 1))
def test_a_count_survives_both_ways_of_writing_it(reader, number):
    assert reader("as_count", str(number)) == number
    assert reader("as_count", f"{number:,}".replace(",", ".")) == number


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_survives_being_written(reader, day):
    assert reader("as_day", f"{day:%d/%m/}{day.year}") == day


@given(st.text("0123456789/", max_size=10))
def test_no_text_is_read_as_another_day(reader, text):
    match = re.fullmatch(r"(\d\d)/(\d\d)/((?:19|20)\d\d)", text)
    try:
        expected = date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        expected = None
    assert reader("as_day", text) == expected


@given(st.from_regex(r"\A(xom [0-9]{1,2} )?(0[35789][0-9]{8}|0[0-9]{11}|[a-z]+@[a-z]+\.vn)\Z"))
def test_what_looks_like_a_person_is_not_read_and_shown_masked(reader, text):
    assert reader("as_text", text) is None
    assert not re.search(r"[0-9]{9}|@", reader("masked", text))


REFERENCE = {  # the language that each quick macro must accept, in one pattern
    "as_count": r"[0-9]{1,15}|[1-9][0-9]{0,2}(\.[0-9]{3}){1,4}",
    "as_day": r"[0-3][0-9]/[01][0-9]/(19|20)[0-9]{2}",
    "as_code": r"\S{1,60}",
    "is_personal_code": r"0[0-9]{11}|(\+?84|0)[35789][0-9]{8}|[^\s@]+@[^\s@]+\.[^\s@]+",
}


@pytest.mark.parametrize("macro", REFERENCE)
def test_a_quick_macro_accepts_no_more_and_no_less_than_its_pattern(con, macro):
    """On many short texts of the letters that matter; a day may still be none, as 31/02."""
    random = Random(1)
    texts = ["".join(random.choices("0123456789.,/+-@ \tabĐ84", k=n % 17)) for n in range(40_000)]
    texts += ["".join(random.choices("0123456789", k=n % 16)) for n in range(4_000)]
    texts += [
        f"{d:02}/{m:02}/{y}" for d in range(34) for m in range(14) for y in (1899, 2024, 2100)
    ]
    texts += ["0" + "9" * 9, "+84" + "9" * 9, "a@b.c", "a b@c.d", "x" * 60, "x" * 61]
    con.execute(sql_files.macros())
    con.execute("create table texts as select unnest(?) as text", [texts])
    is_true = f"{macro}(text)" if macro.startswith("is_") else f"{macro}(text) is not null"
    pattern = f"regexp_full_match(text, '{REFERENCE[macro]}')"
    if macro == "as_day":
        pattern += " and try_strptime(text, '%d/%m/%Y') is not null"
    if macro == "as_code":
        pattern += f" and not regexp_full_match(text, '{REFERENCE['is_personal_code']}')"
    query = f"select text from texts where ({is_true}) <> ({pattern})"
    assert con.execute(query).fetchall() == []
    assert con.execute(f"select count(*) from texts where {is_true}").fetchall()[0][0] > 0
