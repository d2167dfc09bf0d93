"""Circles whose area is proportional to a count, and the legend of their sizes."""

import math
from dataclasses import dataclass
from typing import Any

from pages.figures import palette
from pages.figures.marks.key import Key, circle, text

Spec = dict[str, Any]
RADIUS = 1 / 22  # of the largest circle: a part of the width of the map
LEAST = 1.0  # pixels: a smaller circle is not seen
OPACITY = 0.72
NARROWER = (1, 4, 20)  # the sizes in the legend: the largest round one, a fourth of it, a twentieth


@dataclass(frozen=True)
class Circles:
    """The circles of a map: code, longitude, latitude and count of each unit, the largest first.

    `sizes` are counts with their words for the legend, descending; `label` says what is counted.
    """

    label: str
    points: tuple[tuple[str, float, float, float], ...]
    sizes: tuple[tuple[float, str], ...]

    def radius(self, count: float, width: float) -> float:
        """The radius of a count in pixels, on a map of a width: its square grows with the count."""
        most = max((one[3] for one in self.points), default=0.0)
        if count <= 0 or most <= 0:
            return 0.0
        return max(LEAST, width * RADIUS * math.sqrt(count / most))


def round_sizes(most: float) -> list[int]:
    """Three round counts for the legend, descending: 1, 2 or 5 times a power of ten, from 1 up."""
    found: list[int] = []
    for part in NARROWER:
        limit = (found[0] if found else most) / part
        if limit >= 1 and (one := _floor(limit)) not in found:
            found.append(one)
    return found


def _floor(limit: float) -> int:
    power = 10 ** int(math.log10(limit) + 1e-9)
    return next(step * power for step in (5, 2, 1) if step * power <= limit)


def trace(circles: Circles, width: float) -> Spec:
    """The circles; what is under the pointer is the unit below them."""
    drawn = [one for one in circles.points if one[3] > 0]
    return {
        "type": "scattergeo",
        "lon": [one[1] for one in drawn],
        "lat": [one[2] for one in drawn],
        "mode": "markers",
        "marker": {
            "size": [round(2 * circles.radius(one[3], width), 2) for one in drawn],  # diameters
            "color": palette.SYMBOL,
            "opacity": OPACITY,
            "line": {"color": palette.PAPER, "width": 1},
        },
        "hoverinfo": "skip",
        "showlegend": False,
    }


def key(circles: Circles, width: float) -> Key:
    """The legend of the sizes: circles of round counts that stand on one line, in each other."""
    sizes = [(circles.radius(count, width), words) for count, words in circles.sizes]
    most = max((radius for radius, _ in sizes), default=0.0)
    drawn = [circle(most, radius, radius) for radius, _ in sizes]
    step = 16
    told = []
    for at, (radius, words) in enumerate(sizes):
        y = max(2 * radius - 2, (len(sizes) - 1 - at) * step + 6)
        told.append(text(2 * most + 10, y, words))
    lines = -(-len(circles.label) // 34)
    high = max(2 * most, len(sizes) * step) + 8
    label = text(0, high + 8 * lines, circles.label, wrap=34)
    return Key(tuple(drawn), (*told, label), high + 17 * lines)
