"""The marks of a fan chart: targets, and the names of moments above the picture."""

from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from pages.figures import palette


@dataclass(frozen=True)
class Goal:
    """One target: the date on which it is due, its value or both ends of its range, its words."""

    due: date
    values: tuple[float, ...]
    label: str
    is_law: bool  # hollow where no published source confirms it


def mark(figure: go.Figure, goal: Goal, letters: int) -> None:
    """Draws the diamonds of a target, with its words under the pointer."""
    figure.add_scatter(
        x=[goal.due] * len(goal.values),
        y=list(goal.values),
        mode="markers",
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


def above(figure: go.Figure, x: date, text: str, letters: int, second: bool = False) -> None:
    """Writes the name of a moment above the picture; the second line, to the left, is paler."""
    figure.add_annotation(
        x=str(x),
        y=1,
        yref="paper",
        yanchor="bottom",
        xanchor="right" if second else "center",
        yshift=1.6 * letters if second else 2,
        text=text,
        showarrow=False,
        font={"size": letters - 1, "color": palette.MUTED if second else palette.INK},
    )
