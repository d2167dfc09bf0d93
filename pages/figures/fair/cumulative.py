"""What would close a gap: the whole as one unit after the other reaches the mark."""

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from pages.figures import palette
from pages.figures.fair.layout import layout, line, points
from pages.figures.upright import upright


def cumulative(
    rows, goal: float | None, needed: int | None, words: Mapping[str, str], size: tuple[int, int]
) -> go.Figure:
    """The whole at y after x units, from 0 on, with a text each; a line at its goal.

    rows: x, y, text. `needed` units reach the goal: a line stands there. words: x, y, goal, sign,
    whole. size: letters and height in pixels.
    """
    letters, height = size
    x, y = rows["x"].to_numpy("float64"), rows["y"].to_numpy("float64")
    stairs = line(x, y, palette.STATUS["met"], 2.5, name=words["whole"])
    stairs["line"] = {**stairs["line"], "shape": "hv"}
    traces = [stairs, points(rows, palette.STATUS["met"], size=6)]
    shapes = [] if needed in (None, 0) else [upright(needed, palette.FOCUS, 1.5, "dot")]
    if goal is not None:
        ends = np.array([0.0, max(float(x.max()), 1.0)])
        traces.append(line(ends, np.full(2, goal), palette.FOCUS, 2, "dash", words["goal"]))
    axes = (
        {"title": words["x"], "rangemode": "tozero", "showgrid": False},
        {"title": words["y"], "ticksuffix": words["sign"]},
    )
    return go.Figure(traces, {**layout(letters, height, *axes, has_legend=True), "shapes": shapes})
