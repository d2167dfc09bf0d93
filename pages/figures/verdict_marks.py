"""The colours of a map of when a target was first met, and the lines over units that lost it."""

import plotly.graph_objects as go

from pages.figures import palette
from pages.figures.choropleth import Line

# In time: blue, the earlier the darker. Afterwards and never: orange and brown, which a
# colour-blind reader tells from blue.
IN_TIME = ["#08306b", "#2166ac", "#4a90c8", "#85b8dd", "#c6dbef"]
LATE = "#fdb863"
NEVER = "#b35806"
PICKED = {1: (2,), 2: (1, 4), 3: (1, 2, 4), 4: (1, 2, 3, 4), 5: (0, 1, 2, 3, 4)}


def in_time(count: int) -> list[str]:
    """One colour a class, at most five, from the earliest to the last in time."""
    return [IN_TIME[place] for place in PICKED.get(count, ())]


def lost_lines(lines: Line, label: str) -> list[go.Scattergeo]:
    """Lines that can be seen on dark and on pale classes, dark on a white edge; one in the legend.

    Missing values have thin grey lines on grey: no reader takes one for the other.
    """
    return [
        go.Scattergeo(
            lon=lines[0] or [None],
            lat=lines[1] or [None],
            mode="lines",
            line={"color": colour, "width": width},
            hoverinfo="skip",
            name=label,
            showlegend=colour == palette.INK,
        )
        for colour, width in ((palette.PAPER, 3.4), (palette.INK, 1.3))
    ]
