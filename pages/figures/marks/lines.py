"""Lines on the borders of units, wider the further their two sides differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pages.figures import palette

Spec = dict[str, Any]
WIDTHS = (2.0, 4.0, 7.0)  # pixels, from the smallest difference to the largest
EDGE = 2.4  # pixels that the white edge adds: the lines are seen on dark classes too


@dataclass(frozen=True)
class Line:
    """The lines of one width with their entry in the legend; points are longitude, latitude."""

    label: str
    width: float
    paths: tuple[tuple[tuple[float, float], ...], ...]


def traces(lines: Sequence[Line]) -> list[Spec]:
    """First all white edges, then the lines, the widest last."""
    edges = [_trace(one, one.width + EDGE, palette.PAPER, "") for one in lines]
    return edges + [_trace(one, one.width, palette.BARRIER, one.label) for one in lines]


def _trace(line: Line, width: float, colour: str, label: str) -> Spec:
    lon: list[float | None] = []
    lat: list[float | None] = []
    for path in line.paths or (((None, None),),):
        lon += [x for x, _ in path] + [None]
        lat += [y for _, y in path] + [None]
    return {
        "type": "scattergeo",
        "lon": lon,
        "lat": lat,
        "mode": "lines",
        "line": {"color": colour, "width": width},
        "hoverinfo": "skip",
        "name": label,
        "showlegend": bool(label),
    }
