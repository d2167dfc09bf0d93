"""Ranks with their uncertainty: a column a unit, from the best to the last."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pages.figures import palette
from pages.figures.fair.layout import chosen, layout, line, points


def caterpillar(
    rows: pd.DataFrame, words: Mapping[str, str], area: str, size: tuple[int, int]
) -> go.Figure:
    """A unit at x (its place in the list), its rank at y, from rank_low to rank_high, 1 on top.

    rows: x, y, rank_low, rank_high, code, name, text. words: x, y, interval, rank. size:
    letters and height in pixels.
    """
    letters, height = size
    ends = rows[["rank_low", "rank_high"]].to_numpy("float64")
    x = rows["x"].to_numpy("float64")
    gaps = np.full(len(rows), np.nan)
    along, at = np.column_stack([ends, gaps]).ravel(), np.column_stack([x, x, gaps]).ravel()
    width = 5 if len(rows) < 80 else 2.5
    traces = [
        line(at, along, "#9bbfdc", width, name=words["interval"]),
        points(rows, palette.STATUS["met"], words["rank"], size=7 if len(rows) < 80 else 4),
        *chosen(rows, area),
    ]
    most = max(float(ends.max()), 1.0) if len(rows) else 1.0
    step = max(1, int(np.ceil(most / 60)) * 10 if most > 15 else 2)
    ticks = [1, *range(step, int(most) + 1, step)] if step > 1 else [1]
    axes = (
        {"title": words["x"], "showgrid": False, "showticklabels": False}
        | {"range": [0.3, len(rows) + 0.7]},
        {"title": words["y"], "tickvals": ticks, "range": [1.04 * most, 1 - 0.06 * most]},
    )
    return go.Figure(traces, layout(letters, height, *axes, has_legend=True))
