"""The configuration of official files: nothing by default, and every mistake is named."""

from pathlib import Path

import pytest

from geo.boundaries import config
from geo.errors import GeoError
from geo.province import folder


def write(directory: Path, text: str) -> Path:
    path = directory / "boundaries.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_as_delivered_no_official_file_is_set() -> None:
    assert config.official_files(folder() / config.FILE) == []


def test_the_examples_in_the_delivered_file_are_read(tmp_path: Path) -> None:
    """Uncommented, with the file in place, the example gives what it says."""
    lines = (folder() / config.FILE).read_text(encoding="utf-8").splitlines()
    example = [line.removeprefix("# ") for line in lines[lines.index("# [2025.commune]") :]]
    for name in ("xa_phuong_2025.gpkg", "huyen_2024.shp", "xa_2022.geojson"):
        (tmp_path / name).touch()
    text = "\n".join(example).replace("official/", f"{tmp_path.as_posix()}/").replace("#\n", "\n")
    communes, districts, named = config.official_files(write(tmp_path, text))
    assert (communes.vintage, communes.level, communes.code_field) == ("2025", "commune", "ma_xa")
    assert communes.source_vi.startswith("Ranh giới: Sở")
    assert (districts.vintage, districts.level, districts.crs) == ("2024", "district", "EPSG:9209")
    assert (named.code_field, named.name_field) == (None, "ten_xa")
    assert named.district_field == "ten_huyen"
    assert districts.source_en == "Boundaries: file huyen_2024.shp"


def test_a_relative_path_begins_at_the_project(tmp_path: Path) -> None:
    text = '[2022.commune]\nfile = "geo/provinces/default.txt"\ncode_field = "code"\n'
    (file,) = config.official_files(write(tmp_path, text))
    assert file.path == config.PROJECT / "geo" / "provinces" / "default.txt"


def test_the_environment_names_another_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DX_BOUNDARIES", str(tmp_path / "mine.toml"))
    with pytest.raises(GeoError, match=r"mine\.toml"):
        config.official_files()


def test_all_files_of_a_shapefile_count(tmp_path: Path) -> None:
    for name in ("xa.shp", "xa.dbf", "xa.prj", "other.dbf"):
        (tmp_path / name).touch()
    text = f'[2022.commune]\nfile = "{(tmp_path / "xa.shp").as_posix()}"\ncode_field = "code"\n'
    (file,) = config.official_files(write(tmp_path, text))
    assert [part.name for part in file.parts()] == ["xa.dbf", "xa.prj", "xa.shp"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[2022.commune", "cannot be read"),
        ("[2023.commune]", "unknown vintage: 2023; did you mean 202"),
        ("[2022.communes]", "unknown level: communes; did you mean commune"),
        ("2022 = 1", r"2022 must be a table such as \[2025.commune\]"),
        (
            '[2022.commune]\nfile = "geo/provinces/default.txt"',
            "needs a line code_field = .* or name_field",
        ),
        ('[2022.commune]\nfile = ""\ncode_field = "x"', "needs a line file"),
        ('[2022.commune]\ncodefield = "x"', "codefield; did you mean code_field"),
        ("[2022.commune]\nfile = 3", "file must be a text in quotes, not 3"),
        (
            '[2022.commune]\nfile = "no/where.shp"\ncode_field = "x"',
            "where.shp, which does not exist",
        ),
    ],
)
def test_a_mistake_is_named_with_the_file(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(GeoError, match=message) as caught:
        config.official_files(write(tmp_path, text))
    assert "boundaries.toml" in str(caught.value)
