"""A choropleth of one KPI: discrete classes with counts, hatched missing units, names.

The polygons are never inside the figure: the browser fetches them once from `geometry_url` and
keeps them, so that a change of filter sends some kilobytes only.
"""

from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go

from pages.figures import palette
from pages.figures.overlays import dots, line, names, outline, pale

Line = tuple[list[float | None], list[float | None]]


@dataclass(frozen=True)
class MapClass:
    """One entry of the legend: its words, its colour and the units in it."""

    label: str
    colour: str
    codes: list[str]
    reason: str = ""  # why these units have no value; gives them their hatch


@dataclass(frozen=True)
class MapLayers:
    """What lies over the classes, all in degrees: borders, hatch lines and labels."""

    geometry_url: str
    bbox: tuple[float, float, float, float]
    borders: Line
    surroundings: list[str] = field(default_factory=list)  # units drawn pale, for orientation
    hatches: list[Line] = field(default_factory=list)
    dots: tuple[list[float], list[float]] = ([], [])  # over units whose value is an estimate
    dots_label: str = ""  # what they say, in the legend
    labels: pd.DataFrame = field(default_factory=pd.DataFrame)  # name, lon, lat
    label_size: int = 12
    chosen: str = ""


def choropleth(
    classes: list[MapClass], hover: dict[str, str], layers: MapLayers, height: int, revision: str
) -> go.Figure:
    """The figure; `hover` holds one HTML text a unit code, escaped by the caller."""
    figure = go.Figure()
    if layers.surroundings:
        figure.add_trace(pale(layers.surroundings, layers.geometry_url))
    for entry in classes:
        figure.add_trace(_class_trace(entry, hover, layers.geometry_url))
    for lons, lats in layers.hatches:
        figure.add_trace(line(lons, lats, palette.MUTED, 0.9))
    if layers.dots[0]:
        figure.add_trace(dots(*layers.dots, layers.dots_label))
    figure.add_trace(line(*layers.borders, palette.INK, 1.6))
    if layers.chosen:
        figure.add_trace(outline(layers.chosen, layers.geometry_url))
    if len(layers.labels):
        figure.add_trace(names(layers.labels, layers.label_size))
    west, south, east, north = layers.bbox
    figure.update_geos(
        visible=False,
        projection_type="mercator",
        lonaxis_range=[west, east],
        lataxis_range=[south, north],
        bgcolor=palette.PAPER,
    )
    figure.update_layout(
        height=height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        dragmode=False,
        clickmode="event+select",
        uirevision=revision,
        font={"family": palette.FONT, "color": palette.INK, "size": 14},
        hoverlabel={
            "bgcolor": "white",
            "bordercolor": palette.INK,
            "font_size": 14,
            "align": "left",
        },
        legend={
            "orientation": "h",
            "x": 0,
            "y": 0,
            "yanchor": "top",
            "itemclick": False,
            "itemdoubleclick": False,
            "font_size": 14,
            "traceorder": "normal",
        },
    )
    return figure


def _class_trace(entry: MapClass, hover: dict[str, str], url: str) -> go.Choropleth:
    # An empty class stays in the legend with its 0: a trace needs one location to be drawn there.
    return go.Choropleth(
        geojson=url,
        featureidkey="id",
        locations=entry.codes or ["none"],
        z=[0] * max(1, len(entry.codes)),
        zmin=0,
        zmax=1,
        colorscale=[[0, entry.colour], [1, entry.colour]],
        showscale=False,
        showlegend=True,
        name=f"{entry.label} ({len(entry.codes)})",
        text=[hover.get(code, "") for code in entry.codes],
        hovertemplate="%{text}<extra></extra>",
        marker={"line": {"color": "white", "width": 0.7}, "opacity": 1},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


LINE, JOINED = palette.SEQUENTIAL[4][1], palette.SEQUENTIAL[4][0]


def lineage_map(
    line: list[str],
    joined: list[str],
    hover: dict[str, str],
    layers: MapLayers,
    around: pd.DataFrame,
    height: int,
) -> go.Figure:
    """The figure; `around` are the names (name, lon, lat) of the pale units.

    There is no legend: one for all maps stands above them.
    """
    classes = [MapClass("", LINE, line), MapClass("", JOINED, joined)]
    figure = choropleth([one for one in classes if one.codes], hover, layers, height, "lineage")
    if len(around):
        figure.add_trace(names(around, layers.label_size - 1, palette.MUTED, None))
    return figure.update_layout(showlegend=False)
