"""Patterns for missing data: clipped to their unit, told apart, present in the smallest ward."""

import itertools
import math
from typing import get_args

import pytest
import shapely

from geo.errors import GeoError
from geo.map import hatch, layers, served

KINDS = get_args(hatch.Kind)


def segments(lines: layers.Lines) -> list[shapely.Geometry]:
    parts: list[list[tuple[float, float]]] = [[]]
    for x, y in zip(*lines, strict=True):
        if x is None or y is None:
            parts.append([])
        else:
            parts[-1].append((x, y))
    return [shapely.linestrings(part) for part in parts]


def slopes(lines: layers.Lines) -> set[int]:
    """The directions of the lines in degrees, on the ground."""
    found = set()
    for segment in segments(lines):
        (x, y), *_, (x2, y2) = segment.coords
        east = (x2 - x) * math.cos(math.radians(20.25))
        if math.hypot(east, y2 - y) > 1e-3:  # rounding turns the shortest ones
            found.add(round(math.degrees(math.atan2(y2 - y, east))))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_hatch_stays_in_its_unit_and_no_unit_goes_without(kind: hatch.Kind) -> None:
    for row in served.shapes("2022", "commune").itertuples():
        drawn = segments(hatch.hatch("2022", "commune", [row.code], kind))
        assert len(drawn) >= 3, row.name
        inside = shapely.buffer(row.geometry, 2e-5)  # 5 decimals
        assert shapely.covers(inside, drawn).all(), row.name


def test_the_kinds_differ_in_shape() -> None:
    code = ["360"]
    drawn = {kind: hatch.hatch("2022", "district", code, kind) for kind in KINDS}
    assert slopes(drawn["diagonal"]) == {45}
    assert slopes(drawn["back_diagonal"]) == {-45}
    assert slopes(drawn["cross"]) == {45, -45}
    assert slopes(drawn["horizontal"]) == slopes(drawn["dashes"]) == {0}
    longest = max(shapely.length(segments(drawn["dashes"])))
    assert longest < min(0.02, max(shapely.length(segments(drawn["horizontal"]))) / 5)
    for one, other in itertools.combinations(KINDS, 2):
        assert drawn[one] != drawn[other]


def test_lines_of_neighbours_meet() -> None:
    """Two districts together have the hatch of the two alone, on the same parallel lines."""
    latitudes = [
        {y for y in hatch.hatch("2022", "district", [code], "horizontal")[1] if y is not None}
        for code in ("359", "360")
    ]
    assert len(latitudes[0] & latitudes[1]) >= 5


def test_closer_lines_for_a_nearer_view() -> None:
    far = hatch.hatch("2022", "district", ["360"], "diagonal")
    near = hatch.hatch("2022", "district", ["360"], "diagonal", spacing_km=0.3)
    assert len(segments(near)) > 3 * len(segments(far))


def test_several_units_are_one_trace() -> None:
    one, other = (hatch.hatch("2022", "district", [code], "cross") for code in ("359", "360"))
    both = hatch.hatch("2022", "district", ["359", "360"], "cross")
    assert both[0] == [*one[0], None, *other[0]]


def test_no_unit_no_line() -> None:
    assert hatch.hatch("2022", "commune", [], "cross") == ([], [])


def test_an_unknown_unit_or_kind_is_named() -> None:
    with pytest.raises(GeoError, match="no commune 99999 in vintage 2022"):
        hatch.hatch("2022", "commune", ["99999"], "cross")
    with pytest.raises(GeoError, match="'dotted'"):
        hatch.hatch("2022", "commune", [], "dotted")  # type: ignore[arg-type]


def test_dots_lie_inside_their_unit_and_every_unit_has_one():
    shapes = served.shapes("2022", "commune").set_index("code")["geometry"]
    for code, shape in shapes.items():
        lons, lats = hatch.dots("2022", "commune", [code])
        assert lons and shapely.contains_xy(shape, lons, lats).all(), code


def test_dots_of_neighbours_have_one_pattern_and_more_distance_means_fewer():
    codes = list(served.shapes("2025", "district")["code"])
    every = set(zip(*hatch.dots("2025", "district", codes), strict=True))
    one_by_one = [hatch.dots("2025", "district", [code]) for code in codes]
    assert every == {point for part in one_by_one for point in zip(*part, strict=True)}
    assert len(hatch.dots("2025", "district", codes, 3.0)[0]) < len(every) / 2
    assert hatch.dots("2025", "district", []) == ([], [])
    with pytest.raises(GeoError):
        hatch.dots("2025", "district", ["999"])
