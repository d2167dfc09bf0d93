"""Pickers, the bar of filters, the linked figures, and below them files, views and groups."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.filters.chosen import BETWEEN, ONLY, filters, kept
from pages.filters.pickers import active, filter_bar
from pages.shell.opened import find
from pages.shell.periods import name
from pages.shell.pickers import (
    other_kpi,
    pick_classes,
    pick_comparison,
    pick_kpi,
    pick_level,
    pick_period,
    pick_topic,
    pick_vintage,
    pick_year,
    told,
)
from pages.shell.selection import PARTS_AND_COMMUNES, Selection, link, resolve, usual_level
from pages.shell.served import Served, catalogue
from pages.shell.url import (
    chosen_fields,
    complete,
    keep,
    more_choices,
    remember_link,
    store,
    title_row,
)
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import estimated
from pages.text.markup import plain
from pages.views.analysis.bridge import bridge
from pages.views.analysis.columns import EVERY, chosen, columns, titles
from pages.views.analysis.desk import desk, draw_desk, draw_marks, draw_series
from pages.views.analysis.download import files
from pages.views.analysis.pickers import (
    COLUMNS,
    MARKED,
    OTHER,
    SORT,
    USUAL_SORT,
    pick_columns,
    pick_other,
)
from pages.views.analysis.units import compared_period, in_order, read, units
from pages.widgets.comparability import notes
from pages.widgets.explained import explained
from pages.widgets.legend import breaks_for, shared_legend, value_classes, why_empty
from pages.widgets.map.drawing import source_line
from pages.widgets.map.ground import layers_of
from pages.widgets.meetings.freezing import Drawn, remember_map
from pages.widgets.units_shown import units_line

SIZE = (360, 240)  # about how many pixels the map has on a projector
NUMBER = "desk-number"  # of the last wish for marks in this session
MOST_MARKS = 400  # more than there are units of a level
MOST_EXPLAINED = 8  # of which a link fits below the figures


@st.fragment
def analyse(served: Served, newest: str) -> None:
    """Draws all that depends on the selection: a choice reruns nothing else.

    `newest` is the snapshot that the page found; once there is another, the page starts over.
    """
    if find().newest != newest:
        st.rerun()
    own = remember_link(MARKED, SORT, COLUMNS, OTHER)
    selection, _ = resolve(served, PARTS_AND_COMMUNES)
    words, t = selection.language, selection.language.t
    kpi = catalogue()[selection.kpi]
    levels = [one for one in PARTS_AND_COMMUNES if one in kpi.levels]
    if levels and selection.level not in levels:
        level = usual_level(levels)
        shown_by = words_of.level(level, selection.vintage, words)
        text = t(
            "This indicator is not measured at the chosen level: shown by {level}.", level=shown_by
        )
        st.warning(plain(text), icon=":material/info:")
        selection = replace(selection, level=level)
        keep({"level": selection.level})
    beside = other_kpi(own[OTHER], selection)
    before = compared_period(served, selection)
    since = formats.inside(name(before, served, words), words) if before else ""
    known = dict(columns(kpi, catalogue().get(beside), selection, since))
    shown = chosen(own[COLUMNS], known)
    with title_row():
        pick_kpi(selection)
        pick_period(served, selection)
        with more_choices(t("More choices"), told(served, selection, "level", "vintage", "topic")):
            pick_level(selection, levels)
            pick_comparison(selection)
            pick_other(selection, beside)
            pick_columns(known, shown, words)
            pick_year(selection)
            pick_topic(served, selection)
            pick_vintage(served, selection)
            pick_classes(selection)
    bridge("desk", _wished)
    if not levels:
        _no_units(selection)
    else:
        _figures(served, selection, own, known, shown, beside)
    complete()


def _figures(
    served: Served,
    selection: Selection,
    own: Mapping[str, str],
    known: dict[str, Any],
    shown: list[str],
    beside: str,
) -> None:
    words, t = selection.language, selection.language.t
    kpi, other = catalogue()[selection.kpi], catalogue().get(beside)
    names = {"value": "", **titles(known)}  # the value is asked for most
    picked = filters(served, selection, names)
    filter_bar(served, selection, picked, names)
    every = units(served, selection, beside)
    numbers = read(every, known)
    passed = kept(every, picked, selection, numbers)
    count = t("{n} of {all} units.", n=int(passed.sum()), all=len(every))
    active(served, selection, picked, names, count)
    rows = every[passed].reset_index(drop=True)
    numbers = {id: column[passed] for id, column in numbers.items()}
    sort = own[SORT] if own[SORT].removeprefix("-") in (*known, "name") else USUAL_SORT
    order = in_order(rows, numbers, sort)
    rows = rows.iloc[order].reset_index(drop=True)
    numbers = {id: column[order] for id, column in numbers.items()}
    if not len(rows):
        st.info(plain(t("No unit passes all of these filters: take one away.")))
        return
    if rows["value"].isna().all():
        st.info(plain(why_empty(rows, selection)))
    breaks, below = breaks_for(rows, served, selection)
    classes = value_classes(rows, breaks, kpi.unit, words, below)
    layers = layers_of(classes, selection, SIZE, estimated(rows))
    remember_map(
        "desk",
        Drawn(
            *(classes, layers, selection.level, selection.vintage, "", source_line(selection)),
            marked=lambda: _marked_now(codes),
        ),
    )
    codes = frozenset(rows["area_code"])
    marks = _marked_now(codes)
    draw_series(served, selection)
    draw_desk(
        desk(served, selection, rows, numbers, known, shown, classes, layers, sort, marks, other)
    )
    _marks(selection, dict(zip(rows["area_code"], rows["area_name"], strict=True)))
    dotted = t("Estimate, apportioned by residents") if layers.over else ""
    st.html(shared_legend(classes, dotted))
    units_line(served, selection, topic=selection.topic)
    said = [*notes(rows, served, selection), source_line(selection)]
    st.caption(plain(" ".join(said)))
    files(served, selection, rows, numbers, known, shown, picked, names)


@st.fragment
def _marks(selection: Selection, names: Mapping[str, str]) -> None:
    """Hears which units are marked, and writes them into the link: no figure is drawn anew.

    Of the first of them stands the way to what its value is made of, and of all to what is chance.
    """
    bridge("marks", _marked)
    codes = [code for code in remember_link(MARKED)[MARKED].split(BETWEEN) if code]
    draw_marks(codes, st.session_state.get(NUMBER, 0))
    t, marked = selection.language.t, [code for code in codes if code in names]
    ways = [explained(names[code], selection, area=code) for code in marked[:MOST_EXPLAINED]]
    said = f"{t('Explain this number')}: {' · '.join(ways)}. " if ways else ""
    beyond = link("fair", t("What of the differences is chance"), selection, view="funnel")
    st.html(f"<p class='ways'>{said}{beyond}</p>")


def _marked_now(codes: Collection[str]) -> list[str]:
    """Which of some units are marked: no figure is drawn anew when others are."""
    return [code for code in chosen_fields().get(MARKED, "").split(BETWEEN) if code in codes]


def _marked(wish: Mapping[str, Any]) -> None:
    codes, number = wish.get("codes"), wish.get("number")
    if isinstance(codes, list) and isinstance(number, int | float):
        st.session_state[NUMBER] = int(number)
        store({MARKED: BETWEEN.join(_plain_codes(codes))})


def _wished(wish: Mapping[str, Any]) -> None:
    """A wish of the figures: another order of the table, or only some of the units."""
    sort, only = wish.get("sort"), wish.get("only")
    if isinstance(sort, str) and sort.removeprefix("-") in (*EVERY, "name"):
        store({SORT: sort})
    if isinstance(only, list):
        store({ONLY: BETWEEN.join(_plain_codes(only))})


def _plain_codes(codes: list[Any]) -> list[str]:
    return [code for code in map(str, codes[:MOST_MARKS]) if code.isalnum()]


def _no_units(selection: Selection) -> None:
    t = selection.language.t
    st.info(
        plain(
            t(
                "This indicator is measured for the whole province only: it has no units to"
                " compare. Choose another one, or see it under “All indicators”."
            )
        )
    )
