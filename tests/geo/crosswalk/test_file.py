"""`python -m geo crosswalk` and `python -m geo units`, and the weights that they take."""

import re
from pathlib import Path

import pandas as pd
import pytest

from geo.__main__ import main
from geo.crosswalk import file as crosswalkfile
from geo.crosswalk import weights
from geo.errors import GeoError
from geo.map import served
from geo.units import table as units

HEADER = (
    "source_vintage,source_code,source_name,target_vintage,target_code,target_name,"
    "weight,is_whole,by"
)
UNITS = """\
vintage,level,code,name,type,parent_code,valid_from,valid_to,successor_code,straddles,legal_act
2019,province,1,Tỉnh,Tỉnh,,,2019-12-31,1,,
2019,district,10,Huyện,Huyện,1,,2019-12-31,10,,
2019,commune,101,Một,Xã,10,,2019-12-31,101:0.4 102:0.6,,
2019,commune,102,Hai,Xã,10,,2019-12-31,103 104,,
2019,commune,105,Năm,Xã,10,,2019-12-31,104,,
2019,commune,106,Sáu,Xã,10,,2019-12-31,107,,
2019,commune,108,Tám,Xã,10,,2019-12-31,108,,
2019,commune,109,Chín,Xã,10,,2019-12-31,106,,
2020,province,1,Tỉnh mới,Tỉnh,,2020-01-01,,,,
2020,district,10,Huyện,Huyện,1,2020-01-01,,,,
2020,commune,101,Một,Xã,10,2020-01-01,,,,
2020,commune,102,Hai,Xã,10,2020-01-01,,,,
2020,commune,103,Ba,Xã,10,2020-01-01,,,,
2020,commune,104,Bốn,Xã,10,2020-01-01,,,,
2020,commune,107,"Bảy, mới",Xã,10,2020-01-01,,,,
2020,commune,108,Tám,Xã,10,2020-01-01,,,,
2020,commune,106,Chín,Xã,10,2020-01-01,,,,
"""
RESIDENTS = "vintage,code,residents\n2020,103,30\n2020,104,90\n2019,102,60\n2019,105,40\n"


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with units.csv, which is the list in force, and residents.csv."""
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    (tmp_path / "residents.csv").write_text(RESIDENTS, encoding="utf-8")
    monkeypatch.setenv("DX_UNITS", str(tmp_path / "units.csv"))
    return tmp_path


def run(out: Path, source: str, target: str, *more: str) -> int:
    return main(["crosswalk", "--from", source, "--to", target, "--out", str(out), *more])


def test_back_by_a_file_of_residents(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by = str(mine / "residents.csv")
    assert run(mine / "out.csv", "2020", "2019", "--by", by) == 0
    assert (mine / "out.csv").read_text(encoding="utf-8").splitlines() == [
        HEADER,
        "2020,101,Một,2019,101,Một,1.0,true,",
        "2020,102,Hai,2019,101,Một,1.0,true,",
        "2020,103,Ba,2019,102,Hai,1.0,true,",
        f"2020,104,Bốn,2019,102,Hai,{45 / 85},false,residents",
        f"2020,104,Bốn,2019,105,Năm,{40 / 85},false,residents",
        '2020,107,"Bảy, mới",2019,106,Sáu,1.0,true,',
        "2020,108,Tám,2019,108,Tám,1.0,true,",
        "2020,106,Chín,2019,109,Chín,1.0,true,",
    ]
    written = capsys.readouterr()
    assert written.out == ""
    assert "8 rows written" in written.err
    assert "7 units of 2020 to 6 of 2019, 1 of them in parts" in written.err
    assert sorted(p.name for p in mine.iterdir()) == ["out.csv", "residents.csv", "units.csv"]


def test_shares_in_the_list_need_no_weight(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line for line in UNITS.splitlines() if ",103," not in line]
    text = "\n".join(lines).replace("103 104", "104") + "\n"
    (mine / "shares.csv").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DX_UNITS", str(mine / "shares.csv"))
        assert run(mine / "out.csv", "2019", "2020") == 0
    rows = (mine / "out.csv").read_text(encoding="utf-8").splitlines()
    assert rows[1:4] == [
        "2019,101,Một,2020,101,Một,0.4,false,share",
        "2019,101,Một,2020,102,Hai,0.6,false,share",
        "2019,102,Hai,2020,104,Bốn,1.0,true,",
    ]


def test_a_missing_weight_is_an_error_with_its_unit(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(mine / "out.csv", "2019", "2020") == 2
    assert "No weight (such as area) for 103 of 2020, 104 of 2020." in capsys.readouterr().err
    assert not (mine / "out.csv").exists()


def test_another_level(mine: Path) -> None:
    assert run(mine / "out.csv", "2019", "2020", "--level", "province") == 0
    assert (mine / "out.csv").read_text(encoding="utf-8").splitlines() == [
        HEADER,
        "2019,1,Tỉnh,2020,1,Tỉnh mới,1.0,true,",
    ]


def test_a_place_that_cannot_be_written_is_named(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = mine / "no" / "out.csv"
    assert run(out, "2019", "2020", "--by", str(mine / "residents.csv")) == 2
    assert f"{out} cannot be written" in capsys.readouterr().err


def test_nothing_is_left_of_a_file_that_could_not_take_its_place(mine: Path) -> None:
    (mine / "out.csv").mkdir()
    assert run(mine / "out.csv", "2019", "2020", "--level", "province") == 2
    assert sorted(p.name for p in mine.iterdir()) == ["out.csv", "residents.csv", "units.csv"]


def test_a_list_that_cannot_be_is_an_error_without_traceback(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (mine / "broken.csv").write_text(UNITS.replace("103 104", "103 119"), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DX_UNITS", str(mine / "broken.csv"))
        for command in (["units"], ["crosswalk", "--from", "2019"], ["build"]):
            assert main(command) == 2
            said = capsys.readouterr()
            assert said.out == ""
            assert "broken.csv, line 5: commune 102 of 2019: no commune 119 in vi" in said.err


def test_units_says_what_the_list_holds(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["units"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        f"{mine / 'units.csv'} is in order.",
        "Vintage 2019, from the beginning to 2019-12-31: 1 province, 1 district, 6 commune",
        "Vintage 2020, from 2020-01-01 to now: 1 province, 1 district, 7 commune",
        "province 2019 → 2020: 1 kept, 0 with another code; 1 renamed; 0 made by merging, 0 split; "
        "codes: 0 of a unit with more or less territory, 0 used again for another one",
        "district 2019 → 2020: 1 kept, 0 with another code; 0 renamed; 0 made by merging, 0 split; "
        "codes: 0 of a unit with more or less territory, 0 used again for another one",
        # 102 and 106 are used again; 101 lost a part; 106 and 109 were recoded, 106 renamed
        "commune 2019 → 2020: 1 kept, 2 with another code; 1 renamed; 1 made by merging, 2 split; "
        "codes: 1 of a unit with more or less territory, 2 used again for another one",
    ]


def test_the_list_of_the_project_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["units"]) == 0
    said = capsys.readouterr().out
    assert "1 province, 9 district, 57 commune" in said
    assert re.search("district 2022 → 2024: 8 kept.* 1 made by merging, 0 split", said)
    assert re.search("commune 2022 → 2024: 149 kept.* 26 made by merging, 0 split", said)


def test_back_by_the_area_of_the_built_boundaries(tmp_path: Path) -> None:
    assert run(tmp_path / "out.csv", "2025", "2024", "--by", "area") == 0
    found = pd.read_csv(tmp_path / "out.csv", dtype={"source_code": str, "target_code": str})
    assert len(found) == 175
    assert set(found.by) == {"area"}
    assert found.groupby("source_code").weight.sum().to_numpy() == pytest.approx(1, abs=1e-12)
    area = served.map_units("2024", "commune").set_index("code").area_km2
    part = found[found.source_code == found.source_code.iloc[0]].set_index("target_code").weight
    assert part.to_dict() == pytest.approx((area[part.index] / area[part.index].sum()).to_dict())


def test_areas_are_those_of_the_map() -> None:
    found = weights.area_weights("district", "2024", "2025")
    assert (found.name, found.index.names, len(found)) == ("area", ["vintage", "code"], 18)
    assert len(weights.area_weights("district")) == 28
    expected = served.map_units("2024", "district").set_index("code").area_km2["356"]
    assert found["2024", "356"] == expected
    with pytest.raises(GeoError, match="2023"):
        weights.area_weights("district", "2023")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("vintage,code\n2020,103\n", "need three columns: vintage, code and a weight"),
        ("vintage,code,a,b\n2020,103,1,2\n", "need three columns"),
        ("vintage,unit,a\n2020,103,1\n", "need three columns"),
        ("vintage,code,a\n2020,103,1,2\n", "need three columns"),
        ("vintage,code,a\n2020,103,1\n2020,104,1 000\n", "line 3: the weight '1 000' is no num"),
        ("", "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_weights_of_another_shape_are_refused(text: str | None, said: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "by.csv").write_text(text, encoding="utf-8")
    with pytest.raises(GeoError, match=rf"by\.csv.*{said}"):
        weights.from_file(tmp_path / "by.csv")


def test_an_empty_weight_is_missing(tmp_path: Path) -> None:
    (tmp_path / "by.csv").write_text("code,vintage,people\n0103,2020,\n104,2020,7\n")
    found = weights.from_file(tmp_path / "by.csv")
    assert found.name == "people"
    assert found.isna().to_dict() == {("2020", "0103"): True, ("2020", "104"): False}


def test_all_columns_are_there() -> None:
    found = crosswalkfile.table("2022", "2024", "district")
    assert found.columns.tolist() == HEADER.split(",")
    assert found.source_name.tolist() == units.of("2022", "district").name.tolist()
