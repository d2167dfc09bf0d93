"""How far a figure can be compared across changes of the units: the words and the sign."""

import pandas as pd

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


def estimated(rows: pd.DataFrame) -> list[str]:
    """The codes of the units whose value is an estimate."""
    is_estimate = (rows["comparability"] == ESTIMATED).to_numpy()
    return list(rows["area_code"].to_numpy()[is_estimate]) if is_estimate.any() else []


def under_pointer(comparability: object, language: Language) -> str:
    """What the text under the pointer adds to an estimate."""
    if comparability == ESTIMATED:
        return language.t("estimate, apportioned by residents")
    return ""
