"""The map on a page: figure, geometry by URL, and what a click on a unit does."""

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from geo.map import served
from geo.map.hatch import dots, hatch
from geo.map.layers import borders, label_points
from pages.figures import palette
from pages.figures.choropleth import Line, MapClass, MapLayers, choropleth
from pages.figures.labels import STRETCH, placed
from pages.shell.names import short_name
from pages.shell.selection import Selection
from pages.shell.url import on_phone, store

CONFIG = {"displayModeBar": False, "scrollZoom": False}
PHONE_WIDTH = 360  # about as wide as a map is drawn there, in pixels
DOT_PIXELS = 10  # between two dots
KM_EAST = 104.4  # in a degree of longitude, at the province's latitude
LABEL_SIZE = {"district": 15, "commune": 12}


def draw_map(
    classes: list[MapClass],
    hover: dict[str, str],
    selection: Selection,
    size: tuple[int, int],
    on_click: Callable[[str], None],
    key: str,
    estimated: Sequence[str] = (),
    legend: bool = True,
) -> None:
    """Draws the units of the selected level and vintage; `on_click` gets the code of a unit.

    `size`: about how wide the map is on a desk, and how high it is, in pixels. `estimated` units
    are dotted. `legend`: False where one stands beside several maps.
    """
    width, height = (PHONE_WIDTH if on_phone() else size[0]), size[1]
    shown = [code for entry in classes for code in entry.codes]
    where = served.web_boundaries(selection.vintage, selection.level)
    frame = _bbox(selection, shown, width / height)
    letters = LABEL_SIZE[selection.level] - (2 if on_phone() else 0)
    layers = MapLayers(
        geometry_url=static_url("boundaries/" + where.file),
        bbox=frame,
        borders=borders(selection.vintage, "district"),
        surroundings=_surroundings(selection, shown),
        hatches=_hatches(classes, selection),
        dots=dots(selection.vintage, selection.level, estimated, _between(frame, width, height)),
        dots_label=selection.language.t("Estimate: {n}", n=len(estimated)),
        labels=_labels(selection, shown, frame, letters, (width, height)),
        label_size=letters,
        chosen=selection.area if selection.area in shown else "",
    )
    revision = f"{selection.level}-{selection.vintage}-{selection.district}"
    figure = choropleth(classes, hover, layers, height, revision)
    figure.update_layout(showlegend=legend)
    show_map(figure, key, on_click)


def show_map(figure, key: str, on_click: Callable[[str], None]) -> None:
    """Draws a figure of a map; `on_click` gets the code of a unit."""
    st.plotly_chart(
        figure,
        key=key,
        theme=None,
        config={**CONFIG, "topojsonURL": static_url("topo/")},
        on_select=lambda: _clicked(key, on_click),
        selection_mode="points",
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


def static_url(name: str) -> str:
    """The absolute address of a file under static/: Plotly does not resolve relative ones."""
    here = urlsplit(st.context.url or "")
    prefix = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return "/".join(
        part for part in (f"{here.scheme}://{here.netloc}", prefix, "app/static", name) if part
    )


def _clicked(key: str, on_click: Callable[[str], None]) -> None:
    points = st.session_state[key]["selection"]["points"]
    places = [point["location"] for point in points if point.get("location")]
    if places:
        on_click(str(places[0]))


def _bbox(
    selection: Selection, shown: list[str], aspect: float
) -> tuple[float, float, float, float]:
    """West, south, east, north of the units that are drawn, with a little air around them.

    Those of a district are widened to the aspect of the picture, which the surroundings fill.
    """
    shapes = served.shapes(selection.vintage, selection.level)
    west, south, east, north = shapes[shapes["code"].isin(shown)].total_bounds
    air = 0.03 * max(east - west, north - south)
    lacking = 0.0
    if len(shown) < len(shapes):
        lacking = max(0.0, aspect * (north - south + 2 * air) * STRETCH - (east - west))
    return west - air - lacking / 2, south - air, east + air + lacking / 2, north + air


def _surroundings(selection: Selection, shown: list[str]) -> list[str]:
    codes = served.shapes(selection.vintage, selection.level)["code"]
    return list(codes[~codes.isin(shown)])


def _between(frame: tuple[float, float, float, float], width: int, height: int) -> float:
    """How many km lie between two dots, so that maps of any size have them equally dense."""
    west, south, east, north = frame
    degree = min(width / (east - west), height / (north - south) / STRETCH)
    return round(DOT_PIXELS / degree * KM_EAST, 1)


def _hatches(classes: list[MapClass], selection: Selection) -> list[Line]:
    return [
        hatch(selection.vintage, selection.level, entry.codes, palette.HATCH[entry.reason])
        for entry in classes
        if entry.reason
    ]


def _labels(
    selection: Selection,
    shown: list[str],
    frame: tuple[float, float, float, float],
    letters: int,
    size: tuple[int, int],
) -> pd.DataFrame:
    names = served.shapes(selection.vintage, selection.level)[["code", "name"]]
    points = label_points(selection.vintage, selection.level).merge(names, on="code")
    points = points[points["code"].isin(shown)]
    points = points.assign(name=points["name"].map(short_name))
    return placed(points, frame, *size, letters, always=selection.area)
