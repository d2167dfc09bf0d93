"""Pickers, the map, and beside it the ranked table and the card of a unit: all linked."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from kpis.catalogue.vocabulary import Missing
from kpis.province import PART, WHOLE
from pages.filters import measured
from pages.filters.chosen import filters, kept
from pages.filters.chosen import told as filters_told
from pages.filters.pickers import active, filter_button
from pages.shell.footer import close_page
from pages.shell.opened import find
from pages.shell.periods import name
from pages.shell.pickers import (
    pick_district,
    pick_kpi,
    pick_level,
    pick_period,
    pick_topic,
    pick_vintage,
    told,
)
from pages.shell.selection import Selection, resolve
from pages.shell.served import Served, catalogue
from pages.shell.url import more_choices, on_phone, store, title_row
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import estimated
from pages.text.markup import Markdown, plain
from pages.views.map.choices import own_link, pick_drawing
from pages.views.map.pickers import chosen_order, pick_order
from pages.views.map.ranking import ranked, ranking_table
from pages.views.map.unit_card import unit_card
from pages.widgets.comparability import notes
from pages.widgets.files.download import download
from pages.widgets.legend import why_empty
from pages.widgets.map.drawing import draw_map, source_line
from pages.widgets.map.kinds.asked import GREY, Own, kind_names, kind_of
from pages.widgets.map.kinds.every import drawn_as
from pages.widgets.map.kinds.shown import Shown
from pages.widgets.map.rail import HEIGHT, map_and_rail, rail
from pages.widgets.units_shown import units_line

GREYS = "<style>[class*='st-key-frame-map'], .st-key-map { filter: grayscale(1); }</style>"


@st.fragment
def explore(served: Served, newest: str) -> None:
    """Draws all that depends on the selection: a choice or a click reruns nothing else.

    `newest` is the snapshot that the page found; once there is another, the page starts over.
    """
    if find().newest != newest:
        st.rerun()
    own = own_link()
    selection, _ = resolve(served)
    with title_row():
        pick_kpi(selection)
        pick_period(served, selection)
        chosen = told(served, selection, "level", "district", "vintage", "topic")
        with more_choices(selection.language.t("More choices"), chosen):
            pick_level(selection)
            pick_district(served, selection)
            pick_topic(served, selection)
            pick_vintage(served, selection)
            pick_order(catalogue()[selection.kpi], selection)
        if selection.level != WHOLE:
            pick_drawing(own, selection)
    _map_and_ranking(served, selection, own)
    close_page(served, selection, source_line(selection))


def _map_and_ranking(served: Served, selection: Selection, own: Own) -> None:
    """A click on a district opens its communes, one on a commune its card."""
    kpi, words = catalogue()[selection.kpi], selection.language
    rows = served.measure(
        kpi.id, selection.level, [selection.period], selection.vintage, selection.topic or None
    )
    if selection.district and selection.level == "commune":
        rows = rows[rows["parent_code"] == selection.district]
    titles = measured.titles(kpi, words)
    picked = filters(served, selection, titles)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="heading"):
        st.header(plain(_title(served, selection)), anchor=False, width="content")
        _way_up(selection)
        if selection.level != WHOLE:
            filter_button(served, selection, picked, titles)
    if selection.level == WHOLE:
        st.info(plain(words.t("This indicator is measured for the whole province only.")))
        unit_card(served, _province(selection, rows), ranked(rows, kpi), kpi)
        return
    passed = kept(rows, picked, selection, measured.as_read(rows, kpi))
    if picked.is_any or picked.problems:  # the district alone is in the title
        count = words.t("{n} of {all} units.", n=int(passed.sum()), all=len(rows))
        active(served, selection, picked, titles, count)
    rows = rows[passed]
    if rows.empty:
        st.info(plain(words.t("No unit passes all of these filters: take one away.")))
        return
    if rows["value"].isna().all():
        st.info(plain(why_empty(rows, selection)))
    order = ranked(rows, kpi, chosen_order(kpi))
    left, right = map_and_rail()
    # The table before the map: a browser that is busy with the map draws what follows it later.
    with right:
        is_card = selection.area in set(rows["area_code"])
        rail(
            words,
            selection.area if is_card else "",
            lambda: ranking_table(order, kpi, selection, 300 if on_phone() else HEIGHT),
            (lambda: unit_card(served, selection, order, kpi)) if is_card else None,
        )
    with left:
        shown = drawn_as(served, selection, own, rows, kpi)
        for text in shown.warned:
            st.info(plain(text))
        if own[GREY]:
            st.html(GREYS)
        draw_map(
            shown.classes,
            shown.hover,
            selection,
            _opener(selection),
            "map",
            estimated=estimated(rows),
            marks=shown.marks,
            unsure=shown.unsure,
        )
    units_line(served, selection, topic=selection.topic)
    said = [_reading_help(rows, selection), *shown.said, *notes(rows, served, selection)]
    st.caption(plain(" ".join(said)))
    columns = shown.more
    more = (lambda: _by_unit(columns(), rows, order)) if columns else None
    narrowed = " · ".join(filters_told(served, picked, selection, titles))
    lines = [(words.t("Filters"), narrowed)] if picked.is_any else []
    lines += _drawn(shown, own, selection)
    download(served, order, selection, more, told=lines, is_narrowed=picked.is_any)


def _drawn(shown: Shown, own: Own, selection: Selection) -> list[tuple[str, str]]:
    """How the map is drawn, for the files; nothing where it is as usual."""
    if not shown.marks.title:
        return []
    words = selection.language
    kind = kind_names(words)[kind_of(own, catalogue()[selection.kpi])]
    classes = "; ".join(f"{one.label} ({len(one.codes)})" for one in shown.classes)
    told = ". ".join((kind, shown.marks.title, classes))
    return [(words.t("Drawn as"), " ".join((told + ".", *shown.said)))]


def _by_unit(columns: pd.DataFrame, rows: pd.DataFrame, order: pd.DataFrame) -> pd.DataFrame:
    """Columns of the readings in the order of the table."""
    units = columns.set_axis(rows["area_code"])
    return units.loc[order["area_code"]].set_axis(order.index)


def _opener(selection: Selection):
    def open_unit(code: str) -> None:
        if selection.level == PART and "commune" in catalogue()[selection.kpi].levels:
            store({"level": "commune", "district": code, "area": ""})
        else:
            store({"area": code})

    return open_unit


def _way_up(selection: Selection) -> None:
    """The way back from an open unit or district: to the whole province, or to its districts."""
    words = selection.language
    ways = {}
    if selection.district or selection.area:
        ways[words.t("↑ Whole province")] = {"district": "", "area": ""}
    if selection.district and PART in catalogue()[selection.kpi].levels:
        label = words_of.level(PART, selection.vintage, words)
        ways["↑ " + label] = {"level": PART, "district": "", "area": ""}
    for label, changes in ways.items():
        st.button(Markdown.label(label), on_click=store, args=(changes,))


def _title(served: Served, selection: Selection) -> str:
    words, kpi = selection.language, catalogue()[selection.kpi]
    place = words.t("Whole province")
    if selection.district:
        units = served.units(PART, selection.vintage).set_index("code")["name"]
        place = str(units[selection.district])
    when = formats.inside(name(selection.period, served, words), words)
    return plain(f"{words.pick(kpi.name)} — {place}, {when}")


def _reading_help(rows, selection: Selection) -> str:
    t = selection.language.t
    known = int(rows["value"].notna().sum())
    hidden = int((rows["missing_reason"] == Missing.SUPPRESSED).sum())
    text = t(
        "{n} of {all} units have a value. Hatched: no value.",
        n=known,
        all=len(rows),
    )
    if not hidden:
        return text
    return text + " " + t("{n} of them have one that is hidden (few people).", n=hidden)


def _province(selection: Selection, rows) -> Selection:
    return replace(selection, area=str(rows["area_code"].iloc[0]))
