"""Polygons that share their borders: repair, clean, merge and simplify without gap or overlap.

A `GeoSeries` of (multi)polygons in EPSG:4326, indexed by code, goes in and comes out.
"""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geo.errors import GeoError

FULL_GRID = 1e-7  # degrees, about 1 cm: what a GeoJSON file with 7 decimals can say
WEB_GRID = 1e-4  # degrees, about 11 m: less than a pixel of a map of the province
# One tolerance for all levels: the map draws district borders over communes, so that a district's
# border must keep the very corners of its communes. Districts are small as they are.
WEB_TOLERANCE = 4e-4  # degrees: corners flatter than a triangle of this squared may go
WEB_CORNERS = 13_000  # of one set, 120 kB gzipped at most; a denser survey is simplified further
CORNERS_OF_A_UNIT = 24  # as many as this for each, where there are so many that this is more
COARSER = 1.5  # each time that this is still too much
TOLERATED_OVERLAP = 0.01  # of the smaller unit; above it a file is wrong, not merely untidy


def repaired(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Valid polygons: an invalid ring is rebuilt, then gives way to its valid neighbours.

    The "structure" method reads a ring that runs through several parts in turn as these parts;
    the older "linework" method would also claim the land between them.
    """
    polygons = shapes.to_numpy().copy()
    broken = np.flatnonzero(~shapely.is_valid(polygons))
    if not broken.size:
        return shapes
    valid = np.delete(polygons, broken)
    tree = shapely.STRtree(valid)
    for at in broken:
        whole = shapely.make_valid(polygons[at], method="structure", keep_collapsed=False)
        near = valid[tree.query(whole, predicate="intersects")]
        polygons[at] = polygons_only(shapely.difference(whole, shapely.union_all(near)))
    return _like(shapes, polygons)


def polygons_only(shape: shapely.Geometry) -> shapely.Geometry:
    """The areas of a geometry, without the lines and points that an operation may leave."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    areas = parts[shapely.get_dimensions(parts) == 2]
    return areas[0] if len(areas) == 1 else shapely.multipolygons(areas)


def clean(shapes: gpd.GeoSeries, grid: float = FULL_GRID, gap: float = 0.0) -> gpd.GeoSeries:
    """The same units on a grid, neighbours sharing every vertex of their border.

    Gaps narrower than `gap` degrees go to the neighbour with the longest border along them.

    Rounding may open a hair's breadth again, therefore at most a few rounds. GeoError if a unit
    vanishes or the shapes cannot be made to fit.
    """
    polygons = shapes.to_numpy()
    for _ in range(4):
        polygons = shapely.coverage_clean(polygons, gap_width=gap)
        polygons = shapely.set_precision(polygons, grid, mode="pointwise")
        if shapely.is_valid(polygons).all() and shapely.coverage_is_valid(polygons):
            break
    else:
        if not shapely.is_valid(polygons).all() or _overlap(polygons) > grid**2:
            raise GeoError("The boundaries do not fit together: borders cross each other.")
    vanished = shapes.index[shapely.is_empty(polygons)].tolist()
    if vanished:
        raise GeoError(f"Nothing is left of unit {', '.join(vanished)}: its neighbours cover it.")
    return _like(shapes, polygons)


def _overlap(polygons: np.ndarray) -> float:
    """The largest area, in square degrees, that two of them share where edges do not fit.

    None where a unit only touches, in one corner, another that touches itself there: shapely takes
    such edges for wrong, too.
    """
    torn = np.flatnonzero(~shapely.is_empty(shapely.coverage_invalid_edges(polygons)))
    at, near = shapely.STRtree(polygons).query(polygons[torn], predicate="intersects")
    pairs = torn[at], near
    shared = shapely.area(shapely.intersection(polygons[pairs[0]], polygons[pairs[1]]))
    return float(shared[pairs[0] != pairs[1]].max(initial=0.0))


def merged(shapes: gpd.GeoSeries, into: Mapping[Any, str]) -> gpd.GeoSeries:
    """Whole units joined: `into` names for each code the code of the unit that takes it in."""
    groups = shapes.groupby(shapes.index.map(into))
    joined = {code: shapely.coverage_union_all(group.to_numpy()) for code, group in groups}
    return gpd.GeoSeries(joined, crs=shapes.crs)


def simplified(shapes: gpd.GeoSeries, corners: int | None = None) -> gpd.GeoSeries:
    """Fewer corners, for the screen; a shared border stays shared, on the grid of 4 decimals.

    No more corners than `corners` (by default WEB_CORNERS, or CORNERS_OF_A_UNIT for each where that
    is more), unless the units cannot be drawn with as few.
    """
    corners = corners or max(WEB_CORNERS, CORNERS_OF_A_UNIT * len(shapes))
    tolerance, left = WEB_TOLERANCE, np.inf
    while True:
        polygons = shapely.coverage_simplify(shapes.to_numpy(), tolerance)
        before, left = left, shapely.get_num_coordinates(polygons).sum()
        if left <= corners or (left == before and tolerance > WEB_GRID * 100):
            return clean(_like(shapes, polygons), WEB_GRID)
        tolerance *= COARSER


def _like(shapes: gpd.GeoSeries, polygons: np.ndarray) -> gpd.GeoSeries:
    return gpd.GeoSeries(polygons, index=shapes.index, crs=shapes.crs)
