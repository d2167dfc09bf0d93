"""`python -m data.demo`: help, progress, clear refusals, and never half a set."""

from pathlib import Path

import pytest

from data.demo import write_all, write_exports
from data.demo.__main__ import main

SMALL = ["--communes", "13759", "--last-month", "2023-01"]


def test_help_names_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    assert "OUT_DIR" in (text := capsys.readouterr().out) and "--last-month" in text


def test_a_set_is_written_with_progress_on_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "new" / "exports"), *SMALL]) == 0
    output = capsys.readouterr()
    assert output.out == ""
    assert len(output.err.splitlines()) == 14
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["exports"]


@pytest.mark.parametrize("arguments", [["--seed", "-1"], ["--seed", "x"], ["--what"], []])
def test_wrong_arguments_end_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2


def test_an_unknown_commune_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "exports"), "--communes", "36"]) == 2
    assert "No commune of 2022 has the code 36" in capsys.readouterr().err


def test_other_files_are_never_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.odt").write_text("years of work", encoding="utf-8")
    assert main([str(tmp_path), *SMALL]) == 2
    assert "thesis.odt" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.odt"]


def test_a_file_in_place_of_the_directory_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "exports").write_text("", encoding="utf-8")
    assert main([str(tmp_path / "exports"), *SMALL]) == 2
    assert "is a file" in capsys.readouterr().err


def test_a_second_set_replaces_the_first(tmp_path: Path) -> None:
    write_exports(tmp_path / "exports", communes=["13759"], last_month="2023-01")
    before = (tmp_path / "exports" / "thanh_vien.csv").read_bytes()
    write_exports(tmp_path / "exports", communes=["13759"], last_month="2023-02")
    after = (tmp_path / "exports" / "thanh_vien.csv").read_bytes()
    assert after.startswith(before) and len(after) > len(before)
    assert [path.name for path in tmp_path.iterdir()] == ["exports"]


def test_a_broken_run_leaves_the_last_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_exports(tmp_path / "exports", communes=["13759"], last_month="2023-01")
    before = {path.name: path.read_bytes() for path in (tmp_path / "exports").iterdir()}

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(write_all.blemishes, "unreadable", full_disk)
    assert main([str(tmp_path / "exports"), *SMALL, "--seed", "3"]) == 2
    assert "No space left" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in (tmp_path / "exports").iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["exports"]
