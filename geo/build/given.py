"""What all boundaries are made of: the official files of the configuration, else the package."""

from dataclasses import replace

from geo.boundaries import config, package, signs
from geo.boundaries.boundaries import (
    DRAWN_EN,
    DRAWN_VI,
    OFFICIAL,
    Boundaries,
    Progress,
    Sets,
    complete,
    named,
    package_fingerprint,
    shapes_of,
)
from geo.boundaries.config import OfficialFile
from geo.boundaries.topology import Present
from geo.official import check as official
from geo.official.findings import USABLE, verdict
from geo.official.text import text
from geo.units.pieces import DIVIDED, KNOWN_BY, PACKAGE, first, pieces


def bases(progress: Progress) -> Sets:
    """What is given: official files of the configuration and, unless replaced, the package.

    GeoError with the whole report for an official file that cannot be used.
    """
    files = config.official_files()
    packaged = _packaged(files, progress)
    before = complete({first(): packaged}) if packaged and files else {}
    sets: Sets = {}
    for file in files:
        progress(f"Reading {file.path} ({file.level}, vintage {file.vintage}) …")
        shapes, report = official.shapes(file, _as_present(before.get((file.vintage, file.level))))
        one = named(shapes, file.vintage, file.level, file.source_vi, file.source_en)
        sets[file.vintage, file.level] = replace(one, basis=OFFICIAL, report=report)
        if verdict(report) != USABLE:
            progress(text(report))
    if packaged and first() not in sets:
        sets[first()] = packaged
    return sets


def present(vintage: str, level: str, progress: Progress) -> Present | None:
    """What an official file is compared with: the boundaries of the package, if it is there."""
    packaged = _packaged([], progress)
    return _as_present(complete({first(): packaged})[vintage, level]) if packaged else None


def _packaged(files: list[OfficialFile], progress: Progress) -> Boundaries | None:
    """The package's communes; None where it is not installed and no set needs it."""
    if not package_fingerprint(files):
        return None
    progress(f"Reading the communes of {first()[0]} from package {PACKAGE} …")
    source = package.source()
    lines = [source["vi"], source["en"]]
    if divided := int((pieces()[KNOWN_BY] == DIVIDED).sum()):
        drawn = zip(lines, (DRAWN_VI, DRAWN_EN), strict=True)
        lines = [told + more.format(n=divided) for told, more in drawn]
    vi, en = (f"{told}{more}" for told, more in zip(lines, signs.line(), strict=True))
    return named(package.communes(), *first(), vi, en)


def _as_present(one: Boundaries | None) -> Present | None:
    return Present(shapes_of(one), one.source_vi, one.source_en) if one else None
