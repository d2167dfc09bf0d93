"""Every awkward file of tests/data/files through the command, as expected.toml says."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from data.intake import main
from tests.data.files.make import files
from tests.data.publish.imports.test_command import KEYS
from tests.sweep import some

FILES = Path(__file__).parents[2] / "files"
EXPECTED = tomllib.loads((FILES / "expected.toml").read_text(encoding="utf-8"))
REJECT_KEYS = ["sheet", "line", "rule", "field", "text", "candidates"]
COUNTS = ("kind", "rows_in", "accepted", "quarantined", "headers_and_blanks")
AS_REAL_COMMANDS = ("utf16_le.csv", "names_ambiguous.csv", "truncated.xlsx", "old.xls")


def command(name, store):
    options = EXPECTED[name].get("options", [])
    return [str(FILES / name), "--store", str(store), "--dry-run", "--json", *options]


def require_shape(outcomes):
    """What holds of every answer: its keys, and that no row is lost."""
    for one in outcomes:
        assert list(one)[: len(KEYS)] == KEYS
        assert one["rows_in"] == one["accepted"] + one["quarantined"] + one["headers_and_blanks"]
        assert one["quarantined"] == len(one["rejects"])
        assert all(list(reject) == REJECT_KEYS for reject in one["rejects"])


def told(reject):
    """A reject as expected.toml writes it: line rule [first candidate]."""
    near = [candidate["code"] for candidate in reject["candidates"][:1]]
    return " ".join([str(reject["line"]), reject["rule"], *near])


@pytest.mark.parametrize("name", some(EXPECTED, 12))
def test_a_file_becomes_what_is_expected(name, made_once, capsys):
    code = main(command(name, made_once))
    out, err = capsys.readouterr()
    outcomes, expected = json.loads(out), EXPECTED[name]
    require_shape(outcomes)
    assert "Traceback" not in err
    assert code == expected["exit"]
    if refused := expected.get("refused"):
        (one,) = outcomes
        assert refused in one["refused"]["reason"]["en"]
        assert one["refused"]["reason"]["vi"] and one["refused"]["remedy"]["vi"]
        return
    assert [[one[key] for key in COUNTS] for one in outcomes] == expected["tables"]
    rejects = [told(reject) for one in outcomes for reject in one["rejects"]]
    assert rejects == expected.get("rejects", [])
    noted = [note["code"] for note in outcomes[0]["notes"]]
    assert noted == expected.get("notes", [])


@pytest.mark.sweep
@pytest.mark.parametrize("name", some(AS_REAL_COMMANDS, 12))
def test_the_real_command_says_the_same(name, made_once):
    done = subprocess.run(
        [sys.executable, "-m", "data.intake", *command(name, made_once)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == EXPECTED[name]["exit"]
    assert "Traceback" not in done.stdout + done.stderr
    require_shape(json.loads(done.stdout))


def test_each_file_is_expected_and_can_be_made_again():
    made = files()
    assert set(made) == set(EXPECTED)
    assert {name: (FILES / name).read_bytes() for name in made} == made
    assert all(len(content) < 30_000 for content in made.values())


def test_no_answer_shows_numbers_of_people(made_once, capsys):
    for name in ("personal_data.csv", "personal_code.csv"):
        main(command(name, made_once))
        out, err = capsys.readouterr()
        for number in ("0900000000", "001234567890", "a@vidu.vn"):
            assert number not in out + err
