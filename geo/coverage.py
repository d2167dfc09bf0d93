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
WEB_TOLERANCE = 4e-4  # degrees: corners flatter than a triangle of this squared may go
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


def clean(shapes: gpd.GeoSeries, grid: float = FULL_GRID) -> gpd.GeoSeries:
    """The same units on a grid, neighbours sharing every vertex of their border.

    Rounding may open a hair's breadth again, therefore at most a few rounds. GeoError if a unit
    vanishes or the shapes cannot be made to fit.
    """
    polygons = shapes.to_numpy()
    for _ in range(4):
        polygons = shapely.set_precision(shapely.coverage_clean(polygons), grid, mode="pointwise")
        if shapely.is_valid(polygons).all() and shapely.coverage_is_valid(polygons):
            break
    else:
        raise GeoError("The boundaries do not fit together: borders cross each other.")
    vanished = shapes.index[shapely.is_empty(polygons)].tolist()
    if vanished:
        raise GeoError(f"Nothing is left of unit {', '.join(vanished)}: its neighbours cover it.")
    return _like(shapes, polygons)


def overlaps(shapes: gpd.GeoSeries) -> list[tuple[str, str]]:
    """Pairs of units that cover each other by more than a hundredth of the smaller one."""
    polygons = shapes.to_numpy()
    one, other = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    one, other = one[one < other], other[one < other]
    common = shapely.area(shapely.intersection(polygons[one], polygons[other]))
    smaller = np.minimum(shapely.area(polygons[one]), shapely.area(polygons[other]))
    wrong = common > TOLERATED_OVERLAP * smaller
    return list(zip(shapes.index[one[wrong]], shapes.index[other[wrong]], strict=True))


def merged(shapes: gpd.GeoSeries, into: Mapping[Any, str]) -> gpd.GeoSeries:
    """Whole units joined: `into` names for each code the code of the unit that takes it in."""
    groups = shapes.groupby(shapes.index.map(into))
    joined = {code: shapely.coverage_union_all(group.to_numpy()) for code, group in groups}
    return gpd.GeoSeries(joined, crs=shapes.crs)


def simplified(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Fewer corners, for the screen; a shared border stays shared, on the grid of 4 decimals."""
    polygons = shapely.coverage_simplify(shapes.to_numpy(), WEB_TOLERANCE)
    return clean(_like(shapes, polygons), WEB_GRID)


def _like(shapes: gpd.GeoSeries, polygons: np.ndarray) -> gpd.GeoSeries:
    return gpd.GeoSeries(polygons, index=shapes.index, crs=shapes.crs)
