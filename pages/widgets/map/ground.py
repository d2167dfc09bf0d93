"""What lies under and over the classes of a map: frame, names, and where the shapes come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from geo.build.web_files import OF_PROVINCE
from geo.map import layers, served
from kpis.province import PART
from pages.figures.choropleth import LEGEND_WIDTH, MapClass, MapLayers
from pages.figures.labels import STRETCH, area, placed
from pages.shell.selection import Selection
from pages.shell.url import on_phone
from pages.text.words import short_name

KM_EAST = 104.4  # in a degree of longitude, at the province's latitude
NARROW = 300  # of a map in pixels: on a narrower one only a unit with room for its name has it
LABEL_SIZE, SMALLEST = {PART: 15, "commune": 12}, 12  # of letters, in pixels
Box = tuple[float, float, float, float]


def layers_of(
    classes: Sequence[MapClass],
    selection: Selection,
    size: tuple[int, int],
    estimated: Sequence[str] = (),
    lost: Sequence[str] = (),
    is_inside: bool = False,
    unsure: Sequence[str] = (),
    falling: Sequence[str] = (),
) -> MapLayers:
    """What lies under and over the classes of a map of so many pixels; see `draw_map`.

    `is_inside`: its legend stands in a corner of it.
    """
    vintage, level, t = selection.vintage, selection.level, selection.language.t
    letters = max(SMALLEST, LABEL_SIZE[level] - (2 if on_phone() else 0))
    shown = frozenset(code for entry in classes for code in entry.codes)
    chosen = selection.area if selection.area in shown else ""
    file = served.web_boundaries(vintage, level).file
    beside = LEGEND_WIDTH if is_inside else 0
    ground = _ground(file, vintage, level, shown, size, beside, letters, chosen)
    over = {
        "estimate": (estimated, t("Estimate: {n}", n=len(estimated))),
        "lost": (lost, t("Lost since: {n}", n=len(lost))),
        "unsure": (unsure, t("Class not certain: {n}", n=len(unsure))),
        "fall": (falling, t("Falls: {n}", n=len(falling))),
    }
    return MapLayers(
        bbox=ground.bbox,
        surroundings=ground.surroundings,
        over={kind: told for kind, told in over.items() if told[0]},
        names=ground.names,
        pixels=ground.pixels,
        level=level,
        is_legend_inside=is_inside,
        labels=ground.labels,
        label_size=letters,
        chosen=chosen,
        **addresses(vintage, level),
    )


def addresses(vintage: str, level: str) -> dict[str, str | list[str]]:
    """The geometry of a map, for MapLayers: of its units, and of the borders over them."""
    files = [served.web_boundaries(vintage, one).file for one in (level, PART)]
    units, districts = (static_url(f"boundaries/{OF_PROVINCE}{file}") for file in files)
    bordered = _codes(files[1], vintage, PART)
    return {"geometry_url": units, "borders_url": districts, "bordered": bordered}


def static_url(name: str) -> str:
    """The absolute address of a file under static/: Plotly does not resolve relative ones."""
    return address("app/static/" + name)


def address(path: str) -> str:
    """The absolute address of a path of this server."""
    here = urlsplit(st.context.url or "")
    prefix = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return "/".join(part for part in (f"{here.scheme}://{here.netloc}", prefix, path) if part)


@dataclass(frozen=True)
class _Ground:
    """What is under the classes of a map, the same whatever they are; shared, not to be changed."""

    bbox: Box
    surroundings: list[str]
    labels: pd.DataFrame
    names: dict[str, str]
    pixels: dict[str, float]


@lru_cache(maxsize=512)
def _ground(
    file: str,
    vintage: str,
    level: str,
    shown: frozenset[str],
    size: tuple[int, int],
    beside: int,
    letters: int,
    chosen: str,
) -> _Ground:
    """Of the units in view; `file` is that of the boundaries, whose name changes with them."""
    units = served.map_units(vintage, level)
    is_part = len(shown) < len(units)
    kept = (
        beside if is_part else beside // 3
    )  # in the corner of the legend the province has no unit
    frame = _bbox(_extent(file, vintage, level, shown), is_part, size, kept)
    points = units[units["code"].isin(shown)]
    points = points.assign(name=points["name"].map(short_name))
    codes = points["code"]
    west, south, east, north = frame
    degree = min(size[0] / (east - west), size[1] / (north - south) / STRETCH)  # in pixels
    drawn = (east - west) * degree, (north - south) * STRETCH * degree  # the rest is cut off
    pixels = points["area_km2"] * (degree / KM_EAST) ** 2
    if size[0] < NARROW:
        points = points[pixels >= area(points["name"], letters)]
    labels = placed(points, frame, *drawn, letters, always=chosen)[["name", "lon", "lat"]]
    if level == PART and not is_part and len(far := layers.islands(vintage)):
        labels = pd.concat([labels, far.assign(name=far["name"].map(short_name))])
    return _Ground(
        frame,
        [code for code in units["code"] if code not in shown],
        labels,
        dict(zip(units["code"], units["name"], strict=True)),
        dict(zip(codes, pixels, strict=True)),
    )


@lru_cache(maxsize=512)
def _extent(file: str, vintage: str, level: str, shown: frozenset[str]) -> Box:
    units = served.map_units(vintage, level)
    return served.extent(units[units["code"].isin(shown)])


@lru_cache(maxsize=32)
def _codes(file: str, vintage: str, level: str) -> list[str]:
    return list(served.map_units(vintage, level)["code"])


def _bbox(extent: Box, is_part: bool, size: tuple[int, int], beside: int = 0) -> Box:
    """West, south, east, north of the units that are drawn, with a little air around them.

    Those of a part of the province are widened to the aspect of the picture, which the
    surroundings fill; `beside`: pixels at its left that a legend takes.
    """
    west, south, east, north = extent
    air = 0.03 * max(east - west, north - south)
    west, south, east, north = west - air, south - air, east + air, north + air
    width, height = size
    if is_part or beside:
        high = (north - south) * STRETCH / height  # degrees east of a pixel
        pixel = max(high, (east - west) / (width - beside))
        middle = (west + east) / 2 - beside / 2 * pixel
        west, east = middle - width / 2 * pixel, middle + width / 2 * pixel
    return west, south, east, north
