"""The answer to an analyst's question as a chart: bars or a line of one column over another."""

from collections.abc import Sequence

import pandas as pd
from plotly.graph_objects import Figure

from pages.figures import palette

HEIGHT = 380
COLOUR = palette.STATUS["met"]


def answer_chart(
    across: pd.Series,
    up: pd.Series,
    texts: Sequence[str],
    kind: str,
    titles: tuple[str, str],
    separators: str,
) -> Figure:
    """`up` over `across`, in the order of the rows; `kind` is "bar" or "line".

    `texts` are the heights as they are read under the pointer, `titles` those of the two axes,
    `separators` the signs of decimals and of thousands. Gaps are left open.
    """
    looks = {"marker": {"color": COLOUR}} if kind == "bar" else {"line": {"color": COLOUR}}
    trace = {
        "type": "bar" if kind == "bar" else "scatter",
        "x": across,
        "y": up,
        "customdata": list(texts),
        "hovertemplate": "%{x}: %{customdata}<extra></extra>",
        **looks,
    }
    if kind == "line":
        trace |= {"mode": "lines+markers", "connectgaps": False}
    axis = {"automargin": True, "gridcolor": palette.GRID}
    is_time = pd.api.types.is_datetime64_any_dtype(across)
    return Figure(
        [trace],
        {
            "height": HEIGHT,
            "margin": {"l": 8, "r": 8, "t": 24, "b": 8},
            "font": {"family": palette.FONT, "color": palette.INK, "size": 13},
            "plot_bgcolor": palette.PAPER,
            "dragmode": False,
            "separators": separators,
            "xaxis": {
                **axis,
                "title": {"text": titles[0]},
                "type": "date" if is_time else "category",
                **({"tickformat": "%m/%Y", "hoverformat": "%d/%m/%Y"} if is_time else {}),
            },
            "yaxis": {**axis, "title": {"text": titles[1]}, "rangemode": "tozero"},
        },
    )
