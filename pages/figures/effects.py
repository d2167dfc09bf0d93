"""What stands beside an effect: by month of the work, and a row a check; intervals of 95 %."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pages.figures import palette
from pages.figures.upright import upright

TOLD, BESIDE = palette.STATUS["met"], palette.MUTED
HEIGHT, ROW, MARGIN = 360, 2.1, 60  # pixels; a row in letters, what lies above and below all


def by_month(rows: pd.DataFrame, words: dict[str, str], letters: int) -> go.Figure:
    """A point a month of (month, estimate, low_95, high_95, text), in the order of time.

    Months below 0 are those to come, in grey; a dashed line parts them from the work that is done.
    words: `to_come` and `before`, above the two parts, and `axis` below.
    """
    months = rows["month"].to_numpy("int64")
    colours = [BESIDE if month < 0 else TOLD for month in months]
    return go.Figure(
        [*_spans(months, rows, colours, is_upright=True), _points(months, rows, colours, True)],
        {
            **_layout(letters, HEIGHT),
            "margin": {"l": 8, "r": 12, "t": 30, "b": 3 * letters + 14},
            "shapes": [_level(), upright(-0.5, palette.GRID, 2, "dash")],
            "annotations": [
                _part(-0.6, "right", words["to_come"], BESIDE, letters),
                _part(-0.4, "left", words["before"], TOLD, letters),
            ],
            "xaxis": {
                "tickvals": months,
                "ticktext": [str(m).replace("-", "−") for m in months.tolist()],
                "title": {"text": words["axis"], "font": {"size": letters}},
                "range": [months.min() - 0.6, months.max() + 0.6],
                "showgrid": False,
                "zeroline": False,
            },
            "yaxis": {"gridcolor": palette.GRID, "zeroline": False, "automargin": True},
        },
    )


def forest(rows: pd.DataFrame, told: int, letters: int) -> go.Figure:
    """A row each of (label, estimate, low_95, high_95, text), the first on top, a line at 0.

    The first `told` of them are the effect, the others are seen beside it.
    """
    places = np.arange(len(rows))
    colours = [TOLD if at < told else BESIDE for at in places.tolist()]
    return go.Figure(
        [*_spans(places, rows, colours, is_upright=False), _points(places, rows, colours, False)],
        {
            **_layout(letters, int(ROW * letters * len(rows)) + MARGIN),
            "shapes": [upright(0, palette.INK, 1)],
            "xaxis": {"gridcolor": palette.GRID, "zeroline": False, "nticks": 6},
            "yaxis": {
                "tickvals": places,
                "ticktext": list(rows["label"]),
                "range": [len(rows) - 0.5, -0.5],
                "automargin": True,
                "ticksuffix": " ",
                "showgrid": False,
                "zeroline": False,
            },
        },
    )


def _spans(
    places: np.ndarray, rows: pd.DataFrame, colours: Sequence[str], is_upright: bool
) -> list[dict[str, object]]:
    """The intervals, a trace a colour: lines parted by gaps."""
    found = []
    for colour in dict.fromkeys(colours):
        own = np.array([one == colour for one in colours])
        ends = rows.loc[own, ["low_95", "high_95"]].to_numpy("float64")
        gaps = np.full(len(ends), np.nan)
        along = np.column_stack([ends, gaps]).ravel()
        at = np.column_stack([places[own], places[own], gaps]).ravel()
        x, y = (at, along) if is_upright else (along, at)
        line = {"color": colour, "width": 3}
        found.append(
            {"type": "scatter", "x": x, "y": y, "mode": "lines", "line": line, "hoverinfo": "skip"}
        )
    return found


def _points(
    places: np.ndarray, rows: pd.DataFrame, colours: Sequence[str], is_upright: bool
) -> dict[str, object]:
    values = rows["estimate"].to_numpy("float64")
    x, y = (places, values) if is_upright else (values, places)
    return {
        "type": "scatter",
        "x": x,
        "y": y,
        "mode": "markers",
        "marker": {"size": 9, "color": list(colours)},
        "customdata": list(rows["text"]),
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }


def _level() -> dict[str, object]:
    """The line of no effect."""
    line = {"color": palette.INK, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "line": line}


def _part(x: float, side: str, text: str, colour: str, letters: int) -> dict[str, object]:
    return {
        "x": x,
        "xanchor": side,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": text,
        "showarrow": False,
        "font": {"size": letters, "color": colour},
    }


def _layout(letters: int, height: int) -> dict[str, Any]:
    return {
        "height": height,
        "margin": {"l": 8, "r": 12, "t": 30, "b": 30},
        "font": {"family": palette.FONT, "color": palette.INK, "size": letters},
        "plot_bgcolor": palette.PAPER,
        "dragmode": False,
        "showlegend": False,
        "hoverlabel": {"bgcolor": "white", "font": {"size": letters}, "align": "left"},
    }
