"""Patterns clipped to units: hatch lines where a value is missing, dots where it is an estimate.

A choropleth trace has no pattern, so the pattern is a Scattergeo trace on top of it. One kind of
lines a reason, told apart by shape and not by colour.
"""

import math
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

import numpy as np
import shapely

from geo.errors import GeoError
from geo.map import layers, served

Kind = Literal["diagonal", "back_diagonal", "cross", "horizontal", "dashes"]
SPACING_KM = {"commune": 0.6, "district": 1.2, "province": 2.4}
DOTS_KM = 1.6
LEAST_LINES = 4  # across a small unit; its lines are set closer, by halves, until there are so many
LEAST_SPACING_KM = 0.05
MIDDLE = 20.25  # the province's latitude: a degree of longitude is shorter by its cosine
SCALE = 111.2 * np.array([math.cos(math.radians(MIDDLE)), 1])  # km in a degree, east and north
SLOPES: dict[Kind, tuple[float, ...]] = {
    "diagonal": (1.0,),
    "back_diagonal": (-1.0,),
    "cross": (1.0, -1.0),
    "horizontal": (0.0,),
    "dashes": (0.0,),
}


def hatch(
    vintage: str,
    level: str,
    codes: Iterable[str],
    kind: Kind,
    spacing_km: float | None = None,
) -> layers.Lines:
    """Longitudes and latitudes of the hatch of some units, None between lines.

    For one Scattergeo trace with mode "lines". `spacing_km` is the distance of the lines, by
    default 0.6 km for communes and 1.2 km for districts, a good distance on a map of the whole
    province; give less when zoomed in. Units too small for four lines get closer ones. Lines of
    neighbours meet. Empty lists for no codes; GeoError for an unknown code or kind.
    """
    if kind not in get_args(Kind):
        raise GeoError(f"Unknown hatch {kind!r}: it is one of {', '.join(get_args(Kind))}.")
    path = served.path(vintage, level)
    lons: list[float | None] = []
    lats: list[float | None] = []
    for code in codes:
        if code not in _shapes_km(path):
            raise GeoError(f"There is no {level} {code} in vintage {vintage}.")
        x, y = _unit(path, code, kind, spacing_km or SPACING_KM[level])
        lons += [*x, None]
        lats += [*y, None]
    return lons[:-1], lats[:-1]


def dots(
    vintage: str, level: str, codes: Iterable[str], spacing_km: float | None = None
) -> tuple[list[float], list[float]]:
    """Longitudes and latitudes of dots spread over some units, for one trace with mode "markers".

    `spacing_km` is the distance of the dots, by default 1.6 km, a good one on a map of the whole
    province. A unit in which none would lie gets closer ones. GeoError for an unknown code.
    """
    path = served.path(vintage, level)
    lons: list[float] = []
    lats: list[float] = []
    for code in codes:
        if code not in _shapes_km(path):
            raise GeoError(f"There is no {level} {code} in vintage {vintage}.")
        x, y = _dotted(path, code, spacing_km or DOTS_KM)
        lons += x
        lats += y
    return lons, lats


@lru_cache(maxsize=8192)
def _dotted(path: Path, code: str, spacing: float) -> tuple[list[float], list[float]]:
    shape = _shapes_km(path)[code]
    west, south, east, north = shape.bounds
    while True:
        columns = np.arange(math.floor(west / spacing), math.ceil(east / spacing) + 1)
        rows = np.arange(math.floor(south / spacing), math.ceil(north / spacing) + 1)
        x, y = (part.ravel() for part in np.meshgrid(columns, rows))
        x = (x + 0.5 * (y % 2)) * spacing  # every second row set off by half
        y = y * spacing
        inside = shapely.contains_xy(shape, x, y)
        if inside.any() or spacing < LEAST_SPACING_KM:
            return list(x[inside] / SCALE[0]), list(y[inside] / SCALE[1])
        spacing /= 2


@lru_cache(maxsize=8192)
def _unit(path: Path, code: str, kind: Kind, spacing: float) -> layers.Lines:
    shape = _shapes_km(path)[code]
    while shape.area < (LEAST_LINES * spacing) ** 2 and spacing > LEAST_SPACING_KM:
        spacing /= 2
    pattern = shapely.linestrings(_pattern(shape.bounds, kind, spacing))
    shapely.prepare(shape)
    clipped = shapely.intersection(pattern, shape)  # line by line: crossing lines stay whole
    return layers.as_lines(shapely.transform(clipped, lambda points: points / SCALE))


@lru_cache(maxsize=32)
def _shapes_km(path: Path) -> dict[str, shapely.Geometry]:
    """A flat plane is true enough over 70 km, and keeps straight lines straight both ways."""
    frame = served.read(path)
    flat = shapely.transform(frame.geometry.to_numpy(), lambda points: points * SCALE)
    return dict(zip(frame.code, flat, strict=True))


def _pattern(
    bounds: tuple[float, float, float, float], kind: Kind, spacing: float
) -> list[np.ndarray]:
    """Lines over a box, in km, counted from the origin, so that they meet those of neighbours."""
    lines = [line for slope in SLOPES[kind] for line in _parallels(bounds, slope, spacing)]
    if kind == "dashes":
        return [dash for line in lines for dash in _dashes(line, spacing)]
    return lines


def _parallels(
    bounds: tuple[float, float, float, float], slope: float, spacing: float
) -> list[np.ndarray]:
    west, south, east, north = bounds
    step = spacing * math.hypot(1, slope)  # measured upwards, for that distance between lines
    reach = sorted(y - slope * x for x in (west, east) for y in (south, north))
    first, last = math.floor(reach[0] / step), math.ceil(reach[-1] / step)
    return [
        np.array([(x, number * step + slope * x) for x in (west, east)])
        for number in range(first, last + 1)
    ]


def _dashes(line: np.ndarray, spacing: float) -> list[np.ndarray]:
    """A level line in short dashes, those of every second line set off by half."""
    (west, y), (east, _) = line
    shift = 0.5 * (round(y / spacing) % 2)
    first, last = math.floor(west / spacing), math.ceil(east / spacing)
    starts = [(number + shift) * spacing for number in range(first - 1, last + 1)]
    return [np.array([(start, y), (start + 0.4 * spacing, y)]) for start in starts]
