"""Periods as people type them: tháng 10/2026, quý 3 2026, 6 tháng đầu năm 2025, năm ngoái, 2024."""

import calendar
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from kpis.periods import Period, months_later
from pages.finder.grammar import grammar
from pages.finder.typed import Bare, bare

LONGEST = 7  # words
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
MONTHS = [name.casefold() for name in calendar.month_name[1:]]
ABBREVIATED = [name[:3] for name in MONTHS]


def periods_at(words: Sequence[str], start: int, last: date) -> Iterator[tuple[int, str]]:
    """Where each period that begins at a word ends, and its code; `last`: the last month of data.

    What is said without a year is of the year of that month.
    """
    for size in range(1, min(LONGEST, len(words) - start) + 1):
        code = _code(tuple(words[start : start + size]), last)
        if code:
            yield start + size, code


@cache
def _code(words: Bare, last: date) -> str:
    """The period that words mean as a whole; "" where they mean none.

    Without a year it is the last one that has begun.
    """
    parts = _parts()
    if words in parts["this_year"] or words in parts["last_year"]:
        return str(last.year - (words in parts["last_year"]))
    if words in parts["this_month"] or words in parts["last_month"]:
        return f"{months_later(last, -1 if words in parts['last_month'] else 0):%Y-%m}"
    years = [word for word in words if _is_year(word)]
    if len(years) > 1:
        return ""
    if not years:
        code = _of_year(words, str(last.year), False)
        is_ahead = bool(code) and Period.parse(code).first_month > last
        return _of_year(words, str(last.year - 1), False) if is_ahead else code
    return _of_year(words, years[0], True)


def _of_year(words: Bare, year: str, is_said: bool) -> str:
    """The year, or the part of it that the words beside it mean."""
    parts = _parts()
    rest = tuple(word for word in words if not is_said or word != year)
    if len(rest) > 1 and rest[-1] in {"nam", "year"} and not _half(rest):
        rest = rest[:-1]
    if half := _half(rest):
        return f"{year}-H{half}"
    if is_said and (not rest or rest in parts["year"]):
        return year if not rest or words[0] == rest[0] else ""
    return _part_of(rest, year, is_said)


def _part_of(rest: Bare, year: str, has_year: bool) -> str:
    """A month or a quarter of a year."""
    *head, number = rest or ("",)
    kind = tuple(head)
    if kind in _parts()["quarter"] or (not kind and number[:1] == "q"):
        quarter = ROMAN.get(number) or _number(number.removeprefix("q"))
        return f"{year}-Q{quarter}" if 1 <= quarter <= 4 else ""
    if not kind and number in (*ABBREVIATED, *MONTHS) and has_year:
        return f"{year}-{ABBREVIATED.index(number[:3]) + 1:02d}"
    is_month = kind in _parts()["month"] or (
        not kind and (number[:1] == "t" or (has_year and number.isdigit()))
    )
    month = _number(number.removeprefix("t")) if is_month else 0
    return f"{year}-{month:02d}" if 1 <= month <= 12 else ""


def _half(rest: Bare) -> int:
    parts = _parts()
    if rest in parts["first_half"] or rest == ("h1",):
        return 1
    return 2 if rest in parts["second_half"] or rest == ("h2",) else 0


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.startswith("20") and word.isdigit()


def _number(word: str) -> int:
    return int(word) if word.isdigit() and len(word) <= 2 else 0


@cache
def _parts() -> Mapping[str, frozenset[Bare]]:
    return {name: frozenset(map(bare, texts)) for name, texts in grammar()["parts"].items()}


def is_offered(code: str, first: date, last: date) -> bool:
    """Whether the data touch a period."""
    period = Period.parse(code)
    return period.last_month >= first and period.first_month <= last
