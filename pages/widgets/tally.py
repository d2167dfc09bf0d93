"""How many are met, on track, behind or missed, for the leader with two minutes."""

from html import escape

import pandas as pd

from pages.figures import palette
from pages.widgets.language import Language
from pages.widgets.markup import UNCONFIRMED, badge
from pages.widgets.scoreboard import YEARS
from pages.widgets.selection import Selection
from pages.widgets.standing import Standing, of_year


def status_tally(standings: list[Standing], selection: Selection) -> str:
    """One line a target year: the number of KPIs of the province in each status."""
    words, lines = selection.language, []
    for year in YEARS:
        parts = [of_year(s.progress, year) for s in standings if s.level == "province"]
        rows = pd.concat([part for part in parts if len(part)] or parts[:1])
        if len(rows):
            title = escape(words.t("Targets for {year}", year=year))
            lines.append(f"<p class='tally'><b>{title}:</b> {counted(rows, words)}</p>")
    return "".join(lines)


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
