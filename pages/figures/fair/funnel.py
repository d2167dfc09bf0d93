"""A funnel plot: units by their size and value, between limits that chance alone seldom passes."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pages.figures import palette
from pages.figures.fair.layout import chosen, layout, level, line, points

OUTSIDE = {-1: palette.STATUS["behind"], 0: palette.MUTED, 1: palette.STATUS["met"]}
LIMITS = (("inner", 1.5, "solid"), ("outer", 1.5, "dash"))
FAR = 10  # times: where the largest unit is so much larger than the smallest, sizes are logarithms


def funnel(
    rows: pd.DataFrame,
    curves: pd.DataFrame,
    by_chance: pd.DataFrame | None,
    rate: float,
    words: Mapping[str, str],
    write: Callable[[float], str],
    area: str,
    size: tuple[int, int],
) -> go.Figure:
    """Units at x (size) and y (value in percent), with code, name, text and `side`: −1, 0 or 1.

    curves: size, low_inner, high_inner, low_outer, high_outer, in percent; by_chance: the same of
    narrower limits, drawn in grey behind. words: inner, outer, chance, rate, x, y and the sides
    below, inside and above; write: how a size is written. size: letters and height in pixels.
    """
    letters, height = size
    traces = []
    if by_chance is not None:
        for end in ("low", "high"):
            name = words["chance"] if end == "low" else ""
            own = by_chance["size"].to_numpy(), by_chance[f"{end}_inner"].to_numpy()
            traces.append(line(*own, palette.MUTED, 1.5, "dot", name))
    for kind, width, dash in LIMITS:
        for end in ("low", "high"):
            name = words[kind] if end == "low" else ""
            own = curves["size"].to_numpy(), curves[f"{end}_{kind}"].to_numpy()
            traces.append(line(*own, palette.INK, width, dash, name))
    names = {-1: words["below"], 0: words["inside"], 1: words["above"]}
    symbols = {-1: "triangle-down", 0: "circle", 1: "triangle-up"}
    for side, name in names.items():
        part = rows[rows["side"] == side]
        if len(part):
            traces.append(points(part, OUTSIDE[side], name, symbols[side], 11 if side else 8))
    sizes = rows["x"].to_numpy("float64")
    x: dict[str, object] = {"title": words["x"], "rangemode": "tozero"}
    if sizes.max() > FAR * sizes.min():
        ticks = _ticks(curves["size"].to_numpy("float64"))
        texts = [write(tick) for tick in ticks]
        x = {"title": words["x"], "type": "log", "tickvals": ticks, "ticktext": texts}
    figure = layout(letters, height, x, {"title": words["y"], "ticksuffix": "%"}, has_legend=True)
    shapes = [level(rate, palette.MUTED, 1.5)]
    return go.Figure([*traces, *chosen(rows, area)], {**figure, "shapes": shapes})


def _ticks(sizes: np.ndarray) -> list[float]:
    """1, 2 and 5 of each power of ten between the smallest and the largest size."""
    powers = 10.0 ** np.arange(np.floor(np.log10(sizes.min())), np.log10(sizes.max()) + 1)
    ticks = [float(step * power) for power in powers for step in (1, 2, 5)]
    return [tick for tick in ticks if sizes.min() <= tick <= sizes.max()]


def grid_of(sizes: np.ndarray, count: int = 60) -> np.ndarray:
    """Sizes at which limits are drawn: from somewhat below the smallest unit to the largest."""
    low, high = max(float(sizes.min()) * 0.85, 1.0), float(sizes.max()) * 1.05
    return np.unique(np.round(np.geomspace(low, high, count)))
