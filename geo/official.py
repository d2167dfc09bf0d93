"""Reads one official file of boundaries and checks it, unit by unit, against geo/units.csv."""

import geopandas as gpd
import shapely
from pyproj.exceptions import CRSError

from geo import coverage, units
from geo.config import OfficialFile
from geo.errors import GeoError

CODE_LENGTH = {"province": 2, "district": 3, "commune": 5}
VIET_NAM = (102.0, 7.0, 118.0, 24.0)  # degrees, with its seas
SHOWN = 5  # units named in an error before "and n more"


def shapes(file: OfficialFile) -> gpd.GeoSeries:
    """Polygons by code in EPSG:4326, valid, without overlap, exactly the units of the vintage.

    GeoError names the file and the units: unreadable, no such column, no coordinate system, a unit
    missing, a code unknown, no polygon, two units one over the other.
    """
    frame = _read(file)
    codes = _codes(file, frame)
    pieces = frame.geometry.set_axis(codes)
    _only_polygons(file, pieces)
    try:
        pieces = coverage.repaired(_in_degrees(file, pieces.force_2d()))
        _no_overlap(file, pieces)
        return coverage.merged(coverage.clean(pieces), {code: code for code in codes})
    except shapely.errors.GEOSException as error:
        raise GeoError(f"{file.path}: the boundaries cannot be repaired: {error}") from error


def _read(file: OfficialFile) -> gpd.GeoDataFrame:
    options = {"layer": file.layer, "where": file.where}
    used = {key: value for key, value in options.items() if value}
    try:
        frame = gpd.read_file(file.path, engine="pyogrio", **used)
    except (RuntimeError, ValueError, OSError) as error:  # GDAL's own are RuntimeErrors
        raise GeoError(f"{file.path} cannot be read as boundaries: {error}") from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise GeoError(f"{file.path} holds a table without boundaries.")
    return frame


def _in_degrees(file: OfficialFile, pieces: gpd.GeoSeries) -> gpd.GeoSeries:
    if pieces.crs is None and file.crs is None:
        raise GeoError(
            f"{file.path} does not name its coordinate system: add a line crs = "
            f'"EPSG:..." to [{file.vintage}.{file.level}] in the configuration.'
        )
    try:
        pieces = pieces if pieces.crs else pieces.set_crs(file.crs)
        pieces = pieces.to_crs("EPSG:4326")
    except CRSError as error:
        raise GeoError(f"{file.path}: unknown coordinate system {file.crs}: {error}") from error
    west, south, east, north = pieces.total_bounds
    if not shapely.box(*VIET_NAM).covers(shapely.box(west, south, east, north)):
        raise GeoError(
            f"{file.path} lies outside Viet Nam (longitude {west:.2f} to {east:.2f}, latitude "
            f"{south:.2f} to {north:.2f}): its coordinate system is probably named wrongly."
        )
    return pieces


def _codes(file: OfficialFile, frame: gpd.GeoDataFrame) -> list[str]:
    """The code of each row as in units.csv: the number 13636.0 is the text 13636."""
    if file.code_field not in frame.columns:
        columns = ", ".join(str(name) for name in frame.columns if name != "geometry")
        raise GeoError(f"{file.path} has no column {file.code_field}; it has {columns}.")
    codes = [_code(cell).zfill(CODE_LENGTH[file.level]) for cell in frame[file.code_field]]
    known = units.of(file.vintage, file.level).set_index("code").name
    unknown = sorted(set(codes) - set(known.index))
    if unknown:
        raise GeoError(
            f"{file.path}: column {file.code_field} has codes that are no {file.level} of vintage "
            f"{file.vintage}: {_listed(unknown)}. Correct them, or leave the rows out with `where`."
        )
    missing = known.drop(sorted(set(codes)))
    if len(missing):
        raise GeoError(
            f"{file.path} lacks {len(missing)} of {len(known)} units ({file.level}, vintage "
            f"{file.vintage}): {_listed([f'{code} {name}' for code, name in missing.items()])}."
        )
    return codes


def _code(cell: object) -> str:
    if cell is None or cell != cell:  # a missing cell is None or NaN
        return "(empty)"
    return f"{cell:g}" if isinstance(cell, float) else str(cell).strip()


def _only_polygons(file: OfficialFile, pieces: gpd.GeoSeries) -> None:
    empty = pieces.isna() | pieces.is_empty
    wrong = pieces.index[empty | ~pieces.geom_type.isin(["Polygon", "MultiPolygon"])]
    if len(wrong):
        raise GeoError(f"{file.path} has no polygon for unit {_listed(sorted(set(wrong)))}.")


def _no_overlap(file: OfficialFile, pieces: gpd.GeoSeries) -> None:
    pairs = [f"{one} and {other}" for one, other in coverage.overlaps(pieces) if one != other]
    if pairs:
        raise GeoError(f"{file.path}: units lie one over the other: {_listed(pairs)}.")


def _listed(words: list[str]) -> str:
    rest = len(words) - SHOWN
    return ", ".join(words[:SHOWN]) + (f" and {rest} more" if rest > 0 else "")
