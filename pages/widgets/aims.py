"""What pages read of the years to come: aims, proposals, situations."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

import streamlit as st

from kpis.periods import Period
from kpis.whatif import aims as kpi_aims
from kpis.whatif import proposal as kpi_proposal
from kpis.whatif import scenario as kpi_scenario
from kpis.whatif.aims import Aim
from kpis.whatif.proposal import Proposal
from kpis.whatif.scenario import Situation
from pages.shell.frame import open_page
from pages.shell.periods import in_force
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.shell.url import segments
from pages.text.markup import plain

YEAR = "aim_year"
Units = TypeVar("Units", Proposal, Situation)


def open_with_aims(
    title: str, levels: Sequence[str], asked: str
) -> tuple[Served, Selection, list[Aim], Aim | None]:
    """Opens a page of the years to come: on the newest units, with all aims and the one shown.

    `asked` is the year that the link asks for; only the units in force can be asked for anything.
    """
    served, selection = open_page(title, levels)
    last = Period.containing("month", date.fromisoformat(served.fact("last_month")))
    selection = replace(selection, vintage=in_force(last, served))
    found = served.ask(kpi_aims.aims, catalogue()[selection.kpi])
    year = year_of(asked, found)
    _tell_year(asked, year, selection)
    return served, selection, found, next((one for one in found if one.year == year), None)


def path_of(served: Served, kpi: str, days: list[date]) -> list[float | None]:
    """The path of the province to its targets (`kpis.whatif.aims.path`)."""
    return served.ask(kpi_aims.path, catalogue()[kpi], days)


def proposal_of(served: Served, kpi: str, level: str, year: int) -> Proposal:
    """What the units would be asked for (`kpis.whatif.proposal.proposal`), names told apart."""
    found = served.ask(kpi_proposal.proposal, catalogue()[kpi], level, year)
    return _named(served, found, level)


def situation_of(served: Served, kpi: str, level: str) -> Situation:
    """Where the units stand (`kpis.whatif.scenario.situation`), names told apart."""
    found = served.ask(kpi_scenario.situation, catalogue()[kpi], level)
    return _named(served, found, level)


def _named(served: Served, found: Units, level: str) -> Units:
    rows = served.named(found.units.assign(level=level, vintage=found.vintage))
    return replace(found, units=rows[found.units.columns])


def year_of(asked: str, found: list[Aim]) -> int:
    """The year that is asked for; else that of the next target, 0 where there is none."""
    years = [aim.year for aim in found]
    stated = [aim.year for aim in found if aim.status is not None]
    return int(asked) if asked in map(str, years) else next(iter(stated), 0)


def _tell_year(asked: str, year: int, selection: Selection) -> None:
    """Says that another year is shown than the one that is asked for, where it is."""
    if year and asked not in ("", str(year)):
        t = selection.language.t
        text = t(
            "This indicator has no aim for {asked}: {shown} is shown.", asked=asked, shown=year
        )
        st.warning(plain(text), icon=":material/info:")


def pick_year(found: list[Aim], aim: Aim | None, selection: Selection) -> None:
    """The December in which the province is to be at its aim."""
    t = selection.language.t
    names = {str(aim.year): f"{aim.year} ◆" if aim.status else str(aim.year) for aim in found}
    current = str(aim.year) if aim else ""
    segments(YEAR, t("Aim for the end of (◆ has a target)"), list(names), current, names)
