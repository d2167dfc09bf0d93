"""`python -m data.publish` in processes of its own: exit codes, texts, and one at a time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from data.ledger import failures
from data.store.snapshot import current
from data.store.write_lock import locked
from tests.data.publish.conftest import FEW

ROOT = Path(__file__).parents[3]


@pytest.mark.sweep
def test_help_ends_with_0(run):
    code, output, errors = run("--help")
    assert (code, errors) == (0, "")
    assert "EXPORTS_DIR" in output and "--store" in output


@pytest.mark.sweep
def test_without_a_directory_it_ends_with_2(run):
    code, output, errors = run()
    assert (code, output) == (2, "")
    assert "EXPORTS_DIR" in errors


@pytest.mark.sweep
def test_the_name_alone_goes_to_stdout_and_the_progress_to_stderr(tmp_path, sample):
    environment = {**os.environ, "PYTHONUTF8": "1", "DX_STORE": str(tmp_path / "by_name")}
    done = subprocess.run(  # the command as it is typed; all others are forks of one that is warm
        [sys.executable, "-m", "data.publish", str(sample)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout) == (0, current(tmp_path / "by_name").name + "\n")
    assert "hoat_dong.csv: 8 lines" in done.stderr
    assert "marts.duckdb: 28 tables" in done.stderr


def test_a_directory_that_is_not_there_ends_with_2_and_no_traceback(store, run, tmp_path, read):
    code, output, errors = run(tmp_path / "NO_SUCH_DIR", "--store", store)
    assert (code, output) == (2, "")
    assert errors.startswith("Not published. to_cong_nghe_so.csv: this export is missing in ")
    assert "NO_SUCH_DIR" in errors
    assert len(errors.splitlines()) == 1
    assert read(store) == (1, 2)


def test_a_store_that_is_a_file_ends_with_2_and_no_traceback(tmp_path, sample, run):
    (tmp_path / "plain").write_text("not a store", encoding="utf-8")
    code, output, errors = run(sample, "--store", tmp_path / "plain")
    assert (code, output) == (2, "")
    assert errors.startswith("Not published. ledger.sqlite: the ledger cannot be opened")
    assert "who may write where it lies" in errors
    assert (tmp_path / "plain").read_text(encoding="utf-8") == "not a store"


def test_while_another_publish_runs_it_is_refused(store, changed, run, read):
    with locked(store):
        code, output, errors = run(changed.path, "--store", store)
    assert (code, output) == (2, "")
    assert errors.startswith("Not published. store: another publish is running. Wait for it")
    assert len(errors.splitlines()) == 1
    assert failures.last(store) is None  # nothing is wrong with the exports
    assert read(store) == (1, 2)


@pytest.mark.sweep
def test_of_publishes_started_at_once_one_makes_the_snapshot(store, changed, start, read, names):
    ends = start(*[(changed.path, "--store", store)] * 3, only=FEW)
    made = [one for one in ends if one.code == 0 and "tables" in one.errors]
    assert len(made) == 1
    for one in ends:
        if one.code != 0:
            assert (one.code, "another publish is running" in one.errors) == (2, True)
        elif one not in made:
            assert "the same content is already there" in one.errors
    assert read(store) == (2, 3)
    assert names(store) == ["g000001", "g000002"]


def test_a_refused_export_ends_with_2_and_is_told_in_both_languages(store, changed, run, read):
    changed.file("ho_so").write_bytes(bytes(range(256)) * 8)
    code, output, errors = run(changed.path, "--store", store)
    assert (code, output) == (2, "")
    assert "Not published. ho_so.csv, line 1: it is neither a workbook nor text" in errors
    assert "Traceback" not in errors
    said = failures.last(store)
    assert (said.file, said.line) == ("ho_so.csv", 1)
    assert said.reason["vi"].startswith("không phải bảng tính, cũng không phải văn bản")
    assert said.reason["en"].startswith("it is neither a workbook nor text")
    assert read(store) == (1, 2)
