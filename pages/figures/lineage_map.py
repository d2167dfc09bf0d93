"""A small map of where a unit lay in one vintage: itself, those that joined it, the rest pale."""

import pandas as pd
import plotly.graph_objects as go

from pages.figures import palette
from pages.figures.choropleth import MapClass, MapLayers, choropleth
from pages.figures.overlays import names

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
