"""The built boundaries under build/boundaries/<hash of inputs>/: written once, whole or not at all.

A directory holds `<vintage>-<level>.parquet` (full resolution), `sources.json` and `web/`, the
files for the browser.
"""

import json
import tempfile
from pathlib import Path

import geopandas as gpd

from geo.boundaries import boundaries, geojson
from geo.boundaries.boundaries import Boundaries, Progress
from geo.boundaries.config import PROJECT
from geo.build import given as official_given
from geo.build import web_files
from geo.units import table as units
from geo.whole_file import write_whole

CACHE = PROJECT / "build" / "boundaries"
EXPORT_DECIMALS = 7


def _silent(_: str) -> None:
    pass


def directory(cache: Path = CACHE, progress: Progress = _silent) -> Path:
    """The directory of the present inputs, built first if it is not there (a few seconds)."""
    built = cache / boundaries.inputs_hash()
    if built.is_dir():
        return built
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix=".building-") as scratch:
        half = Path(scratch) / "half"
        half.mkdir()
        _build(half, progress)
        try:
            half.replace(built)
        except OSError:
            if not built.is_dir():  # else another process was first, with the same content
                raise
    return built


def load(vintage: str, level: str, cache: Path = CACHE, progress: Progress = _silent) -> Boundaries:
    """The full-resolution boundaries of a vintage and level: see geo.boundaries.Boundaries.

    Builds them when they are not there. GeoError for an unknown vintage or level, and for inputs
    that cannot be used.
    """
    units.check(vintage, level)
    built = directory(cache, progress)
    frame = gpd.read_parquet(built / f"{vintage}-{level}.parquet")
    sources = json.loads((built / "sources.json").read_text(encoding="utf-8"))
    return Boundaries(vintage, level, frame, *sources[f"{vintage}-{level}"])


def export(vintage: str, level: str, out: Path, progress: Progress = _silent) -> int:
    """Writes the full-resolution boundaries as GeoJSON (RFC 7946) and returns how many units.

    Properties: code, name, type, parent_code. In vintage 2025 the level district gives the former
    districts. An existing file is replaced at once or not at all. GeoError if it cannot be written.
    """
    frame = load(vintage, level, progress=progress).frame
    described = frame.merge(units.of(vintage, level)[["code", "type", "parent_code"]], on="code")
    described = described[["code", "name", "type", "parent_code", "geometry"]]
    content = geojson.text(described, EXPORT_DECIMALS, clockwise=False)
    write_whole(out, content.encode())
    return len(described)


def _build(target: Path, progress: Progress) -> None:
    given = official_given.bases(progress)
    progress("Joining units along the list of units …")
    full = boundaries.complete(given)
    for (vintage, level), one in full.items():
        one.frame.to_parquet(target / f"{vintage}-{level}.parquet")
    sources = {
        f"{vintage}-{level}": [one.source_vi, one.source_en, one.basis, one.joined_from]
        for (vintage, level), one in full.items()
    }
    (target / "sources.json").write_text(json.dumps(sources, ensure_ascii=False), encoding="utf-8")
    progress("Simplifying for the screen …")
    web_files.write(boundaries.complete(boundaries.simplified(given)), target / "web")
