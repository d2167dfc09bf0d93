"""The pace in words: what a target asks for each month, and what the last twelve months brought."""

import pandas as pd

from kpis.catalogue import Kpi
from pages.widgets import formats
from pages.widgets.language import Language


def pace_lines(row: pd.Series, kpi: Kpi, language: Language) -> list[tuple[str, str]]:
    """A term and its text for each of both; `row` is one of `kpis.pace.pace`."""
    t = language.t
    year = int(row["target_year"])
    asked = t("reached") if row["needed"] == 0 else _amount(row, "needed", kpi, language)
    lines = [(t("Needed each month to 12/{year}", year=year), asked)]
    if pd.isna(row["observed"]):
        seen = t("not enough data")
    else:
        seen = _amount(row, "observed", kpi, language)
    return [*lines, (t("Each month of the last 12"), seen)]


def change_a_month(change: float, kpi: Kpi, language: Language) -> str:
    """A change a month with its sign: "+0,92 điểm %"."""
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    text = sign + formats.number(abs(change), language, 2)
    return text + " " + language.t("pts") if kpi.unit == "percent" else text


def _amount(row: pd.Series, side: str, kpi: Kpi, language: Language) -> str:
    """A change a month, "+0,92 điểm %" and in what the numerator counts."""
    people = int(row[f"people_{side}"])
    sign = "+" if row[side] > 0 else "−" if row[side] < 0 else "±"
    counted = sign + formats.number(abs(people), language)
    text = change_a_month(float(row[side]), kpi, language)
    return f"{text} · {counted} {language.pick(kpi.numerator_label)}"
