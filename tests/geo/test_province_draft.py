"""A draft of a province's folder, from invented data in the form of the package's files."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from geo import province_check
from geo.__main__ import main
from geo.draft import records
from geo.units import table as units

OLD = ("province", "provinceShort", "provinceKey", "provinceCode", "district", "districtKey")
OLD += ("districtCode", "districtType", "ward", "wardKey", "wardCode", "wardType")
NEW = ("province", "provinceShort", "provinceKey", "provinceCode")
NEW += ("ward", "wardKey", "wardCode", "wardType")
A = ("Tỉnh Sông", "Sông", "tinhsong", "91")
B = ("Tỉnh Núi", "Núi", "tinhnui", "92")
ONE, TWO = (f"Huyện {n}" for n in ("Một", "Hai"))
BEFORE = [
    (*A, ONE, "huyenmot", "911", "Huyện", "Xã Bến", "xaben", "10001", "Xã"),
    (*A, ONE, "huyenmot", "911", "Huyện", "Xã Đò", "xado", "10002", "Xã"),
    (*A, TWO, "huyenhai", "912", "Huyện", "Xã Cầu", "xacau", "10003", "Xã"),
    (*A, TWO, "huyenhai", "912", "Huyện", "Xã Trực Hưng", "xatruchung", "10004", "Xã"),
    (*A, TWO, "huyenhai", "912", "Huyện", "Xã Trực Hùng", "xatruchung", "10005", "Xã"),
    (*A, "Huyện Đảo", "huyendao", "913", "Huyện", None, None, None, None),
    (*B, "Huyện Ba", "huyenba", "921", "Huyện", "Xã Đèo", "xadeo", "20001", "Xã"),
]
TODAY = [
    (*A, "Xã Bến Cầu", "xabencau", "10001", "Xã"),
    (*A, "Xã Trực", "xatruc", "10004", "Xã"),
    (*A, "Xã Đèo", "xadeo", "20001", "Xã"),
]
WHOLE = {
    "tinhsong": {
        "xabencau": [
            "tinhsong_huyenmot_xaben",
            "tinhsong_huyenmot_xado",
            "tinhsong_huyenhai_xacau",
        ],
        "xatruc": ["tinhsong_huyenhai_xatruchung"],
        "xadeo": ["tinhnui_huyenba_xadeo"],
    }
}
DIVIDED = {
    "tinhsong": {"tinhsong_huyenmot_xado": [{"newWardKey": "xabencau"}, {"newWardKey": "xatruc"}]}
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    directory = tmp_path / "data"
    directory.mkdir()
    with closing(sqlite3.connect(directory / "dataset.db")) as con:
        for table, columns, rows in (
            ("admin_units_legacy", OLD, BEFORE),
            ("admin_units", NEW, TODAY),
        ):
            con.execute(f"create table {table} ({', '.join(columns)})")
            marks = ", ".join("?" * len(columns))
            con.executemany(f"insert into {table} values ({marks})", rows)
        con.commit()
    told = {"DICT_PROVINCE_WARD_NO_DIVIDED": WHOLE, "DICT_PROVINCE_WARD_DIVIDED": DIVIDED}
    (directory / "converter_2025.json").write_text(json.dumps(told), encoding="utf-8")
    return directory


def drafted(data: Path, name: str, *more: str) -> Path:
    out = data.parent / "draft"
    assert main(["province", name, "--out", str(out), "--data", str(data), *more]) == 0
    return out


def test_the_draft_of_a_former_area(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = units.load(drafted(data, "Sông", "--former") / "units.csv")  # checks it, too
    communes = rows[rows.level == "commune"].set_index(["vintage", "code"])
    assert communes.successor_code["2024"].to_dict() == {
        "10001": "10001",
        "10002": "10001 10004",
        "10003": "10001",
        "10004": "10004",
        "10005": "10004",
    }
    assert communes.name["2025"].to_dict() == {"10001": "Xã Bến Cầu", "10004": "Xã Trực"}
    assert communes.parent_code["2025"]["10001"] == "911"  # two of three communes
    assert communes.straddles["2025"]["10001"] == "911 912"
    assert rows[rows.level == "province"].name.tolist() == ["Tỉnh Sông", "Tỉnh Sông"]
    districts = rows[(rows.level == "district") & (rows.vintage == "2025")]
    assert districts.name.tolist() == ["Huyện Một (cũ)", "Huyện Hai (cũ)"]
    report = capsys.readouterr().out
    assert "Divided, without shares (residents decide then): Xã Đò." in report
    assert "Districts without communes are left out: Huyện Đảo." in report
    assert "for one, so what became of each is open: Xã Trực Hưng (10004), Xã Trực Hùng" in report
    assert "not of the larger area: Xã Bến Cầu, Xã Trực." in report


def test_an_island_without_communes_is_one_of_before_with_the_code_of_today(data: Path) -> None:
    with closing(sqlite3.connect(data / "dataset.db")) as con:
        con.execute(
            f"insert into admin_units values ({', '.join('?' * len(NEW))})",
            (*A, "Đặc khu Đảo", "dackhudao", "10009", "Đặc khu"),
        )
        con.commit()
    path = data / "converter_2025.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["DICT_PROVINCE_WARD_NO_DIVIDED"]["tinhsong"]["dackhudao"] = ["tinhsong_huyendao_"]
    path.write_text(json.dumps(told), encoding="utf-8")
    rows = units.load(drafted(data, "Sông", "--former") / "units.csv")
    island = rows[(rows.code == "10009") & (rows.level == "commune")].set_index("vintage")
    assert island.name.to_dict() == {"2024": "Huyện Đảo", "2025": "Đặc khu Đảo"}
    assert set(island.parent_code) == {"913"} and island.successor_code["2024"] == "10009"


def test_the_draft_of_an_area_of_today_joins_provinces(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = units.load(drafted(data, "Sông") / "units.csv")
    assert "20001" in set(rows[rows.vintage == "2024"].code)
    assert "is the area of several provinces: find a name" in capsys.readouterr().out


def test_other_lists_of_units_are_compared_and_never_taken_over(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wards = [(10001, "Xã Bến  Cầu"), (10004, "Xã Đèo"), (20009, "Xã Đèo")]
    told = [{"wards": [{"code": code, "name": name} for code, name in wards]}]
    (tmp_path / "nested-divisions.json").write_text(json.dumps(told), encoding="utf-8")
    earlier = {"10001": {"name_with_type": "Xã Bến"}, "10003": {"name_with_type": "Xã Cấu"}}
    (tmp_path / "xa_phuong.json").write_text(json.dumps(earlier), encoding="utf-8")
    drafted(data, "Sông", "--compare", str(tmp_path))
    report = capsys.readouterr().out
    assert "of the 3 communes here it has 1 under the same code" in report
    assert "mean another commune there, to be confirmed: 10004 Xã Trực / Xã Đèo." in report
    assert "does not have, to be confirmed: 20001 Xã Đèo." in report
    assert "Written otherwise there: Xã Bến Cầu / Xã Bến  Cầu." in report
    assert "1 of the 6 communes of before 07/2025 bear the same code and name there" in report


def test_a_record_that_no_name_tells_stays_open(data: Path, tmp_path: Path) -> None:
    communes = [
        {"provinceShort": "Hoà Bình", "districtShort": "Đà Bắc", "ward": "Xã Tân Minh"}
        | {"wardShort": "Tân Minh", "wardCode": "1"},
        {"provinceShort": "Hoà Bình", "districtShort": "Đà Bắc", "ward": "Xã Mới"}
        | {"wardShort": "Mới", "wardCode": "2"},
    ]
    found = records.found(communes)
    assert found is not None and found.provinces == ("Hoà Bình",)
    assert ("Đà Bắc", "Tân Minh", "1") in found.rows and ("Đà Bắc", "Cao Sơn", "") in found.rows
    assert "Cao Sơn (Đà Bắc)" in found.unknown and found.lacking == ["Xã Mới (2)"]
    assert records.found([{**communes[0], "provinceShort": "Sông"}]) is None


def test_a_province_that_is_a_part_of_another_now(data: Path) -> None:
    rows = units.load(drafted(data, "Núi") / "units.csv")
    names = rows[rows.level == "province"].name.tolist()
    assert names == ["Tỉnh Núi", "Núi (địa bàn tỉnh cũ)"]


def test_of_a_draft_only_the_boundaries_are_missing(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DX_PROVINCE", str(drafted(data, "Sông", "--former")))
    (fault,) = province_check.faults()
    assert "no file of the communes of 2024: there is nothing to draw a map from" in fault


def test_what_a_draft_cannot_be_made_of_is_refused(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*arguments: str) -> str:
        assert main(["province", *arguments]) == 2
        return capsys.readouterr().err

    out = str(data.parent / "new")
    assert "knows no province 'Biển'. It knows Núi, Sông." in refused(
        "Biển", "--out", out, "--data", str(data)
    )
    assert "needs a folder that is not there yet" in refused("Sông")
    assert "cannot be made" in refused("Sông", "--out", str(data), "--data", str(data))
    assert "holds no data of vietnamadminunits" in refused(
        "Sông", "--out", out, "--data", str(data.parent)
    )
    assert "pip install vietnamadminunits" in refused("Sông", "--out", out)
