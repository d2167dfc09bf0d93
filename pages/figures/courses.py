"""Courses of one value into the future: what was, what would be, the path and its targets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import plotly.graph_objects as go

from pages.figures import palette

OTHER = "#b35806"  # a second course laid over the first: brown beside blue
FORECAST, BAND = "#6a3d9a", "rgba(106,61,154,.15)"  # not the blue of what is chosen
STYLE = {
    "past": {"color": palette.INK, "width": 2.5},
    "observed": {"color": palette.MUTED, "width": 2.5, "dash": "dash"},
    "chosen": {"color": palette.STATUS["met"], "width": 3.5},
    "other": {"color": OTHER, "width": 3, "dash": "dashdot"},
    "forecast": {"color": FORECAST, "width": 3, "dash": "longdash"},
    "needed": {"color": palette.INK, "width": 1.5, "dash": "dot"},
    "path": {"color": palette.FOCUS, "width": 2, "dash": "dot"},
}


@dataclass(frozen=True)
class Course:
    """One line: its name in the legend, its kind (a key of STYLE), months, values, texts."""

    name: str
    kind: str
    months: Sequence[date]
    values: Sequence[float | None]
    texts: Sequence[str]


@dataclass(frozen=True)
class Band:
    """The interval of a forecast: its name in the legend, months, lower and upper ends."""

    name: str
    months: Sequence[date]
    low: Sequence[float]
    high: Sequence[float]


@dataclass(frozen=True)
class Mark:
    """A target: the month in which it is due, its value, its words; hollow if not confirmed."""

    month: date
    value: float
    text: str
    is_confirmed: bool = True


def courses(
    lines: Sequence[Course],
    marks: Sequence[Mark],
    marks_name: str,
    sign: str,
    height: int,
    band: Band | None = None,
) -> go.Figure:
    """The figure, as many pixels high; `sign` follows the numbers of the axis.

    A band lies under the lines. The axis is cut to what is drawn, so that a point a month is seen.
    """
    drawn = [_band(band)] if band is not None else []
    return go.Figure(
        [*drawn, *(_line(line) for line in lines), _marks(marks, marks_name)],
        {
            "annotations": [_words(mark, lines) for mark in marks],
            "height": height,
            "margin": {"l": 8, "r": 16, "t": 30, "b": 8},
            "font": {"family": palette.FONT, "color": palette.INK, "size": 14},
            "plot_bgcolor": palette.PAPER,
            "dragmode": False,
            "hovermode": "x unified",
            "hoverlabel": {
                "bgcolor": "white",
                "bordercolor": palette.INK,
                "font": {"size": 14},
            },
            "legend": {
                "orientation": "h",
                "x": 0,
                "y": -0.1,
                "yanchor": "top",
                "itemclick": False,
            },
            "yaxis": {"gridcolor": palette.GRID, "automargin": True, "ticksuffix": sign},
            "xaxis": {"gridcolor": palette.GRID, "tickformat": "%m/%Y", "hoverformat": "%m/%Y"},
        },
    )


def _band(band: Band) -> dict[str, object]:
    months = _written(band.months)
    return {
        "type": "scatter",
        "x": [*months, *months[::-1]],
        "y": np.array([*band.high, *reversed(band.low)], "float64"),
        "mode": "lines",
        "line": {"width": 0},
        "fill": "toself",
        "fillcolor": BAND,
        "name": band.name,
        "hoverinfo": "skip",
    }


def _line(line: Course) -> dict[str, object]:
    return {
        "type": "scatter",
        "x": _written(line.months),
        "y": np.array(line.values, "float64"),  # what is None is a gap, as NaN is
        "mode": "lines",
        "name": line.name,
        "line": STYLE[line.kind],
        "customdata": list(line.texts),
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _marks(marks: Sequence[Mark], name: str) -> dict[str, object]:
    return {
        "type": "scatter",
        "x": _written([mark.month for mark in marks]),
        "y": [mark.value for mark in marks],
        "mode": "markers",
        "name": name,
        "marker": {
            "symbol": ["diamond" if mark.is_confirmed else "diamond-open" for mark in marks],
            "size": 12,
            "color": palette.FOCUS,
            "line": {"width": 2, "color": palette.FOCUS},
        },
        "text": [mark.text for mark in marks],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _written(months: Sequence[date]) -> list[str]:
    """Days as text: Plotly is slow to write a list of dates."""
    return [str(month) for month in months]


def _words(mark: Mark, lines: Sequence[Course]) -> dict[str, object]:
    """The words of a target, on the side of it where fewer lines end, on paper of their own."""
    there = [line.values[-1] for line in lines if line.months and line.months[-1] >= mark.month]
    above = [end > mark.value for end in there if end is not None and end != mark.value]
    is_below = sum(above) > len(above) / 2
    return {
        "x": str(mark.month),
        "y": mark.value,
        "text": mark.text,
        "showarrow": False,
        "xanchor": "right",
        "xshift": 8,
        "yanchor": "top" if is_below else "bottom",
        "yshift": -14 if is_below else 8,  # the way to it comes from below
        "bgcolor": "rgba(255,255,255,.85)",
        "font": {"size": 13, "color": palette.INK},
    }
