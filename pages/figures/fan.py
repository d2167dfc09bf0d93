"""A fan chart: what was reported, the forecast with its two intervals, the way to the targets."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pages.figures import palette
from pages.figures.line_ends import End, written_ends
from pages.figures.upright import upright

BANDS = {"95": "#d3e4f3", "80": "#8fbde3"}  # the wider one first, the narrower one over it


@dataclass(frozen=True)
class Goal:
    """One target: the date on which it is due, its value or both ends of its range, its words."""

    due: date
    values: tuple[float, ...]
    label: str
    amount: str
    is_law: bool  # hollow where no published source confirms it


Part = dict[str, object]  # of a figure, as Plotly reads it: a trace, a shape, an annotation


def band(rows: pd.DataFrame, name: str) -> Part:
    """The interval of a forecast, "80" or "95"."""
    months = dates(rows)
    there, back = rows[f"high_{name}"].to_numpy(), rows[f"low_{name}"].to_numpy()[::-1]
    return {
        "type": "scatter",
        "x": [*months, *months[::-1]],
        "y": np.concatenate([there, back]),
        "mode": "lines",
        "line": {"width": 0},
        "fill": "toself",
        "fillcolor": BANDS[name],
        "hoverinfo": "skip",
    }


def line(rows: pd.DataFrame, style: Part) -> Part:
    """(date, value) in a style, with gaps left open; `text`, if any, is for the pointer."""
    found: Part = {
        "type": "scatter",
        "x": dates(rows),
        "y": rows["value"].to_numpy("float64", na_value=np.nan),
        "mode": "lines",
        "line": style,
        "connectgaps": False,
        "cliponaxis": False,
    }
    if "text" not in rows:
        return {**found, "hoverinfo": "skip"}
    return {
        **found,
        "customdata": list(rows["text"]),
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def dates(rows: pd.DataFrame) -> list[str]:
    """The days of rows as text: Plotly is slow to write a list of dates."""
    return [str(day) for day in rows["date"]]


def mark(goal: Goal, letters: int, amount: bool) -> Part:
    """The diamonds of a target, with its words under the pointer, its amount beside it."""
    halo = ", ".join(f"{x}px {y}px 1px white" for x in (-1, 0, 1) for y in (-1, 0, 1))
    return {
        "type": "scatter",
        "x": [str(goal.due)] * len(goal.values),
        "y": list(goal.values),
        "mode": "markers+text" if amount else "markers",
        "text": goal.amount,
        "textposition": "bottom center",
        "textfont": {"size": letters - 1, "color": palette.FOCUS, "shadow": halo},
        "marker": {
            "symbol": "diamond" if goal.is_law else "diamond-open",
            "size": letters - 1,
            "color": palette.FOCUS,
            "line": {"width": 2, "color": palette.FOCUS},
        },
        "customdata": [goal.label.replace("<br>", " ")] * len(goal.values),
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }


def above(x: date | None, text: str, letters: int) -> Part:
    """The name of a moment above the picture; without a moment in a paler line above."""
    moment: Part = {"x": str(x), "xanchor": "center", "yshift": 2}
    line: Part = {"x": 0, "xref": "paper", "xanchor": "left", "yshift": 1.6 * letters}
    return {
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": text,
        "showarrow": False,
        "font": {"size": letters - 1, "color": palette.INK if x else palette.MUTED},
        **(moment if x else line),
    }


BLUE = palette.STATUS["met"]
TOP, BOTTOM, CURVE = 58, 30, {"width": 2.5, "color": BLUE}
WIDE_LETTERS = 14  # where letters are smaller, so is the picture: every other year is written


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
    low, top = axis(shown)
    span = (height - TOP - BOTTOM) / (top - low)
    shapes, names = _moments(shown, words, letters)
    suffix = {"ticksuffix": "%"} if shown.ceiling == 100 else {}
    return go.Figure(
        _traces(shown, letters),
        {
            "shapes": shapes,
            "annotations": [
                *names,
                *written_ends(_ends(shown, words), (low, top), span, letters),
            ],
            "height": height,
            "margin": {"l": 8, "r": 10 * letters, "t": TOP, "b": BOTTOM},
            "font": {"family": palette.FONT, "color": palette.INK, "size": letters},
            "plot_bgcolor": palette.PAPER,
            "dragmode": False,
            "showlegend": False,
            "hoverlabel": {"bgcolor": "white", "font": {"size": letters}, "align": "left"},
            "yaxis": {
                "gridcolor": palette.GRID,
                "range": [low, top],
                "automargin": True,
                **suffix,
            },
            "xaxis": {
                "gridcolor": palette.GRID,
                "tickformat": "%Y",
                "tickangle": 0,
                "dtick": "M12" if letters >= WIDE_LETTERS else "M24",
                "showline": True,
                "linecolor": palette.MUTED,
                "range": _span(shown),
            },
        },
    )


def _traces(shown: Fan, letters: int) -> list[Part]:
    """What is drawn, what lies above later: intervals, path, readings, forecast, targets."""
    found = [band(shown.forecast, name) for name in BANDS if len(shown.forecast)]
    if len(shown.path):
        found.append(line(shown.path, {"color": palette.FOCUS, "dash": "dot", "width": 2}))
    dotted = shown.series["is_estimate"].astype(bool)
    for mask, dash in ((~dotted, "solid"), (dotted, "dot")):
        if mask.any():
            part = shown.series.assign(value=shown.series["value"].where(mask))
            found.append(line(part, {**CURVE, "dash": dash}))
    if len(shown.forecast):
        found.append(line(shown.forecast, {**CURVE, "dash": "dash"}))
    last = len(shown.goals) - 1
    return found + [mark(goal, letters, amount=at < last) for at, goal in enumerate(shown.goals)]


def axis(shown: Fan) -> tuple[float, float]:
    """The ends of the axis: a little above all that is drawn, at most the ceiling, and from 0.

    Where all that is drawn lies in the upper part below a ceiling, the axis begins under it.
    """
    columns = [shown.series["value"], shown.path["value"]]
    columns += [shown.forecast[end] for end in ("low_95", "high_95")]
    drawn = [v for column in columns for v in column] + [v for g in shown.goals for v in g.values]
    known = [float(value) for value in drawn if value == value] or [1.0]
    top = 1.08 * max(known) or 1.0
    if shown.ceiling is None:
        return 0.0, top
    tenth = shown.ceiling / 10
    low = (min(known) // tenth - 1) * tenth if min(known) > 0.6 * shown.ceiling else 0.0
    return low, min(top, shown.ceiling)


def _span(shown: Fan) -> list[str]:
    """From a little before the first moment that is drawn to the last one."""
    columns = [shown.series["date"], shown.forecast["date"], shown.path["date"]]
    moments = [*(day for column in columns for day in column), *(one.due for one in shown.goals)]
    first, last = pd.Timestamp(min(moments)), pd.Timestamp(max(moments))
    air = (last - first) * 0.02
    return [str(first - air), str(last + air / 2)]


def _moments(shown: Fan, words: FanWords, letters: int) -> tuple[list[Part], list[Part]]:
    """Lines where the data end and where the units changed, and their names above the picture."""
    known = shown.series.dropna(subset="value")["date"]
    lines = [upright(str(moment), palette.MUTED, 1, "dash") for moment in shown.breaks]
    names = [above(None, words.changes, letters)] if shown.breaks else []
    if len(known):
        lines.append(upright(str(known.iloc[-1]), palette.INK, 1.5))
        names.append(above(known.iloc[-1], words.known, letters))
    return lines, names


def _ends(shown: Fan, words: FanWords) -> list[End]:
    """What is written to the right of the picture, each at the height of what it names."""
    ends = []
    if len(shown.forecast):
        last = shown.forecast.iloc[-1]
        # at the side on which the intervals are wider: there is more to point at
        is_low = last["value"] - last["low_80"] > last["high_80"] - last["value"]
        side = "low" if is_low else "high"
        ends = [End(last["date"], last["value"], words.value, BLUE)]
        if last["low_95"] < last["high_95"]:  # what is certain has no interval
            ends.append(End(last["date"], last[f"{side}_95"], words.within_95, BANDS["80"]))
            ends.append(End(last["date"], last[f"{side}_80"], words.within_80, BLUE))
    if shown.goals:
        goal = shown.goals[-1]
        text = f"{goal.label}<br>{words.path}" if len(shown.path) else goal.label
        ends.append(End(goal.due, max(goal.values), text, palette.FOCUS))
    return ends
