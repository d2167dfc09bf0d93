"""How many KPIs are met, on track, behind or missed, for the leader with two minutes."""

from collections import Counter
from html import escape

from pages.figures import palette
from pages.widgets.markup import badge
from pages.widgets.scoreboard import YEARS
from pages.widgets.selection import Selection
from pages.widgets.standing import Standing, of_year


def status_tally(standings: list[Standing], selection: Selection) -> str:
    """One line a target year: the number of KPIs of the province in each status."""
    t = selection.language.t
    lines = []
    for year in YEARS:
        counts = Counter(
            row.status
            for standing in standings
            if standing.level == "province"
            for row in of_year(standing.progress, year).itertuples()
        )
        badges = " ".join(
            f"<b>{counts[status]}</b>&nbsp;{badge(status, selection.language)}"
            for status in palette.STATUS
            if counts[status]
        )
        title = escape(t("Targets for {year}", year=year))
        if badges:
            lines.append(f"<p style='margin:.15rem 0;line-height:2'><b>{title}:</b> {badges}</p>")
    return "".join(lines)
