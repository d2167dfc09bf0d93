"""What is published about the end of 2023, counted in the written files with the csv module."""

import csv
from datetime import datetime
from pathlib import Path

import pytest

END_2023 = datetime(2023, 12, 31)


def read(demo_exports: Path, export: str) -> list[dict[str, str]]:
    with (demo_exports / f"{export}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def open_then(row: dict[str, str]) -> bool:
    began = datetime.strptime(row["Ngày thành lập"], "%d/%m/%Y")
    ended = row["Ngày giải thể"] and datetime.strptime(row["Ngày giải thể"], "%d/%m/%Y")
    return began <= END_2023 and (not ended or ended > END_2023)


@pytest.fixture(scope="module")
def groups(demo_exports: Path) -> list[dict[str, str]]:
    return [row for row in read(demo_exports, "to_cong_nghe_so") if open_then(row)]


@pytest.fixture(scope="module")
def members(demo_exports: Path) -> list[dict[str, str]]:
    return [row for row in read(demo_exports, "thanh_vien") if row["Tháng"] == "12/2023"]


@pytest.fixture(scope="module")
def management(demo_exports: Path) -> list[dict[str, str]]:
    return [row for row in read(demo_exports, "to_quan_ly") if open_then(row)]


def test_2160_groups_in_all_villages(demo_exports: Path, groups: list[dict[str, str]]) -> None:
    population = [row for row in read(demo_exports, "dan_so") if row["Năm"] == "2023"]
    villages = {row["Mã xã"]: int(row["Thôn, xóm, tổ dân phố"]) for row in population}
    assert len(groups) == len({row["Mã tổ"] for row in groups}) == 2160
    assert len({row["Mã thôn"] for row in groups}) == sum(villages.values()) == 2160
    held = {code: sum(row["Mã xã"] == code for row in groups) for code in villages}
    assert held == villages


def test_10557_members_4_to_6_a_group(
    groups: list[dict[str, str]], members: list[dict[str, str]]
) -> None:
    sizes = [int(row["Số thành viên"]) for row in members]
    assert {row["Mã tổ"] for row in members} == {row["Mã tổ"] for row in groups}
    assert (len(sizes), sum(sizes), set(sizes)) == (2160, 10_557, {4, 5, 6})


def test_237_management_groups_of_5401_people_722_from_firms(
    management: list[dict[str, str]],
) -> None:
    levels = [row["Cấp"] for row in management]
    assert {level: levels.count(level) for level in set(levels)} == {
        "xa": 226,
        "huyen": 10,
        "tinh": 1,
    }
    assert sum(int(row["Số người"]) for row in management) == 5401
    assert sum(int(row["Nhân viên bưu chính, viễn thông"]) for row in management) == 722


def test_tan_thanh_of_vu_ban(
    demo_exports: Path, members: list[dict[str, str]], management: list[dict[str, str]]
) -> None:
    groups = [row for row in read(demo_exports, "to_cong_nghe_so") if row["Mã xã"] == "13759"]
    assert len(groups) == 8
    assert {row["Tên xã"] for row in groups} == {"Xã Tân Thành"}
    assert {row["Ngày thành lập"][3:] for row in groups} == {"09/2022"}
    assert [row["Số thành viên"] for row in members if row["Mã xã"] == "13759"] == ["5"] * 8
    people = [row["Số người"] for row in management if row["Mã đơn vị"] == "13759"]
    assert people == ["8"]


def test_residents_of_2022(demo_exports: Path) -> None:
    rows = [row for row in read(demo_exports, "dan_so") if row["Năm"] == "2022"]
    assert sum(int(row["Dân số"]) for row in rows) == 1_876_900
    assert {row["Nguồn dân số"] for row in rows} == {"thuong_tru_binh_quan"}


def test_services_in_full_at_the_end_of_2024(demo_exports: Path) -> None:
    (row,) = [row for row in read(demo_exports, "dich_vu_cong") if row["Tháng"] == "12/2024"]
    assert row["Dịch vụ công toàn trình"] == "866"
    assert row["Thủ tục đủ điều kiện"] == str(866 + 872)


def test_online_shops_of_2022(demo_exports: Path) -> None:
    rows = [r for r in read(demo_exports, "kinh_te_so") if (r["Năm"], r["Cấp"]) == ("2022", "xa")]
    online = sum(int(row["Gian hàng trên sàn đang hoạt động"]) for row in rows)
    assert round(100 * online / sum(int(row["Hộ SXKD, hợp tác xã"]) for row in rows), 2) == 9.07
