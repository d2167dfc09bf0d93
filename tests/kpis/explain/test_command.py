"""`python -m kpis explain` as a person or a script uses it, on the sample; what is refused."""

import csv
import io
import json
import re

import pytest

from kpis.__main__ import main

ONE = ("--kpi", "assists_per_1000", "--level", "commune", "--area", "13696", "--period", "2024-08")
COLUMNS = ["export", "file", "sheet", "line", "unit", "month", "side", "amount", "weight"]


@pytest.fixture
def ask(capsys, store):
    """Runs the command; returns exit code, output and errors."""

    def asked(*options, of=store):
        try:
            code = main(["explain", "--store", str(of), *ONE, *options])
        except SystemExit as stopped:
            code = stopped.code
        return (code, *capsys.readouterr())

    return asked


def test_every_line_is_a_row_and_nothing_else_is_written(ask):
    code, out, err = ask()
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == ",".join(COLUMNS)
    assert list(csv.reader(io.StringIO(out)))[1:] == [
        ["hoat_dong", "hoat_dong.csv", "", "9", "13696", "2024-08", "numerator", "20", "1"],
        ["hoat_dong", "hoat_dong.csv", "", "10", "13696", "2024-08", "numerator", "24", "1"],
        ["dan_so", "dan_so.csv", "", "2", "13696", "2024-08", "denominator", "700", "1"],
    ]


def test_json_has_the_value_above_its_lines(ask):
    code, out, err = ask("--format", "json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert (told["numerator"], told["denominator"], told["comparability"]) == (44, 700, "exact")
    assert [list(line) for line in told["lines"]] == [COLUMNS] * 3
    assert told["lines"][0]["sheet"] is None
    assert sum(line["amount"] for line in told["lines"] if line["side"] == "numerator") == 44


def test_a_value_that_is_missing_has_its_reason_and_no_lines(ask):
    code, out, _ = ask("--area", "13723", "--format", "json")
    told = json.loads(out)
    assert (code, told["missing_reason"], told["lines"]) == (0, "not_reported", [])
    assert ask("--area", "13723") == (0, ",".join(COLUMNS) + "\n", "")


def test_other_units_and_a_topic_can_be_asked_for(ask):
    told = json.loads(ask("--breakdown", "form:den_nha", "--format", "json")[1])
    (line,) = (one for one in told["lines"] if one["side"] == "numerator")
    assert (told["numerator"], line["line"], line["amount"]) == (24, 10, 24)
    told = json.loads(ask("--vintage", "2024", "--breakdown", "dvctt", "--format", "json")[1])
    assert (told["vintage"], told["numerator"]) == ("2024", 20)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--kpi", "assists_per_100"), "Did you mean “assists_per_1000”?"),
        (("--level", "comune"), "Did you mean “commune”?"),
        (("--kpi", "full_process_services"), "only at: province."),
        (("--area", "1369"), "There is no commune “1369” of 2022. Did you mean “13969”?"),
        (("--period", "2024-Q5"), "“2024-Q5” is not a period. Write a month as 2023-12"),
        (("--period", "2031"), "2031 lies outside the data, which run from 2022-12"),
        (("--vintage", "2052"), "There is no vintage “2052”. Did you mean “2025”?"),
        (("--breakdown", "dvct"), "Did you mean “dvctt”?"),
        (("--format", "jso"), "Did you mean “json”?"),
        (("--store", "nowhere"), "No snapshot is published in nowhere"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_one_line(ask, options, message):
    code, out, err = ask(*options)
    assert (code, out) == (2, "")
    assert re.fullmatch(r"kpis: [^\n]+\n", err)
    assert message in err
