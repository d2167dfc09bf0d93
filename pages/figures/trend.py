"""A value over time with its target path and the dates on which the boundaries changed."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from pages.figures import palette

HEIGHT = 300
ESTIMATE = {"line": {"dash": "dot", "width": 2}, "marker": {"symbol": "circle-open", "size": 5}}


def trend(
    series: pd.DataFrame,
    path: pd.DataFrame,
    breaks: list[tuple[date, str]],
    words: dict[str, str],
) -> go.Figure:
    """A line of (date, value, text, is_estimate), and a dashed path of (date, value).

    Gaps are left open, and so is the step from a figure to an estimate, which is dotted. `breaks`
    are (date, label) of boundary changes; `words` names "value", "path" and "estimate".
    """
    figure = go.Figure()
    if len(path):
        figure.add_scatter(
            x=path["date"],
            y=path["value"],
            mode="lines",
            name=words["path"],
            line={"color": palette.FOCUS, "dash": "dot", "width": 2},
            hoverinfo="skip",
        )
    is_estimate = series["is_estimate"].astype(bool)
    if series.loc[~is_estimate, "value"].notna().any() or not is_estimate.any():
        figure.add_trace(_line(series, ~is_estimate, words["value"]))
    if is_estimate.any():
        figure.add_trace(_line(series, is_estimate, words["estimate"], ESTIMATE))
    for place, (moment, label) in enumerate(breaks):
        figure.add_vline(
            x=moment.isoformat(), line={"color": palette.MUTED, "dash": "dash", "width": 1}
        )
        figure.add_annotation(
            x=moment.isoformat(),
            y=1,
            yref="paper",
            yanchor="bottom",
            xanchor="left" if place % 2 else "right",  # two that are near do not overlap on a phone
            text=label,
            showarrow=False,
            font={"size": 12, "color": palette.MUTED},
        )
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 8, "r": 8, "t": 42, "b": 8},
        font={"family": palette.FONT, "color": palette.INK, "size": 13},
        plot_bgcolor=palette.PAPER,
        dragmode=False,
        legend={"orientation": "h", "x": 0, "y": -0.15, "yanchor": "top", "itemclick": False},
        yaxis={"gridcolor": palette.GRID, "rangemode": "tozero", "automargin": True},
        xaxis={"gridcolor": palette.GRID, "tickformat": "%m/%Y", "range": _span(series, path)},
    )
    return figure


def _line(
    series: pd.DataFrame, shown: pd.Series, name: str, style: dict | None = None
) -> go.Scatter:
    """One line of some of the points: the others are gaps in it."""
    line = go.Scatter(
        x=series["date"],
        y=series["value"].where(shown),
        mode="lines+markers",
        name=name,
        connectgaps=False,
        line={"color": palette.STATUS["met"], "width": 2.5},
        marker={"size": 4},
        customdata=series["text"],
        hovertemplate="%{customdata}<extra></extra>",
    )
    return line.update(style or {})


def _span(series: pd.DataFrame, path: pd.DataFrame) -> list[str]:
    """From a little before the first point to a little after the last: no tick on the axes."""
    moments = pd.to_datetime([*series["date"], *path["date"]])
    air = (moments.max() - moments.min()) * 0.02
    return [str(moments.min() - air), str(moments.max() + air)]
