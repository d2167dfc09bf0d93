"""Circles whose area is proportional to a count, and the legend of their sizes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pages.figures import palette
from pages.figures.marks.key import Key, circle, text

Spec = dict[str, Any]
RADIUS = 1 / 22  # of the largest circle at most: a part of the width of the map
COVERED = 0.25  # of the units by all circles at most, did none overlap
STEP, LINE, WRAP = 17, 17, 34  # pixels of a row and of a line of words; letters of a line
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
    largest: float = RADIUS  # the radius of the largest circle, of the width of the map
    most: float = 0  # the count that it stands for; 0: the largest of the points

    def scale(self) -> float:
        """The count of a circle with the largest radius."""
        return self.most or max((one[3] for one in self.points), default=0.0)

    def like(self, other: "Circles") -> "Circles":
        """These circles in the size and with the legend of others, to be seen beside them."""
        return replace(self, sizes=other.sizes, largest=other.largest, most=other.scale())

    def radius(self, count: float, width: float) -> float:
        """The radius of a count in pixels, on a map of a width: its square grows with the count."""
        most = self.scale()
        if count <= 0 or most <= 0:
            return 0.0
        return max(LEAST, width * self.largest * math.sqrt(count / most))


def largest_radius(counts: Sequence[float], area: float, width: float) -> float:
    """The radius of the largest circle, of the width of the map, so that all cover COVERED of it.

    `area` is that of the units, `width` that of the map, in the same units of length.
    """
    most = max(counts, default=0.0)
    if most <= 0 or width <= 0:
        return RADIUS
    parts = sum(count / most for count in counts if count > 0)
    return min(RADIUS, math.sqrt(COVERED * area / (math.pi * parts)) / width)


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


def rows(circles: Circles, width: float) -> list[tuple[float, float, str]]:
    """The sizes of the legend from the lowest row up: middle of the row, radius, words; pixels."""
    found, foot = [], 0.0
    for count, words in reversed(circles.sizes):
        radius = circles.radius(count, width)
        high = max(STEP, 2 * radius + 4)
        found.append((foot + high / 2, radius, words))
        foot += high
    return found


def height(circles: Circles, width: float) -> float:
    """How high these rows are together."""
    sizes = (circles.radius(count, width) for count, _ in circles.sizes)
    return sum(max(STEP, 2 * radius + 4) for radius in sizes)


def key(circles: Circles, width: float) -> Key:
    """The legend of the sizes: circles of round counts, each beside its number."""
    sizes = rows(circles, width)
    most = max((radius for _, radius, _ in sizes), default=0.0)
    drawn = [circle(most, middle, radius) for middle, radius, _ in sizes]
    told = [text(2 * most + 10, middle, words) for middle, _, words in sizes]
    lines = -(-len(circles.label) // WRAP)
    high = height(circles, width)
    label = text(0, high + 4 + LINE * lines / 2, circles.label, wrap=WRAP)
    return Key(tuple(drawn), (*told, label), high + 4 + LINE * lines)
