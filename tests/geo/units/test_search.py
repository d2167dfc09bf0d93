"""A person finds a unit by whatever is typed of its name."""

import unicodedata

import pytest

from geo.units.search import nearest, search


def found(text: str) -> list[str]:
    return [f"{one.vintage} {one.name}" for one in search(text)]


HA_LONG = [
    "Hạ Long",
    "ha long",
    "HẠ LONG",
    "phường Hạ Long",
    "P. Hạ Long",
    "phuong ha long",
    "13633",
]


@pytest.mark.parametrize("text", [*HA_LONG, unicodedata.normalize("NFD", "Hạ Long"), " Hạ  Long "])
def test_a_name_is_found_however_it_is_typed(text: str) -> None:
    assert found(text)[0] == "2022 Phường Hạ Long"


def test_tone_marks_decide_the_order_when_they_are_typed() -> None:
    assert found("Trực Hưng")[0].endswith("Trực Hưng")
    assert found("Trực Hùng")[0].endswith("Trực Hùng")
    assert set(found("truc hung")) == set(found("Trực Hưng")) == set(found("Trực Hùng"))
    assert len(found("truc hung")) == 4


def test_a_name_of_several_units_gives_all_of_them() -> None:
    assert found("Mỹ Lộc") == [
        "2022 Huyện Mỹ Lộc",
        "2022 Thị trấn Mỹ Lộc",
        "2024 Xã Mỹ Lộc",
        "2025 Phường Mỹ Lộc",
    ]
    assert found("huyện Mỹ Lộc") == ["2022 Huyện Mỹ Lộc"]


def test_a_name_that_two_districts_have() -> None:
    places = {(one.name, one.district) for one in search("Nam Điền") if one.vintage == "2024"}
    assert places == {("Xã Nam Điền", "Huyện Nghĩa Hưng"), ("Xã Nam Điền", "Huyện Nam Trực")}


def test_a_town_is_found_by_its_short_name() -> None:
    assert found("gôi") == found("TT Gôi") == ["2022 Thị trấn Gôi", "2024 Thị trấn Gôi"]


def test_either_place_of_the_tone_mark_is_the_same_name() -> None:
    assert found("Giao Thủy") == found("Giao Thuỷ")


def test_a_name_that_begins_like_a_type_is_a_name() -> None:
    assert found("phuong dinh")[0] == "2022 Xã Phương Định"


def test_a_part_of_a_name_lists_the_names_that_begin_with_it_first() -> None:
    assert found("Hải")[0].removeprefix("2022 Xã ").startswith("Hải")


@pytest.mark.parametrize("text", ["", " ", "x", "%%", "…"])
def test_nothing_is_found_by_nothing(text: str) -> None:
    assert search(text) == nearest(text) == []


def test_a_slip_is_answered_with_the_nearest_names() -> None:
    assert search("Ha Lomg") == []
    assert nearest("Ha Lomg")[0].name == "Phường Hạ Long"
    assert nearest("xã Trực Hjng")[0].short in ("Trực Hưng", "Trực Hùng")
