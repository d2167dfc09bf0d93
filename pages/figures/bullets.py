"""Bullet charts: how far each row has come, where its path stands today, where the target is."""

from textwrap import fill

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pages.figures import palette

ROW_HEIGHT = 34
BAR = 0.55  # of a row
HIGHER = 2  # times, where two lines of a long name stand above each bar
LETTERS = 46  # of a line above a bar


def bullets(
    rows: pd.DataFrame, words: dict[str, str], sign: str = "", is_narrow: bool = False
) -> go.Figure:
    """One bar a row of (label, value, value_text, path, target, status, hover), first row on top.

    `words` names the legend: value, path, target, and each status that occurs. Values share one
    axis and one unit, whose `sign` follows the numbers of the axis. Where it is narrow, long labels
    stand above their bars.
    """
    bar, names = (BAR / HIGHER, rows["label"]) if is_narrow else (BAR, [])
    rows = rows.assign(place=range(len(rows)))  # not the label: two units may have one name
    traces = [
        _bars(part, str(status), words[str(status)], bar)
        for status, part in rows.groupby("status", sort=False)
    ]
    reach = 1.03 * rows[["value", "path", "target"]].max(axis=None)
    # the path last, and longer: where both are equal it sticks out above and below the target
    for column, *look in (("target", palette.FOCUS, 20, 5), ("path", palette.INK, 30, 2)):
        if rows[column].notna().any():  # no entry in the legend for what is nowhere
            traces.append(_ticks(rows, column, words[column], *look))
    return go.Figure(
        traces,
        {
            "annotations": [
                *(_amount(at, text) for at, text in enumerate(rows["value_text"])),
                *(_above(at, label) for at, label in enumerate(names)),
            ],
            "height": ROW_HEIGHT * len(rows) * (HIGHER if is_narrow else 1) + 90,
            "barmode": "overlay",
            "margin": {"l": 8, "r": 64, "t": 42, "b": 28},
            "font": {"family": palette.FONT, "color": palette.INK, "size": 14},
            "plot_bgcolor": palette.PAPER,
            "dragmode": False,
            "legend": {
                "orientation": "h",
                "x": 0,
                "y": 1,
                "yanchor": "bottom",
                "itemclick": False,
            },
            "hoverlabel": {"bgcolor": "white", "font": {"size": 14}, "align": "left"},
            "xaxis": {
                "range": [0, reach],
                "gridcolor": palette.GRID,
                "zeroline": True,
                "ticksuffix": sign,
                "side": "bottom",
            },
            "yaxis": {
                "tickvals": list(range(len(rows))),
                "ticktext": list(rows["label"]),
                "range": [len(rows) - 0.4, -0.9 if is_narrow else -0.6],
                "automargin": True,
                "showticklabels": not is_narrow,
                "ticksuffix": " ",
            },
        },
    )


def _bars(part: pd.DataFrame, status: str, name: str, width: float) -> dict[str, object]:
    return {
        "type": "bar",
        "x": _numbers(part["value"]),
        "y": part["place"].to_numpy(),
        "orientation": "h",
        # of its own: by the distance of the rows, a status of two far rows fills both
        "width": width,
        "marker": {"color": palette.STATUS[status]},
        "name": f"{palette.STATUS_SIGN[status]} {name}",
        "customdata": list(part["hover"]),
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _amount(place: int, text: str) -> dict[str, object]:
    # In the margin: beside the bars it would lie under the marks of path and target.
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "right",
        "xshift": 58,
        "y": place,
        "text": text,
        "showarrow": False,
        "font": {"size": 14},
    }


def _above(place: int, label: str) -> dict[str, object]:
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": place - BAR / HIGHER / 2,
        "yanchor": "bottom",
        "text": fill(label, LETTERS).replace("\n", "<br>"),
        "align": "left",
        "showarrow": False,
        "font": {"size": 13},
    }


def _ticks(
    rows: pd.DataFrame, column: str, name: str, colour: str, size: int, width: float
) -> dict[str, object]:
    return {
        "type": "scatter",
        "x": _numbers(rows[column]),
        "y": rows["place"].to_numpy(),
        "mode": "markers",
        "name": name,
        "marker": {
            "symbol": "line-ns",
            "size": size / 2,
            "line": {"color": colour, "width": width},
            "color": colour,
        },
        "hoverinfo": "skip",
    }


def _numbers(column: pd.Series) -> np.ndarray:
    return column.to_numpy("float64", na_value=np.nan)
