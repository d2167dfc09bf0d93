"""A reading as it is written, and how far it can be compared across changes of the units."""

import pandas as pd

from pages.text import formats
from pages.text import words as words_of
from pages.text.language import Language

MARK = "≈"

ESTIMATED, NOT_COMPARABLE = "estimated", "not_comparable"


def named(comparability: object, language: Language) -> str:
    """Whether a figure is exact, an estimate or none, in a word or two; "" where none is known."""
    t = language.t
    words = {
        "exact": t("Exact"),
        ESTIMATED: t("Estimate"),
        NOT_COMPARABLE: t("Not comparable"),
    }
    return words.get(str(comparability), "")


def marked(text: str, comparability: object) -> str:
    """A value as it is written, an estimate with its sign: "≈ 72,4%"."""
    return f"{MARK} {text}" if comparability == ESTIMATED else text


def reading(
    amount: float | None, unit: str, comparability: object, missing: object, language: Language
) -> str:
    """A value in its cell: an estimate with its sign; where there is none the reason of that."""
    if (amount is None or pd.isna(amount)) and isinstance(missing, str):
        return words_of.missing(missing, language)
    return marked(formats.value(amount, unit, language), comparability)


def readings(rows: pd.DataFrame, unit: str, language: Language) -> list[str]:
    """The same of each row: value, comparability and missing_reason."""
    columns = (rows[name].to_list() for name in ("value", "comparability", "missing_reason"))
    return [
        reading(amount, unit, mark, missing, language)
        for amount, mark, missing in zip(*columns, strict=True)
    ]


def estimated(rows: pd.DataFrame) -> list[str]:
    """The codes of the units whose value is an estimate."""
    is_estimate = (rows["comparability"] == ESTIMATED).to_numpy()
    return list(rows["area_code"].to_numpy()[is_estimate]) if is_estimate.any() else []


def under_pointer(comparability: object, language: Language) -> str:
    """What the text under the pointer adds to an estimate."""
    if comparability == ESTIMATED:
        return language.t("estimate, apportioned by residents")
    return ""
