"""The map of when a target was first met: classes, what is missing, what was lost since."""

from collections.abc import Sequence

import streamlit as st

from geo.map import served as boundaries
from geo.map.hatch import dots, hatch
from geo.map.layers import borders, label_points
from pages.figures import palette
from pages.figures.choropleth import MapClass, MapLayers, choropleth
from pages.figures.labels import placed
from pages.figures.verdict_marks import lost_lines
from pages.widgets.map_view import CONFIG, LABEL_SIZE, PHONE_WIDTH, static_url
from pages.widgets.names import short_name
from pages.widgets.picking import on_phone, store
from pages.widgets.selection import Selection

WIDTH, DESKTOP, PHONE = 530, 560, 500  # in pixels; the legend takes eight lines on a phone
LOST_KM = {"district": 2.4, "commune": 1.2}  # between two lines over a unit that lost its target


def verdict_map(
    classes: list[MapClass],
    hover: dict[str, str],
    selection: Selection,
    lost: Sequence[str],
    estimated: Sequence[str],
) -> None:
    """Draws all units of the selection's level and vintage; a click chooses one."""
    t, height = selection.language.t, PHONE if on_phone() else DESKTOP
    width = PHONE_WIDTH if on_phone() else WIDTH
    vintage, level = selection.vintage, selection.level
    where = boundaries.web_boundaries(vintage, level)
    letters = LABEL_SIZE[level] - (2 if on_phone() else 0)
    names = boundaries.shapes(vintage, level)[["code", "name"]]
    points = label_points(vintage, level).merge(names, on="code")
    points["name"] = points["name"].map(short_name)
    missing = [entry for entry in classes if entry.reason]
    layers = MapLayers(
        geometry_url=static_url("boundaries/" + where.file),
        bbox=_with_air(where.bbox),
        borders=borders(vintage, "district"),
        hatches=[hatch(vintage, level, one.codes, palette.HATCH[one.reason]) for one in missing],
        dots=dots(vintage, level, estimated),
        dots_label=t("Estimate: {n}", n=len(estimated)),
        labels=placed(points, where.bbox, width, height, letters, always=selection.area),
        label_size=letters,
        chosen=selection.area,
    )
    figure = choropleth(classes, hover, layers, height, f"verdict-{level}-{vintage}")
    if lost:
        lines = hatch(vintage, level, lost, "back_diagonal", LOST_KM[level])
        label = t("Lost since: {n}", n=len(lost))
        figure.add_traces(lost_lines(lines, label))
        # Names stay readable above the lines: text traces are drawn last.
        figure.data = sorted(figure.data, key=lambda trace: getattr(trace, "mode", "") == "text")
    st.plotly_chart(
        figure,
        key="verdict-map",
        theme=None,
        config={**CONFIG, "topojsonURL": static_url("topo/")},
        on_select=lambda: _clicked(vintage),
        selection_mode="points",
    )


def _clicked(vintage: str) -> None:
    points = st.session_state["verdict-map"]["selection"]["points"]
    places = [point["location"] for point in points if point.get("location")]
    if places:
        # The vintage too: the reader may have come from a page that showed other units.
        store({"area": str(places[0]), "vintage": vintage})


def _with_air(bbox: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    west, south, east, north = bbox
    air = 0.03 * max(east - west, north - south)
    return west - air, south - air, east + air, north + air
