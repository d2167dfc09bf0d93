"""Bullet charts: how far each row has come, where its path stands today, where the target is."""

import pandas as pd
import plotly.graph_objects as go

from pages.figures import palette

ROW_HEIGHT = 34
BAR = 0.55  # of a row


def bullets(rows: pd.DataFrame, words: dict[str, str]) -> go.Figure:
    """One bar a row of (label, value, value_text, path, target, status, hover), first row on top.

    `words` names the legend: value, path, target, and each status that occurs. Values share one
    axis and one unit.
    """
    figure = go.Figure()
    rows = rows.assign(place=range(len(rows)))  # not the label: two units may have one name
    for status, part in rows.groupby("status", sort=False):
        figure.add_trace(_bars(part, str(status), words[str(status)]))
    reach = 1.03 * rows[["value", "path", "target"]].max(axis=None)
    for column, *look in (("path", palette.INK, 22, 2), ("target", palette.FOCUS, 28, 3.5)):
        if rows[column].notna().any():  # no entry in the legend for what is nowhere
            figure.add_trace(_ticks(rows, column, words[column], *look))
    for row in rows.itertuples():
        _write_amount(figure, row)
    figure.update_layout(
        height=ROW_HEIGHT * len(rows) + 90,
        barmode="overlay",
        margin={"l": 8, "r": 64, "t": 42, "b": 28},
        font={"family": palette.FONT, "color": palette.INK, "size": 14},
        plot_bgcolor=palette.PAPER,
        dragmode=False,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": False},
        hoverlabel={"bgcolor": "white", "font_size": 14, "align": "left"},
    )
    figure.update_xaxes(range=[0, reach], gridcolor=palette.GRID, zeroline=True, side="bottom")
    figure.update_yaxes(
        tickvals=list(rows["place"]),
        ticktext=list(rows["label"]),
        range=[len(rows) - 0.4, -0.6],
        automargin=True,
        ticksuffix=" ",
    )
    return figure


def _bars(part: pd.DataFrame, status: str, name: str) -> go.Bar:
    return go.Bar(
        x=part["value"],
        y=part["place"],
        orientation="h",
        width=BAR,  # of its own: by the distance of the rows, a status of two far rows fills both
        marker_color=palette.STATUS[status],
        name=f"{palette.STATUS_SIGN[status]} {name}",
        customdata=part["hover"],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _write_amount(figure: go.Figure, row) -> None:
    # In the margin: beside the bars it would lie under the marks of path and target.
    figure.add_annotation(
        x=1,
        xref="paper",
        xanchor="right",
        xshift=58,
        y=row.place,
        text=row.value_text,
        showarrow=False,
        font={"size": 14},
    )


def _ticks(rows: pd.DataFrame, column: str, name: str, colour: str, size: int, width: float):
    return go.Scatter(
        x=rows[column],
        y=rows["place"],
        mode="markers",
        name=name,
        marker={
            "symbol": "line-ns",
            "size": size / 2,
            "line": {"color": colour, "width": width},
            "color": colour,
        },
        hoverinfo="skip",
    )
