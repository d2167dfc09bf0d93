"""The boundaries of every vintage and level in full resolution, built once and kept in build/.

What is given (the package's communes of 2022, official files) is a base; everything else is made
from it by joining whole units along geo/units.csv: a later vintage from the one before it,
districts and the province from the communes of the same vintage.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd

from geo import config, coverage, official, package, units

Progress = Callable[[str], None]
MERGED_VI, MERGED_EN = ", đã gộp theo nghị quyết", ", merged following the resolutions"


@dataclass(frozen=True)
class Boundaries:
    """The boundaries of one vintage and level.

    `frame`: code, name, geometry (EPSG:4326, valid, without overlap), in the order of units.csv.
    `source_vi`, `source_en`: where they come from, the line to print under a map.
    """

    vintage: str
    level: str
    frame: gpd.GeoDataFrame
    source_vi: str
    source_en: str


Sets = dict[tuple[str, str], Boundaries]


def bases(progress: Progress) -> Sets:
    """What is given: official files of the configuration and, unless replaced, the package."""
    sets: Sets = {}
    for file in config.official_files():
        progress(f"Reading {file.path} ({file.level}, vintage {file.vintage}) …")
        shapes = official.shapes(file)
        sets[file.vintage, file.level] = _named(
            shapes, file.vintage, file.level, file.source_vi, file.source_en
        )
    first = (units.VINTAGES[0], "commune")
    if first not in sets:
        progress(f"Reading the communes of 2022 from package {package.PACKAGE} …")
        text = package.source()
        sets[first] = _named(package.communes_2022(), *first, text["vi"], text["en"])
    return sets


def complete(given: Mapping[tuple[str, str], Boundaries]) -> Sets:
    """All nine sets: the given ones, the rest joined from them."""
    sets: Sets = {}
    before = ""
    for vintage in units.VINTAGES:
        commune = (vintage, "commune")
        sets[commune] = given.get(commune) or _joined(
            sets[before, "commune"], "successor_code", vintage, "commune"
        )
        for lower, level in (("commune", "district"), ("district", "province")):
            sets[vintage, level] = given.get((vintage, level)) or _joined(
                sets[vintage, lower], "parent_code", vintage, level
            )
        before = vintage
    return sets


def simplified(given: Mapping[tuple[str, str], Boundaries]) -> Sets:
    """The given sets with fewer corners; `complete` of them keeps all levels in register."""
    return {key: _reshaped(one, coverage.simplified(_shapes(one))) for key, one in given.items()}


def inputs_hash() -> str:
    """Names the state of everything that the boundaries are made from, this code included."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for path in [*sorted(here.glob("*.py")), *sorted(here.glob("*.csv")), config.config_path()]:
        digest.update(path.read_bytes())
    for file in config.official_files():
        for part in file.parts():
            digest.update(str(part).encode() + part.read_bytes())
    if not any((f.vintage, f.level) == ("2022", "commune") for f in config.official_files()):
        digest.update(package.fingerprint().encode())
    return digest.hexdigest()[:16]


def _joined(source: Boundaries, column: str, vintage: str, level: str) -> Boundaries:
    """The units of a higher level or a later vintage, each made of whole units of `source`."""
    rows = units.of(source.vintage, source.level)
    shapes = coverage.merged(_shapes(source), dict(zip(rows.code, rows[column], strict=True)))
    vi, en = source.source_vi, source.source_en
    if vintage != source.vintage and not vi.endswith(MERGED_VI):
        vi, en = vi + MERGED_VI, en + MERGED_EN
    return _named(shapes, vintage, level, vi, en)


def _named(shapes: gpd.GeoSeries, vintage: str, level: str, vi: str, en: str) -> Boundaries:
    rows = units.of(vintage, level)[["code", "name"]]
    geometry = shapes.loc[rows.code].to_numpy()
    frame = gpd.GeoDataFrame(rows, geometry=geometry, crs="EPSG:4326")
    return Boundaries(vintage, level, frame, vi, en)


def _shapes(one: Boundaries) -> gpd.GeoSeries:
    return one.frame.set_index("code").geometry


def _reshaped(one: Boundaries, shapes: gpd.GeoSeries) -> Boundaries:
    return replace(one, frame=one.frame.set_geometry(shapes.to_numpy(), crs="EPSG:4326"))
