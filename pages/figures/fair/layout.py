"""What the figures of this room share: their layout, points with a text each, the chosen one."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from pages.figures import palette

Axis = dict[str, Any]
SMALL = 12  # letters of a phone


def layout(letters: int, height: int, x: Axis, y: Axis, has_legend: bool = False) -> dict[str, Any]:
    """A quiet figure of a height in pixels; both axes over a grid, with what is given of each."""
    titled = {"font": {"size": letters}}
    axes = [
        {
            "gridcolor": palette.GRID,
            "zeroline": False,
            "automargin": True,
            "exponentformat": "none",  # 5.000 and not 5k
            "separatethousands": True,
            **axis,
            **({"title": {"text": axis["title"], **titled}} if "title" in axis else {}),
        }
        for axis in (x, y)
    ]
    return {
        "height": height,
        "margin": {"l": 8, "r": 14, "t": top(letters, has_legend), "b": 8},
        "font": {"family": palette.FONT, "color": palette.INK, "size": letters},
        "plot_bgcolor": palette.PAPER,
        "dragmode": False,
        "showlegend": has_legend,
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": False},
        "hoverlabel": {"bgcolor": "white", "font": {"size": letters}, "align": "left"},
        "xaxis": axes[0],
        "yaxis": axes[1],
    }


def top(letters: int, has_words: bool) -> int:
    """What is left above a figure, in pixels: for its legend, and on a phone, where the letters are
    small, for the buttons above that, which lie beside it elsewhere."""
    return 14 if not has_words else 2 * letters + (6 if letters > SMALL else 34)


def points(
    rows: pd.DataFrame,
    colour: str | Sequence[str],
    name: str = "",
    symbol: str = "circle",
    size: int = 8,
) -> dict[str, Any]:
    """Points at x and y with the text of each under the pointer."""
    return {
        "type": "scatter",
        "x": rows["x"].to_numpy(),
        "y": rows["y"].to_numpy(),
        "mode": "markers",
        "name": name,
        "showlegend": bool(name),
        "marker": {
            "size": size,
            "color": colour,
            "symbol": symbol,
            "line": {"color": palette.PAPER, "width": 1},
        },
        "customdata": list(rows["text"]),
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }


def chosen(rows: pd.DataFrame, code: str) -> list[dict[str, Any]]:
    """A ring with its name around the chosen unit; nothing where it is not among the rows."""
    own = rows[rows["code"] == code]
    if own.empty:
        return []
    ring = points(own, "rgba(0,0,0,0)", size=15)
    ring["marker"]["line"] = {"color": palette.FOCUS, "width": 3}
    label = {"color": palette.FOCUS}
    return [
        {**ring, "mode": "markers+text", "text": list(own["name"]), "textfont": label}
        | {"textposition": "top center"}
    ]


def line(
    x: np.ndarray, y: np.ndarray, colour: str, width: float, dash: str = "solid", name: str = ""
) -> dict[str, Any]:
    """A line that nobody points at; named in the legend where it has a name."""
    return {
        "type": "scatter",
        "x": x,
        "y": y,
        "mode": "lines",
        "name": name,
        "showlegend": bool(name),
        "line": {"color": colour, "width": width, "dash": dash},
        "hoverinfo": "skip",
    }


def level(y: float, colour: str, width: float, dash: str = "solid") -> dict[str, Any]:
    """A shape: the line at a height from the left edge to the right one."""
    ends = {"x0": 0, "x1": 1, "xref": "x domain", "y0": y, "y1": y}
    return {"type": "line", **ends, "line": {"color": colour, "width": width, "dash": dash}}
