"""The borders that two units have in common, and how far the values on their two sides differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from geo.map import edges, served

Path2d = tuple[tuple[float, float], ...]  # longitude and latitude of each point of a line


@dataclass(frozen=True)
class Border:
    """A border of two units of one level and vintage: its lines in degrees."""

    one: str
    other: str
    lines: tuple[Path2d, ...]


@dataclass(frozen=True)
class Difference:
    """A border with the absolute difference of the values beside it, as they are written."""

    border: Border
    amount: float


def borders(vintage: str, level: str) -> tuple[Border, ...]:
    """All borders of the served shapes, in the order of the codes; units that touch in a point have
    none. GeoError where nothing is built."""
    return _of_file(served.path(vintage, level))


@lru_cache(maxsize=8)
def _of_file(file: Path) -> tuple[Border, ...]:
    import shapely  # with the shapes themselves: no other page needs them

    frame = served.read(file).sort_values("code")
    codes, shapes = frame["code"].to_list(), frame.geometry.to_numpy()
    ones, others = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = sorted((a, b) for a, b in zip(ones.tolist(), others.tolist(), strict=True) if a < b)
    edge = shapely.boundary(shapes)
    found = []
    for a, b in pairs:
        common = shapely.get_parts(
            shapely.line_merge(_lines(shapely.intersection(edge[a], edge[b])))
        )
        lines = tuple(
            tuple(map(tuple, shapely.get_coordinates(line).round(5).tolist())) for line in common
        )
        if lines:
            found.append(Border(codes[a], codes[b], lines))
    return tuple(found)


def _lines(shape: Any) -> Any:
    """The lines of a common border, without the points where two units only touch."""
    import shapely

    parts = shapely.get_parts(shape)
    return shapely.multilinestrings(parts[shapely.length(parts) > 0])


def differences(
    found: tuple[Border, ...], values: Mapping[str, float], decimals: int
) -> list[Difference]:
    """The borders with a value on both sides, that of the largest difference first.

    `values` as they are written with so many decimals: what a reader subtracts on the screen.
    """
    known = {code: edges.written(one, decimals) for code, one in values.items() if one == one}
    both = [one for one in found if one.one in known and one.other in known]
    apart = [edges.written(abs(known[one.one] - known[one.other]), decimals) for one in both]
    ranked = np.argsort(-np.array(apart), kind="stable")
    return [Difference(both[at], apart[at]) for at in ranked.tolist()]


def strongest(ranked: list[Difference], percent: int) -> list[Difference]:
    """The largest differences: so many per cent of the borders, with all that equal the last.

    Where nothing differs, none.
    """
    if not (count := -(-len(ranked) * percent // 100)):
        return []
    least = ranked[count - 1].amount
    return [one for one in ranked if one.amount >= least and one.amount > 0]
