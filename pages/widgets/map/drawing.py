"""The map on a page: figure, geometry by URL, what a click on a unit does."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from geo.map import served
from pages.figures.choropleth import (
    LEGEND_WIDTH,
    NO_MARKS,
    Hover,
    MapClass,
    MapLayers,
    Marks,
    Ready,
    choropleth,
    script,
)
from pages.figures.labels import STRETCH, area, placed
from pages.figures.overlays import Spec
from pages.shell.frontend.scripts import version
from pages.shell.selection import Selection
from pages.shell.url import CLICKED, on_phone, store
from pages.text import words as words_of
from pages.text.words import short_name
from pages.widgets.meetings.freezing import Drawn, remember_map

CONFIG = {"displayModeBar": False, "scrollZoom": False}
FRAME = (720, 500)  # pixels that a map has beside its rail on a projector; elsewhere it has more
PHONE = 430  # its height on a phone
PHONE_WIDTH = 360  # about as wide as a map is drawn there, in pixels
KM_EAST = 104.4  # in a degree of longitude, at the province's latitude
NARROW = 300  # of a map in pixels: on a narrower one only a unit with room for its name has it
LABEL_SIZE, SMALLEST = {"district": 15, "commune": 12}, 12  # of letters, in pixels
Box = tuple[float, float, float, float]


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
) -> None:
    """Draws the units of the selected level and vintage; `on_click` gets the code of a unit.

    `hover` are the texts under the pointer by unit, as HTML. `size`: about how wide the map is on a
    desk, and how high it is, in pixels; None: it takes what is left of the screen, its legend
    inside it. `estimated` units are dotted, `lost` ones, which had met their target, have bold
    lines, `unsure` ones, whose class is not certain, crosses. `legend`: False where one stands
    beside several maps. `title`: what the map is called where it is taken along. `marks`: what its
    kind has besides classes.
    """
    is_inside = size is None and not on_phone()
    width, height = size or (FRAME[0], PHONE if on_phone() else FRAME[1])
    width = PHONE_WIDTH if on_phone() else width
    layers = layers_of(classes, selection, (width, height), estimated, lost, is_inside, unsure)
    layers = replace(layers, marks=marks, width=width)
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


def layers_of(
    classes: Sequence[MapClass],
    selection: Selection,
    size: tuple[int, int],
    estimated: Sequence[str] = (),
    lost: Sequence[str] = (),
    is_inside: bool = False,
    unsure: Sequence[str] = (),
) -> MapLayers:
    """What lies under and over the classes of a map of so many pixels; see `draw_map`.

    `is_inside`: its legend stands in a corner of it.
    """
    vintage, level, t = selection.vintage, selection.level, selection.language.t
    letters = max(SMALLEST, LABEL_SIZE[level] - (2 if on_phone() else 0))
    shown = frozenset(code for entry in classes for code in entry.codes)
    chosen = selection.area if selection.area in shown else ""
    file = served.web_boundaries(vintage, level).file
    beside = LEGEND_WIDTH if is_inside else 0
    ground = _ground(file, vintage, level, shown, size, beside, letters, chosen)
    over = {
        "estimate": (estimated, t("Estimate: {n}", n=len(estimated))),
        "lost": (lost, t("Lost since: {n}", n=len(lost))),
        "unsure": (unsure, t("Class not certain: {n}", n=len(unsure))),
    }
    return MapLayers(
        bbox=ground.bbox,
        surroundings=ground.surroundings,
        over={kind: told for kind, told in over.items() if told[0]},
        names=ground.names,
        pixels=ground.pixels,
        level=level,
        is_legend_inside=is_inside,
        labels=ground.labels,
        label_size=letters,
        chosen=chosen,
        **addresses(vintage, level),
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
    if on_click is not None:
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


def addresses(vintage: str, level: str) -> dict[str, str | list[str]]:
    """The geometry of a map, for MapLayers: of its units, and of the borders over them."""
    files = [served.web_boundaries(vintage, one).file for one in (level, "district")]
    units, districts = (static_url("boundaries/" + file) for file in files)
    bordered = _codes(files[1], vintage, "district")
    return {"geometry_url": units, "borders_url": districts, "bordered": bordered}


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
    scripts = json.dumps([_address(f"static/js-{version()}/{name}") for name in _plotly()])
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


def static_url(name: str) -> str:
    """The absolute address of a file under static/: Plotly does not resolve relative ones."""
    return _address("app/static/" + name)


def _address(path: str) -> str:
    here = urlsplit(st.context.url or "")
    prefix = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return "/".join(part for part in (f"{here.scheme}://{here.netloc}", prefix, path) if part)


def _clicked(key: str, on_click: Callable[[str], None]) -> None:
    points = st.session_state[key]["selection"]["points"]
    places = [point["location"] for point in points if point.get("location")]
    if places:
        st.session_state[CLICKED] = True
        on_click(str(places[0]))


@dataclass(frozen=True)
class _Ground:
    """What is under the classes of a map, the same whatever they are; shared, not to be changed."""

    bbox: Box
    surroundings: list[str]
    labels: pd.DataFrame
    names: dict[str, str]
    pixels: dict[str, float]


@lru_cache(maxsize=512)
def _ground(
    file: str,
    vintage: str,
    level: str,
    shown: frozenset[str],
    size: tuple[int, int],
    beside: int,
    letters: int,
    chosen: str,
) -> _Ground:
    """Of the units in view; `file` is that of the boundaries, whose name changes with them."""
    units = served.map_units(vintage, level)
    is_part = len(shown) < len(units)
    kept = (
        beside if is_part else beside // 3
    )  # in the corner of the legend the province has no unit
    frame = _bbox(_extent(file, vintage, level, shown), is_part, size, kept)
    points = units[units["code"].isin(shown)]
    points = points.assign(name=points["name"].map(short_name))
    codes = points["code"]
    west, south, east, north = frame
    degree = min(size[0] / (east - west), size[1] / (north - south) / STRETCH)  # in pixels
    drawn = (east - west) * degree, (north - south) * STRETCH * degree  # the rest is cut off
    pixels = points["area_km2"] * (degree / KM_EAST) ** 2
    if size[0] < NARROW:
        points = points[pixels >= area(points["name"], letters)]
    return _Ground(
        frame,
        [code for code in units["code"] if code not in shown],
        placed(points, frame, *drawn, letters, always=chosen)[["name", "lon", "lat"]],
        dict(zip(units["code"], units["name"], strict=True)),
        dict(zip(codes, pixels, strict=True)),
    )


@lru_cache(maxsize=512)
def _extent(file: str, vintage: str, level: str, shown: frozenset[str]) -> Box:
    units = served.map_units(vintage, level)
    return served.extent(units[units["code"].isin(shown)])


@lru_cache(maxsize=32)
def _codes(file: str, vintage: str, level: str) -> list[str]:
    return list(served.map_units(vintage, level)["code"])


def _bbox(extent: Box, is_part: bool, size: tuple[int, int], beside: int = 0) -> Box:
    """West, south, east, north of the units that are drawn, with a little air around them.

    Those of a part of the province are widened to the aspect of the picture, which the
    surroundings fill; `beside`: pixels at its left that a legend takes.
    """
    west, south, east, north = extent
    air = 0.03 * max(east - west, north - south)
    west, south, east, north = west - air, south - air, east + air, north + air
    width, height = size
    if is_part or beside:
        high = (north - south) * STRETCH / height  # degrees east of a pixel
        pixel = max(high, (east - west) / (width - beside))
        middle = (west + east) / 2 - beside / 2 * pixel
        west, east = middle - width / 2 * pixel, middle + width / 2 * pixel
    return west, south, east, north
