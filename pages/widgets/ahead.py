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
from pages.widgets.opened import connection
from pages.widgets.selection import Selection
from pages.widgets.served import Served, catalogue
from pages.widgets.spans import in_force


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
