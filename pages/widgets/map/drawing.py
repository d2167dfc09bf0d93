"""The map on a page: figure, geometry by URL, what a click on a unit does."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

import streamlit as st

from geo.map import served
from pages.figures.choropleth import (
    NO_MARKS,
    Hover,
    MapClass,
    Marks,
    Ready,
    choropleth,
    script,
)
from pages.figures.overlays import Spec
from pages.shell.frontend.scripts import version
from pages.shell.selection import Selection
from pages.shell.url import CLICKED, on_phone, store
from pages.text import words as words_of
from pages.widgets.map.ground import PHONE_WIDTH, address, addresses, layers_of, static_url
from pages.widgets.meetings.freezing import Drawn, remember_map

CONFIG = {"displayModeBar": False, "scrollZoom": False}
FRAME = (720, 500)  # pixels that a map has beside its rail on a projector; elsewhere it has more
PHONE = 430  # its height on a phone


def draw_map(
    classes: list[MapClass],
    hover: Hover | Mapping[str, str],
    selection: Selection,
    on_click: Callable[[str], None],
    key: str,
    size: tuple[int, int] | None = None,
    estimated: Sequence[str] = (),
    legend: bool = True,
    lost: Sequence[str] = (),
    title: str = "",
    marks: Marks = NO_MARKS,
    unsure: Sequence[str] = (),
    marked: Sequence[str] = (),
    falling: Sequence[str] = (),
) -> None:
    """Draws the units of the selected level and vintage; `on_click` gets the code of a unit.

    `hover` are the texts under the pointer by unit, as HTML. `size`: about how wide the map is on a
    desk, and how high it is, in pixels; None: it takes what is left of the screen, its legend
    inside it. `estimated` units are dotted, `lost` ones, which had met their target, have bold
    lines, `unsure` ones, whose class is not certain, crosses, `falling` ones triangles that point
    down. `legend`: False where one stands beside several maps. `title`: what the map is called
    where it is taken along. `marks`: what its kind has besides classes. `marked` units are
    outlined, as the selected one is.
    """
    is_inside = size is None and not on_phone()
    width, height = size or (FRAME[0], PHONE if on_phone() else FRAME[1])
    width = PHONE_WIDTH if on_phone() else width
    layers = layers_of(
        classes, selection, (width, height), estimated, lost, is_inside, unsure, falling
    )
    layers = replace(layers, marks=marks, width=width, marked=marked)
    vintage, level = selection.vintage, selection.level
    remember_map(key, Drawn(classes, layers, level, vintage, title, source_line(selection)))
    texts = hover if isinstance(hover, Hover) else Hover({c: (text,) for c, text in hover.items()})
    revision = f"{level}-{vintage}-{selection.district}"
    figure = choropleth(classes, texts, layers, None if is_inside else height, revision)
    figure["layout"]["showlegend"] = legend
    with st.container(gap=None, key=f"frame-{key}" if is_inside else None):
        if patterns := script(classes, layers):
            st.html(patterns, unsafe_allow_javascript=True)
        show_map(
            figure, key, on_click, told_of(selection, title), "stretch" if is_inside else "content"
        )


def told_of(selection: Selection, title: str = "") -> str:
    """What a map is called where it is heard: a unit is reached by the keys in the table.

    A map with a title is one of several, whose figures are in the files below them.
    """
    units = words_of.level(selection.level, selection.vintage, selection.language)
    if title:
        return selection.language.t(
            "Map: {units}, {title}. The files below hold the same.", units=units, title=title
        )
    return selection.language.t("Map: {units}. The table of this page holds the same.", units=units)


def show_map(
    figure: Spec,
    key: str,
    on_click: Callable[[str], None] | None = None,
    told: str = "",
    height: Literal["content", "stretch"] = "content",
) -> None:
    """Draws a figure of a map; `on_click`, where there is one, gets the code of a unit.

    `told` is what it is called where it is heard.
    """
    clicks = {}
    if on_click is None:
        figure["layout"]["clickmode"] = "none"  # by which map_keys.js knows it too
    else:
        clicks = {"on_select": lambda: _clicked(key, on_click), "selection_mode": "points"}
    st.plotly_chart(
        Ready(figure),
        key=key,
        height=height,
        theme=None,
        config={**CONFIG, "topojsonURL": static_url("topo/")},
        alt=told or None,
        **clicks,
    )


def chooser(selection: Selection) -> Callable[[str], None]:
    """Chooses the unit that is clicked, of the vintage that is shown.

    The vintage too: the reader may have come from a page that showed other units.
    """
    return lambda code: store({"area": code, "vintage": selection.vintage})


def source_line(selection: Selection) -> str:
    """Where the boundaries come from; every map names it."""
    boundaries = served.web_boundaries(selection.vintage, selection.level)
    return boundaries.source_vi if selection.lang == "vi" else boundaries.source_en


def preload(selection: Selection) -> None:
    """Lets the browser fetch what every map needs while the server still makes the page."""
    where = addresses(selection.vintage, selection.level)
    files = json.dumps([where["geometry_url"], where["borders_url"]])
    scripts = json.dumps([address(f"static/js-{version()}/{name}") for name in _plotly()])
    st.html(
        f"<script>{files}.map(file => fetch(file)); {scripts}.map(file => import(file));</script>",
        unsafe_allow_javascript=True,
    )


@lru_cache
def _plotly() -> list[str]:
    """The file of Streamlit's that holds Plotly; its name changes with each version."""
    return [
        file.name for file in Path(st.__file__).parent.glob("static/static/js/PlotlyChart.*.js")
    ]


def _clicked(key: str, on_click: Callable[[str], None]) -> None:
    points = st.session_state[key]["selection"]["points"]
    places = [point["location"] for point in points if point.get("location")]
    if places:
        st.session_state[CLICKED] = True
        on_click(str(places[0]))
