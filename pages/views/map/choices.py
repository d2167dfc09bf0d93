"""How the map is drawn: the pickers of the fields that its kind has."""

import streamlit as st

from pages.shell.pickers import kpi_names, pick_classes, pick_palette
from pages.shell.selection import COUNTS, CUTS, Selection
from pages.shell.served import catalogue
from pages.shell.url import choices_once_open, dropdown, remember_link, store
from pages.text import formats
from pages.text.markup import Markdown, plain
from pages.widgets.map.kinds.asked import (
    APART,
    DOUBTS,
    DRAW,
    FIELDS,
    GREY,
    KINDS,
    SECOND,
    SHARES,
    SIDES,
    SIZED,
    UNSURE,
    WITH_CLASSES,
    Own,
    kind_names,
    kind_of,
    own_of,
    second_kpi,
    second_kpis,
)

WIDE = 300  # pixels of a picker


def own_link() -> Own:
    """The fields of the drawing that the link or the session says."""
    return own_of(remember_link(*FIELDS))


def pick_drawing(own: Own, selection: Selection) -> None:
    """The button that opens the pickers of the drawing; they are drawn once it is open."""
    words, t = selection.language, selection.language.t
    kind = kind_of(own, catalogue()[selection.kpi])
    place = choices_once_open(t("Drawn as"), t("colours, circles, clusters"), "drawing")
    if not place.open:
        return
    with place:
        names = kind_names(words)
        dropdown(DRAW, t("Kind of map"), KINDS, kind, names.__getitem__, width=WIDE)
        _pickers(own, selection, kind)
        st.session_state["pick_grey"] = own[GREY] == "1"
        st.toggle(Markdown.label(t("As printed in greys")), key="pick_grey", on_change=_grey_picked)


def _pickers(own: Own, selection: Selection, kind: str) -> None:
    words, t = selection.language, selection.language.t
    kpi = catalogue()[selection.kpi]
    if kind == "symbols":
        sides = zip(SIDES, (kpi.numerator_label, kpi.denominator_label), strict=True)
        names = {side: formats.title(words.pick(label)) for side, label in sides}
        dropdown(SIZED, t("What is counted"), SIDES, own[SIZED], names.__getitem__, width=WIDE)
    if kind == "two" and (codes := second_kpis(selection)):
        names = kpi_names(words)
        label = t("With the indicator")
        dropdown(SECOND, label, codes, second_kpi(own, selection), names.__getitem__, width=WIDE)
    if kind == "neighbours":
        names = {share: t("The largest {n}%", n=share) for share in SHARES}
        dropdown(APART, t("Borders drawn"), SHARES, own[APART], names.__getitem__, width=WIDE)
    if kind in WITH_CLASSES:
        _class_pickers(own, selection)


def _class_pickers(own: Own, selection: Selection) -> None:
    t = selection.language.t
    pick_classes(selection, WIDE)
    if selection.classes != "anew":
        cuts = {"": t("All periods, whole province"), "shown": t("The values on this map")}
        dropdown("cut", t("Cut from"), CUTS, selection.cut, cuts.__getitem__, width=WIDE)
    counts = {count: t("{n} classes", n=count) for count in COUNTS} | {"": t("As usual")}
    dropdown("k", t("Number of classes"), COUNTS, selection.k, counts.__getitem__, width=WIDE)
    st.session_state["pick_edges"] = selection.edges
    st.text_input(
        Markdown.label(t("Own edges")),
        key="pick_edges",
        on_change=_edges_picked,
        placeholder=plain(t("20; 40; 62.5")),
        help=plain(
            t("Edges between classes, ascending. A value at an edge is in the class above it.")
        ),
        width=WIDE,
    )
    pick_palette(selection, WIDE)
    doubts = {
        "": t("Mark none"),
        "interval": t("Chance could move the value"),
        "method": t("Another method has another class"),
    }
    dropdown(
        UNSURE, t("Mark uncertain classes"), DOUBTS, own[UNSURE], doubts.__getitem__, width=WIDE
    )


def _edges_picked() -> None:
    edges = str(st.session_state["pick_edges"]).strip()
    store({"edges": edges, "classes": "own" if edges else ""})


def _grey_picked() -> None:
    store({GREY: "1" if st.session_state["pick_grey"] else ""})
