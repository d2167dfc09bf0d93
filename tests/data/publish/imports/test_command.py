"""`python -m data.intake` answers in JSON, with exit codes, and never with a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

from data.store.snapshot import current
from tests.sweep import some

KEYS = [
    *("file", "kind", "rows_in", "accepted", "quarantined", "headers_and_blanks"),
    *("replaced", "snapshot", "rejects"),
]
HEAD = "Tháng;Tên xã;Tài khoản VssID\n"
ROWS = {  # a row → the rule that sets it aside, "" where it is accepted
    "07/2023;Xã Mỹ Hưng;90": "",
    "7/2023;MỸ HƯNG;90": "",
    "Tháng 7/2023;X. Mỹ Hưng;90": "",
    "2023-07;xã  mỹ hưng ;90": "",
    "13/2023;Xã Mỹ Hưng;90": "not_a_month",
    "07/2062;Phường Mỹ Lộc;90": "in_the_future",
    "07/2023;Xã Mỹ Hung;90": "unknown_name",
    "10/2024;Xã Hồng Quang;90": "ambiguous_name",
    "07/2023;Xã Mỹ Hưng;9o": "not_a_count",
    "07/2023;Xã Mỹ Hưng;99999": "above_whole",
    "07/2023;;90": "missing",
}


@pytest.mark.parametrize("row", some(ROWS, 3))
def test_a_row_is_accepted_or_set_aside_with_its_rule(send, row):
    code, (outcome,) = send("a.csv", HEAD + row + "\n", "--dry-run")
    assert list(outcome)[:9] == KEYS
    rules = [reject["rule"] for reject in outcome["rejects"]]
    assert (code, rules) == ((1, [ROWS[row]]) if ROWS[row] else (0, []))
    assert all(
        list(reject) == ["sheet", "line", "rule", "field", "text", "candidates"]
        for reject in outcome["rejects"]
    )
    assert outcome["rows_in"] == 2 == 1 + outcome["accepted"] + outcome["quarantined"]


REFUSED = {
    "": "empty",
    "<html><body>x</body></html>": "HTML",
    "Cột lạ;Cột khác\n1;2\n": "header",
    HEAD.replace("Tháng;", "") + "Xã Mỹ Hưng;90\n": "missing",
    "Tháng;Tên xã;Tài khoản VssID;VssID\n07/2023;Mỹ Hưng;1;2\n": "more than one column",
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_file_that_cannot_be_read_as_a_whole_is_refused(send, store, text):
    before = current(store).name
    code, (outcome,) = send("a.csv", text)
    assert (code, outcome["status"], outcome["snapshot"]) == (2, "refused", None)
    assert REFUSED[text] in outcome["refused"]["reason"]["en"]
    assert outcome["refused"]["reason"]["vi"] and outcome["refused"]["remedy"]["vi"]
    assert current(store).name == before


def test_numbers_of_two_styles_in_one_column_refuse_the_file(send):
    rows = "07/2023;13708;1.234;2\n07/2023;13729;1,234;2\n"
    head = "Tháng;Mã xã;Người dùng DVCTT trong 12 tháng;Tài khoản định danh mức 2\n"
    code, (outcome,) = send("a.csv", head + rows)
    assert (code, outcome["status"]) == (2, "refused")
    assert "1.234" in outcome["refused"]["reason"]["en"]


def test_a_dry_run_changes_nothing(send, store):
    before = current(store).name
    code, (outcome,) = send("a.csv", HEAD + "07/2023;Mỹ Hưng;91\n", "--dry-run")
    assert (code, outcome["status"], outcome["snapshot"]) == (0, "checked", None)
    assert current(store).name == before


@pytest.mark.sweep
def test_several_files_are_taken_in_whatever_their_order(store, tmp_path):
    """The registry names the group that the reports need."""
    (tmp_path / "a_bao_cao.csv").write_text(
        "Tháng;Mã xã;Mã tổ;Hạn gửi;Trạng thái\n07/2023;13708;G77;10/08/2023;Chưa gửi\n", "utf-8"
    )
    (tmp_path / "b_to.csv").write_text(
        "Mã tổ;Mã xã;Mã thôn;Ngày thành lập\nG77;13708;V77;01/07/2023\n", "utf-8"
    )
    files = [str(tmp_path / name) for name in ("a_bao_cao.csv", "b_to.csv")]
    done = run(*files, "--store", str(store))
    assert done.returncode == 0, done.stdout + done.stderr


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "data.intake", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.sweep
def test_help_and_wrong_arguments_of_the_real_command(tmp_path):
    assert run("--help").returncode == 0
    missing = [str(tmp_path / "none.csv"), "--store", str(tmp_path)]
    for wrong in ([], ["--kind", "x", "a.csv"], missing):
        done = run(*wrong)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr + done.stdout


def test_text_in_an_old_font_is_refused_with_a_way_out_on_the_page_and_here(send):
    content = (Path(__file__).parents[2] / "files" / "tcvn3_not_said.csv").read_bytes()
    code, (outcome,) = send("a.csv", content)
    remedy = outcome["refused"]["remedy"]
    assert code == 2
    assert "“Bảng mã của chữ trong tệp”" in remedy["vi"] and "“Letters of the text”" in remedy["en"]
    assert all("--legacy tcvn3" in text and "TCVN3 (ABC)" in text for text in remedy.values())
