"""geo/units.csv keeps its promises; its counts are those of the resolutions."""

import unicodedata
from pathlib import Path

import pytest

from geo.errors import GeoError
from geo.units import table as units

UNITS = units.load()


@pytest.mark.parametrize(
    ("vintage", "communes", "districts"), [("2022", 226, 10), ("2024", 175, 9), ("2025", 57, 9)]
)
def test_every_vintage_has_its_number_of_units(vintage: str, communes: int, districts: int) -> None:
    assert len(units.of(vintage, "commune")) == communes
    assert len(units.of(vintage, "district")) == districts
    assert units.of(vintage, "province").code.tolist() == ["36"]


@pytest.mark.parametrize(
    ("vintage", "types"),
    [
        ("2022", {"Xã": 188, "Phường": 22, "Thị trấn": 16}),
        ("2024", {"Xã": 146, "Phường": 14, "Thị trấn": 15}),
        ("2025", {"Xã": 49, "Phường": 8}),
    ],
)
def test_communes_are_of_the_published_types(vintage: str, types: dict[str, int]) -> None:
    assert units.of(vintage, "commune")["type"].value_counts().to_dict() == types


def test_a_vintage_level_and_code_name_one_unit() -> None:
    assert not UNITS.duplicated(["vintage", "level", "code"]).any()


@pytest.mark.parametrize(("vintage", "following"), [("2022", "2024"), ("2024", "2025")])
def test_every_unit_has_a_successor_in_the_next_vintage(vintage: str, following: str) -> None:
    for level in units.LEVELS:
        successors = set(units.of(vintage, level).successor_code)
        assert successors == set(units.of(following, level).code)


def test_the_last_vintage_has_no_successor() -> None:
    assert set(UNITS[UNITS.vintage == "2025"].successor_code) == {""}


@pytest.mark.parametrize("vintage", units.VINTAGES)
def test_every_parent_exists_and_has_children(vintage: str) -> None:
    for level, parent in (("commune", "district"), ("district", "province")):
        parents = set(units.of(vintage, level).parent_code)
        assert parents == set(units.of(vintage, parent).code)


def test_a_straddling_commune_lists_its_parent_among_its_districts() -> None:
    straddling = UNITS[UNITS.straddles != ""]
    assert set(straddling.vintage) == {"2025"}
    for row in straddling.itertuples():
        assert row.parent_code in str(row.straddles).split(" ")


def test_names_are_composed_and_trimmed() -> None:
    for name in UNITS.name:
        assert name == unicodedata.normalize("NFC", name).strip() != ""


def test_names_that_differ_in_accents_only_stay_two_units() -> None:
    rows = units.of("2022", "commune").set_index("name")
    assert rows.code["Xã Trực Hưng"] != rows.code["Xã Trực Hùng"]


def test_a_caller_may_change_what_it_loaded() -> None:
    mine = units.load()
    mine["name"] = "x"
    assert units.load().name.iloc[0] == "Tỉnh Nam Định"


@pytest.mark.parametrize(("vintage", "level"), [("2023", "commune"), ("2022", "village")])
def test_an_unknown_vintage_or_level_is_named(vintage: str, level: str) -> None:
    with pytest.raises(GeoError, match=r"2023|village"):
        units.of(vintage, level)


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(GeoError, match=r"nowhere\.csv"):
        units.load(tmp_path / "nowhere.csv")
