"""What pages read of the years to come: aims, proposals, situations; cached by snapshot."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from kpis.periods import Period
from kpis.whatif import aims as kpi_aims
from kpis.whatif import proposal as kpi_proposal
from kpis.whatif import scenario as kpi_scenario
from kpis.whatif.aims import Aim
from kpis.whatif.proposal import Proposal
from kpis.whatif.scenario import Situation
from pages.shell.opened import connection
from pages.shell.periods import in_force
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.shell.url import segments
from pages.text.markup import plain


@st.cache_data(max_entries=256, show_spinner=False)
def _aims(name: str, kpi: str) -> list[Aim]:
    return kpi_aims.aims(connection(name).cursor(), catalogue()[kpi])


@st.cache_data(max_entries=256, show_spinner=False)
def _path(name: str, kpi: str, days: tuple[date, ...]) -> list[float | None]:
    return kpi_aims.path(connection(name).cursor(), catalogue()[kpi], days)


@st.cache_data(max_entries=256, show_spinner=False)
def _proposal(name: str, kpi: str, level: str, year: int) -> Proposal:
    return kpi_proposal.proposal(connection(name).cursor(), catalogue()[kpi], level, year)


@st.cache_data(max_entries=256, show_spinner=False)
def _situation(name: str, kpi: str, level: str) -> Situation:
    return kpi_scenario.situation(connection(name).cursor(), catalogue()[kpi], level)


def aims_of(served: Served, kpi: str) -> list[Aim]:
    """What the province is to reach in the years to come (`kpis.whatif.aims.aims`)."""
    return served.ask(_aims, kpi)


def path_of(served: Served, kpi: str, days: list[date]) -> list[float | None]:
    """The path of the province to its targets (`kpis.whatif.aims.path`)."""
    return served.ask(_path, kpi, tuple(days))


def proposal_of(served: Served, kpi: str, level: str, year: int) -> Proposal:
    """What the units would be asked for (`kpis.whatif.proposal.proposal`), names told apart."""
    found = served.ask(_proposal, kpi, level, year)
    names = _names(served, kpi, level, found.period.code, found.vintage)
    named = found.units.assign(area_name=found.units["area_code"].map(names))
    return Proposal(**{**vars(found), "units": named})


def situation_of(served: Served, kpi: str, level: str) -> Situation:
    """Where the units stand (`kpis.whatif.scenario.situation`), names told apart."""
    found = served.ask(_situation, kpi, level)
    names = _names(served, kpi, level, f"{found.month:%Y-%m}", found.vintage)
    named = found.units.assign(area_name=found.units["area_code"].map(names))
    return Situation(found.month, found.vintage, named)


def on_newest_units(served: Served, selection: Selection) -> Selection:
    """The selection on the units in force at the end of the data: only they can be asked."""
    last = Period.containing("month", date.fromisoformat(served.fact("last_month")))
    return replace(selection, vintage=in_force(last, served))


def _names(served: Served, kpi: str, level: str, period: str, vintage: str) -> pd.Series:
    return served.measure(kpi, level, [period], vintage).set_index("area_code")["area_name"]


YEAR = "aim_year"


def year_of(asked: str, found: list[Aim]) -> int:
    """The year that is asked for; else that of the next target, 0 where there is none."""
    years = [aim.year for aim in found]
    stated = [aim.year for aim in found if aim.status is not None]
    return int(asked) if asked in map(str, years) else next(iter(stated), 0)


def tell_year(asked: str, year: int, selection: Selection) -> None:
    """Says that another year is shown than the one that is asked for, where it is."""
    if year and asked not in ("", str(year)):
        t = selection.language.t
        text = t(
            "This indicator has no aim for {asked}: {shown} is shown.", asked=asked, shown=year
        )
        st.warning(plain(text), icon=":material/info:")


def pick_year(found: list[Aim], year: int, selection: Selection) -> None:
    """The December in which the province is to be at its aim."""
    t = selection.language.t
    names = {str(aim.year): f"{aim.year} ◆" if aim.status else str(aim.year) for aim in found}
    segments(YEAR, t("Aim for the end of (◆ has a target)"), list(names), str(year), names)
