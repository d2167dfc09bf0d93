"""What the polygons of an official file do to each other, and how they lie to those in force.

A `GeoSeries` in EPSG:4326 by the code of the unit goes in; areas come out in km².
"""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

EQUAL_AREA = "EPSG:6933"

KM2 = 1e6
UTM_NORTH, ZONE = 32600, 6  # EPSG codes of the zones north of the equator, and their width
UNTIDY = 1e-4  # km²: an overlap of less, 100 m², is a matter of rounding
AT_HOME = 0.5  # of a unit must lie where the unit lies at present


@dataclass(frozen=True)
class Present:
    """The boundaries to compare with: polygons by code, and the lines that name their source."""

    shapes: gpd.GeoSeries
    source_vi: str
    source_en: str


@dataclass(frozen=True)
class Overlap:
    """Land that two units both claim; `share` is of the smaller one."""

    one: str
    other: str
    km2: float
    share: float


@dataclass(frozen=True)
class Gap:
    """Land inside the province that no unit claims, and a point in it."""

    km2: float
    lon: float
    lat: float


def metres(shapes: gpd.GeoSeries | gpd.GeoDataFrame) -> str:
    """The projection for distances and true shapes: the UTM zone of the middle of the shapes.

    Of shapes that reach over more than one zone, as those of a country do, an azimuthal projection
    about their middle, which keeps areas: Snyder, Map Projections (1987), p. 182. Distances are
    right to c²/8 of themselves at c radians from the middle, 0.4 % at 10°; a zone would be wrong by
    1.5 % there.
    """
    west, south, east, north = shapes.total_bounds
    if east - west > ZONE:
        lat, lon = round((south + north) / 2, 4), round((west + east) / 2, 4)
        return f"+proj=laea +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=m"
    return f"EPSG:{UTM_NORTH + int(((west + east) / 2 + 180) // ZONE) + 1}"


def km2(shapes: gpd.GeoSeries) -> pd.Series:
    """True areas, whatever the latitude."""
    areas: pd.Series = shapes.to_crs(EQUAL_AREA).area / KM2
    return areas


def overlaps(shapes: gpd.GeoSeries) -> list[Overlap]:
    """Every pair of units that share land, the largest first."""
    polygons = shapes.to_crs(EQUAL_AREA).to_numpy()
    one, other = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    one, other = one[one < other], other[one < other]
    common = shapely.area(shapely.intersection(polygons[one], polygons[other])) / KM2
    smaller = np.minimum(shapely.area(polygons[one]), shapely.area(polygons[other])) / KM2
    found = [
        Overlap(shapes.index[a], shapes.index[b], float(land), float(land / size))
        for a, b, land, size in zip(one, other, common, smaller, strict=True)
        if land > UNTIDY
    ]
    return sorted(found, key=lambda pair: -pair.km2)


def gaps(shapes: gpd.GeoSeries) -> list[Gap]:
    """Holes in the land of all units together, the largest first."""
    whole = shapely.get_parts(shapely.union_all(shapes.to_numpy()))
    rings = [ring for part in whole for ring in part.interiors]
    holes = gpd.GeoSeries([shapely.Polygon(ring) for ring in rings], crs=shapes.crs)
    points = shapely.point_on_surface(holes.to_numpy())
    found = [
        Gap(float(land), round(point.x, 5), round(point.y, 5))
        for land, point in zip(km2(holes), points, strict=True)
    ]
    return sorted(found, key=lambda gap: -gap.km2)


def places(shapes: gpd.GeoSeries, present: gpd.GeoSeries) -> pd.DataFrame:
    """Where each shape lies at present: columns `inside`, `own`, `lies_on`, in the order of shapes.

    `inside`: the share of it in any present unit, `own`: in the one of its own code, `lies_on`: the
    code of the unit that holds more than half of it, or "".
    """
    here, there = shapes.to_crs(EQUAL_AREA).to_numpy(), present.to_crs(EQUAL_AREA).to_numpy()
    at, on = shapely.STRtree(there).query(here, predicate="intersects")
    common = shapely.area(shapely.intersection(here[at], there[on])) / shapely.area(here[at])
    shares = np.zeros((len(here), len(there)))
    shares[at, on] = common
    column = present.index.get_indexer(shapes.index)
    own = np.where(column >= 0, shares[np.arange(len(here)), column], 0.0)
    best = shares.argmax(axis=1)
    lies_on = [
        present.index[b] if share > AT_HOME else ""
        for b, share in zip(best, shares.max(axis=1), strict=True)
    ]
    columns = {"inside": shares.sum(axis=1), "own": own, "lies_on": lies_on}
    return pd.DataFrame(columns, index=shapes.index)


def shift(shapes: gpd.GeoSeries, present: gpd.GeoSeries) -> tuple[float, float]:
    """How far the units lie east and north of the present ones, in metres, half of them less."""
    plane = metres(present)
    here = shapes.to_crs(plane).centroid
    there = present[shapes.index].to_crs(plane).centroid
    return float((here.x - there.x).median()), float((here.y - there.y).median())


def apart(parts: gpd.GeoSeries) -> float:
    """The distance, in km, of the part of a unit that lies farthest from its other parts."""
    shapes = parts.to_crs(metres(parts)).to_numpy()
    others = [shapely.union_all(np.delete(shapes, at)) for at in range(len(shapes))]
    return float(shapely.distance(shapes, others).max()) / 1000
