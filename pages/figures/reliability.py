"""How forecasts did, a row an indicator: errors against “no change”, coverage against nominal."""

import pandas as pd
import plotly.graph_objects as go

from pages.figures import palette

ROW, MARGIN = 2.9, 74  # a row in letters, what lies above and below all in pixels
GOOD, BAD = palette.STATUS["met"], palette.STATUS["behind"]
COLOURS = {"80": palette.STATUS["met"], "95": "#7a5195"}


def errors(rows: pd.DataFrame, better: str, letters: int) -> go.Figure:
    """A bar a row of (label, mase, text), the first on top, from 0; a line stands at 1.

    better: the words for what lies left of the line.
    """
    figure = go.Figure()
    figure.add_bar(
        x=rows["mase"],
        y=list(range(len(rows))),
        orientation="h",
        marker_color=[BAD if mase >= 1 else GOOD for mase in rows["mase"]],
        hoverinfo="skip",
    )
    for at, text in enumerate(rows["text"]):  # in the margin: beside the bars the line crosses it
        _beside(figure, at, text)
    top = max(1.25, 1.05 * float(rows["mase"].max()))
    figure.add_vline(x=1, line={"color": palette.INK, "width": 2})
    _above(figure, 1, better, letters)
    return _laid_out(figure, rows, [0, top], letters)


def coverage(rows: pd.DataFrame, words: dict[str, str], letters: int) -> go.Figure:
    """Two points a row: the shares of outcomes within the intervals of 80 % and of 95 %.

    rows: label, and for both shares (percent) share_80, low_80, high_80 (the uncertainty if all
    outcomes were independent), least_80, most_80 (if those of a series all hang together). Lines
    stand where the shares should be; `words` names them: "80" and "95".
    """
    figure = go.Figure()
    for name, colour in COLOURS.items():
        lift = -0.16 if name == "80" else 0.16
        places = [at + lift for at in range(len(rows))]
        for low, high, width in (("least", "most", 1), ("low", "high", 5)):
            ends = rows[f"{low}_{name}"], rows[f"{high}_{name}"]
            _spans(figure, *ends, places, colour, width)
        figure.add_scatter(
            x=rows[f"share_{name}"],
            y=places,
            mode="markers",
            marker={"size": 9, "color": colour, "symbol": "circle" if name == "80" else "diamond"},
            customdata=rows[f"text_{name}"],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
        figure.add_vline(x=float(name), line={"color": colour, "width": 2, "dash": "dash"})
    _above(figure, 80, words["80"], letters, COLOURS["80"])
    _above(figure, 95, words["95"], letters, COLOURS["95"], lift=20)
    low = max(0.0, float(rows[["least_80", "least_95"]].min(axis=None)) // 10 * 10)
    return _laid_out(figure, rows, [low - 1, 101], letters).update_xaxes(ticksuffix="%")


def _spans(
    figure: go.Figure, low: pd.Series, high: pd.Series, places: list[float], colour: str, width: int
) -> None:
    x, y = list[float | None](), list[float | None]()
    for left, right, place in zip(low, high, places, strict=True):
        x += [left, right, None]
        y += [place, place, None]
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line={"color": colour, "width": width},
        opacity=0.55,
        hoverinfo="skip",
    )


def _beside(figure: go.Figure, place: int, text: str) -> None:
    figure.add_annotation(
        x=1, xref="paper", xanchor="left", xshift=4, y=place, text=text, showarrow=False
    )


def _above(
    figure: go.Figure,
    x: float,
    text: str,
    letters: int,
    colour: str = palette.INK,
    lift: int = 0,
) -> None:
    figure.add_annotation(
        x=x,
        y=1,
        yref="paper",
        yanchor="bottom",
        xanchor="right",
        xshift=4,
        yshift=2 + lift,
        text=text,
        showarrow=False,
        font={"size": letters, "color": colour},
    )


def _laid_out(figure: go.Figure, rows: pd.DataFrame, span: list[float], letters: int) -> go.Figure:
    figure.update_layout(
        height=round(ROW * letters * len(rows)) + MARGIN,
        margin={"l": 8, "r": 3 * letters, "t": 46, "b": 28},
        font={"family": palette.FONT, "color": palette.INK, "size": letters},
        plot_bgcolor=palette.PAPER,
        dragmode=False,
        showlegend=False,
        bargap=0.45,
        hoverlabel={"bgcolor": "white", "font_size": letters, "align": "left"},
    )
    figure.update_xaxes(range=span, gridcolor=palette.GRID, zeroline=False)
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=list(rows["label"]),
        range=[len(rows) - 0.4, -0.6],
        automargin=True,
        ticksuffix=" ",
        showgrid=False,
        zeroline=False,
    )
    return figure
