"""What a page knows of each unit of a map without its shape: extent, point of its label, area."""

import geopandas as gpd
import numpy as np
import shapely

from geo.boundaries.topology import EQUAL_AREA, metres


def rows(frame: gpd.GeoDataFrame) -> list[list[str | float]]:
    """A row a unit of (code, name, geometry in degrees), in its order.

    Of code, name, west, south, east, north, lon, lat and area_km2.

    West to north is the extent in degrees. A name is written at lon, lat: the centre of the largest
    circle in the unit's largest part. `area_km2`, of the simplified shape, ranks units where names
    collide; it is no official area.
    """
    plane = metres(frame)
    metric = frame.to_crs(plane).geometry
    largest = [max(shapely.get_parts(shape), key=shapely.area) for shape in metric]
    radii = shapely.maximum_inscribed_circle(np.array(largest), tolerance=10)
    centres = gpd.GeoSeries(shapely.get_point(radii, 0), crs=plane).to_crs("EPSG:4326")
    areas = (frame.to_crs(EQUAL_AREA).area / 1e6).round(3)
    found = [
        frame["code"].tolist(),
        frame["name"].tolist(),
        *frame.geometry.bounds.to_numpy().T.tolist(),
        centres.x.round(5).tolist(),
        centres.y.round(5).tolist(),
        areas.tolist(),
    ]
    return [list(row) for row in zip(*found, strict=True)]
