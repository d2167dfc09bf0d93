"""Simplifying keeps a coverage a coverage, whatever the borders look like."""

import gzip

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.boundaries import coverage, geojson
from geo.build import build, web_files
from tests.sweep import examples


def country(cells: int, wiggle: float, seed: int) -> gpd.GeoSeries:
    """A square of tenth degrees cut into units whose shared borders wind at random."""
    chance = np.random.default_rng(seed)
    frame = shapely.box(106, 20, 106.4, 20.4)
    points = shapely.multipoints(np.column_stack([chance.random(cells), chance.random(cells)]))
    points = shapely.transform(points, lambda at: at * 0.36 + [106.02, 20.02])
    diagram = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=frame))
    units = shapely.coverage_clean(shapely.intersection(diagram, frame))
    dense = shapely.segmentize(units, 0.004)

    def moved(at: np.ndarray) -> np.ndarray:
        """One shift for one place, so that neighbours stay neighbours; none at the frame."""
        inside = ((at > [106.001, 20.001]) & (at < [106.399, 20.399])).all(axis=1)
        x, y = np.round(at, 6).T * 1e4
        shift = np.column_stack([np.sin(x * 12.9 + y * 78.2), np.sin(x * 39.3 + y * 11.1)])
        return np.round(at + shift * wiggle * inside[:, None], 7)

    wound = shapely.coverage_clean(shapely.make_valid(shapely.transform(dense, moved)))
    return gpd.GeoSeries(wound, index=[str(n) for n in range(len(wound))], crs="EPSG:4326")


@settings(max_examples=examples(40))
@given(st.integers(2, 25), st.floats(0, 0.0012), st.integers(0, 2**31), st.sampled_from([60, 9999]))
def test_neighbours_stay_neighbours_and_no_land_is_lost(
    cells: int, wiggle: float, seed: int, corners: int
) -> None:
    before = country(cells, wiggle, seed)
    after = coverage.simplified(before, corners)
    assert shapely.coverage_is_valid(after.to_numpy())
    assert list(after.index) == list(before.index)
    whole, was = shapely.union_all(after.to_numpy()), shapely.union_all(before.to_numpy())
    assert shapely.get_num_interior_rings(whole) == 0  # no gap
    assert shapely.area(after.to_numpy()).sum() == pytest.approx(whole.area, rel=1e-6)
    assert whole.area == pytest.approx(was.area, rel=0.01)


@settings(max_examples=examples(20))
@given(st.integers(2, 25), st.integers(0, 2**31))
def test_no_unit_changes_its_area_much(cells: int, seed: int) -> None:
    before = country(cells, 0.0008, seed)
    after = coverage.simplified(before)
    was = shapely.area(before.to_numpy())
    changed = np.abs(shapely.area(after.to_numpy()) - was)
    # at most what a border of the tolerance moves along the unit's own border
    room = shapely.length(before.to_numpy()) * coverage.WEB_TOLERANCE
    assert (changed <= np.maximum(room, 0.02 * was)).all()


def test_a_dense_survey_becomes_small_enough_for_a_phone() -> None:
    """The 226 communes with a corner every 60 m that winds, as from a cadastral survey."""
    frame = build.load("2022", "commune").frame
    dense = shapely.segmentize(frame.geometry.to_numpy(), 6e-4)

    def winding(at: np.ndarray) -> np.ndarray:
        x, y = np.round(at, 6).T * 1e4
        return at + 4e-4 * np.column_stack([np.sin(x * 1.3 + y * 0.7), np.sin(x * 0.9 - y)])

    wound = coverage.clean(
        gpd.GeoSeries(
            shapely.make_valid(shapely.transform(dense, winding)), frame.code, crs="EPSG:4326"
        )
    )
    assert shapely.get_num_coordinates(wound.to_numpy()).sum() > 2 * coverage.WEB_CORNERS
    small = coverage.simplified(wound)
    assert shapely.coverage_is_valid(small.to_numpy())
    shown = gpd.GeoDataFrame(frame[["code", "name"]], geometry=small.to_numpy(), crs="EPSG:4326")
    content = geojson.text(shown, web_files.DECIMALS, clockwise=True).encode()
    assert len(gzip.compress(content)) < 120_000
