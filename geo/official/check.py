"""Checks one official file of boundaries, unit by unit, against units.csv and what is in force.

`check` finds all there is to say; `shapes` takes what is usable and refuses the rest with the same
words.
"""

from collections import defaultdict
from typing import Any

import geopandas as gpd
import shapely

from geo.boundaries import coverage, topology
from geo.boundaries.config import OfficialFile
from geo.boundaries.report import Report
from geo.boundaries.topology import Present
from geo.errors import GeoError
from geo.official import inspect
from geo.official.file import Conversion, in_degrees, read
from geo.official.findings import NOT_USABLE, verdict
from geo.official.names import Names
from geo.official.rows import Row, rows
from geo.official.text import text
from geo.units import table as units

SLIVER = 2e-4  # degrees, about 20 m: a gap narrower than this is no land but careless drawing


def shapes(file: OfficialFile, present: Present | None = None) -> tuple[gpd.GeoSeries, Report]:
    """Polygons by code in EPSG:4326, valid, without overlap, exactly the units of the vintage.

    GeoError with the report's text where the file cannot be used.
    """
    report, polygons = check(file, present)
    if polygons is None or verdict(report) == NOT_USABLE:
        raise GeoError(text(report))
    return polygons, report


def check(
    file: OfficialFile, present: Present | None = None
) -> tuple[Report, gpd.GeoSeries | None]:
    """All findings, and the polygons by code, cleaned, unless rows or units are amiss.

    GeoError only where nothing can be told: unreadable, no such column, no coordinate system.
    """
    frame = read(file)
    found = rows(file, frame)
    numbers = [row.number for row in found]
    pieces = frame.geometry.set_axis(numbers).force_2d()
    flat = pieces.geom_type.isin(["Polygon", "MultiPolygon"]) & ~pieces.is_empty
    if not flat.any():
        raise GeoError(f"{file.path} has no polygon in any of its {len(frame)} rows.")
    pieces, conversion = in_degrees(file, pieces[flat])
    try:
        return _inspected(file, found, pieces, conversion, present)
    except shapely.errors.GEOSException as error:
        raise GeoError(f"{file.path}: the boundaries cannot be repaired: {error}") from error


def _inspected(
    file: OfficialFile,
    found: list[Row],
    pieces: gpd.GeoSeries,
    conversion: Conversion,
    present: Present | None,
) -> tuple[Report, gpd.GeoSeries | None]:
    title = Names(file.vintage, file.level).title
    mended = coverage.repaired(pieces)
    whole = _by_unit(found, mended)
    expected = units.of(file.vintage, file.level).code
    is_whole = len(whole) == len(expected)
    overlaps = inspect.overlaps(whole, title)
    fits = is_whole and all(pair.share <= coverage.TOLERATED_OVERLAP for pair in overlaps)
    polygons = _cleaned(file, whole) if fits else None
    gaps, closed = inspect.gaps(whole, polygons)
    areas = inspect.areas(whole, title, present)
    named = {row.unit for row in found}
    report = Report(
        file=file.path.name,
        vintage=file.vintage,
        level=file.level,
        matched_by="code" if file.code_field else "name",
        rows=len(found),
        units=len(expected),
        matched=len(whole),
        crs=conversion.crs,
        method=conversion.method,
        accuracy_m=conversion.accuracy_m,
        compared_vi=present.source_vi if present else "",
        compared_en=present.source_en if present else "",
        total_km2=sum(area.km2 for area in areas),
        **_compared(whole, present),
        unmatched=inspect.unmatched(
            found, mended, whole if is_whole else whole.iloc[:0], title, present
        ),
        missing=tuple(title(code) for code in expected if code not in named),
        without_polygon=tuple(
            (row.number, title(row.unit) if row.unit else row.written)
            for row in found
            if row.number not in pieces.index
        ),
        joined=inspect.joined(found, mended, title),
        repaired=inspect.broken(found, pieces, title),
        overlaps=overlaps,
        gaps=gaps,
        closed=closed,
        areas=areas,
    )
    return report, polygons


def _by_unit(found: list[Row], pieces: gpd.GeoSeries) -> gpd.GeoSeries:
    """The land of each matched unit, all its rows together, in the order of their codes."""
    parts = defaultdict(list)
    for row in found:
        if row.unit and row.number in pieces.index:
            parts[row.unit].append(pieces[row.number])
    joined = {code: shapely.union_all(parts[code]) for code in sorted(parts)}
    return gpd.GeoSeries(joined, crs=pieces.crs)


def _cleaned(file: OfficialFile, whole: gpd.GeoSeries) -> gpd.GeoSeries:
    try:
        return coverage.clean(whole, gap=SLIVER)
    except GeoError as error:
        raise GeoError(f"{file.path}: {error}") from error


def _compared(whole: gpd.GeoSeries, present: Present | None) -> dict[str, Any]:
    """The fields of a report that tell how all units together lie to the present ones."""
    if present is None:
        return dict.fromkeys(("present_km2", "inside", "uncovered_km2", "shift_m"))
    before = float(topology.km2(present.shapes).sum())
    if whole.empty:
        return {"present_km2": before, "inside": 0.0, "uncovered_km2": before, "shift_m": None}
    land = topology.km2(whole)
    inside = float((topology.places(whole, present.shapes)["inside"] * land).sum())
    return {
        "present_km2": before,
        "inside": inside / float(land.sum()),
        "uncovered_km2": max(0.0, before - inside),
        "shift_m": topology.shift(whole, present.shapes),
    }
