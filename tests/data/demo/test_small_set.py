"""A part of the communes or of the months is a set of its own, with the same numbers in it."""

import csv
from pathlib import Path

import pytest

from data.demo import DemoError, write_exports
from data.demo.tables import EXPORTS


def read(directory: Path, export: str) -> list[dict[str, str]]:
    with (directory / f"{export}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.fixture(scope="module")
def two_communes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tân Thành of Vụ Bản and Hạ Long of the city, to the end of 2023."""
    directory = tmp_path_factory.mktemp("two") / "exports"
    counts = write_exports(directory, communes=["13759", "13633"], last_month="2023-12")
    assert list(counts) == list(EXPORTS) and min(counts.values()) > 0
    return directory


def test_only_these_communes_are_in_it(two_communes: Path) -> None:
    for export in ("to_cong_nghe_so", "thanh_vien", "hoat_dong", "bao_cao", "ho_so", "dan_so"):
        assert {row["Mã xã"] for row in read(two_communes, export)} == {"13759", "13633"}, export


def test_their_population_is_that_of_the_full_set(two_communes: Path, demo_exports: Path) -> None:
    def of(directory: Path) -> list[dict[str, str]]:
        rows = read(directory, "dan_so")
        return [r for r in rows if r["Mã xã"] in ("13759", "13633") and int(r["Năm"]) < 2024]

    assert of(two_communes) == of(demo_exports) != []


def test_management_is_theirs_their_districts_and_the_province(two_communes: Path) -> None:
    codes = {row["Mã đơn vị"] for row in read(two_communes, "to_quan_ly")}
    assert codes == {"36", "356", "359", "13633", "13759"}


def test_nothing_is_known_yet_of_what_comes_later(two_communes: Path) -> None:
    reports = read(two_communes, "bao_cao")
    assert {row["Tháng"] for row in reports} <= {f"{m:02d}/{y}" for y in (2022, 2023)
                                                 for m in range(1, 13)}  # fmt: skip
    sent = {row["Ngày gửi"] for row in reports if row["Tháng"] == "12/2023" and row["Ngày gửi"]}
    assert sent and all(day[6:] == "2024" and int(day[:2]) <= 12 for day in sent)
    assert {row["Năm"] for row in read(two_communes, "kinh_te_so")} == {"2022", "2023"}
    assert {row["Ngày giải thể"] for row in read(two_communes, "to_quan_ly")} == {""}
    assert {row["Ngày giải thể"] for row in read(two_communes, "to_cong_nghe_so")} == {""}


def test_parts_are_summed_up_to_the_merged_unit(tmp_path: Path) -> None:
    """Hạ Long became part of 13681 in 09/2024: alone, it is all of that unit."""
    write_exports(tmp_path / "exports", communes=["13633"], last_month="2024-12")
    people = {row["Năm"]: row["Mã xã"] for row in read(tmp_path / "exports", "dan_so")}
    assert people == {"2022": "13633", "2023": "13633", "2024": "13681"}
    months = {r["Tháng"]: r["Mã xã"] for r in read(tmp_path / "exports", "thanh_vien")}
    assert (months["08/2024"], months["09/2024"]) == ("13633", "13681")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"communes": ["99999"]}, "No commune of 2022 has the code 99999"),
        ({"communes": []}, "No commune is named"),
        ({"last_month": "2022-08"}, "one of 09/2022 to 10/2026, not 2022-08-01"),
        ({"last_month": "12/2023"}, "written like 2025-12, not '12/2023'"),
        ({"units_csv": Path("nowhere.csv")}, "The list of units nowhere.csv cannot be used"),
    ],
)
def test_a_part_that_does_not_exist_is_refused(
    tmp_path: Path, arguments: dict[str, object], message: str
) -> None:
    with pytest.raises(DemoError, match=message):
        write_exports(tmp_path / "exports", **arguments)
    assert list(tmp_path.iterdir()) == []
