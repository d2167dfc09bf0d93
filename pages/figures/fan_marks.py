"""What a fan chart is made of: intervals, lines, targets, the names of moments above."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from pages.figures import palette

BANDS = {"95": "#d3e4f3", "80": "#8fbde3"}  # the wider one first, the narrower one over it


@dataclass(frozen=True)
class Goal:
    """One target: the date on which it is due, its value or both ends of its range, its words."""

    due: date
    values: tuple[float, ...]
    label: str
    amount: str
    is_law: bool  # hollow where no published source confirms it


def band(figure: go.Figure, rows: pd.DataFrame, name: str) -> None:
    """Draws the interval of a forecast, "80" or "95": nothing where there is none."""
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


def line(figure: go.Figure, rows: pd.DataFrame, style: dict[str, object]) -> None:
    """Draws (date, value) in a style, with gaps left open; `text`, if any, is for the pointer."""
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


def mark(figure: go.Figure, goal: Goal, letters: int, amount: bool) -> None:
    """Draws the diamonds of a target, with its words under the pointer, its amount beside it."""
    halo = ", ".join(f"{x}px {y}px 1px white" for x in (-1, 0, 1) for y in (-1, 0, 1))
    figure.add_scatter(
        x=[goal.due] * len(goal.values),
        y=list(goal.values),
        mode="markers+text" if amount else "markers",
        text=goal.amount,
        textposition="bottom center",
        textfont={"size": letters - 1, "color": palette.FOCUS, "shadow": halo},
        marker={
            "symbol": "diamond" if goal.is_law else "diamond-open",
            "size": letters - 1,
            "color": palette.FOCUS,
            "line": {"width": 2, "color": palette.FOCUS},
        },
        customdata=[goal.label.replace("<br>", " ")] * len(goal.values),
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def above(figure: go.Figure, x: date | None, text: str, letters: int) -> None:
    """Writes the name of a moment above the picture; without a moment in a paler line above."""
    moment = {"x": str(x), "xanchor": "center", "yshift": 2}
    line = {"x": 0, "xref": "paper", "xanchor": "left", "yshift": 1.6 * letters}
    figure.add_annotation(
        y=1,
        yref="paper",
        yanchor="bottom",
        text=text,
        showarrow=False,
        font={"size": letters - 1, "color": palette.INK if x else palette.MUTED},
        **(moment if x else line),
    )
