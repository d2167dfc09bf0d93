"""What became of units, checked by hand against the resolutions of 2024 and 2025."""

from pathlib import Path

import pytest

from geo.errors import GeoError
from geo.units import lineage
from geo.units import table as units
from geo.units.unit import Unit, every, predecessors, successors, unit


def codes(line: lineage.Line) -> dict[str, list[str]]:
    return {vintage: [one.code for one in members] for vintage, members in line.members.items()}


def names(found: tuple[Unit, ...]) -> list[str]:
    return [one.name for one in found]


def test_ha_long_became_quang_trung_and_then_nam_dinh() -> None:
    line = lineage.line("2022", "commune", "13633")
    assert codes(line) == {"2022": ["13633"], "2024": ["13681"], "2025": ["13669"]}
    assert [members[0].name for members in line.members.values()] == [
        "Phường Hạ Long",
        "Phường Quang Trung",
        "Phường Nam Định",
    ]
    first = lineage.step(line.unit)
    assert first is not None
    assert (first.happened, first.legal_act) == ("merged", "Nghị quyết 1104/NQ-UBTVQH15")
    assert names(first.others) == ["Phường Quang Trung", "Phường Thống Nhất"]
    assert first.day == "2024-09-01"
    second = lineage.step(line.members["2024"][0])
    assert second is not None
    assert (second.happened, second.legal_act) == ("new_name", "Nghị quyết 1674/NQ-UBTVQH15")
    assert lineage.step(line.members["2025"][0]) is None


@pytest.mark.parametrize(
    ("code", "name", "today"),
    [("14050", "Xã Trực Hưng", "14053"), ("14083", "Xã Trực Hùng", "14077")],
)
def test_truc_hung_with_either_tone_goes_its_own_way(code: str, name: str, today: str) -> None:
    line = lineage.line("2022", "commune", code)
    assert line.unit.name == name
    assert codes(line) == {"2022": [code], "2024": [code], "2025": [today]}
    change = lineage.step(line.unit)
    assert change is not None and change.happened == "kept"


def test_the_district_my_loc_went_into_the_city() -> None:
    line = lineage.line("2022", "district", "358")
    assert codes(line) == {"2022": ["358"], "2024": ["356"], "2025": ["356"]}
    change = lineage.step(line.unit)
    assert change is not None and change.happened == "merged"
    assert names(change.into) == names(change.others) == ["Thành phố Nam Định"]
    after = lineage.step(line.members["2024"][0])
    assert after is not None and after.happened == "ceased"


def test_a_code_that_names_another_unit_after_a_merger() -> None:
    """13669: Trần Đăng Ninh, then Cửa Bắc, then Nam Định, each of them larger."""
    before, after = unit("2022", "commune", "13669"), unit("2024", "commune", "13669")
    assert (before.name, after.name) == ("Phường Trần Đăng Ninh", "Phường Cửa Bắc")
    old = ["Phường Cửa Bắc", "Phường Bà Triệu", "Phường Trần Đăng Ninh"]
    assert names(predecessors(after)) == old
    assert names(lineage.same_code(before)) == ["Phường Cửa Bắc", "Phường Nam Định"]
    assert lineage.same_code(unit("2022", "commune", "13633")) == ()


def test_a_commune_of_today_leads_back_to_all_of_which_it_was_made() -> None:
    line = lineage.line("2025", "commune", "13699")
    assert codes(line)["2022"] == codes(line)["2024"] == ["13699", "13756"]
    straddles = ("Thành phố Nam Định (cũ)", "Huyện Vụ Bản (cũ)")
    assert line.unit.straddles == straddles


def test_a_commune_of_the_middle_leads_both_ways() -> None:
    line = lineage.line("2024", "commune", "13681")
    assert codes(line) == {
        "2022": ["13633", "13645", "13681"],
        "2024": ["13681"],
        "2025": ["13669"],
    }
    assert "Phường Vị Xuyên" in names(lineage.partners(line.members["2024"]))
    assert lineage.partners(line.members["2022"]) == ()


@pytest.mark.parametrize(
    ("code", "happened"), [("13696", "renamed"), ("13711", "moved"), ("13741", "kept")]
)
def test_what_happened_to_a_unit_alone(code: str, happened: str) -> None:
    """Xã Nam Phong became a ward; Xã Mỹ Hà changed the district; Thị trấn Gôi stayed."""
    change = lineage.step(unit("2022", "commune", code))
    assert change is not None
    assert (change.happened, change.others) == (happened, ())


def test_a_unit_that_was_split(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rows = units.load()
    mine = (rows.vintage == "2024") & (rows.code == "13681")
    rows.loc[mine, "successor_code"] = "13669:0.7 13684:0.3"
    rows.to_csv(tmp_path / "units.csv", index=False)
    monkeypatch.setenv(units.VARIABLE, str(tmp_path / "units.csv"))
    one = unit("2024", "commune", "13681")
    assert one.successors == (("13669", 0.7), ("13684", 0.3))
    assert names(successors(one)) == ["Phường Nam Định", "Phường Thiên Trường"]
    change = lineage.step(one)
    assert change is not None and (change.happened, change.others) == ("split", ())
    assert one in predecessors(unit("2025", "commune", "13684"))
    assert codes(lineage.line("2022", "commune", "13633"))["2025"] == ["13669", "13684"]


def test_units_that_stayed_are_one_entry() -> None:
    found = [one for one in every() if one.code in ("13741", "13633") and one.vintage != "2025"]
    spans = [(span[0].name, [one.vintage for one in span]) for span in lineage.spans(found)]
    assert spans == [("Phường Hạ Long", ["2022"]), ("Thị trấn Gôi", ["2022", "2024"])]


@pytest.mark.parametrize("key", [("2022", "commune", "99999"), ("2025", "district", "358")])
def test_there_is_no_line_of_a_unit_that_never_was(key: tuple[str, str, str]) -> None:
    with pytest.raises(GeoError, match=key[2]):
        lineage.line(*key)


def test_every_unit_has_a_line_through_all_vintages() -> None:
    for one in every():
        members = lineage.line(one.vintage, one.level, one.code).members
        assert list(members) == ["2022", "2024", "2025"]
        assert all(members.values())
