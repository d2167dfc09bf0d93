"""A value over time with its target path and the dates on which the boundaries changed."""

from datetime import date

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure

from pages.figures import palette
from pages.figures.upright import upright

__all__ = ["Figure", "trend"]

HEIGHT = 300
VALUE = palette.STATUS["met"]
EXACT = {"line": {"color": VALUE, "width": 2.5}, "marker": {"size": 4}}
ESTIMATE = {
    "line": {"color": VALUE, "width": 2, "dash": "dot"},
    "marker": {"symbol": "circle-open", "size": 5},
}


def trend(
    series: pd.DataFrame,
    path: pd.DataFrame,
    breaks: list[tuple[date, str]],
    words: dict[str, str],
    sign: str = "",
) -> Figure:
    """A line of (date, value, text, is_estimate), and a dashed path of (date, value).

    Gaps are left open, and so is the step from a figure to an estimate, which is dotted. `breaks`
    are (date, label) of boundary changes; `words` names "value", "path" and "estimate"; `sign`
    follows the numbers of the axis.
    """
    traces = [_path(path, words["path"])] if len(path) else []
    is_estimate = series["is_estimate"].astype(bool)
    if series.loc[~is_estimate, "value"].notna().any() or not is_estimate.any():
        traces.append(_line(series, ~is_estimate, words["value"], EXACT))
    if is_estimate.any():
        traces.append(_line(series, is_estimate, words["estimate"], ESTIMATE))
    moments = [moment.isoformat() for moment, _ in breaks]
    return Figure(
        traces,
        {
            "shapes": [upright(moment, palette.MUTED, 1, "dash") for moment in moments],
            "annotations": [
                _name(place, moment, label)
                for place, (moment, (_, label)) in enumerate(zip(moments, breaks, strict=True))
            ],
            "height": HEIGHT,
            "margin": {"l": 8, "r": 8, "t": 42, "b": 8},
            "font": {"family": palette.FONT, "color": palette.INK, "size": 13},
            "plot_bgcolor": palette.PAPER,
            "dragmode": False,
            "showlegend": True,  # its entry names the one line, too
            "legend": {
                "orientation": "h",
                "x": 0,
                "y": -0.15,
                "yanchor": "top",
                "itemclick": False,
            },
            "yaxis": {
                "gridcolor": palette.GRID,
                "rangemode": "tozero",
                "automargin": True,
                "ticksuffix": sign,
                "exponentformat": "none",
            },
            "xaxis": {
                "gridcolor": palette.GRID,
                "tickformat": "%m/%Y",
                "automargin": True,
                "range": _span(series, path),
            },
        },
    )


def _path(path: pd.DataFrame, name: str) -> dict[str, object]:
    return {
        "type": "scatter",
        "x": [str(day) for day in path["date"]],
        "y": path["value"].to_numpy("float64"),
        "mode": "lines",
        "name": name,
        "line": {"color": palette.FOCUS, "dash": "dot", "width": 2},
        "hoverinfo": "skip",
    }


def _line(
    series: pd.DataFrame, shown: pd.Series, name: str, style: dict[str, object]
) -> dict[str, object]:
    """One line of some of the points: the others are gaps in it."""
    return {
        "type": "scatter",
        "x": [str(day) for day in series["date"]],
        "y": series["value"].where(shown).to_numpy("float64", na_value=np.nan),
        "mode": "lines+markers",
        "name": name,
        "connectgaps": False,
        "customdata": list(series["text"]),
        "hovertemplate": "%{customdata}<extra></extra>",
        **style,
    }


def _name(place: int, moment: str, label: str) -> dict[str, object]:
    return {
        "x": moment,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "xanchor": "left" if place % 2 else "right",  # two that are near do not overlap on a phone
        "text": label,
        "showarrow": False,
        "font": {"size": 12, "color": palette.MUTED},
    }


def _span(series: pd.DataFrame, path: pd.DataFrame) -> list[str]:
    """From a little before the first point to a little after the last: no tick on the axes."""
    moments = pd.to_datetime([*series["date"], *path["date"]])
    air = (moments.max() - moments.min()) * 0.02
    return [str(moments.min() - air), str(moments.max() + air)]
