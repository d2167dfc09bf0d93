"""The bar of filters of a page: district, group, single units, conditions; in words, and away."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from geo.units.spelling import by_name
from kpis.measure.parts import has_forms
from kpis.province import PART
from pages.filters.chosen import BETWEEN, GROUP, NONE, ONLY, WHERE, Filters, told, written
from pages.filters.conditions import ConditionError, parsed, refusal
from pages.shell.selection import Selection, link
from pages.shell.served import Served, catalogue
from pages.shell.url import choices_once_open, dropdown, folded_bar, store
from pages.text import words as words_of
from pages.text.markup import label, labels, plain
from pages.text.words import located

COLUMN, TEXT, FAULT = "condition_column", "condition_text", "condition_fault"


def filter_bar(
    served: Served, selection: Selection, chosen: Filters, columns: Mapping[str, str]
) -> None:
    """Draws the bar; `columns` are the titles of what conditions can be on, by their ids."""
    words, t = selection.language, selection.language.t
    with folded_bar(t("Filters")):
        if selection.level == "commune":
            units = by_name(served.names(PART, selection.vintage))
            names = {"": t("Whole province"), **units}
            title = words_of.level(PART, selection.vintage, words)
            dropdown(
                "district", title, list(names), selection.district, names.__getitem__, 200, True
            )
        _group(selection, chosen)
        _units(served, selection, chosen)
        with st.popover(label(t("Conditions")), width=150):
            _conditions(selection, chosen, columns)


def filter_button(
    served: Served, selection: Selection, chosen: Filters, columns: Mapping[str, str]
) -> None:
    """The same behind a button, for a page whose district is picked elsewhere; drawn once open."""
    t = selection.language.t
    place = choices_once_open(t("Filters"), t("groups, units, values"), "filtering")
    if place.open:
        with place:
            _group(selection, chosen)
            _units(served, selection, chosen)
            _conditions(selection, chosen, columns)


def active(
    served: Served, selection: Selection, chosen: Filters, columns: Mapping[str, str], count: str
) -> None:
    """Says which filters are active, how many units pass (`count`), and takes them all away."""
    t = selection.language.t
    for text in chosen.problems:
        st.warning(plain(text), icon=":material/info:")
    if said := told(served, chosen, selection, columns):
        row = st.container(horizontal=True, vertical_alignment="center", gap="small", key="filters")
        with row:
            text = t("Filters: {filters}.", filters=" · ".join(said)) + " " + count
            st.markdown(plain(text), width="content")
            st.button(label(t("Clear filters")), key="clear-filters", on_click=store, args=(NONE,))


def _group(selection: Selection, chosen: Filters) -> None:
    t = selection.language.t
    groups = {"": t("All groups of units"), **chosen.names}
    dropdown(GROUP, t("Group of units"), list(groups), chosen.group, groups.__getitem__, 220, True)


def _units(served: Served, selection: Selection, chosen: Filters) -> None:
    """Single units, several at once; typing searches, with or without accents."""
    t = selection.language.t
    names = served.once(_with_districts, selection.level, selection.vintage)
    st.session_state[f"pick_{ONLY}"] = list(chosen.only)
    st.multiselect(
        label(t("Units")),
        list(names),
        format_func=labels(names),
        key=f"pick_{ONLY}",
        on_change=lambda: store({ONLY: BETWEEN.join(st.session_state[f"pick_{ONLY}"])}),
        label_visibility="collapsed",
        placeholder=t("Single units: type a name"),
        width="stretch",
    )


def _with_districts(served: Served, level: str, vintage: str) -> dict[str, str]:
    """The names of the units of a level, in the order of the alphabet: of communes with theirs."""
    names = by_name(served.names(level, vintage))
    if level != "commune":
        return names
    units = served.units(level, vintage)
    above = dict(zip(units["code"], units["parent_name"], strict=True))
    return {code: located(name, above[code], " · ") for code, name in names.items()}


def dimensions(selection: Selection) -> list[str]:
    """In sentences, as HTML, by what else the indicator can be filtered, and why by nothing more.

    Topics and forms are those of the activities that groups report; a population is the one
    denominator that the definition names, for which the data publish no second one.
    """
    words, t, kpi = selection.language, selection.language.t, catalogue()[selection.kpi]
    topic = (
        t("By topic or form of the work: choose one under “More choices”.")
        if has_forms(kpi)
        else t("By topic or form: not for this indicator, whose source names neither.")
    )
    both = t("By topic and form at once, and per group or 1,000 adults:")
    base = t(
        "By population: counted on “{denominator}” alone; the data hold no other one for it.",
        denominator=words.pick(kpi.denominator_label),
    )
    there = link("work", t("Activities"), selection, part="maps")
    return [escape(topic), escape(base), f"{escape(both)} {there}"]


def _conditions(selection: Selection, chosen: Filters, columns: Mapping[str, str]) -> None:
    """One condition a column, each with its own way out."""
    words, t = selection.language, selection.language.t
    st.caption(plain(t("For example: > 80 & < 95 · falls · rises · empty · 60..80")))
    with st.form("conditions", border=False, clear_on_submit=False):
        st.selectbox(
            label(t("Column")), list(columns), format_func=labels(dict(columns)), key=COLUMN
        )
        st.text_input(label(t("Condition")), key=TEXT, max_chars=80)
        st.form_submit_button(
            label(t("Apply")), on_click=_applied, args=(dict(chosen.where), selection.lang)
        )
    st.html("".join(f"<p class='note'>{text}</p>" for text in dimensions(selection)))
    fault = st.session_state.pop(FAULT, None)
    if fault is not None:
        st.error(plain(refusal(fault, words)), icon=":material/error:")
    for column, text in chosen.where.items():
        rest = {one: said for one, said in chosen.where.items() if one != column}
        st.button(
            label(f"✕ {columns[column]} {text}"),
            key=f"without-{column}",
            on_click=store,
            args=({WHERE: written(rest)},),
        )


def _applied(where: dict[str, str], lang: str) -> None:
    text = " ".join(st.session_state[TEXT].replace(";", " ").split())
    try:
        parsed(text, lang)
    except ConditionError as error:
        st.session_state[FAULT] = error
        return
    store({WHERE: written({**where, st.session_state[COLUMN]: text})})
