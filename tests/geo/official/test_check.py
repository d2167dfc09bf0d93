"""What the check of an official file finds: each fault alone, in a file written for it."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.boundaries.report import Report
from geo.errors import GeoError
from geo.official import check as official
from geo.official import file as official_file
from geo.official import findings
from tests.geo.official.samples import by_name, communes, described, present
from tests.sweep import some

HERE, THERE = "13750", "13753"  # Xã Minh Tân and Xã Hiển Khánh lie side by side


def checked(frame: gpd.GeoDataFrame, path: Path, *, names: bool = False) -> Report:
    frame.to_file(path)
    file = by_name(path) if names else described(path)
    return official.check(file, present())[0]


def kinds(report: Report) -> dict[str, bool]:
    """The findings, and whether each is an error."""
    return {one.kind: one.is_error for one in findings.findings(report)}


def changed(code: str, shape: shapely.Geometry) -> gpd.GeoDataFrame:
    frame = communes()
    frame.loc[frame.ma_xa == code, "geometry"] = shape
    return frame


def swapped(column: str) -> gpd.GeoDataFrame:
    frame = communes()
    here, there = (frame.index[frame.ma_xa == code][0] for code in (HERE, THERE))
    frame.loc[[here, there], column] = frame.loc[[there, here], column].to_numpy()
    return frame


def land(code: str) -> shapely.Geometry:
    return communes().set_index("ma_xa").geometry[code]


@pytest.mark.parametrize("names", some([False, True], 2))
@pytest.mark.parametrize(
    ("name", "crs"),
    [
        ("xa.geojson", "EPSG:4326"),
        ("xa.gpkg", "EPSG:9210"),
        ("xa.gpkg", "EPSG:3405"),
        ("xa.shp", "EPSG:9210"),
        ("xa.shp", "EPSG:32648"),
        ("xa.gpkg", "EPSG:32648"),
        ("xa.gpkg", "EPSG:4756"),
    ],
)
def test_a_good_file_has_no_findings(tmp_path: Path, name: str, crs: str, names: bool) -> None:
    frame = communes() if not names else communes().drop(columns="ma_xa")
    report = checked(frame.to_crs(crs), tmp_path / name, names=names)
    assert (report.matched, report.units, kinds(report)) == (57, 57, {})
    assert findings.verdict(report) == 0
    assert crs in report.crs
    assert report.total_km2 == pytest.approx(report.present_km2, rel=1e-5)
    assert max(abs((area.ratio or 0) - 1) for area in report.areas) < 1e-4
    assert report.accuracy_m == (0 if crs in ("EPSG:4326", "EPSG:32648") else 1)
    assert "axis order" not in report.method


def test_a_missing_commune_is_named_and_leaves_a_gap(tmp_path: Path) -> None:
    report = checked(communes().query("ma_xa != '13879'"), tmp_path / "xa.gpkg")
    assert report.missing == ("13879 Xã Yên Đồng",)
    assert kinds(report)["missing"]
    assert findings.verdict(report) == 2


def test_a_misspelt_name_is_told_by_what_is_near_and_what_lies_there(tmp_path: Path) -> None:
    frame = communes()
    frame.loc[frame.ma_xa == "13879", "ten"] = "Xã Yên Đổng"
    report = checked(frame, tmp_path / "xa.gpkg", names=True)
    (row,) = report.unmatched
    assert (row.why, row.candidates[0], row.is_outside) == ("unknown", "13879 Xã Yên Đồng", False)
    assert row.lies_on == "13879 Xã Yên Đồng"
    assert report.missing == ("13879 Xã Yên Đồng",)


def test_an_overlap_is_measured(tmp_path: Path) -> None:
    both = shapely.union(land(HERE), land(THERE).buffer(-0.005))
    report = checked(changed(HERE, both), tmp_path / "xa.gpkg")
    (pair,) = report.overlaps
    assert {pair.one[:5], pair.other[:5]} == {HERE, THERE}
    expected = gpd.GeoSeries([land(THERE).buffer(-0.005)], crs=4326).to_crs(6933).area[0] / 1e6
    assert pair.km2 == pytest.approx(expected, rel=1e-3)
    assert 0.1 < pair.share < 1
    assert kinds(report)["overlap"]


def test_a_slight_overlap_is_a_remark_and_goes_away(tmp_path: Path) -> None:
    wider = changed(HERE, land(HERE).buffer(2e-5))
    wider.to_file(tmp_path / "xa.gpkg")
    polygons, report = official.shapes(described(tmp_path / "xa.gpkg"), present())
    assert kinds(report) == {"slight_overlap": False}
    assert shapely.coverage_is_valid(polygons.to_numpy())


def test_a_hole_stays_and_is_measured_where_it_is(tmp_path: Path) -> None:
    inside = land(HERE).representative_point().buffer(0.004)
    report = checked(changed(HERE, land(HERE).difference(inside)), tmp_path / "xa.gpkg")
    (gap,) = report.gaps
    expected = gpd.GeoSeries([inside], crs=4326).to_crs(6933).area[0] / 1e6
    assert gap.km2 == pytest.approx(expected, rel=1e-3)
    assert shapely.Point(gap.lon, gap.lat).within(inside)
    assert kinds(report) == {"gap": False}
    assert findings.verdict(report) == 1


def test_a_sliver_between_two_communes_is_closed(tmp_path: Path) -> None:
    border = shapely.line_merge(shapely.intersection(land(HERE), land(THERE)))
    slit = shapely.ops.substring(border, 0.3, 0.6, normalized=True).buffer(3e-5)
    frame = changed(HERE, land(HERE).difference(slit))
    frame.loc[frame.ma_xa == THERE, "geometry"] = land(THERE).difference(slit)
    frame.to_file(tmp_path / "xa.gpkg")
    polygons, report = official.shapes(described(tmp_path / "xa.gpkg"), present())
    assert kinds(report) == {"sliver": False}
    assert (
        not shapely.union_all(polygons.to_numpy())
        .symmetric_difference(shapely.union_all(communes().geometry.to_numpy()))
        .buffer(-1e-6)
        .area
    )


def test_a_wrong_coordinate_system_is_refused_by_where_the_land_lies(tmp_path: Path) -> None:
    frame = communes().to_crs("EPSG:9210").set_crs("EPSG:9211", allow_override=True)
    report = checked(frame, tmp_path / "xa.gpkg")  # half a degree to the east
    assert report.inside is not None and report.inside < 0.5
    assert kinds(report) == {"wrong_place": True}


def test_a_forgotten_datum_is_noticed_by_the_shift(tmp_path: Path) -> None:
    frame = communes().to_crs("EPSG:3405").set_crs("EPSG:32648", allow_override=True)
    report = checked(frame, tmp_path / "xa.gpkg")
    assert "shift" in kinds(report)
    assert findings.verdict(report) == 1


def test_an_unnamed_datum_is_remarked(tmp_path: Path) -> None:
    plain = "+proj=tmerc +lon_0=105.4 +k=0.9999 +x_0=500000 +ellps=WGS84 +units=m +type=crs"
    report = checked(communes().to_crs(plain), tmp_path / "xa.gpkg")
    assert report.accuracy_m is None
    assert kinds(report) == {"datum": False}


@pytest.mark.parametrize(
    ("crs", "accuracy"),
    [
        ("+proj=utm +zone=48 +datum=WGS84 +type=crs", 0),
        ("OGC:CRS84", 0),
        ("+proj=utm +zone=48 +ellps=WGS84 +towgs84=-191.9,-39.3,-111.5 +type=crs", None),
        ("EPSG:3148", 44),  # Indian 1960
    ],
)
def test_the_accuracy_of_a_datum_is_the_same_in_every_version_of_proj(
    crs: str, accuracy: float | None
) -> None:
    frame = communes().to_crs(crs)
    _, conversion = official_file.in_degrees(described(Path("xa.gpkg")), frame.geometry)
    assert conversion.accuracy_m == accuracy
    assert "axis order" not in conversion.method


@pytest.mark.parametrize("column", ["ten", "ma_xa"])
def test_communes_with_swapped_names_or_codes_are_seen_by_their_place(
    tmp_path: Path, column: str
) -> None:
    frame = swapped(column)
    report = checked(frame, tmp_path / "xa.gpkg", names=column == "ten")
    assert kinds(report) == {"elsewhere": False}
    found = {area.code: area.lies_on[:5] for area in findings.elsewhere(report)}
    assert found == {HERE: THERE, THERE: HERE}


def test_codes_and_names_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    swapped("ten").to_file(tmp_path / "xa.gpkg")
    report, polygons = official.check(described(tmp_path / "xa.gpkg", name_field="ten"), present())
    assert [row.why for row in report.unmatched] == ["contradicts"] * 2
    assert polygons is None


def test_a_neighbours_commune_stays_out_when_all_others_are_there(tmp_path: Path) -> None:
    far = communes().iloc[[0]].assign(ten="Xã Bình Lục", ma_xa="13500")
    far = far.set_geometry(far.translate(xoff=-1))
    both = gpd.GeoDataFrame(pd.concat([communes(), far]), crs=far.crs)
    for names in (False, True):
        report = checked(both, tmp_path / f"{names}.gpkg", names=names)
        assert kinds(report) == {"left_out": False}
    less = checked(both.query("ma_xa != '13879'"), tmp_path / "less.gpkg")
    assert kinds(less)["unmatched"]  # any row may be the one that is missing


def test_a_namesake_far_away_is_not_taken_for_an_island(tmp_path: Path) -> None:
    row = communes().query("ma_xa == @HERE")
    for away, kind in ((-1.0, "far_apart"), (0.0, "joined")):
        other = row.set_geometry(row.translate(xoff=away))
        both = gpd.GeoDataFrame(pd.concat([communes(), other]), crs=row.crs)
        report = checked(both, tmp_path / f"{kind}.gpkg", names=True)
        assert kind in kinds(report)
        assert report.joined[0].unit == "13750 Xã Minh Tân"


def test_namesakes_need_their_district(tmp_path: Path) -> None:
    frame = communes("2024").merge(
        pd.DataFrame({"ma_xa": ["13876", "13984", "13963", "13972"]}).assign(
            huyen=["Ý Yên", "H. Nam Trực", "Nghĩa Hưng", "Huyện Nam Trực"]
        ),
        how="left",
    )
    frame.to_file(tmp_path / "xa.gpkg")
    file = by_name(tmp_path / "xa.gpkg", vintage="2024")
    report, _ = official.check(file, present("2024"))
    assert {row.why for row in report.unmatched} == {"ambiguous"}
    assert len(report.unmatched) == len(report.missing) == 4
    file = by_name(tmp_path / "xa.gpkg", vintage="2024", district_field="huyen")
    assert kinds(official.check(file, present("2024"))[0]) == {}


def test_a_ring_that_crosses_itself_is_mended_and_told(tmp_path: Path) -> None:
    x, y = shapely.get_coordinates(land(HERE).representative_point())[0]
    ring = list(shapely.get_parts(land(HERE))[0].exterior.coords)
    bow = [(x, y), (x + 0.001, y + 0.001), (x + 0.001, y), (x, y + 0.001)]
    frame = changed(HERE, shapely.Polygon(ring, [bow]))
    report = checked(frame, tmp_path / "xa.gpkg")
    assert report.repaired[0].unit == "13750 Xã Minh Tân"
    assert "Self-intersection" in report.repaired[0].reason


def test_a_unit_that_changed_its_area_is_listed(tmp_path: Path) -> None:
    half = land(HERE).intersection(shapely.box(0, 0, land(HERE).centroid.x, 90))
    report = checked(changed(HERE, half), tmp_path / "xa.gpkg")
    (area,) = findings.differing(report)
    assert area.unit == "13750 Xã Minh Tân"
    assert area.ratio == pytest.approx(0.5, abs=0.15)


def test_a_file_of_several_layers_is_asked_which(tmp_path: Path) -> None:
    communes().to_file(tmp_path / "xa.gpkg", layer="xa")
    communes().to_file(tmp_path / "xa.gpkg", layer="cu")
    with pytest.raises(GeoError, match="several layers; name one: xa, cu"):
        official.check(described(tmp_path / "xa.gpkg"))
    assert kinds(official.check(described(tmp_path / "xa.gpkg", layer="xa"))[0]) == {}


def test_without_other_boundaries_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    communes().to_file(tmp_path / "xa.gpkg")
    report, polygons = official.check(described(tmp_path / "xa.gpkg"))
    assert (report.present_km2, report.inside, kinds(report)) == (None, None, {})
    assert polygons is not None
