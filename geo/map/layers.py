"""What the pages write on top of a choropleth: the points of labels.

Made of the served files, once a file; see geo/map/served.py for vintages, levels and errors.
"""

from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from geo.map import served
from geo.units import signs

KM2 = 111.3**2 * np.cos(np.radians(20.3))  # of a square degree around the province
TOLERANCE = 1e-4  # degrees: about ten metres


def label_points_within(
    vintage: str, level: str, box: tuple[float, float, float, float]
) -> pd.DataFrame:
    """Columns code, name, lon, lat, area_km2 of what the box (west, south, east, north) shows.

    As `served.map_units`, but of the visible part of each unit: one whose middle lies outside is
    named as well.
    """
    return _within(served.path(vintage, level), box).copy()


def islands(vintage: str) -> pd.DataFrame:
    """Columns name, lon, lat of the communes that are drawn as signs: a map of wider units, which
    would leave them nameless, names them too.
    """
    units = served.map_units(vintage, "commune")
    return units[units["code"].isin(signs.rows()["unit_code"])][["name", "lon", "lat"]]


@lru_cache(maxsize=64)
def _within(file: Path, box: tuple[float, float, float, float]) -> pd.DataFrame:
    import shapely  # with the shapes themselves: no other page needs them

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
