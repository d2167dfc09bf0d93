"""The link to a saved scenario, and the name under which the choice on screen is kept."""

from dataclasses import replace

import streamlit as st

from data.ledger.scenarios import Scenario, scenarios
from data.refusal import RefusedError
from pages.shell.opened import dated
from pages.shell.served import Served, store_directory
from pages.shell.url import keep
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import plain
from pages.views.reach.pickers import BESIDE, BETWEEN, OTHERS, PACE, UNITS
from pages.widgets.aims import YEAR

SCENARIO = "scenario"  # in the link: the name of a saved one
LOST = "scenario-lost"  # the name that a link asked for and that is not there


def open_link() -> None:
    """Puts a saved scenario that the link names into the fields of the link, before they are read.

    The name leaves the link: what the reader changes from then on would no longer be it.
    """
    name = st.query_params.get(SCENARIO, "")
    if not name:
        return
    try:
        kept = scenarios(store_directory()).get(name)
    except RefusedError:  # said above the page
        keep({SCENARIO: name})  # it stays in the link, and is read later
        return
    asked = {**st.query_params, SCENARIO: ""}
    keep(asked)
    if kept is None:
        st.session_state[LOST] = name
        return
    keep(
        {**fields_of(kept), "district": "", "area": "", "topic": "", BESIDE: asked.get(BESIDE, "")}
    )


def fields_of(kept: Scenario) -> dict[str, str]:
    """The fields of the link that show a scenario."""
    return {
        "kpi": kept.kpi,
        "level": kept.level,
        YEAR: str(kept.year),
        UNITS: BETWEEN.join(kept.units),
        PACE: "" if kept.pace is None else str(kept.pace),
        OTHERS: kept.others,
    }


def named_by(served: Served, shown: Scenario, words: Language) -> None:
    """Says under which name the choice on screen is saved, and whether its data were others."""
    t = words.t
    if lost := st.session_state.pop(LOST, ""):
        st.warning(plain(t("There is no saved scenario “{name}”.", name=lost)))
    try:
        found = scenarios(store_directory())
    except RefusedError:
        return
    same = {name: one for name, one in found.items() if _same(one, shown)}
    for name, one in same.items():
        when = formats.day(formats.in_vietnam(one.at), words)
        text = t("Scenario “{name}”, saved on {day}.", name=name, day=when)
        if one.snapshot != served.name:
            text += " " + t(
                "It was saved on earlier data (published: {old}); here it is computed from those of"
                " now (published: {new}).",
                old=dated(one.snapshot, words),
                new=dated(served.name, words),
            )
        st.info(plain(text), icon=":material/bookmark:")


def _same(one: Scenario, shown: Scenario) -> bool:
    return replace(one, units=tuple(sorted(one.units)), snapshot="", at="") == replace(
        shown, snapshot="", at=""
    )
