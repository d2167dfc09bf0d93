"""The exports of the country: from its first month on, at its three levels, always the same."""

import csv
from pathlib import Path

import pytest

from tests.data.demo.test_same_bytes import digests
from tests.for_province import for_province

COMMUNES = ["00004", "13750", "22736"]


def written(directory: Path) -> Path:
    for_province("viet-nam", "-m", "data.demo", directory, "--communes", *COMMUNES)
    return directory


def rows(directory: Path, export: str) -> list[dict[str, str]]:
    with (directory / f"{export}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.mark.sweep
def test_the_country_begins_with_its_communes(tmp_path: Path) -> None:
    one, other = written(tmp_path / "one"), written(tmp_path / "other")
    assert digests(one) == digests(other)
    months = {row["Tháng"] for row in rows(one, "su_dung_dich_vu")}
    assert len(months) == 16 and {"07/2025", "10/2026"} <= months and "06/2025" not in months
    days = [row["Ngày thành lập"] for row in rows(one, "to_cong_nghe_so")]
    assert min((day[6:], day[3:5], day[:2]) for day in days) >= ("2025", "07", "01")
    assert {row["Năm"] for row in rows(one, "dan_so")} == {"2025", "2026"}
    levels = {row["Cấp"]: row["Mã đơn vị"] for row in rows(one, "ho_so_cong_viec")}
    assert set(levels) == {"nuoc", "tinh", "xa"} and levels["nuoc"] == "VN"
    assert {row["Mã đơn vị"] for row in rows(one, "to_quan_ly")} == {
        "VN", "01", "37", "56", *COMMUNES
    }  # fmt: skip
    economy = rows(one, "kinh_te_so")
    sums = [row for row in economy if row["GRDP (tỷ đồng)"]]
    assert {(row["Năm"], row["Cấp"]) for row in sums} == {("2025", "tinh")}
    assert [row["Mã đơn vị"] for row in sums] == ["01", "37", "56"]  # those of the three communes
    assert {row["Cấp"] for row in economy if row not in sums} == {"xa"}
