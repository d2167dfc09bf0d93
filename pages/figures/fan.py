"""A fan chart: what was reported, the forecast with its two intervals, the way to the targets."""

from dataclasses import dataclass, field
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from pages.figures import palette
from pages.figures.fan_marks import Goal, above, mark
from pages.figures.line_ends import End, write_ends

BLUE = palette.STATUS["met"]
BANDS = {"95": "#d3e4f3", "80": "#8fbde3"}  # the wider one first, the narrower one over it
TOP, BOTTOM, CURVE = 58, 30, {"width": 2.5, "color": BLUE}


@dataclass(frozen=True)
class FanWords:
    """What is written at the lines: every object of the figure is named where it stands."""

    known: str  # at the line where the data end
    changes: str  # at the lines where the units changed
    value: str  # at the end of the forecast
    within_80: str
    within_95: str
    path: str  # beside the target, on the way to it


@dataclass(frozen=True)
class Fan:
    """What is drawn. series: (date, value, text, is_estimate); forecast: (date, value, low_80,
    high_80, low_95, high_95, text), empty without a forecast; path: (date, value)."""

    series: pd.DataFrame
    forecast: pd.DataFrame
    path: pd.DataFrame
    goals: list[Goal] = field(default_factory=list)
    breaks: list[date] = field(default_factory=list)
    ceiling: float | None = None  # 100 for a percent, beyond which nothing is drawn


def fan(shown: Fan, words: FanWords, height: int = 430, letters: int = 14) -> go.Figure:
    """The figure; a value is never drawn below 0 or above the ceiling."""
    figure = go.Figure()
    top = _top(shown)
    for name in BANDS:
        _band(figure, shown.forecast, name)
    if len(shown.path):
        _line(figure, shown.path, {"color": palette.FOCUS, "dash": "dot", "width": 2})
    dotted = shown.series["is_estimate"].astype(bool)
    for mask, dash in ((~dotted, "solid"), (dotted, "dot")):
        part = shown.series.assign(value=shown.series["value"].where(mask))
        _line(figure, part, {**CURVE, "dash": dash})
    if len(shown.forecast):
        _line(figure, shown.forecast, {**CURVE, "dash": "dash"})
    for goal in shown.goals:
        mark(figure, goal, letters)
    _moments(figure, shown, words, letters)
    span = (height - TOP - BOTTOM) / top
    write_ends(figure, _ends(shown, words), (0, top), span, letters)
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 10 * letters, "t": TOP, "b": BOTTOM},
        font={"family": palette.FONT, "color": palette.INK, "size": letters},
        plot_bgcolor=palette.PAPER,
        dragmode=False,
        showlegend=False,
        hoverlabel={"bgcolor": "white", "font_size": letters, "align": "left"},
        yaxis={"gridcolor": palette.GRID, "range": [0, top], "automargin": True},
        xaxis={"gridcolor": palette.GRID, "tickformat": "%Y", "dtick": "M12"},
    )
    figure.update_xaxes(showline=True, linecolor=palette.MUTED, range=_span(shown))
    if shown.ceiling == 100:
        figure.update_yaxes(ticksuffix="%")
    return figure


def _top(shown: Fan) -> float:
    """The upper end of the axis: a little above all that is drawn, and at most the ceiling."""
    drawn = [shown.series["value"].max(), *(v for goal in shown.goals for v in goal.values)]
    if len(shown.path):
        drawn.append(shown.path["value"].max())
    if len(shown.forecast):
        drawn.append(shown.forecast["high_95"].max())
    known = [float(value) for value in drawn if value == value]
    top = 1.08 * max(known, default=1.0) or 1.0
    return top if shown.ceiling is None else min(top, shown.ceiling)


def _span(shown: Fan) -> list[str]:
    """From a little before the first moment that is drawn to the last one."""
    columns = [shown.series["date"], shown.forecast["date"], shown.path["date"]]
    moments = pd.to_datetime([*pd.concat(columns), *(goal.due for goal in shown.goals)])
    air = (moments.max() - moments.min()) * 0.02
    return [str(moments.min() - air), str(moments.max() + air / 2)]


def _band(figure: go.Figure, rows: pd.DataFrame, name: str) -> None:
    if rows.empty:
        return
    there, back = rows[f"high_{name}"], rows[f"low_{name}"][::-1]
    figure.add_scatter(
        x=[*rows["date"], *rows["date"][::-1]],
        y=[*there, *back],
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=BANDS[name],
        hoverinfo="skip",
    )


def _line(figure: go.Figure, rows: pd.DataFrame, style: dict[str, object]) -> None:
    text = rows.get("text")
    figure.add_scatter(
        x=rows["date"],
        y=rows["value"],
        mode="lines",
        line=style,
        connectgaps=False,
        customdata=text,
        hovertemplate=None if text is None else "%{customdata}<extra></extra>",
        hoverinfo="skip" if text is None else None,
        cliponaxis=False,
    )


def _moments(figure: go.Figure, shown: Fan, words: FanWords, letters: int) -> None:
    """Lines where the data end and where the units changed, named above the picture."""
    known = shown.series.dropna(subset="value")["date"]
    for moment in shown.breaks:
        figure.add_vline(x=str(moment), line={"color": palette.MUTED, "dash": "dash", "width": 1})
    if shown.breaks:
        above(figure, shown.breaks[-1], words.changes, letters, second=True)
    if len(known):
        figure.add_vline(x=str(known.iloc[-1]), line={"color": palette.INK, "width": 1.5})
        above(figure, known.iloc[-1], words.known, letters)


def _ends(shown: Fan, words: FanWords) -> list[End]:
    """What is written to the right of the picture, each at the height of what it names."""
    ends = []
    if len(shown.forecast):
        last = shown.forecast.iloc[-1]
        ends = [
            End(last["date"], last["high_95"], words.within_95, BANDS["80"]),
            End(last["date"], last["high_80"], words.within_80, BLUE),
            End(last["date"], last["value"], words.value, BLUE),
        ]
    if shown.goals:
        goal = shown.goals[-1]
        text = f"{goal.label}<br>{words.path}" if len(shown.path) else goal.label
        ends.append(End(goal.due, max(goal.values), text, palette.FOCUS))
    return ends
