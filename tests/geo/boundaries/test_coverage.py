"""Repairing, cleaning, merging and simplifying, on shapes small enough to know the answer."""

import geopandas as gpd
import pytest
import shapely
from shapely import Polygon, box

from geo.boundaries import coverage
from geo.errors import GeoError


def series(**shapes: shapely.Geometry) -> gpd.GeoSeries:
    return gpd.GeoSeries(shapes, crs="EPSG:4326")


def test_a_ring_through_two_parts_becomes_these_parts() -> None:
    # two unit squares written as one ring: the line between them is walked forth and back
    ring = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0), (3, 0), (4, 0), (4, 1), (3, 1), (3, 0), (0, 0)]
    fixed = coverage.repaired(series(a=Polygon(ring), b=box(0, 2, 1, 3)))
    assert fixed["a"].equals(shapely.MultiPolygon([box(0, 0, 1, 1), box(3, 0, 4, 1)]))
    assert fixed["b"].equals(box(0, 2, 1, 3))


def test_a_repaired_unit_gives_way_to_its_valid_neighbour() -> None:
    bow = Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])  # two triangles that meet in (1, 1)
    neighbour = box(1.5, 0, 3, 2)
    fixed = coverage.repaired(series(bow=bow, valid=neighbour))
    assert fixed["valid"].equals(neighbour)
    assert fixed["bow"].intersection(neighbour).area == 0
    assert fixed["bow"].area == pytest.approx(1 + 0.25)  # a whole triangle, a quarter of another


def test_lines_left_by_an_operation_are_dropped() -> None:
    mixed = shapely.GeometryCollection([box(0, 0, 1, 1), shapely.LineString([(1, 1), (5, 5)])])
    assert coverage.polygons_only(mixed).equals(box(0, 0, 1, 1))


def test_cleaning_leaves_no_overlap_and_no_hanging_corner() -> None:
    hanging = box(1, 0.5, 2, 1.5)  # its corner (1, 0.5) lies on the side of the first
    untidy = series(a=box(0, 0, 1, 1), b=hanging, c=box(0.9999, -1, 2, 0.5))
    clean = coverage.clean(untidy)
    assert shapely.coverage_is_valid(clean.to_numpy())
    assert shapely.area(clean.to_numpy()).sum() == pytest.approx(untidy.union_all().area)


def test_a_unit_that_vanishes_is_named() -> None:
    with pytest.raises(GeoError, match="tiny"):
        coverage.clean(series(big=box(0, 0, 1, 1), tiny=box(0.1, 0.1, 0.10000001, 0.10000001)))


def test_a_narrow_gap_goes_to_its_neighbour_a_wide_one_stays() -> None:
    west = box(0, 0, 4, 10).difference(box(3.9, 4, 4, 6))
    east = box(4, 0, 10, 10).difference(box(6, 4, 7, 6))
    clean = coverage.clean(series(west=west, east=east), gap=0.2)
    assert clean.union_all().area == pytest.approx(100 - 2)
    assert shapely.coverage_is_valid(clean.to_numpy())


def test_merging_joins_whole_units_without_a_seam() -> None:
    three = series(a=box(0, 0, 1, 1), b=box(1, 0, 2, 1), c=box(5, 5, 6, 6))
    joined = coverage.merged(three, {"a": "x", "b": "x", "c": "y"})
    assert joined["x"].equals(box(0, 0, 2, 1))
    assert joined["y"].equals(box(5, 5, 6, 6))


def test_a_shared_border_stays_shared_when_simplified() -> None:
    border = [(0.5, y / 1000) for y in range(0, 1001)]
    wavy = [(x + 0.00005 * (i % 2), y) for i, (x, y) in enumerate(border)]
    west = Polygon([(0, 1), (0, 0), *wavy])
    east = Polygon([(1, 1), (1, 0), *wavy])
    simple = coverage.simplified(series(west=west, east=east))
    assert shapely.coverage_is_valid(simple.to_numpy())
    assert simple.union_all().equals(box(0, 0, 1, 1))
    assert shapely.get_num_coordinates(simple["west"]) < 500  # of 1,004
