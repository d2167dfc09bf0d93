"""The files that a browser loads: small, on the grid, wound for d3-geo, named by their content."""

import gzip
import hashlib
import json
from pathlib import Path

import pytest
import shapely

from geo.build import web_files
from geo.map import served
from geo.units import table as units

EVERY = pytest.mark.parametrize(
    ("vintage", "level"), [(v, level) for v in units.VINTAGES for level in units.LEVELS]
)


@EVERY
def test_a_file_holds_every_unit_with_its_code_as_id(vintage: str, level: str) -> None:
    content = json.loads(served.path(vintage, level).read_text(encoding="utf-8"))
    rows = units.of(vintage, level)
    assert [one["id"] for one in content["features"]] == rows.code.tolist()
    expected = rows[["code", "name"]].to_dict("records")
    assert [one["properties"] for one in content["features"]] == expected


@EVERY
def test_simplified_borders_are_still_shared(vintage: str, level: str) -> None:
    shapes = served.shapes(vintage, level).geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)


@EVERY
def test_exteriors_turn_clockwise_on_four_decimals(vintage: str, level: str) -> None:
    for shape in served.shapes(vintage, level).geometry:
        for polygon in shapely.get_parts(shape):
            assert not polygon.exterior.is_ccw
            assert all(ring.is_ccw for ring in polygon.interiors)
        points = shapely.get_coordinates(shape)
        assert (points.round(4) == points).all()


@EVERY
def test_the_name_carries_the_content_and_the_index_tells_of_it(vintage: str, level: str) -> None:
    path = served.path(vintage, level)
    content = path.read_bytes()
    assert path.name == f"{vintage}-{level}-{hashlib.sha256(content).hexdigest()[:8]}.geojson"
    index = json.loads((web_files.WEB_DIRECTORY / web_files.INDEX).read_text(encoding="utf-8"))
    entry = index[f"{vintage}-{level}"]
    assert entry["bytes"] == len(content)
    assert entry["units"] == len(units.of(vintage, level))
    assert entry["bbox"] == list(served.shapes(vintage, level).total_bounds)
    assert served.web_boundaries(vintage, level).source_vi == entry["source_vi"]


def test_the_communes_of_2022_are_small_enough_for_a_phone() -> None:
    assert len(gzip.compress(served.path("2022", "commune").read_bytes())) < 120_000


def test_levels_and_vintages_are_in_register() -> None:
    """District borders lie on commune borders, those of 2025 on those of 2022."""
    fine = shapely.union_all(served.shapes("2022", "commune").boundary.to_numpy())
    for vintage, level in (("2022", "district"), ("2025", "commune"), ("2025", "district")):
        coarse = shapely.union_all(served.shapes(vintage, level).boundary.to_numpy())
        assert shapely.length(shapely.difference(coarse, fine)) == pytest.approx(0, abs=1e-9)


def test_publishing_writes_once_and_clears_what_is_stale(built: Path, tmp_path: Path) -> None:
    there = tmp_path / "static"
    assert web_files.publish(built / "web", there)
    assert not web_files.publish(built / "web", there)
    (there / "2022-commune-00000000.geojson").write_text("old")
    assert web_files.publish(built / "web", there)
    assert {file.name for file in there.iterdir()} == {
        file.name for file in (built / "web").iterdir()
    }
    next(there.glob("2022-commune-*")).write_text("cut off")
    assert web_files.publish(built / "web", there)
    assert not web_files.publish(built / "web", there)


def test_the_topojson_that_plotly_asks_for_is_here() -> None:
    """plotly.js draws no `geo` subplot before it has scope_resolution.json with these layers."""
    path = web_files.PROJECT / "static" / "topo" / "world_110m.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["type"] == "Topology"
    assert set(content["objects"]) == {
        "coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"
    }  # fmt: skip
