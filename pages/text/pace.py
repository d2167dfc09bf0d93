"""The pace in words: what a target asks for each month, and what the last twelve months brought."""

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from pages.text import formats
from pages.text.language import Language


def pace_lines(row: pd.Series, kpi: Kpi, language: Language) -> list[tuple[str, str]]:
    """A term and its text for each of both; `row` is one of `kpis.progress.pace.pace`."""
    t = language.t
    year = int(row["target_year"])
    asked = t("reached") if row["needed"] == 0 else _amount(row, "needed", kpi, language)
    lines = [(t("Needed each month to 12/{year}", year=year), asked)]
    if pd.isna(row["observed"]):
        seen = t("not enough data")
    else:
        seen = _amount(row, "observed", kpi, language)
    return [*lines, (t("Each month of the last 12"), seen)]


def pace_sentence(row: pd.Series, kpi: Kpi, language: Language) -> str:
    """The same in one sentence, in what the numerator counts, for a leader to repeat."""
    t, year = language.t, int(row["target_year"])
    what = language.pick(kpi.numerator_label)
    people = int(row["people_needed"])
    if row["needed"] == 0:
        asked = t("The target for {year} is reached and has to be held", year=year)
    elif people >= 0:
        n = formats.number(people, language)
        asked = t("Needed to 12/{year}: {n} more {what} each month", year=year, n=n, what=what)
    else:
        n = formats.number(-people, language)
        asked = t("Needed to 12/{year}: {n} fewer {what} each month", year=year, n=n, what=what)
    if pd.isna(row["observed"]):
        return t("{asked}; too few months to say what the last 12 brought.", asked=asked)
    seen = int(row["people_observed"])
    n = formats.number(abs(seen), language)
    if seen < 0:
        return t("{asked}; in the last 12 months it was {n} fewer each month.", asked=asked, n=n)
    return t("{asked}; in the last 12 months it was {n} more each month.", asked=asked, n=n)


def change(amount: float, unit: str, language: Language) -> str:
    """A change a month with its sign: "+0,92 điểm %"; "" where there is none."""
    if pd.isna(amount):
        return ""
    text = _sign(amount) + formats.number(abs(amount), language, 2)
    return text + " " + language.t("pts") if unit == "percent" else text


def people_change(amount: float, language: Language) -> str:
    """A change a month in what the numerator counts: "+1.240"; "" where there is none."""
    return "" if pd.isna(amount) else _sign(amount) + formats.number(abs(amount), language)


def _sign(amount: float) -> str:
    return "+" if amount > 0 else "−" if amount < 0 else "±"


def _amount(row: pd.Series, side: str, kpi: Kpi, language: Language) -> str:
    text = change(float(row[side]), kpi.unit, language)
    counted = people_change(int(row[f"people_{side}"]), language)
    return f"{text} · {counted} {language.pick(kpi.numerator_label)}"
