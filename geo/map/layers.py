"""What the pages write on top of a choropleth: the points of labels.

Made of the served files, once a file; see geo/map/served.py for vintages, levels and errors.
"""

from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.map import served

METRES = "EPSG:32648"  # UTM 48N: true shapes around the province, for label points
EQUAL_AREA = "EPSG:6933"


def label_points(vintage: str, level: str) -> pd.DataFrame:
    """Where to write a unit's name: columns code, lon, lat, area_km2, in the order of the file.

    The point is the centre of the largest circle in the unit's largest part. `area_km2`, of the
    simplified shape, ranks units where names collide; it is no official area.
    """
    return _label_points(served.path(vintage, level))


@lru_cache(maxsize=32)
def _label_points(file: Path) -> pd.DataFrame:
    frame = served.read(file)
    largest = [
        max(shapely.get_parts(shape), key=shapely.area) for shape in frame.to_crs(METRES).geometry
    ]
    radii = shapely.maximum_inscribed_circle(np.array(largest), tolerance=10)
    centres = gpd.GeoSeries(shapely.get_point(radii, 0), crs=METRES).to_crs("EPSG:4326")
    return pd.DataFrame(
        {
            "code": frame.code,
            "lon": centres.x.round(5),
            "lat": centres.y.round(5),
            "area_km2": (frame.to_crs(EQUAL_AREA).area / 1e6).round(3),
        }
    )


KM2 = 111.3**2 * np.cos(np.radians(20.3))  # of a square degree around the province
TOLERANCE = 1e-4  # degrees: about ten metres


def label_points_within(
    vintage: str, level: str, box: tuple[float, float, float, float]
) -> pd.DataFrame:
    """Columns code, name, lon, lat, area_km2 of what the box (west, south, east, north) shows.

    As label_points, but of the visible part of each unit: one whose middle lies outside
    is named as well.
    """
    return _within(served.path(vintage, level), box).copy()


@lru_cache(maxsize=64)
def _within(file: Path, box: tuple[float, float, float, float]) -> pd.DataFrame:
    frame = served.read(file)
    cut = shapely.intersection(frame.geometry.to_numpy(), shapely.box(*box))
    largest = np.array(
        [max(shapely.get_parts(shape), key=shapely.area, default=None) for shape in cut]
    )
    shown = shapely.area(largest) > 0  # neither outside nor touching an edge only
    circles = shapely.maximum_inscribed_circle(largest[shown], tolerance=TOLERANCE)
    centres = shapely.get_point(circles, 0)
    return pd.DataFrame(
        {
            "code": frame["code"][shown].to_numpy(),
            "name": frame["name"][shown].to_numpy(),
            "lon": shapely.get_x(centres).round(5),
            "lat": shapely.get_y(centres).round(5),
            "area_km2": (shapely.area(largest[shown]) * KM2).round(3),
        }
    )
