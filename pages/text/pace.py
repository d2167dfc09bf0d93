"""A pace in numbers, with its sign: a change a month in points, and in what is counted."""

import pandas as pd

from pages.text import formats
from pages.text.language import Language


def change(amount: float, unit: str, language: Language) -> str:
    """A change a month with its sign: "+0,92 điểm %"; "" where there is none."""
    if pd.isna(amount):
        return ""
    text = formats.signed(amount, language, 2)
    return text + " " + language.t("pts") if unit == "percent" else text


def people_change(amount: float, language: Language) -> str:
    """A change a month in what the numerator counts: "+1.240"; "" where there is none."""
    return "" if pd.isna(amount) else formats.signed(amount, language, 0)
