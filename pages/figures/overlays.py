"""What lies under and over the classes of a map: surroundings, patterns, borders, outline, names.

Each is a trace as Plotly's schema has it.
"""

from base64 import b64encode
from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd

from pages.figures import palette, patterns

Spec = dict[str, Any]  # a figure or a part of one, as Plotly's schema has it
NOTHING = "rgba(0,0,0,0)"


def outline(codes: Collection[str], url: str) -> Spec:
    """The bright outline of the chosen and the marked units."""
    return _quiet(list(codes), url, [NOTHING], {"color": palette.FOCUS, "width": 3.5})


def pale(codes: list[str], url: str) -> Spec:
    """The units around those that are shown, for orientation."""
    return _quiet(codes, url, [palette.SURROUNDING], {"color": palette.GRID, "width": 0.5})


def borders(codes: list[str], url: str) -> Spec:
    """The borders of some units, over those that are drawn in classes."""
    return _quiet(codes, url, [NOTHING], {"color": palette.INK, "width": 1.6})


def over(codes: Collection[str], url: str, drawn: Sequence[patterns.Drawn]) -> Spec:
    """Patterns over units, one a unit, that leave the colours of the classes to be seen."""
    places = sorted(set(drawn))
    return _quiet(
        list(codes),
        url,
        [patterns.fill(one) for one in places],
        {"width": 0},
        [places.index(one) for one in drawn],
    )


def _quiet(
    codes: list[str],
    url: str,
    colours: list[str],
    marker_line: Spec,
    places: list[int] | None = None,
) -> Spec:
    """Units without a value of their own: nothing in the legend, nothing under the pointer.

    `places` are those of each unit's colour.
    """
    last = max(len(colours) - 1, 1)
    scale = [[at / last, colour] for at, colour in enumerate(colours)]
    return {
        "type": "choropleth",
        "geojson": url,
        "locations": codes,
        "z": places or [0] * len(codes),
        "zmin": 0,
        "zmax": last,
        "colorscale": scale if len(scale) > 1 else [*scale, [1, colours[0]]],
        "hoverinfo": "skip",
        "marker": {"line": marker_line},
    }


SWATCHES = {
    "fall": {
        "mode": "markers",
        "marker": {
            "symbol": "triangle-down",
            "size": 8,
            "color": palette.PAPER,
            "opacity": 1,
            "line": {"color": palette.INK, "width": 1},
        },
    },
    "estimate": {
        "mode": "markers",
        "marker": {
            "size": 3.6,
            "color": palette.PAPER,
            "opacity": 1,
            "line": {"color": palette.INK, "width": 0.8},
        },
    },
    "lost": {"mode": "lines", "line": {"color": palette.INK, "width": 1.3}},
    "unsure": {
        "mode": "markers",
        "marker": {
            "symbol": "x-thin",
            "size": 7,
            "opacity": 1,
            "line": {"color": palette.INK, "width": 1.5},
        },
    },
}


def swatch(kind: str, label: str) -> Spec:
    """The entry of the legend for a pattern over classes; it draws nothing on the map."""
    return {
        "type": "scattergeo",
        "lon": [None],
        "lat": [None],
        **SWATCHES[kind],
        "name": label,
        "hoverinfo": "skip",
        "showlegend": bool(label),
    }


def names(
    labels: pd.DataFrame, size: int, colour: str = palette.INK, weights: pd.Series | None = None
) -> Spec:
    """Names (name, lon, lat) with a halo, so that they can be read on dark classes.

    `weights` are those of the letters of each; None: they are as thin as other texts.
    """
    halo = ", ".join(f"{x}px {y}px 1px white" for x in (-1, 0, 1) for y in (-1, 0, 1))
    font = {"size": size, "color": colour, "shadow": halo}
    return {
        "type": "scattergeo",
        "lon": _typed(labels["lon"], "f4"),
        "lat": _typed(labels["lat"], "f4"),
        "text": labels["name"].to_list(),
        "mode": "text",
        "textfont": font | ({} if weights is None else {"weight": _typed(weights, "u2")}),
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _typed(numbers: pd.Series, kind: str) -> Spec:
    """Numbers as Plotly reads them from bytes: degrees take four each, which tells a metre."""
    return {"dtype": kind, "bdata": b64encode(numbers.to_numpy(f"<{kind}").tobytes()).decode()}
