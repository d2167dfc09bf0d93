"""Units that no record shows, drawn as signs where they lie: the line of the source says so."""

import geopandas as gpd
import shapely

from geo.boundaries.topology import metres
from geo.units import table as units
from geo.units.signs import rows

CORNERS = 3  # of a quarter of the circle
VI, EN = "; vẽ tượng trưng: {names}", "; drawn as signs: {names}"


def polygons() -> gpd.GeoSeries:
    """The signs by the code of their unit, EPSG:4326: circles, several of one unit joined."""
    told = rows()
    places = gpd.GeoSeries.from_xy(told.lon, told.lat, crs="EPSG:4326")
    if places.empty:
        return places
    plane = metres(places)
    circles = places.to_crs(plane).buffer(told.km * 1000, quad_segs=CORNERS).to_crs("EPSG:4326")
    of = circles.groupby(told.unit_code.to_numpy())
    joined = {code: shapely.union_all(one.to_numpy()) for code, one in of}
    return gpd.GeoSeries(joined, crs="EPSG:4326")


def line() -> tuple[str, str]:
    """What the line of the source adds, in Vietnamese and English: which units are signs."""
    known = units.of(units.VINTAGES[0], "commune")
    told = ", ".join(known.name[known.code.isin(rows().unit_code)])
    return (VI.format(names=told), EN.format(names=told)) if told else ("", "")
