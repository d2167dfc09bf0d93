"""How values are written: the one place that knows units, rounding and the words of a state."""

from datetime import date, datetime, timedelta, timezone
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from math import isfinite

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_decimal

from geo.map.edges import written
from kpis.catalogue.catalogue import Kpi, Target
from kpis.periods import Period
from pages.text import words as words_of
from pages.text.language import Language

MISSING = "–"
VIETNAM = timezone(timedelta(hours=7))  # the same all year; the store keeps UTC
SIGNS_OF_VI = str.maketrans(",.", ".,")  # of thousands and of decimals
DECIMALS = {"percent": 1, "per_1000": 1, "ratio": 1, "count": 0}


def number(value: float | None, language: Language, decimals: int = 0) -> str:
    """A number as the language writes it ("1.234,5"), or a dash where there is none."""
    if value is None or value is pd.NA or value != value:
        return MISSING
    return _number(value + 0.0, language.code, decimals)


@lru_cache(maxsize=65536)  # the same figures are written at every run
def _number(value: float, code: str, decimals: int) -> str:
    """As babel writes it by the pattern "#,##0.0", only faster."""
    if not isfinite(value):
        return str(format_decimal(value, locale=code))
    exact = Decimal(str(value))
    text = f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN):,f}"
    return text.translate(SIGNS_OF_VI) if code == "vi" else text


def separators(language: Language) -> str:
    """The signs of decimals and of thousands, for the numbers that a figure writes by itself."""
    return ",." if language.code == "vi" else ".,"


def value(amount: float | None, unit: str, language: Language) -> str:
    """A KPI's value with its unit: "72,4%"; other units are named by the column or the axis."""
    text = number(amount, language, DECIMALS[unit])
    return text + "%" if unit == "percent" and text != MISSING else text


def difference(amount: float | None, unit: str, language: Language) -> str:
    """A change or a gap with its sign: "+1,3 điểm %" for shares, "+4,0" for the rest."""
    if amount is None or pd.isna(amount):
        return MISSING
    text = signed(amount, language, DECIMALS[unit])
    return text + " " + language.t("pts") if unit == "percent" else text


def signed(amount: float, language: Language, decimals: int) -> str:
    """A number with the sign of what is written: "+1,3", "−4,0", "±0,0"."""
    rounded = written(amount, decimals)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else "±"
    return sign + number(abs(rounded), language, decimals)


@lru_cache(maxsize=4096)
def period(code: str, language: Language) -> str:
    """A period in words: "Tháng 10/2026", "Quý 4/2026", "6 tháng cuối năm 2026", "Năm 2026";
    in English "Oct 2026", "Q4 2026", "Second half of 2026", "2026"."""
    t, parsed = language.t, Period.parse(code)
    year, month = parsed.start.year, parsed.start.month
    if parsed.kind == "month":
        if language.code == "en":
            return format_date(parsed.start, "MMM y", "en")
        return t("Month {month}/{year}", month=f"{month:02d}", year=year)
    if parsed.kind == "quarter":
        return t("Q{quarter} {year}", quarter=(month + 2) // 3, year=year)
    if parsed.kind == "half":
        if month == 1:
            return t("First half of {year}", year=year)
        return t("Second half of {year}", year=year)
    return t("{year}", year=year)


def day(moment: date, language: Language) -> str:
    """A date as the language writes it: 12/11/2026 in Vietnamese, 12 Nov 2026 in English."""
    return format_date(moment, "dd/MM/yyyy" if language.code == "vi" else "d MMM y", language.code)


def iso_day(text: str, language: Language) -> str:
    """A date given as 2026-11-12, written as `day` writes it."""
    return day(date.fromisoformat(text[:10]), language)


def moment(text: str, language: Language) -> str:
    """A moment of the store: "19:47 ngày 29/11/2026"; "" where none is known."""
    if not text:
        return ""
    when = in_vietnam(text)
    return language.t("{time} on {day}", time=f"{when:%H:%M}", day=day(when.date(), language))


def in_vietnam(text: str) -> datetime:
    """The moment of an event in the store as a clock in Vietnam shows it."""
    return datetime.fromisoformat(text).astimezone(VIETNAM).replace(tzinfo=None)


def target(kpi: Kpi, year: int, language: Language) -> str:
    """The catalogue's target of a year with its confirmation mark: "80% · xác nhận"."""
    goal = next((goal for goal in kpi.targets if goal.year == year), None)
    if goal is None:
        return language.t("No target")
    if goal.value is None:
        amount = f"{number(goal.min, language)}–{number(goal.max, language)}"
    else:
        amount = number(goal.value, language, 0 if goal.value == int(goal.value) else 1)
    amount += "%" if kpi.unit == "percent" else ""
    return f"{amount} · {words_of.confirmation(goal.status, language)}"


def target_amount(amount: float | None, unit: str, language: Language) -> str:
    """A target's value, without a decimal where it has none: "80%"."""
    if amount is None or pd.isna(amount):
        return MISSING
    text = number(amount, language, 0 if amount == int(amount) else 1)
    return text + "%" if unit == "percent" else text


def target_range(low: float | None, high: float | None, unit: str, language: Language) -> str:
    """A target that may be a range: "80%", or "4–6"."""
    text = target_amount(low, unit, language)
    if high is None or pd.isna(high):
        return text
    return f"{text}–{target_amount(high, unit, language)}"


def target_sentence(goal: Target, kpi: Kpi, language: Language) -> str:
    """One target in a sentence: year, value, source, how far it is confirmed."""
    return language.t(
        "Target for {year}: {goal} ({source})",
        year=goal.year,
        goal=target(kpi, goal.year, language),
        source=goal.source,
    )


@lru_cache(maxsize=4096)
def month(first_day: object, language: Language) -> str:
    """A month given by its first day: "10/2026"; a dash where there is none."""
    moment = pd.to_datetime(first_day)  # type: ignore[call-overload]
    return MISSING if pd.isna(moment) else f"{moment:%m/%Y}"


def title(text: str) -> str:
    """A text with a capital first letter, as a column or a label begins."""
    return text[:1].upper() + text[1:]


def inside(text: str, language: Language) -> str:
    """A period as it stands inside a sentence: "Tháng 10/2026" → "tháng 10/2026"; "Oct 2026"."""
    return text[:1].lower() + text[1:] if language.code == "vi" else text


def without_blanks(rows: pd.DataFrame) -> pd.DataFrame:
    """A table without the columns in which nothing stands."""
    return rows.loc[:, ~rows.isin(["", MISSING]).all()]


def table_height(rows: pd.DataFrame, most: int = 12) -> int:
    """The height in pixels of a table that shows its rows, or the first of many, and no blank."""
    return 35 * (min(len(rows), most) + 1) + 3
