"""The name of a unit is its code on that day, or a question to a person; never a guess."""

import csv
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.match.aliases import Aliases
from data.match.gazetteer import Gazetteer, Outcome
from data.match.unit_names import key, written
from data.reference import UNITS_CSV

DAYS = {"2022": date(2023, 7, 1), "2024": date(2024, 10, 1), "2025": date(2025, 8, 1)}
with UNITS_CSV.open(encoding="utf-8", newline="") as file:
    UNITS = list(csv.DictReader(file))
GAZETTEER = Gazetteer.load()
NAMES = {(unit["vintage"], unit["code"]): unit["name"] for unit in UNITS}
VIETNAMESE = st.text(
    "aăâeêoôơuưyđĐÐhnmrtXx. àáảãạằệớửỵ\u0300\u0301\u0309\u0303\u0323\u200b()", max_size=12
)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Xã Giao Hoà", "xã giao hòa"),
        ("Xã Giao Thuỷ", "GIAO THỦY"),
        ("TT. Gôi", "Gôi"),
        ("TT Gôi", "thị trấn  Gôi"),
        ("P.Hạ Long", "Phường Hạ Long"),
        ("X. Đại An", "Ðại An"),
        ("H. Vụ Bản", "Huyện Vụ Bản (cũ)"),
        ("TP.Nam Định", "Thành phố Nam Định"),
        ("Tỉnh Nam Định", "Nam Định (địa bàn tỉnh cũ)"),
        ("UBND xã Trực Hưng", "Trực\u200b Hưng"),
        ("Quỹ Nhất", "Qũy Nhất"),
    ],
)
def test_two_writings_of_a_name_share_a_key(text, same):
    assert key(text) == key(same) != ""


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Trực Hưng", "Trực Hùng"),
        ("Hải Hòa", "Hải Hóa"),
        ("Phú", "hú"),
        ("Xuân Hòa", "uân Hòa"),
        ("Thịnh Long", "Long"),
        ("Tân Đại", "Tân Dại"),
    ],
)
def test_two_names_do_not_share_a_key(text, other):
    assert key(text) != key(other)


@given(VIETNAMESE)
def test_the_key_does_not_depend_on_the_unicode_form(text):
    assert key(unicodedata.normalize("NFD", text)) == key(unicodedata.normalize("NFC", text))


@given(st.sampled_from(UNITS), st.sampled_from(["NFC", "NFD"]), st.booleans(), st.booleans())
def test_a_writing_of_a_unit_is_never_another_unit(unit, form, is_upper, is_bare):
    name = written(unit["name"]).key if is_bare else unit["name"]
    name = unicodedata.normalize(form, name.upper() if is_upper else name)
    found = GAZETTEER.resolve(name, DAYS[unit["vintage"]], "", unit["level"])
    assert found.code == unit["code"] or unit["code"] in {c.code for c in found.candidates}
    assert found.code == unit["code"] or found.is_ambiguous


@pytest.mark.parametrize("unit", UNITS, ids=lambda u: f"{u['vintage']}-{u['code']}")
def test_every_unit_is_found_by_its_name_and_district(unit):
    is_commune = unit["level"] == "commune"
    district = NAMES[unit["vintage"], unit["parent_code"]] if is_commune else ""
    found = GAZETTEER.resolve(unit["name"], DAYS[unit["vintage"]], district, unit["level"])
    assert found.code == unit["code"]


def test_a_name_means_the_unit_of_its_day():
    day = {v: GAZETTEER.resolve("Xã Minh Tân", d).code for v, d in DAYS.items()}
    assert day == {"2022": "13771", "2024": "13750", "2025": "13750"}
    assert GAZETTEER.resolve("Phường Hưng Lộc", date(2024, 8, 31)).code == ""
    assert GAZETTEER.resolve("Phường Hưng Lộc", date(2024, 9, 1)).code == "13708"
    assert GAZETTEER.resolve("Phường Hưng Lộc", date(2025, 6, 30)).code == "13708"
    assert GAZETTEER.resolve("Phường Hưng Lộc", date(2025, 7, 1)).code == ""


@pytest.mark.parametrize(
    ("name", "codes", "district", "code"),
    [
        ("Xã Hồng Quang", {"13876", "13984"}, "Huyện Ý Yên", "13876"),
        ("Hồng Quang", {"13876", "13984"}, "H. Nam Trực", "13984"),
        ("Xã Nam Điền", {"13963", "13972"}, "nghĩa hưng", "13963"),
    ],
)
def test_two_units_of_one_name_are_ambiguous_without_the_district(name, codes, district, code):
    found = GAZETTEER.resolve(name, DAYS["2024"])
    assert found.is_ambiguous and not found.code
    assert {unit.code for unit in found.candidates} == codes
    assert all(unit.district and unit.vintage == "2024" for unit in found.candidates)
    assert GAZETTEER.resolve(name, DAYS["2024"], district).code == code


def test_the_type_tells_units_of_one_name_apart():
    assert GAZETTEER.resolve("Quang Trung", DAYS["2022"]).is_ambiguous
    assert GAZETTEER.resolve("Phường Quang Trung", DAYS["2022"]).code == "13645"
    assert GAZETTEER.resolve("X. Quang Trung", DAYS["2022"]).code == "13768"


@pytest.mark.parametrize(
    ("name", "vintage", "level", "district"),
    [
        ("Thị trấn Mỹ Lộc", "2024", "commune", ""),  # Xã Mỹ Lộc of then is another unit
        ("Huyện Vụ Bản", "2025", "commune", ""),  # a subtotal, not Xã Vụ Bản
        ("Xã Vụ Bản", "2025", "district", ""),
        ("Xã Yên Cường (cũ)", "2025", "commune", ""),  # only a part of Xã Yên Cường
        ("Xã Nam Điền", "2024", "commune", "Huyện Hải Hậu"),
        ("Truc Hung", "2022", "commune", ""),
        ("", "2022", "commune", ""),
        ("Xã", "2022", "commune", ""),
        ("Huyện Mỹ Lộc", "2024", "district", ""),
    ],
)
def test_a_name_that_no_unit_bears_is_unknown(name, vintage, level, district):
    found = GAZETTEER.resolve(name, DAYS[vintage], district, level)
    assert not found.code and not found.is_ambiguous


def test_an_unknown_name_has_near_ones_to_suggest():
    near = GAZETTEER.resolve("Trực Hứng", DAYS["2022"]).candidates
    assert {"14050", "14083"} <= {unit.code for unit in near} and len(near) <= 5
    other_time = GAZETTEER.resolve("Xã Vũ Dương", DAYS["2022"]).candidates
    assert [unit.vintage for unit in other_time if unit.name == "Xã Vũ Dương"] == ["2025"]
    assert GAZETTEER.resolve("qwertzuiop", DAYS["2022"]).candidates == ()


def test_a_confirmed_alias_is_kept_with_who_and_when(tmp_path):
    gazetteer, day = Gazetteer.load(Aliases(tmp_path)), DAYS["2024"]
    gazetteer.confirm("TT Mỹ Lộc", day, "TP Nam Định", "commune", "13708", "An")
    again = Gazetteer.load(Aliases(tmp_path))
    assert again.resolve("thị trấn Mỹ Lộc", day, "Nam Định").code == "13708"
    assert again.resolve("xã Mỹ Lộc", day, "Nam Định").code == "13735"
    assert again.resolve("TT Mỹ Lộc", day).code == ""
    assert again.resolve("TT Mỹ Lộc", DAYS["2025"], "TP Nam Định").code == ""
    (entry,) = Aliases(tmp_path).all()
    assert (entry.who, entry.when[-6:], entry.code) == ("An", "+00:00", "13708")
    again.aliases.remove("TT Mỹ Lộc", "Nam Định", "2024", "commune", "An")
    assert Aliases(tmp_path).all() == ()


def test_an_alias_names_a_unit_that_is_in_force(tmp_path):
    gazetteer = Gazetteer.load(Aliases(tmp_path))
    with pytest.raises(ValueError, match="no commune 13633 in 2024"):
        gazetteer.confirm("Hạ Long", DAYS["2024"], "", "commune", "13633", "An")
    assert gazetteer.aliases.all() == ()


@pytest.mark.parametrize(
    ("name", "vintage", "district", "code"),
    [
        ("Mỹ Lộc (phường)", "2025", "", "13708"),
        ("Vụ Bản (X.)", "2025", "", "13741"),
        ("xã Minh Tân, huyện Vụ Bản", "2025", "", "13750"),
        ("Minh Tân - Vụ Bản", "2024", "", "13750"),
        ("Minh Tân (Vụ Bản), tỉnh Nam Định", "2024", "", "13750"),
        ("Xã Minh Tân", "2024", "Vụ Bản, tỉnh Nam Định", "13750"),
        ("Xã Hiển Khánh, tỉnh Nam Định", "2025", "", "13753"),
        ("Phường Trường Thi, tỉnh Ninh Bình", "2025", "", "13777"),
        ("Phường Trường Thi (Ninh Bình)", "2025", "", "13777"),
        ("Xã Hồng Quang, Ý Yên", "2024", "", "13876"),
        # What does not agree is no name of the unit.
        ("Mỹ Lộc (xã)", "2025", "", ""),
        ("xã Minh Tân, huyện Ý Yên", "2024", "", ""),
        ("Phường Trường Thi, tỉnh Ninh Bình", "2024", "", ""),
        ("Xã Minh Tân, Nam Định", "2024", "", ""),  # the city, perhaps
        ("Xã Minh Tân (sáp nhập)", "2024", "", ""),
    ],
)
def test_what_is_said_beside_a_name_must_agree_with_the_unit(name, vintage, district, code):
    found = GAZETTEER.resolve(name, DAYS[vintage], district)
    assert found.code == code
    assert code or found.candidates


@pytest.mark.parametrize(
    ("name", "vintage", "ended", "codes"),
    [
        ("Thị trấn Gôi", "2025", date(2025, 6, 30), ["13741"]),
        ("Gôi, huyện Vụ Bản", "2025", date(2025, 6, 30), ["13741"]),
        ("Xã Yên Bằng", "2025", date(2024, 8, 31), None),
        ("Thị trấn Mỹ Lộc", "2024", date(2024, 8, 31), None),
    ],
)
def test_a_unit_that_had_ended_has_what_took_it_in_as_its_candidates(name, vintage, ended, codes):
    found = GAZETTEER.resolve(name, DAYS[vintage])
    assert (found.code, found.is_ambiguous, found.ended) == ("", False, ended)
    assert found.candidates and {unit.vintage for unit in found.candidates} == {vintage}
    assert codes is None or [unit.code for unit in found.candidates] == codes


def test_the_code_of_a_unit_that_had_ended_leads_to_what_took_it_in():
    found = GAZETTEER.resolve_code("13825", DAYS["2025"], "commune")
    assert [(unit.code, unit.name) for unit in found.candidates] == [("13834", "Xã Vũ Dương")]
    assert found.ended == date(2025, 6, 30)
    assert GAZETTEER.resolve_code("13834", DAYS["2025"], "commune").code == "13834"
    assert GAZETTEER.resolve_code("99999", DAYS["2025"], "commune") == Outcome()


def test_a_dash_may_be_a_part_of_a_name() -> None:
    of = {"vintage": "2025", "valid_from": "", "valid_to": "", "straddles": "", "parent_code": "1"}
    named = {"1": ("district", "Huyện Sông"), "11": ("commune", "Phường Bến - Chợ")}
    named |= {
        "0": ("province", "Tỉnh Núi"),
        "12": ("commune", "Xã Bến"),
        "13": ("commune", "Xã Đò"),
    }
    rows = [{**of, "code": c, "level": level, "name": n} for c, (level, n) in named.items()]
    found = Gazetteer(rows)
    day = DAYS["2025"]
    assert found.resolve("Bến - Chợ", day).code == "11"
    assert found.resolve("Phường Bến - Chợ", day, "Huyện Sông").code == "11"
    assert found.resolve("Phường Bến - Chợ", day, "Huyện Khác").code == ""
    assert found.resolve("Bến - Sông", day).code == "12"  # of the district that stands behind it
    unit = found.unit("11", day)
    assert unit is not None and found.is_name_of(unit, "Phường Bến - Chợ")
