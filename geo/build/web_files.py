"""The boundaries for the browser: small GeoJSON files that carry their content's hash in the name.

A browser may keep such a file for good: other boundaries have another name.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from geo.boundaries.config import PROJECT
from geo.errors import GeoError
from geo.province import ASKED, IS_DEFAULT
from geo.whole_file import write_whole

if TYPE_CHECKING:
    from geo.boundaries.boundaries import Boundaries

# Below static/boundaries: a folder for each province but the default one, as their names are alike.
OF_PROVINCE = "" if IS_DEFAULT else f"{ASKED.name}/"
WEB_DIRECTORY = PROJECT / "static" / "boundaries" / OF_PROVINCE
INDEX = "index.json"
DECIMALS = 4


def write(sets: Mapping[tuple[str, str], "Boundaries"], target: Path) -> None:
    """Writes two files a set and index.json: "<vintage>-<level>" → file, source_vi, source_en,
    units, bbox [west, south, east, north] in degrees, bytes, gzip_bytes, built (UTC), basis,
    joined_from; map_units: the file with `geo.build.map_units.rows`, for the server; and report:
    the file with what was found in the official one, or "".
    """
    from geo.boundaries import geojson  # pages, which read the index, need no library of shapes
    from geo.build import map_units

    target.mkdir()
    index = {}
    built = datetime.now(UTC).isoformat(timespec="seconds")
    for (vintage, level), one in sets.items():
        content = geojson.text(one.frame, DECIMALS, clockwise=True).encode()
        name = _named(content, f"{vintage}-{level}", "geojson", target)
        written = map_units.rows(geojson.read(content.decode()))
        index[f"{vintage}-{level}"] = {
            "file": name,
            "source_vi": one.source_vi,
            "source_en": one.source_en,
            "units": len(one.frame),
            "bbox": [round(float(edge), DECIMALS) for edge in one.frame.total_bounds],
            "bytes": len(content),
            "gzip_bytes": len(gzip.compress(content)),
            "built": built,
            "basis": one.basis,
            "joined_from": one.joined_from,
            "map_units": _named(_json(written), f"{vintage}-{level}", "units.json", target),
            "report": _report(one, target),
        }
    listing = json.dumps(index, ensure_ascii=False, indent=1)
    (target / INDEX).write_text(listing + "\n", encoding="utf-8", newline="\n")


def listing(served: Path = WEB_DIRECTORY) -> str:
    """The served files with their sizes, a line each."""
    index = json.loads((served / INDEX).read_text(encoding="utf-8"))
    return "\n".join(
        f"  {one['file']}: {one['units']} units, {one['bytes'] / 1000:.0f} kB, "
        f"{one['gzip_bytes'] / 1000:.0f} kB gzipped"
        for one in index.values()
    )


def _report(one: "Boundaries", target: Path) -> str:
    from geo.official import text as official_text

    if one.report is None:
        return ""
    content = official_text.as_json(one.report).encode()
    return _named(content, f"{one.vintage}-{one.level}", "report.json", target)


def _named(content: bytes, key: str, kind: str, target: Path) -> str:
    """The name of a file that is written under the hash of its content."""
    name = f"{key}-{hashlib.sha256(content).hexdigest()[:8]}.{kind}"
    (target / name).write_bytes(content)
    return name


def _json(rows: list[list[str | float]]) -> bytes:
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n".encode()


def publish(built: Path, served: Path = WEB_DIRECTORY) -> bool:
    """Copies built web files to where they are served from; False if all is there already.

    The index comes last and whole, so that a reader never finds a name without its file; files that
    no index names any more go away. GeoError where they cannot be written: all is as it was.
    """
    names = {file.name for file in built.iterdir()}
    served.mkdir(parents=True, exist_ok=True)
    there = {file.name for file in served.iterdir() if file.is_file()}
    if there == names and _same(built, served, names):
        return False
    try:
        for name in [*sorted(names - {INDEX}), INDEX]:
            write_whole(served / name, (built / name).read_bytes())
    except GeoError:  # what no index names yet would only fill the disk
        for name in names - there:
            with suppress(OSError):
                (served / name).unlink()
        raise
    for name in there - names:
        (served / name).unlink(missing_ok=True)
    return True


def _same(built: Path, served: Path, names: set[str]) -> bool:
    """Sizes are enough for the others, which have their content's hash in the name."""
    sizes = all((served / one).stat().st_size == (built / one).stat().st_size for one in names)
    return sizes and (served / INDEX).read_bytes() == (built / INDEX).read_bytes()
