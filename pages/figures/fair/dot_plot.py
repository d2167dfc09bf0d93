"""A unit beside its peers: a point each, the range of the peers and their median."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pages.figures import palette
from pages.figures.fair.layout import layout, points
from pages.figures.upright import upright

ROW, MARGIN = 2.0, 74  # a row in letters; what lies above and below all, in pixels


def dot_plot(
    rows: pd.DataFrame,
    span: tuple[float, float, float],
    words: Mapping[str, str],
    area: str,
    letters: int,
) -> go.Figure:
    """A row each of (code, label, x, text), the first on top; `area` stands out in its colour.

    span: the lowest, the median and the highest value of the peers. words: x, sign, median, range.
    """
    low, median, high = span
    places = np.arange(len(rows))
    colours = [palette.FOCUS if code == area else palette.STATUS["met"] for code in rows["code"]]
    labels = [
        f"<b>{label}</b>" if code == area else label
        for code, label in zip(rows["code"], rows["label"], strict=True)
    ]
    band = {
        "type": "rect",
        "x0": low,
        "x1": high,
        "y0": 0,
        "y1": 1,
        "yref": "y domain",
        "layer": "below",
        "line": {"width": 0},
        "fillcolor": "#e4eef7",
    }
    note = {
        "x": median,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": words["median"],
        "showarrow": False,
    }
    axes = (
        {"title": words["x"], "ticksuffix": words["sign"], "nticks": 7},
        {
            "tickvals": places,
            "ticktext": labels,
            "range": [len(rows) - 0.5, -0.5],
            "ticksuffix": " ",
        },
    )
    height = int(ROW * letters * len(rows)) + MARGIN
    figure = layout(letters, height, *axes)
    return go.Figure(
        [points(rows.assign(y=places), colours, size=11)],
        {
            **figure,
            "margin": {**figure["margin"], "t": 2 * letters + 26},
            "annotations": [note],
            "shapes": [band, upright(median, palette.INK, 2)],
        },
    )
