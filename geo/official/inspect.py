"""The lists of a report: one function a question, from rows and their polygons in degrees."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

import geopandas as gpd
import shapely

from geo.boundaries import topology
from geo.boundaries.coverage import TOLERATED_OVERLAP
from geo.boundaries.report import Joined, Repaired, UnitArea, Unmatched
from geo.boundaries.topology import EQUAL_AREA, Gap, Overlap, Present
from geo.official.rows import Row

Title = Callable[[str], str]
NO_LAND = 1e-6  # km²: a gap of less, 1 m², comes of rounding


def unmatched(
    found: list[Row],
    pieces: gpd.GeoSeries,
    whole: gpd.GeoSeries,
    title: Title,
    present: Present | None,
) -> tuple[Unmatched, ...]:
    """The rows without a unit; `is_outside` where they share no land worth a word with the units.

    `whole` is empty while units are missing: then any row may be one of them.
    """
    there = [row for row in found if not row.unit and row.number in pieces.index]
    shapes = pieces[[row.number for row in there]]
    outside = _outside(shapes, whole)
    lies_on = _lies_on(shapes, present)
    return tuple(
        Unmatched(
            row.number,
            row.written,
            row.why,
            row.candidates,
            title(lies_on[row.number]) if lies_on.get(row.number) else "",
            row.why != "contradicts" and row.number in outside,
        )
        for row in found
        if not row.unit
    )


def joined(found: list[Row], pieces: gpd.GeoSeries, title: Title) -> tuple[Joined, ...]:
    """The units of which several rows bear the code or the name."""
    numbers = defaultdict(list)
    for row in found:
        if row.unit and row.number in pieces.index:
            numbers[row.unit].append(row.number)
    return tuple(
        Joined(title(unit), tuple(rows), topology.apart(pieces[rows]))
        for unit, rows in sorted(numbers.items())
        if len(rows) > 1
    )


def broken(found: list[Row], pieces: gpd.GeoSeries, title: Title) -> tuple[Repaired, ...]:
    """The rows whose rings cross themselves."""
    wrong = pieces[~pieces.is_valid]
    reasons = dict(zip(wrong.index, shapely.is_valid_reason(wrong.to_numpy()), strict=True))
    return tuple(
        Repaired(row.number, title(row.unit) if row.unit else row.written, reasons[row.number])
        for row in found
        if row.number in reasons
    )


def overlaps(whole: gpd.GeoSeries, title: Title) -> tuple[Overlap, ...]:
    """The pairs of units that share land, by name."""
    pairs = topology.overlaps(whole)
    return tuple(replace(pair, one=title(pair.one), other=title(pair.other)) for pair in pairs)


def gaps(
    whole: gpd.GeoSeries, clean: gpd.GeoSeries | None
) -> tuple[tuple[Gap, ...], tuple[Gap, ...]]:
    """The holes that stay, and those that cleaning gave to a neighbour."""
    before = [gap for gap in topology.gaps(whole) if gap.km2 > NO_LAND]
    if clean is None or not before:
        return tuple(before), ()
    points = shapely.points([(gap.lon, gap.lat) for gap in before])
    taken = set(shapely.STRtree(points).query(clean.to_numpy(), predicate="intersects")[1].tolist())
    stay = [gap for at, gap in enumerate(before) if at not in taken]
    return tuple(stay), tuple(gap for at, gap in enumerate(before) if at in taken)


def areas(whole: gpd.GeoSeries, title: Title, present: Present | None) -> tuple[UnitArea, ...]:
    """Each unit's area, and how it lies to the present boundary."""
    land = topology.km2(whole)
    if present is None:
        return tuple(UnitArea(code, title(code), float(land[code])) for code in whole.index)
    before = topology.km2(present.shapes)
    where = topology.places(whole, present.shapes)
    return tuple(
        UnitArea(
            code,
            title(code),
            float(land[code]),
            float(before[code]),
            float(own),
            title(there) if there not in ("", code) else "",
        )
        for code, own, there in zip(whole.index, where["own"], where["lies_on"], strict=True)
    )


def _outside(shapes: gpd.GeoSeries, whole: gpd.GeoSeries) -> set[int]:
    if whole.empty or shapes.empty:
        return set()
    units_land = shapely.union_all(whole.to_crs(EQUAL_AREA).to_numpy())
    polygons = shapes.to_crs(EQUAL_AREA).to_numpy()
    common = shapely.area(shapely.intersection(polygons, units_land)) / shapely.area(polygons)
    return {int(n) for n in shapes.index[common <= TOLERATED_OVERLAP]}


def _lies_on(shapes: gpd.GeoSeries, present: Present | None) -> dict[int, str]:
    if present is None or shapes.empty:
        return {}
    where = topology.places(shapes, present.shapes)["lies_on"]
    return dict(zip(shapes.index, where, strict=True))
