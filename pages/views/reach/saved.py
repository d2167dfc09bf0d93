"""Saved scenarios: saved under a name, listed with their links, laid over the chart, deleted."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from data.ledger.scenarios import LONGEST, Scenario, TakenError, delete, save, scenarios
from data.refusal import RefusedError
from pages.shell.offered.at_work import is_offered
from pages.shell.refused import draw_refusal
from pages.shell.selection import Selection
from pages.shell.served import catalogue, store_directory
from pages.shell.url import bar, dropdown
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import label, plain
from pages.views.reach.link import SCENARIO
from pages.views.reach.pickers import BESIDE
from pages.views.reach.text import saved_pace
from pages.widgets.table import Html, table

TAKEN = "scenario-taken"  # the name that waits for a word whether it is to be replaced


def saved_scenarios(shown: Scenario, beside: str, selection: Selection) -> None:
    """Draws the fields to save what is on screen, and the scenarios that are saved."""
    words, t = selection.language, selection.language.t
    try:
        found = scenarios(store_directory())
    except RefusedError:  # said above the page
        return
    st.header(t("Saved scenarios"), anchor=False)
    can_save = is_offered("save_scenario", words, t("Save"))
    if can_save:
        _save(shown, words)
    if not found:
        st.caption(plain(t("None is saved yet.")))
        return
    _table(found, selection)
    mine = [name for name, one in found.items() if one.kpi == selection.kpi]
    with bar():
        if mine:
            names = ["", *mine]
            current = beside if beside in mine else ""
            none = t("None")
            dropdown(
                BESIDE, t("Lay over the chart"), names, current, lambda n: n or none, width=300
            )
        if can_save:
            _delete(list(found), words)


def _save(shown: Scenario, words: Language) -> None:
    t = words.t
    with bar():
        name = st.text_input(
            t("Name of this scenario"), key="scenario-name", max_chars=LONGEST, width=360
        )
        is_asked = st.button(t("Save"), disabled=not shown.units)
        is_taken = bool(name) and st.session_state.get(TAKEN) == name
        again = is_taken and st.button(label(t("Replace “{name}”", name=name)), type="primary")
    if is_taken:
        text = t("There is a scenario “{name}”: replace it, or take another name.", name=name)
        st.warning(plain(text))
    st.caption(plain(t("Everyone who opens this page sees it: no names of people, no phones.")))
    if not (is_asked or again):
        return
    try:
        save(store_directory(), name, shown, "", replace=bool(again))
    except TakenError:
        st.session_state[TAKEN] = name
        st.rerun()
    except RefusedError as refused:
        draw_refusal(refused, words)
    else:
        st.session_state.pop(TAKEN, None)
        st.rerun()


def _delete(names: list[str], words: Language) -> None:
    t = words.t
    name = st.selectbox(
        t("Delete a scenario"),
        names,
        index=None,
        key="scenario-delete",
        placeholder=t("– choose –"),
        width=300,
    )
    if name and st.button(label(t("Delete “{name}”", name=name))):
        try:
            delete(store_directory(), name, "")
        except RefusedError as refused:
            draw_refusal(refused, words)
        else:
            st.rerun()


def _table(found: dict[str, Scenario], selection: Selection) -> None:
    words, t = selection.language, selection.language.t
    kpis = [catalogue().get(one.kpi) for one in found.values()]
    every = list(zip(found.values(), kpis, strict=True))
    columns = {
        t("Scenario"): [_link(name, words) for name in found],
        t("Indicator"): [words.pick(kpi.name) if kpi else one.kpi for one, kpi in every],
        t("Units"): [str(len(one.units)) for one in found.values()],
        t("Pace"): [saved_pace(one.pace, kpi, words) if kpi else "" for one, kpi in every],
        t("Aim"): [f"12/{one.year}" for one in found.values()],
        t("Saved on"): [formats.day(formats.in_vietnam(one.at), words) for one in found.values()],
    }
    table(columns, t("Saved scenarios"), style="board")


def _link(name: str, words: Language) -> Html:
    query = escape(urlencode({SCENARIO: name, "lang": words.code}), quote=True)
    return Html(f"<a href='reach?{query}' target='_self'>{escape(name)}</a>")
