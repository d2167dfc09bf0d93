"""The year for which is forecast: a field of the link that the page of forecasts alone has."""

from kpis.province import WHOLE
from pages.shell import url
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.shell.url import segments
from pages.widgets.forecasts import UNTIL, Due, years

FIELD = "due"


def remember_link() -> str:
    """The year that is asked for, kept before the selection, which does not know it."""
    return url.remember_link(FIELD)[FIELD]


def pick_due(asked: str, served: Served, selection: Selection) -> Due:
    """Draws the years to come that have a target, where there are several; the one to show."""
    one = selection.scope == "one"
    found = years(served, selection.kpi, selection.level) if one else years(served, None, WHOLE)
    year = int(asked) if asked in map(str, found) else UNTIL
    if len(found) > 1:
        names = {str(each): f"12/{each}" for each in found}
        segments(FIELD, selection.language.t("Forecast for"), list(names), str(year), names)
    return Due(year)
