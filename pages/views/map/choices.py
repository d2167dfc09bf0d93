"""How the map is drawn: fields of the link of this page, and their pickers."""

import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.vocabulary import Unit
from pages.figures import palette
from pages.shell.pickers import kpi_names, pick_classes
from pages.shell.selection import COUNTS, CUTS, Selection
from pages.shell.served import catalogue
from pages.shell.url import choices_once_open, dropdown, remember_link, store
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import Markdown, plain

DRAW, SECOND, SIZED, APART, GREY, UNSURE = "draw", "second", "sized", "apart", "grey", "unsure"
KINDS = ("classes", "symbols", "two", "neighbours", "clusters")
SIDES = ("numerator", "denominator")
SHARES = ("10", "5", "20", "33")  # per cent of the borders, the largest differences
DOUBTS = ("", "interval", "method")
WITH_CLASSES = ("classes", "neighbours")
WIDE = 300  # pixels of a picker
Own = dict[str, str]


def own_link() -> Own:
    """The fields of this page that the link or the session says; usual ones for what it cannot."""
    asked = remember_link(DRAW, SECOND, SIZED, APART, GREY, UNSURE)
    known = {DRAW: ("", *KINDS), SIZED: SIDES, APART: SHARES, GREY: ("", "1"), UNSURE: DOUBTS}
    usual = {name: of[0] for name, of in known.items() if asked[name] not in of}
    return asked | usual


def kind_of(own: Own, kpi: Kpi) -> str:
    """The kind of map: that which is asked for, else circles for a count and classes for the rest.

    A large unit has more of what is counted whatever it does: colours would show its size.
    """
    return own[DRAW] or ("symbols" if kpi.unit == Unit.COUNT else "classes")


def kind_names(words: Language) -> dict[str, str]:
    """What the kinds of maps are called."""
    t = words.t
    return {
        "classes": t("Colours by class"),
        "symbols": t("Circles by count"),
        "two": t("Two indicators"),
        "neighbours": t("Differences of neighbours"),
        "clusters": t("Clusters and outliers"),
    }


def palette_names(words: Language) -> dict[str, str]:
    """What the palettes are called, and what they are for."""
    t = words.t
    one, two = t("one direction"), t("two directions")
    names = {
        "": t("Yellow, green, blue"),
        "blues": t("Blues"),
        "greens": t("Greens"),
        "purples": t("Purples"),
        "oranges": t("Orange to red"),
        "viridis": "Viridis",
        "cividis": "Cividis",
        "puor": t("Orange and purple"),
        "brbg": t("Brown and green"),
        "rdbu": t("Red and blue"),
    }
    return {
        name: f"{text} ({two if name in palette.DIVERGING else one})"
        for name, text in names.items()
    }


def second_kpis(selection: Selection) -> list[str]:
    """The indicators that can stand on a map with the one that is chosen."""
    every = catalogue().items()
    return [id for id, kpi in every if selection.level in kpi.levels and id != selection.kpi]


def second_kpi(own: Own, selection: Selection) -> str:
    """The one that is wished, else the first of what people use, else the first; "" for none.

    What the groups do is looked at beside what people use.
    """
    codes = second_kpis(selection)
    uses = [id for id in codes if catalogue()[id].group == "adoption"]
    return own[SECOND] if own[SECOND] in codes else next(iter([*uses, *codes]), "")


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
    words, t = selection.language, selection.language.t
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
    names = palette_names(words)
    dropdown(
        "palette", t("Colours"), palette.NAMES, selection.palette, names.__getitem__, width=WIDE
    )
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
