"""`python -m kpis` as a person or a script uses it, on the sample.

Real processes where letters and streams matter, calls of the same function where words do.
"""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kpis.__main__ import main
from kpis.commands.listing import COLUMNS as LIST_COLUMNS
from tests.sweep import some

ROOT = Path(__file__).parents[2]
COLUMNS = [
    *("kpi", "level", "vintage", "area_code", "area_name", "period"),
    *("numerator", "denominator", "value", "missing_reason", "comparability"),
]
ONE = ("values", "--kpi", "smartphone_adult_share", "--level", "commune", "--period", "2024-08")


def run(*arguments, store=None, module="kpis"):
    """One command in a console that knows no Vietnamese; what it writes has to be UTF-8."""
    settings = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    known = {key: text for key, text in os.environ.items() if key != "DX_STORE"}
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=ROOT,
        env={**known, **settings, **({"DX_STORE": str(store)} if store else {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def call(capsys, monkeypatch):
    """The same command without a process of its own."""

    def called(*arguments, store=None):
        monkeypatch.delenv("DX_STORE", raising=False)
        if store:
            monkeypatch.setenv("DX_STORE", str(store))
        try:
            code = main([str(one) for one in arguments])
        except SystemExit as stopped:
            code = stopped.code
        return subprocess.CompletedProcess(arguments, code, *capsys.readouterr())

    return called


def table(done):
    """The rows of a command that succeeded, without a word on stderr."""
    assert (done.returncode, done.stderr) == (0, "")
    return list(csv.DictReader(io.StringIO(done.stdout, newline="")))


def test_the_list_has_every_kpi_in_both_languages(catalogue):
    done = run("list")
    rows = table(done)
    assert [row["kpi"] for row in rows] == list(catalogue)
    assert done.stdout.splitlines()[0] == ",".join(LIST_COLUMNS)
    by_id = {row["kpi"]: row for row in rows}
    assert by_id["online_dossier_share"]["name_vi"] == "Tỷ lệ hồ sơ nộp trực tuyến"
    assert by_id["members_per_group"]["targets"] == "2025: 4–6 (confirmed); 2030: 4–6 (confirmed)"
    assert json.loads(run("list", "--format", "json").stdout)[0]["kpi"] == rows[0]["kpi"]


def test_values_are_written_with_every_digit_and_nothing_where_none_is(store):
    done = run(*ONE, "--store", store)
    rows = {row["area_code"]: row for row in table(done)}
    assert done.stdout.splitlines()[0] == ",".join(COLUMNS)
    assert "\r" not in done.stdout
    assert len(rows) == 226
    assert list(rows["13696"].values()) == [
        *("smartphone_adult_share", "commune", "2022", "13696", "Xã Nam Phong", "2024-08"),
        *("574", "700", "82", "", "exact"),
    ]
    assert list(rows["13723"].values())[6:] == ["", "", "", "not_reported", ""]


@pytest.mark.sweep
def test_json_has_the_same_values_as_numbers(store):
    done = run(*ONE, "--store", store, "--format", "json")
    rows = {row["area_code"]: row for row in json.loads(done.stdout)}
    assert list(rows["13696"]) == COLUMNS
    assert (rows["13696"]["value"], rows["13696"]["missing_reason"]) == (82, None)
    assert (rows["13723"]["value"], rows["13723"]["missing_reason"]) == (None, "not_reported")
    assert "Xã Nam Phong" in done.stdout  # as letters, not as \\u escapes


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("level", "areas"), some([("commune", 226), ("province", 1), ("district", 10)], 3)
)
def test_without_a_kpi_all_of_the_level_are_written(call, store, catalogue, level, areas):
    rows = table(call("values", "--level", level, "--period", "2023", store=store))
    defined = [kpi.id for kpi in catalogue.values() if level in kpi.levels]
    assert list(dict.fromkeys(row["kpi"] for row in rows)) == defined
    assert len(rows) == areas * len(defined)
    assert {row["vintage"] for row in rows} == {"2022"}


@pytest.mark.parametrize("period", ["2023-12", "2023-Q4", "2023-H2", "2023"])
def test_every_kind_of_period_is_written_as_it_was_asked(call, store, period):
    asked = ("values", "--kpi", "sme_platform_share", "--level", "province", "--period", period)
    (row,) = table(call(*asked, store=store))
    known = ("27", "62", "") if period == "2023" else ("", "", "not_applicable")
    assert (row["period"], row["numerator"], row["denominator"], row["missing_reason"]) == (
        period,
        *known,
    )


def test_a_newer_vintage_and_a_topic_can_be_asked_for(call, store):
    (row,) = [
        r for r in table(call(*ONE, "--vintage", "2024", store=store)) if r["numerator"] == "1295"
    ]
    assert (row["vintage"], row["area_name"], row["denominator"]) == ("2024", "Xã Nam Điền", "1820")
    asked = ("values", "--level", "commune", "--period", "2024-Q3", "--breakdown", "dvctt")
    rows = table(call(*asked, store=store))
    assert {row["kpi"] for row in rows} == {"assists_per_1000", "first_time_success_share"}
    assert [r["numerator"] for r in rows if r["area_code"] == "13696"] == ["60", "20"]


REFUSED = {  # what is wrong → the arguments that replace those of ONE, what is said about it
    "kpi": (("--kpi", "smartphone_adult_shar"), "Did you mean “smartphone_adult_share”?"),
    "period": (("--period", "2024-Q5"), "“2024-Q5” is not a period. Write a month as 2023-12"),
    "no data": (("--period", "2031"), "2031 lies outside the data, which run from 2022-12"),
    "level": (("--level", "comune"), "“comune”. Did you mean “commune”?"),
    "level of the kpi": (("--kpi", "full_process_services"), "only at: province."),
    "vintage": (("--vintage", "2052"), "There is no vintage “2052”. Did you mean “2025”?"),
    "topic": (("--kpi", "assists_per_1000", "--breakdown", "dvct"), "Did you mean “dvctt”?"),
    "no topics": (("--breakdown", "dvctt"), "has no breakdown"),
    "format": (("--format", "jso"), "“jso”. Did you mean “json”?"),
    "store": (("--store", "nowhere"), "No snapshot is published in nowhere"),
    "option": (("--perid", "2024"), "unrecognized arguments: --perid"),
    "no value": (("--vintage",), "argument --vintage: expected one argument"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_answered_is_refused_in_one_line(call, store, case):
    arguments, message = REFUSED[case]
    assert message in refusal(call(*ONE, *arguments, store=store))


@pytest.mark.sweep
def test_a_refusal_is_written_by_a_console_that_knows_no_vietnamese(store):
    arguments, message = REFUSED["kpi"]
    assert message in refusal(run(*ONE, *arguments, store=store))


def test_a_command_has_to_be_named_and_its_arguments_too(call, tmp_path):
    assert "list|values" in refusal(run())
    assert "'list', 'values'" in refusal(call("valus"))
    assert "required: --level, --period" in refusal(call("values", store=tmp_path))
    assert "publish" in refusal(call(*ONE, store=tmp_path))
    (tmp_path / "CURRENT.json").write_text("{", encoding="utf-8")
    assert "CURRENT.json cannot be read" in refusal(call(*ONE, store=tmp_path))


def refusal(done):
    """The one line of a command that was refused."""
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"kpis: [^\n]+\n", done.stderr)
    return done.stderr
