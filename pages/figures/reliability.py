"""How forecasts did, a row an indicator: errors against “no change”, coverage against nominal."""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pages.figures import palette
from pages.figures.upright import upright

ROW, MARGIN = 2.9, 74  # a row in letters, what lies above and below all in pixels
GOOD, BAD = palette.STATUS["met"], palette.STATUS["behind"]
COLOURS = {"80": palette.STATUS["met"], "95": "#7a5195"}


def errors(rows: pd.DataFrame, better: str, letters: int) -> go.Figure:
    """A bar a row of (label, mase, text), the first on top, from 0; a line stands at 1.

    better: the words for what lies left of the line.
    """
    bars = {
        "type": "bar",
        "x": rows["mase"].to_numpy("float64"),
        "y": list(range(len(rows))),
        "orientation": "h",
        "marker": {"color": [BAD if mase >= 1 else GOOD for mase in rows["mase"]]},
        "hoverinfo": "skip",
    }
    # in the margin: beside the bars the line crosses it
    notes = [_beside(at, text) for at, text in enumerate(rows["text"])]
    top = max(1.25, 1.05 * float(rows["mase"].max()))
    return go.Figure(
        [bars],
        {
            **_layout(rows, [0, top], letters),
            "shapes": [upright(1, palette.INK, 2)],
            "annotations": [*notes, _above(1, better, letters)],
        },
    )


def coverage(rows: pd.DataFrame, words: dict[str, str], letters: int) -> go.Figure:
    """Two points a row: the shares of outcomes within the intervals of 80 % and of 95 %.

    rows: label, and for both shares (percent) share_80, low_80, high_80 (the uncertainty if all
    outcomes were independent), least_80, most_80 (if those of a series all hang together). Lines
    stand where the shares should be; `words` names them: "80" and "95".
    """
    places, traces, lines = np.arange(len(rows)), [], []
    for name, colour in COLOURS.items():
        at = places + (-0.16 if name == "80" else 0.16)
        for low, high, width in (("least", "most", 1), ("low", "high", 5)):
            ends = rows[f"{low}_{name}"], rows[f"{high}_{name}"]
            traces.append(_spans(*ends, at, colour, width))
        symbol = "circle" if name == "80" else "diamond"
        traces.append(
            {
                "type": "scatter",
                "x": rows[f"share_{name}"].to_numpy("float64"),
                "y": at,
                "mode": "markers",
                "marker": {"size": 9, "color": colour, "symbol": symbol},
                "customdata": list(rows[f"text_{name}"]),
                "hovertemplate": "%{customdata}<extra></extra>",
                "cliponaxis": False,
            }
        )
        lines.append(upright(float(name), colour, 2, "dash"))
    low = max(0.0, float(rows[["least_80", "least_95"]].min(axis=None)) // 10 * 10)
    layout = _layout(rows, [low - 1, 101], letters)
    return go.Figure(
        traces,
        {
            **layout,
            "xaxis": {**layout["xaxis"], "ticksuffix": "%"},
            "shapes": lines,
            "annotations": [
                _above(80, words["80"], letters, COLOURS["80"]),
                _above(95, words["95"], letters, COLOURS["95"], lift=20),
            ],
        },
    )


def _spans(
    low: pd.Series, high: pd.Series, places: np.ndarray, colour: str, width: int
) -> dict[str, object]:
    """A line a row in one trace, parted by gaps."""
    gaps = np.full(len(low), np.nan)
    return {
        "type": "scatter",
        "x": np.column_stack([low, high, gaps]).ravel(),
        "y": np.column_stack([places, places, gaps]).ravel(),
        "mode": "lines",
        "line": {"color": colour, "width": width},
        "opacity": 0.55,
        "hoverinfo": "skip",
    }


def _beside(place: int, text: str) -> dict[str, object]:
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 4,
        "y": place,
        "text": text,
        "showarrow": False,
    }


def _above(
    x: float, text: str, letters: int, colour: str = palette.INK, lift: int = 0
) -> dict[str, object]:
    return {
        "x": x,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "xanchor": "right",
        "xshift": 4,
        "yshift": 2 + lift,
        "text": text,
        "showarrow": False,
        "font": {"size": letters, "color": colour},
    }


def _layout(rows: pd.DataFrame, span: list[float], letters: int) -> dict[str, Any]:
    return {
        "height": round(ROW * letters * len(rows)) + MARGIN,
        "margin": {"l": 8, "r": 3 * letters, "t": 46, "b": 28},
        "font": {"family": palette.FONT, "color": palette.INK, "size": letters},
        "plot_bgcolor": palette.PAPER,
        "dragmode": False,
        "showlegend": False,
        "bargap": 0.45,
        "hoverlabel": {"bgcolor": "white", "font": {"size": letters}, "align": "left"},
        "xaxis": {"range": span, "gridcolor": palette.GRID, "zeroline": False},
        "yaxis": {
            "tickvals": list(range(len(rows))),
            "ticktext": list(rows["label"]),
            "range": [len(rows) - 0.4, -0.6],
            "automargin": True,
            "ticksuffix": " ",
            "showgrid": False,
            "zeroline": False,
        },
    }
