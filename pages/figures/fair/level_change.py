"""Level and change side by side: where each unit stands, and how far it came since."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from pages.figures import palette
from pages.figures.fair.layout import chosen, layout, level, points
from pages.figures.upright import upright

CORNERS = {  # by whether the value and the change are above those of the whole
    (False, True): ("left", "top", 0.01, 0.99),
    (True, True): ("right", "top", 0.99, 0.99),
    (False, False): ("left", "bottom", 0.01, 0.01),
    (True, False): ("right", "bottom", 0.99, 0.01),
}


def level_change(
    rows: pd.DataFrame,
    whole: tuple[float, float],
    words: Mapping[str, str],
    corners: Mapping[tuple[bool, bool], str],
    area: str,
    size: tuple[int, int],
) -> go.Figure:
    """Units at x (value) and y (change), with code, name, text; lines at those of the whole.

    words: x, y, sign (behind the numbers of x). corners: what each of CORNERS is called. size:
    letters and height in pixels.
    """
    letters, height = size
    notes = [
        {
            "text": corners[which],
            "xref": "paper",
            "yref": "paper",
            "x": x,
            "y": y,
            "xanchor": across,
            "yanchor": upright_end,
            "showarrow": False,
            "font": {"color": palette.MUTED, "size": letters},
        }
        for which, (across, upright_end, x, y) in CORNERS.items()
    ]
    low, high = float(rows["y"].min()), float(rows["y"].max())
    room = 0.14 * max(high - low, 1e-9)  # above and below the points, for the names of the corners
    axes = (
        {"title": words["x"], "ticksuffix": words["sign"]},
        {"title": words["y"], "range": [low - room, high + room]},
    )
    return go.Figure(
        [points(rows, palette.STATUS["on_track"]), *chosen(rows, area)],
        {
            **layout(letters, height, *axes),
            "annotations": notes,
            "margin": {"l": 8, "r": 14, "t": 44, "b": 8},  # above: the buttons for a picture
            "shapes": [
                upright(whole[0], palette.MUTED, 1.5),
                level(whole[1], palette.MUTED, 1.5),
                *([level(0, palette.GRID, 3)] if rows["y"].min() < 0 < rows["y"].max() else []),
            ],
        },
    )
