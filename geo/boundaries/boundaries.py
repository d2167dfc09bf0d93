"""The boundaries of every vintage and level in full resolution, built once and kept in build/.

What is given (the package's communes of 2022, official files) is a base; everything else is made
from it by joining whole units along the list of units: a later vintage from the one before it,
districts and the province from the communes of the same vintage.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo.boundaries import config, coverage, package
from geo.boundaries.config import OfficialFile
from geo.boundaries.report import Report
from geo.errors import GeoError
from geo.province import folder
from geo.units import table as units
from geo.units.pieces import FILE as PIECES
from geo.units.pieces import first

Progress = Callable[[str], None]
PACKAGE, OFFICIAL = "package", "official"
MERGED_VI, MERGED_EN = ", đã gộp theo nghị quyết", ", merged following the resolutions"
DRAWN_VI = "; {n} xã, phường bị chia được vẽ trọn vào đơn vị nhận phần lớn"
DRAWN_EN = "; {n} divided communes are drawn whole in the unit that took most of each"


@dataclass(frozen=True)
class Boundaries:
    """The boundaries of one vintage and level.

    `frame`: code, name, geometry (EPSG:4326, valid, without overlap), in the order of units.csv.
    `source_vi`, `source_en`: where they come from, the line to print under a map. `basis`: whether
    that is an official file or the package; `joined_from`: "2022-commune" where they are joined of
    the units of that set, else "". `report`: what was found in the official file, when built.
    """

    vintage: str
    level: str
    frame: gpd.GeoDataFrame
    source_vi: str
    source_en: str
    basis: str = PACKAGE
    joined_from: str = ""
    report: Report | None = None


Sets = dict[tuple[str, str], Boundaries]


def complete(given: Mapping[tuple[str, str], Boundaries]) -> Sets:
    """All sets: the given ones, the rest joined from them."""
    sets: Sets = {}
    before = ""
    for vintage in units.VINTAGES:
        commune = (vintage, "commune")
        sets[commune] = given.get(commune) or _joined(
            sets[before, "commune"], "successor_code", vintage, "commune"
        )
        whole, part, lowest = units.LEVELS
        for lower, level in ((lowest, part), (part, whole)):
            sets[vintage, level] = given.get((vintage, level)) or _joined(
                sets[vintage, lower], "parent_code", vintage, level
            )
        before = vintage
    return sets


def simplified(given: Mapping[tuple[str, str], Boundaries]) -> Sets:
    """The given sets with fewer corners; `complete` of them keeps all levels in register."""
    return {key: _reshaped(one, coverage.simplified(shapes_of(one))) for key, one in given.items()}


def inputs_hash() -> str:
    """Names the state of everything that the boundaries are made from, this code included."""
    digest = hashlib.sha256()
    here = Path(__file__).parents[1]
    own = sorted(folder().glob("*.csv"))
    tables = [*own, folder() / "province.toml", units.units_path(), config.config_path()]
    for path in [*sorted(here.rglob("*.py")), *tables]:
        digest.update(path.read_bytes())
    for file in config.official_files():
        for part in file.parts():
            digest.update(str(part).encode() + part.read_bytes())
    digest.update(package_fingerprint(config.official_files()).encode())
    return digest.hexdigest()[:16]


def package_fingerprint(files: list[OfficialFile]) -> str:
    """That of the package; "" where it is missing and an official file stands in its place.

    So it is where the province says nothing of the records of the package.
    """
    if not (folder() / PIECES).exists():
        return ""
    try:
        return package.fingerprint()
    except (GeoError, PackageNotFoundError):
        if any((file.vintage, file.level) == first() for file in files):
            return ""
        raise


def _joined(source: Boundaries, column: str, vintage: str, level: str) -> Boundaries:
    """The units of a higher level or a later vintage, each made of whole units of `source`."""
    rows, drawn = units.of(source.vintage, source.level), dict[str, str]()
    if column == "successor_code":
        drawn = config.drawn_in(vintage) if level == "commune" else {}
        told = zip(rows.code, rows.successor_code, strict=True)
        rows = rows.assign(successor_code=[drawn.get(code, cell) for code, cell in told])
        _require_whole(rows, source.vintage, vintage)
        rows = rows.assign(successor_code=rows.successor_code.str.split(":").str[0])
    shapes = coverage.merged(shapes_of(source), dict(zip(rows.code, rows[column], strict=True)))
    vi, en = source.source_vi, source.source_en
    if vintage != source.vintage and not vi.endswith(MERGED_VI):
        vi, en = vi + MERGED_VI, en + MERGED_EN
    if drawn:
        vi, en = vi + DRAWN_VI.format(n=len(drawn)), en + DRAWN_EN.format(n=len(drawn))
    joined = named(shapes, vintage, level, vi, en)
    return replace(joined, basis=source.basis, joined_from=f"{source.vintage}-{source.level}")


def _require_whole(rows: pd.DataFrame, vintage: str, later: str) -> None:
    split = rows[[" " in code.strip() for code in rows.successor_code]]
    if len(split):
        raise GeoError(
            f"{', '.join(split.name)} of vintage {vintage} was split: where the new border runs is "
            f"not known. Name an official file for [{later}.commune] in the configuration."
        )


def named(shapes: gpd.GeoSeries, vintage: str, level: str, vi: str, en: str) -> Boundaries:
    """Polygons by code as the set of a vintage and level."""
    rows = units.of(vintage, level)[["code", "name"]]
    geometry = shapes.loc[rows.code].to_numpy()
    frame = gpd.GeoDataFrame(rows, geometry=geometry, crs="EPSG:4326")
    return Boundaries(vintage, level, frame, vi, en)


def shapes_of(one: Boundaries) -> gpd.GeoSeries:
    """The polygons of a set by code."""
    return one.frame.set_index("code").geometry


def _reshaped(one: Boundaries, shapes: gpd.GeoSeries) -> Boundaries:
    return replace(one, frame=one.frame.set_geometry(shapes.to_numpy(), crs="EPSG:4326"))
