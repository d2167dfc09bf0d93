"""One official file as it is read: its rows, its columns, its coordinate system."""

import re
from dataclasses import dataclass

import geopandas as gpd
import pyogrio  # type: ignore[import-untyped]
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError
from pyproj.transformer import TransformerGroup

from geo.boundaries.config import OfficialFile
from geo.errors import GeoError

DEGREES = "EPSG:4326"
# Said by PROJ, of no interest to a reader, and in other words by each of its versions.
AXES = re.compile(
    r"^axis order change \(2D\) \+ | \+ axis order change \(2D\)"
    r"| \(with axis order normalized for visualization\)"
)
VIET_NAM = (102.0, 7.0, 118.0, 24.0)  # degrees, with its seas


@dataclass(frozen=True)
class Conversion:
    """How coordinates became degrees: `method` is "" where they were, `accuracy_m` None where the
    datum is not known.
    """

    crs: str
    method: str
    accuracy_m: float | None


def read(file: OfficialFile) -> gpd.GeoDataFrame:
    """All rows; GeoError where the file cannot be read or is no map, or a column is not there."""
    options = {"layer": file.layer or _only_layer(file), "where": file.where}
    used = {key: value for key, value in options.items() if value}
    try:
        frame = gpd.read_file(file.path, engine="pyogrio", **used)
    except (RuntimeError, ValueError, OSError) as error:  # GDAL's own are RuntimeErrors
        raise GeoError(f"{file.path} cannot be read as boundaries: {error}") from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise GeoError(f"{file.path} holds a table without boundaries.")
    for field in filter(None, (file.code_field, file.name_field, file.district_field)):
        if field not in frame.columns:
            columns = ", ".join(str(name) for name in frame.columns if name != frame.geometry.name)
            raise GeoError(f"{file.path} has no column {field}; it has {columns}.")
    return frame


def in_degrees(file: OfficialFile, shapes: gpd.GeoSeries) -> tuple[gpd.GeoSeries, Conversion]:
    """The shapes in EPSG:4326; GeoError for no, an unknown or an impossible coordinate system."""
    if shapes.crs is None and file.crs is None:
        raise GeoError(
            f"{file.path} does not name its coordinate system: add --crs EPSG:..., or a line "
            f'crs = "EPSG:..." to [{file.vintage}.{file.level}] in the configuration.'
        )
    try:
        shapes = shapes if shapes.crs else shapes.set_crs(file.crs)
        moved = shapes.to_crs(DEGREES)
        conversion = _conversion(shapes.crs)
    except CRSError as error:
        raise GeoError(f"{file.path}: unknown coordinate system {file.crs}: {error}") from error
    west, south, east, north = moved.total_bounds
    if not shapely.box(*VIET_NAM).covers(shapely.box(west, south, east, north)):
        raise GeoError(
            f"{file.path} lies outside Viet Nam (longitude {west:.2f} to {east:.2f}, latitude "
            f"{south:.2f} to {north:.2f}): its coordinate system is probably named wrongly."
        )
    return moved, conversion


def _only_layer(file: OfficialFile) -> str | None:
    """None where there is nothing to choose; GeoError where only the sender can choose."""
    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(file.path) if kind is not None]
    except (RuntimeError, ValueError, OSError):
        return None  # reading the file says what is wrong with it
    if len(layers) > 1:
        raise GeoError(f"{file.path} has several layers; name one: {', '.join(layers)}.")
    return layers[0] if layers else None


def _conversion(crs: CRS) -> Conversion:
    """What PROJ does first; a datum that it does not know is only assumed to be that of GPS."""
    authority = crs.to_authority(min_confidence=70)
    name = f"{crs.name} ({':'.join(authority)})" if authority else str(crs.name)
    best = TransformerGroup(crs, DEGREES, always_xy=True).transformers[0]
    # From PROJ 9.8 on, a projection that is undone without changing the datum has no accuracy.
    accuracy = 0.0 if _is_of_gps(crs) else float(best.accuracy)
    method = "" if crs == CRS(DEGREES) else AXES.sub("", str(best.description))
    return Conversion(name, method, None if accuracy < 0 else accuracy)


def _is_of_gps(crs: CRS) -> bool:
    """Whether the datum is that of GPS by name, and the file brings no shift of its own to it."""
    degrees = crs.geodetic_crs
    return (
        not crs.is_bound
        and degrees is not None
        and degrees.equals(CRS(DEGREES), ignore_axis_order=True)
    )
