"""The built files that a browser loads, as the pages see them: name, source, extent, shapes.

Read from where `python -m geo build` writes, static/boundaries/. Kept in memory under the file's
name, which changes with its content: after a new build the next call sees the new boundaries.
Everywhere in this folder a vintage is one of the province's and a level one of its levels, such as
'commune' (since 07/2025 districts are former ones); GeoError for another one and when nothing is
built. Results are shared between callers: do not change them in place.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pandas as pd

from geo.build import web_files
from geo.errors import GeoError
from geo.units import table as units

if TYPE_CHECKING:
    import geopandas as gpd

ADDED = ("bytes", "gzip_bytes", "built", "basis", "joined_from", "report", "map_units")
OFFICIAL = "official"  # the basis of boundaries that an office gave, not the installed package
UNIT = ("code", "name", "west", "south", "east", "north", "lon", "lat", "area_km2")


@dataclass(frozen=True)
class WebBoundaries:
    """A served file: `/app/static/boundaries/<file>`, below it in the folder of a province that is
    not the default one; feature id = code.

    `source_vi`, `source_en`: the line to print under the map. `bbox`: west, south, east, north in
    degrees. `units`: how many features. `bytes`, `gzip_bytes`: what a browser fetches. `built`: an
    ISO time in UTC. `basis`, `joined_from`: see geo.boundaries.Boundaries.
    """

    file: str
    source_vi: str
    source_en: str
    bbox: tuple[float, float, float, float]
    units: int
    bytes: int
    gzip_bytes: int
    built: str
    basis: str
    joined_from: str
    report: str
    map_units: str


def import_report(vintage: str, level: str) -> dict[str, Any] | None:
    """What was found in the official file in force, as geo.official.text writes it; None if none.

    A set that is joined of an official one has no report of its own.
    """
    name = web_boundaries(vintage, level).report
    if not name:
        return None
    try:
        text = (web_files.WEB_DIRECTORY / name).read_text(encoding="utf-8")
        return cast(dict[str, Any], json.loads(text))
    except (OSError, ValueError) as error:
        raise GeoError(f"{name} cannot be read: run `python -m geo build`.") from error


def web_boundaries(vintage: str, level: str) -> WebBoundaries:
    """The file that a browser loads for a vintage and level."""
    units.check(vintage, level)
    index = web_files.WEB_DIRECTORY / web_files.INDEX
    try:
        return _index(index, index.stat().st_mtime_ns)[f"{vintage}-{level}"]
    except (OSError, ValueError, KeyError) as error:
        raise GeoError(f"{index} cannot be read: run `python -m geo build`.") from error


def path(vintage: str, level: str) -> Path:
    """Where that file lies: the key under which what is made of it is kept in memory."""
    return web_files.WEB_DIRECTORY / web_boundaries(vintage, level).file


def map_units(vintage: str, level: str) -> pd.DataFrame:
    """What is known of each unit of that file without its shape: the columns UNIT, in its order.

    See `geo.build.map_units`.
    """
    return _map_units(web_files.WEB_DIRECTORY / web_boundaries(vintage, level).map_units)


def extent(units: pd.DataFrame) -> tuple[float, float, float, float]:
    """West, south, east and north of rows of `map_units`."""
    west, south = units["west"].min(), units["south"].min()
    return float(west), float(south), float(units["east"].max()), float(units["north"].max())


@lru_cache(maxsize=32)
def _map_units(file: Path) -> pd.DataFrame:
    try:
        return pd.DataFrame(json.loads(file.read_text(encoding="utf-8")), columns=list(UNIT))
    except (OSError, ValueError) as error:
        raise GeoError(f"{file} cannot be read: run `python -m geo build`.") from error


def features(vintage: str, level: str) -> dict[str, dict[str, Any]]:
    """The features of that file by code, wound as RFC 7946 asks: exterior rings counter-clockwise.

    The file itself has them as browsers draw them: see `geo.boundaries.geojson.text`.
    """
    return _features(path(vintage, level))


@lru_cache(maxsize=9)
def _features(file: Path) -> dict[str, dict[str, Any]]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))["features"]
        return {str(one["id"]): {**one, "geometry": _wound(one["geometry"])} for one in found}
    except (OSError, ValueError, KeyError) as error:
        raise GeoError(f"{file} cannot be read: run `python -m geo build`.") from error


def _wound(geometry: dict[str, Any]) -> dict[str, Any]:
    """A polygon, or several, with each ring the other way round."""
    many = geometry["type"] == "MultiPolygon"
    polygons = geometry["coordinates"] if many else [geometry["coordinates"]]
    turned = [[ring[::-1] for ring in polygon] for polygon in polygons]
    return {"type": geometry["type"], "coordinates": turned if many else turned[0]}


def shapes(vintage: str, level: str) -> "gpd.GeoDataFrame":
    """The simplified shapes: code, name, geometry (EPSG:4326), for pictures made on the server."""
    return read(path(vintage, level))


@lru_cache(maxsize=32)
def read(file: Path) -> "gpd.GeoDataFrame":
    """One served file as code, name, geometry."""
    from geo.boundaries import geojson  # the libraries of shapes take a second to load

    try:
        return geojson.read(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError) as error:
        raise GeoError(f"{file} cannot be read: run `python -m geo build`.") from error


@lru_cache(maxsize=4)
def _index(file: Path, _changed: int) -> dict[str, WebBoundaries]:
    content = json.loads(file.read_text(encoding="utf-8"))
    return {
        key: WebBoundaries(
            entry["file"],
            entry["source_vi"],
            entry["source_en"],
            tuple(entry["bbox"]),
            entry["units"],
            *(entry[name] for name in ADDED),
        )
        for key, entry in content.items()
    }
