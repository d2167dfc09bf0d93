"""The list of changes: nobody alters it, readers cannot write, and it can be taken out."""

import csv
import io
import json
import subprocess
import sys

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data.ledger import database
from data.ledger.__main__ import main
from data.ledger.layouts import remember
from data.ledger.sent_alerts import keep_told
from tests.data.ledger.support import ROOT, log


@pytest.mark.parametrize("statement", ["update change set actor = 'x'", "delete from change"])
def test_nothing_in_the_list_is_altered(store, statement):
    remember(store, "a", {0: "month"}, "An")
    before = log(store)
    writer = database._place(store)[1].execution_options(is_writing=True)
    with pytest.raises(DBAPIError, match="append-only"), writer.begin() as con:
        con.execute(text(statement))
    assert log(store) == before


def test_nothing_in_a_file_is_replaced(file_store):
    statement = "insert or replace into change select * from change"
    test_nothing_in_the_list_is_altered(file_store, statement)


def test_nothing_on_a_server_is_truncated(postgres, tmp_path):
    test_nothing_in_the_list_is_altered(tmp_path, "truncate change")


def test_a_reader_cannot_write(store):
    remember(store, "a", {0: "month"}, "An")
    reader = database._place(store)[1]
    with pytest.raises(DBAPIError, match=r"read-?only"), reader.begin() as con:
        con.execute(text("delete from layout"))


def exported(capsys, store, *more):
    assert main(["export", "--store", str(store), *more]) == 0
    return capsys.readouterr().out


def test_the_list_as_lines_and_as_a_table(store, capsys):
    remember(store, "=1+1", {0: "=month"}, "=cmd|' /C calc'!A0")
    keep_told(store, ['+b;\n"c"'], "@program")
    lines = [json.loads(line) for line in exported(capsys, store).splitlines()]
    assert [(line["actor"], line["after"]) for line in lines] == [
        ("=cmd|' /C calc'!A0", {"0": "=month"}),
        ("@program", {"sent": True}),
    ]
    table = exported(capsys, store, "--format", "csv")
    assert table[0] == "\ufeff"
    header, *rows = csv.reader(io.StringIO(table[1:]), delimiter=";")
    assert header == [
        *("at", "actor", "action", "subject", "before", "after"),
        *("id", "previous", "hash"),
    ]
    assert [row[6] for row in rows] == ["1", "2"]
    assert [row[7] for row in rows] == ["", rows[0][8]]
    assert rows[0][1:6] == [
        "'=cmd|' /C calc'!A0",
        "say_columns",
        "layout =1+1",
        "",
        '{"0": "=month"}',
    ]
    assert rows[1][1:6] == ["'@program", "send_alert", 'alert +b;\n"c"', "", '{"sent": true}']


def test_the_list_from_a_moment_on(store, capsys):
    remember(store, "a", {0: "month"}, "An")
    assert len(exported(capsys, store, "--since", "2020-01-01").splitlines()) == 1
    assert len(exported(capsys, store, "--since", "2020-01-01T07:00:00+07:00").splitlines()) == 1
    assert exported(capsys, store, "--since", "2999-01-01") == ""
    with pytest.raises(SystemExit):
        main(["export", "--since", "yesterday"])


def test_a_store_without_a_ledger_has_an_empty_list(file_store, capsys):
    assert exported(capsys, file_store) == ""
    assert exported(capsys, file_store, "--format", "csv").count("\n") == 1


def test_a_damaged_ledger_is_told(file_store, capsys):
    (file_store / database.LEDGER).write_bytes(b"")
    assert main(["export", "--store", str(file_store)]) == 2
    assert capsys.readouterr().err.startswith("data.ledger: ledger.sqlite: the ledger is damaged")


@pytest.mark.sweep
def test_help_and_a_reader_who_stops_early(file_store):
    command = [sys.executable, "-m", "data.ledger"]
    help_text = subprocess.run([*command, "export", "--help"], cwd=ROOT, capture_output=True)
    assert b"--since" in help_text.stdout
    keep_told(file_store, [f"alert {number}" for number in range(2000)], "program")
    with subprocess.Popen(
        [*command, "export", "--store", str(file_store)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(60) == 0
        assert process.stderr.read() == b""
