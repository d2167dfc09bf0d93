"""A change taken apart: a bar a unit of what it added or took, by effect."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pages.figures import palette
from pages.figures.fair.layout import layout
from pages.figures.upright import upright

COLOURS = {
    "rate_effect": palette.STATUS["met"],
    "mix_effect": palette.STATUS["slightly_behind"],
    "coverage_effect": palette.STATUS["no_target"],
}
ROW, MARGIN = 2.1, 60  # a row in letters; what lies above and below all, in pixels


def contributions(rows: pd.DataFrame, words: Mapping[str, str], letters: int) -> go.Figure:
    """A row each of (label, the three effects, written, text), the first on top, from a line at 0.

    words: the name of each effect, for the legend, and `x`. An effect that is nowhere is left out.
    """
    places, traces = np.arange(len(rows)), []
    for effect, colour in COLOURS.items():
        sizes = rows[effect].to_numpy("float64")
        if sizes.any():
            traces.append(
                {
                    "type": "bar",
                    "x": sizes,
                    "y": places,
                    "orientation": "h",
                    "name": words[effect],
                    "marker": {"color": colour},
                    "customdata": list(rows["text"]),
                    "hovertemplate": "%{customdata}<extra></extra>",
                }
            )
    ends = [rows[list(COLOURS)].where(lambda v, s=sign: s * v > 0).sum(axis=1) for sign in (1, -1)]
    right = ends[0].to_numpy("float64")
    notes = [
        {"x": x, "y": at, "text": text, "xanchor": "left", "xshift": 4, "showarrow": False}
        for at, (x, text) in enumerate(zip(right, rows["written"], strict=True))
    ]
    low, high = float(min(ends[1].min(), 0)), float(max(right.max(), 0))
    wide = max(high - low, 1e-9)
    axes = (
        {"title": words["x"], "range": [low - 0.03 * wide, high + 0.22 * wide]},
        {
            "tickvals": places,
            "ticktext": list(rows["label"]),
            "range": [len(rows) - 0.5, -0.5],
            "ticksuffix": " ",
            "showgrid": False,
        },
    )
    height = int(ROW * letters * len(rows)) + MARGIN + 2 * letters
    figure = layout(letters, height, *axes, has_legend=True)
    return go.Figure(
        traces,
        {
            **figure,
            "barmode": "relative",
            "annotations": notes,
            "shapes": [upright(0, palette.INK, 1)],
        },
    )
