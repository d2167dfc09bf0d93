"""Names as people write them in the columns of a map: tones decide, nothing is guessed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.official.names import Names
from geo.units import table as units

IN_2024, IN_2025 = Names("2024", "commune"), Names("2025", "commune")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Thị trấn Gôi", "13741"),
        ("TT. Gôi", "13741"),
        ("TT.Gôi", "13741"),
        ("tt gôi", "13741"),
        ("GÔI", "13741"),
        ("X. Yên Đồng", "13879"),
        ("XÃ YÊN ÐỒNG", "13879"),  # with the Icelandic Ð of old fonts
        ("Xã  Hải Hoà", "14317"),
        ("Hải Hòa\u200b", "14317"),
        (unicodedata.normalize("NFD", "Xã Trực Hùng"), "14083"),
        ("Hồng Quang (Ý Yên)", "13876"),
    ],
)
def test_a_name_is_found_however_it_is_written(written: str, code: str) -> None:
    assert IN_2024.match(written).code == code


@pytest.mark.parametrize(
    ("written", "why", "first"),
    [
        ("Xã Gôi", "unknown", "13741 Thị trấn Gôi"),  # the type that is given must be right
        ("Truc Hung", "unknown", "14050 Xã Trực Hưng"),
        ("Phuong Loc Vuong", "unknown", "13687 Phường Lộc Vượng"),
        ("Xã Trực Hung", "unknown", "14050 Xã Trực Hưng"),
        ("Yên Đồng (cũ)", "unknown", "13879 Xã Yên Đồng"),
        ("Hồng Quang", "ambiguous", "13876 Xã Hồng Quang (Huyện Ý Yên)"),
        ("Nam Điền", "ambiguous", "13963 Xã Nam Điền (Huyện Nghĩa Hưng)"),
    ],
)
def test_what_is_not_sure_gets_candidates_and_no_code(written: str, why: str, first: str) -> None:
    found = IN_2024.match(written)
    assert (found.code, found.why) == ("", why)
    assert first in found.candidates


@pytest.mark.parametrize("district", ["Huyện Nam Trực", "H. Nam Trực", "NAM TRỰC", "362"])
def test_the_district_tells_namesakes_apart(district: str) -> None:
    assert IN_2024.match("Xã Hồng Quang", district).code == "13984"


def test_a_wrong_district_finds_nobody_and_a_straddling_commune_has_two() -> None:
    found = IN_2024.match("Yên Đồng", "Hải Hậu")
    assert (found.code, found.candidates[0]) == ("", "13879 Xã Yên Đồng")
    for district in ("Vụ Bản", "TP. Nam Định"):
        assert IN_2025.match("P. Thành Nam", district).code == "13699"


def test_the_former_districts_and_the_province_are_found() -> None:
    assert Names("2025", "district").match("Huyện Ý Yên").code == "360"
    assert Names("2025", "district").match("TP Nam Định").code == "356"
    for vintage in ("2022", "2024", "2025"):
        assert Names(vintage, "province").match("Tỉnh Nam Định").code == "36"


@pytest.mark.parametrize("nothing", ["", "  ", "xã", "(cũ)", "36", "?"])
def test_no_name_is_no_unit(nothing: str) -> None:
    assert IN_2025.match(nothing).code == ""


@pytest.mark.parametrize("vintage", ["2022", "2024", "2025"])
def test_every_unit_is_found_by_its_own_name_and_district(vintage: str) -> None:
    names, rows = Names(vintage, "commune"), units.of(vintage, "commune")
    for code, name, parent in zip(rows.code, rows.name, rows.parent_code, strict=True):
        assert names.match(name.upper(), parent).code == code


@given(st.text(max_size=30))
def test_any_text_is_either_one_unit_or_explained(text: str) -> None:
    found = IN_2025.match(text)
    assert bool(found.code) != bool(found.why)
