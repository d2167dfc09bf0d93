"""Rows of progress: those of a target year, how many are in which status."""

from html import escape

import pandas as pd

from pages.figures import palette
from pages.text.language import Language
from pages.text.markup import UNCONFIRMED, badge
from pages.text.results import YEAR

YEARS = (YEAR, 2030)


def of_year(progress: pd.DataFrame, year: int) -> pd.DataFrame:
    """The rows of progress that speak of one target year; a row without any target has none."""
    return progress[progress["target_year"].eq(year).fillna(False)]


def counted(rows: pd.DataFrame, language: Language) -> str:
    """The number of rows of progress in each status; apart, those whose target is no law."""
    is_law = ~rows["target_status"].isin(UNCONFIRMED)
    law = _badges(rows[is_law], "", language)
    others = _badges(rows[~is_law], UNCONFIRMED[0], language)
    if not others:
        return law
    note = escape(language.t("target unconfirmed or proposed:"))
    return f"{law} <span class='apart'><span class='note'>{note}</span> {others}</span>"


def _badges(rows: pd.DataFrame, target_status: str, language: Language) -> str:
    counts = rows["status"].value_counts()
    return " ".join(
        f"<span class='count'><b>{counts[status]}</b>&nbsp;"
        f"{badge(status, language, target_status)}</span>"
        for status in palette.STATUS
        if status in counts
    )
