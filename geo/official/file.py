"""One official file as it is read: its rows, its columns, its coordinate system."""

import codecs
import re
import unicodedata
from contextlib import suppress
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
VIETNAMESE = frozenset(
    "đĐăĂâÂêÊôÔơƠưƯðÐ“”‘’–—…\u00a0\u200b\u200c\u200d\u2060\ufeff\u00ad"
    + "".join(
        unicodedata.normalize("NFC", letter + tone)
        for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
        for tone in "\u0300\u0301\u0303\u0309\u0323"
    )
    + "\u0300\u0301\u0303\u0309\u0323"
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
    if file.encoding is not None and not _is_known(file.encoding):
        raise GeoError(f"{file.path}: there is no encoding {file.encoding}.")
    options = {
        "layer": file.layer or _only_layer(file),
        "where": file.where,
        "encoding": file.encoding or _encoding(file),
    }
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
    if file.is_shapefile:
        _require_vietnamese(file, frame)
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


def _is_known(encoding: str) -> bool:
    with suppress(LookupError):
        return bool(codecs.lookup(encoding))
    return False


def _encoding(file: OfficialFile) -> str | None:
    """UTF-8 where a Shapefile does not say so and its cells are; None where GDAL may decide.

    Without a .cpg beside it GDAL takes the letters for Latin-1, in which all bytes are letters.
    Bytes beyond ASCII that follow the rules of UTF-8 throughout are of nothing else.
    """
    if not file.is_shapefile or any(part.suffix.lower() == ".cpg" for part in file.parts()):
        return None
    table = next((part for part in file.parts() if part.suffix.lower() == ".dbf"), None)
    if table is None:
        return None
    content = table.read_bytes()
    begin = int.from_bytes(content[8:10], "little")  # of the first row, after the names of columns
    cells = content[begin:]
    try:
        return "UTF-8" if len(cells.decode("utf-8")) < len(cells) else None
    except UnicodeDecodeError:
        return None


def _require_vietnamese(file: OfficialFile, frame: gpd.GeoDataFrame) -> None:
    """GeoError where names hold letters of no Vietnamese word: their encoding is another one."""
    for field in filter(None, (file.name_field, file.district_field)):
        for name in frame[field].dropna().astype(str):
            if any(
                ord(c) > 127 and c not in VIETNAMESE for c in unicodedata.normalize("NFC", name)
            ):
                raise GeoError(
                    f"{file.path}: “{name}” in {field} has letters that are not Vietnamese: the "
                    "encoding of the file is another one than it says. Add --encoding UTF-8 (or "
                    "windows-1258, or that of the sender), or a line encoding = "
                    f'"..." to [{file.vintage}.{file.level}] in the configuration.'
                )


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
