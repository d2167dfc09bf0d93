"""`python -m geo check` and the build, as a person brings an official file."""

import csv
import json
from pathlib import Path

import geopandas as gpd
import pytest

from geo.__main__ import main
from geo.boundaries import boundaries
from geo.build import build, web_files
from geo.build import given as official_given
from geo.errors import GeoError
from geo.map import served
from tests.geo.official.samples import communes, present

ASKED = ["--vintage", "2025", "--level", "commune"]


@pytest.fixture(autouse=True)
def package_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The boundaries of the package as they are built, instead of built again for each check.

    Built before a test names boundaries of its own.
    """
    present(ASKED[1], ASKED[3])
    monkeypatch.setattr(
        official_given, "present", lambda vintage, level, _: present(vintage, level)
    )


def check(frame: gpd.GeoDataFrame, path: Path, *more: str) -> int:
    frame.to_file(path)
    return main(["check", str(path), *ASKED, *more])


def fewer(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return frame.query("ma_xa != '13879'")


def renamed() -> gpd.GeoDataFrame:
    frame = communes()
    here, there = (frame.index[frame.ma_xa == code][0] for code in ("13750", "13753"))
    frame.loc[[here, there], "ten"] = frame.loc[[there, here], "ten"].to_numpy()
    return frame


def test_a_usable_file_gives_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    frame = communes().to_crs("EPSG:9210")
    assert check(frame, tmp_path / "xa.gpkg", "--code-field", "ma_xa") == 0
    said = capsys.readouterr()
    assert "57 of 57 units" in said.out
    assert "VN-2000 / TM-3 105-45 (EPSG:9210), converted to WGS 84" in said.out
    assert said.out.endswith("The file is usable.\n")
    assert said.err == ""


def test_remarks_give_1_and_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "report.csv"
    assert check(renamed(), tmp_path / "xa.shp", "--name-field", "ten", "--out", str(out)) == 1
    assert "swapped? (2):\n  13750 Xã Minh Tân: 0% inside; 13753 Xã Hiển" in capsys.readouterr().out
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["kind"] for row in rows].count("unit") == 57
    assert {row["severity"] for row in rows if row["kind"] == "elsewhere"} == {"remark"}


def test_a_file_that_cannot_be_used_gives_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(fewer(communes()), tmp_path / "xa.gpkg", "--name-field", "ten") == 2
    assert "not in the file (1):\n  13879 Xã Yên Đồng\n" in capsys.readouterr().out


def test_json_has_all_there_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--code-field", "ma_xa", "--json"]
    assert check(fewer(communes()), tmp_path / "xa.geojson", *given) == 2
    report = json.loads(capsys.readouterr().out)
    assert (report["usable"], report["verdict"]) == (False, "not usable")
    assert report["missing"] == ["13879 Xã Yên Đồng"]
    assert len(report["areas"]) == 56
    assert report["findings"][0]["is_error"]


def test_what_cannot_even_be_read_is_json_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "xa.geojson").write_bytes(b"no map")
    asked = ["check", str(tmp_path / "xa.geojson"), *ASKED, "--code-field", "x"]
    assert main([*asked, "--json"]) == 2
    assert "cannot be read as boundaries" in json.loads(capsys.readouterr().out)["error"]
    assert main(asked) == 2
    assert "cannot be read as boundaries" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.gpkg", "--code-field", "x"], "none.gpkg does not exist"),
        (["none.gpkg"], "--code-field or --name-field"),
    ],
)
def test_what_is_asked_wrongly_is_said(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *arguments, *ASKED]) == 2
    assert message in capsys.readouterr().err


def configured(folder: Path, frame: gpd.GeoDataFrame, patch: pytest.MonkeyPatch) -> None:
    frame.to_file(folder / "xa.gpkg")
    path = (folder / "xa.gpkg").as_posix()
    text = f'[2025.commune]\nfile = "{path}"\nname_field = "ten"\n'
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    patch.setenv("DX_BOUNDARIES", str(folder / "mine.toml"))


@pytest.mark.sweep
def test_the_build_refuses_in_the_words_of_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    configured(tmp_path, fewer(communes()), monkeypatch)
    with pytest.raises(GeoError) as refused:
        build.directory(tmp_path / "cache")
    assert main(["check", str(tmp_path / "xa.gpkg"), *ASKED, "--name-field", "ten"]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == (str(refused.value) + "\n", "")
    assert not [one for one in (tmp_path / "cache").iterdir() if not one.name.startswith(".")]


@pytest.mark.sweep
def test_the_report_of_a_file_in_force_is_kept_with_the_boundaries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured(tmp_path, renamed(), monkeypatch)
    built = build.directory(tmp_path / "cache")
    web = tmp_path / "static"
    web_files.publish(built / "web", web)
    monkeypatch.setattr(web_files, "WEB_DIRECTORY", web)
    assert served.web_boundaries("2025", "commune").basis == boundaries.OFFICIAL
    district = served.web_boundaries("2025", "district")
    assert (district.basis, district.joined_from) == (boundaries.OFFICIAL, "2025-commune")
    report = served.import_report("2025", "commune")
    assert report is not None and report["verdict"] == "usable with remarks"
    assert served.import_report("2025", "district") is None
    assert served.web_boundaries("2024", "commune").basis == boundaries.PACKAGE
    assert "xa.gpkg" in served.web_boundaries("2025", "commune").source_en
