"""A question in SQL: normal ones are answered, and each attack ends in a refusal, none harms."""

import datetime
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data.query import Limits, ask, child
from data.query import parent as query
from data.query.file import Writer
from data.refusal import RefusedError
from tests.sweep import some

SECRET = "mat-khau-cua-may-chu"
LINUX = pytest.mark.skipif(
    sys.platform != "linux", reason="limits of the system are those of Linux"
)


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    """A file with one table of two lines, and one of many."""
    path = tmp_path_factory.mktemp("query") / "open.duckdb"
    rows = pd.DataFrame(
        {
            "area_code": ["356", "359"],
            "value": [61.5, None],
            "units_reported": [8, 6],
            "is_estimate": [True, False],
            "reported_month": [datetime.date(2026, 10, 1), None],
        }
    )
    kinds = ("string", "number", "integer", "boolean", "date")
    with Writer(path) as writer:
        writer.add("readings", dict(zip(rows.columns, kinds, strict=True)), [rows])
        many = pd.DataFrame({"name": [f"xã {n} của tỉnh Nam Định" for n in range(20_000)]})
        writer.add("many", {"name": "string"}, [many])
    return path


def refused(file: Path, sql: str, limits: Limits | None = None) -> RefusedError:
    with pytest.raises(RefusedError) as raised:
        ask(file, sql, limits)
    for told in (*raised.value.reason.as_dict().values(), str(raised.value)):
        assert str(file.parent) not in told and SECRET not in told and "Traceback" not in told
    return raised.value


def test_a_question_is_answered_with_types(file):
    found = ask(file, "select * from readings order by area_code")
    assert not found.is_cut
    assert [str(kind) for kind in found.rows.dtypes] == [
        "object", "float64", "Int64", "object", "datetime64[us]",
    ]  # fmt: skip
    assert found.rows["units_reported"].tolist() == [8, 6]
    assert found.rows["is_estimate"].tolist() == [True, False]
    assert found.rows["reported_month"].tolist() == [pd.Timestamp(2026, 10, 1), pd.NaT]
    assert found.rows["value"][0] == 61.5 and pd.isna(found.rows["value"][1])


def test_a_column_has_its_type_without_any_value(file):
    found = ask(file, "select null::double, null::hugeint, null::date, 2::utinyint from readings")
    kinds = [str(kind) for kind in found.rows.dtypes]
    assert kinds == ["float64", "Int64", "datetime64[us]", "Int64"]


NORMAL = [
    ("with x as (select sum(units_reported) n from readings) select n from x", [[14]]),
    ("select n from (values (1), (2)) t(n) order by n desc", [[2], [1]]),
    ("from range(2)", [[0], [1]]),
    ("select count(*) filter (where value is null) over () from main.readings limit 1", [[1]]),
    ("select unnest([3, 4])", [[3], [4]]),
    ("select 'Ý Yên; drop table readings' -- a remark", [["Ý Yên; drop table readings"]]),
    ("select 1, 1", [[1, 1]]),
    ("select 9007199254740993", [["9007199254740993"]]),
    ("select 'nan'::double, 1.5::decimal(9, 2), [1]", [[None, 1.5, "[1]"]]),
    ("select * from READINGS where false", []),
    ("select 1 // 0, 1 % 0", [[None, None]]),
    ("select count(*) from (from many order by name)", [[20_000]]),
    ("select count(*) from many a join many b using (name)", [[20_000]]),
    ("select max(n) from (select name, count(*) n from many group by name)", [[1]]),
    (
        "with recursive r as (select 1 a union all select a + 1 from r where a < 3) from r",
        [[1], [2], [3]],
    ),
]


@pytest.mark.parametrize(("sql", "rows"), NORMAL)
def test_what_an_analyst_asks_is_answered(file, sql, rows):
    found = ask(file, sql).rows.astype("object")
    assert found.where(found.notna(), None).to_numpy().tolist() == rows


FILES = ("text", "csv", "json", "blob", "parquet")
OTHERS = ("glob('/*')", "sniff_csv('/etc/passwd')", "parquet_metadata('x')", "parquet_scan('x')")
ATTACKS = [
    *(f"select * from read_{kind}('/etc/passwd')" for kind in FILES),
    *(f"select * from {one}" for one in OTHERS),
    "select * from '/etc/passwd'",
    "select * from 'readings.csv'",
    "select * from read_blob('{own}')",
    "select content from read_text('{own}')",
    "copy readings to '/tmp/x.csv'",
    "copy (select 1) to '/dev/stdout'",
    "copy readings from '/etc/passwd'",
    "export database '/tmp/x'",
    "import database '/tmp/x'",
    "attach ':memory:' as other",
    "attach '{own}' as other",
    "install httpfs",
    "load spatial",
    "select * from 'http://127.0.0.1:1/x.csv'",
    "select * from read_csv('https://example.vn/x.csv')",
    "set memory_limit = '64GB'",
    "set enable_external_access = true",
    "reset memory_limit",
    "pragma database_list",
    "pragma memory_limit = '64GB'",
    "call enable_logging(storage = 'file', storage_path = '/tmp/x')",
    "select * from enable_logging(storage = 'file', storage_path = '/tmp/x')",
    "select * from ENABLE_LOGGING('QueryLog')",
    'select * from "enable_logging"()',
    "with x as (select * from enable_logging()) select * from x",
    "select * from readings where exists (select 1 from enable_logging())",
    "select (select max(content) from read_text('/etc/passwd'))",
    "select * from disable_logging()",
    "select write_log('x')",
    "select * from duckdb_databases()",
    "select * from duckdb_databases",
    "select * from duckdb_settings()",
    "select * from duckdb_logs",
    "select * from pragma_database_list",
    "select * from system.main.duckdb_databases",
    "select * from information_schema.tables",
    "with duckdb_databases as (select 1) select * from duckdb_databases",
    "select * from (with x as (select 1) from x), pragma_database_list",
    "select current_setting('temp_directory')",
    "select getenv('DX_LEDGER')",
    "select getvariable('x')",
    "insert into readings values ('1')",
    "update readings set value = 1",
    "delete from readings",
    "drop table readings",
    "create table x as select 1",
    "create macro f() as (select 1)",
    "alter table readings rename to x",
    "vacuum",
    "checkpoint",
    "prepare p as select 1",
    "execute p",
    "explain select 1",
    "explain analyze select * from readings",
    "describe readings",
    "show databases",
    "summarize readings",
    "begin; select 1",
    "select 1; select 2",
    "select 1; drop table readings",
    "select * from query('select 1')",
    "select * from query_table('readings')",
    "select json_serialize_sql('select 1')",
    "from json_execute_serialized_sql('x')",
    "select * from seq_scan('readings')",
    "with x as (insert into readings (value) values (1) returning *) from x",
    "with x as (delete from readings returning *) select count(*) from x",
    "with x as (copy readings to '/tmp/x.csv') from x",
    "with x as (from read_text('/etc/passwd')) from x",
    "from (describe readings)",
    "from (summarize readings)",
    "from (show databases)",
    "from (explain select 1)",
    "explain (sql) select 1",
    "select $HOME",
    "select $x",
    "select setval('x', 1)",
    "select try(getenv('DX_LEDGER'))",
    "select list_transform(['DX_LEDGER'], lambda x: getenv(x))",
    "from add_grammar_extension('x')",
    "from create_external_resource('x')",
    "from register_external_resource_type('x')",
    "from duckdb_external_resources()",
    "from duckdb_extension_repositories()",
    "from duckdb_eviction_queues()",
    "from duckdb_live_query_metrics()",
    "from parquet_page_index('/etc/passwd')",
    "from read_single_csv_file('/etc/passwd')",
    "from python_arrow_scan(1, 2, 3)",
    "from readings, lateral (from read_text(area_code))",
    "pivot readings on area_code using first(getenv('HOME'))",
    "create trigger t after insert on readings for each row select 1",
    "create extension repository 'https://example.vn'",
    "create secret (type http)",
    "use memory",
    "comment on table readings is 'x'",
    "call add_grammar_extension('x')",
    "select * from df",
    "select * from asked",
    "",
    ";",
    "selec",
    "x" * 5000,
    "select 1\x00",
]


@pytest.mark.parametrize("sql", some(ATTACKS, 9))
def test_an_attack_ends_in_a_refusal(file, sql, monkeypatch, tmp_path):
    monkeypatch.setenv("DX_LEDGER", SECRET)
    before = file.read_bytes()
    refused(file, sql.replace("{own}", str(file)))
    assert file.read_bytes() == before
    assert ask(file, "select count(*) from readings").rows.iloc[0, 0] == 2


@pytest.mark.parametrize("sql", ["explain select 1", "drop table readings", "checkpoint"])
def test_nothing_is_a_question_but_a_select(sql):
    """By itself: what takes a question apart understands nothing else either."""
    with pytest.raises(child.RefusedError, match="select"):
        child.only_select(duckdb, sql)


@pytest.mark.parametrize(
    "inner",
    [
        "insert into readings values (1) returning *",
        "update readings set v = 1 returning *",
        "delete from readings returning *",
        "copy readings to '/tmp/x.csv'",
        "with y as (delete from readings returning *) from y",
    ],
)
def test_a_with_that_changes_or_writes_is_no_question(inner):
    """By itself: that the file is read-only and that nothing may be written stand behind it."""
    with duckdb.connect() as con:
        con.execute("create table readings (v integer)")
        for sql in (f"with x as ({inner}) from x", f"from (with x as ({inner}) select 1 from x)"):
            with pytest.raises(child.RefusedError, match="select"):
                child.require_harmless(con, sql, {"readings"})


def test_no_function_tells_of_the_server(file):
    told = refused(file, "select current_setting('memory_limit')")
    assert "current_setting" in told.reason.en


def test_no_table_is_read_but_the_open_ones(file):
    assert "information_schema" in refused(file, "from information_schema.tables").reason.en


def test_a_function_that_nobody_allowed_makes_no_table(file):
    """Not one of those that are denied by name: it is of no use to a question."""
    assert "icu_calendar_names" in refused(file, "from icu_calendar_names()").reason.en


HEAVY = [
    "select repeat('x', 2000000000)",
    "select length(repeat('x', 2000000000))",
    "select sum(levenshtein(a.name, b.name)) from many a, many b",
    "with recursive r as (select 1 a union all select a + 1 from r) select count(*) from r",
    "select count(*) from many a, many b, many c where a.name || b.name = c.name",
    "select count(*) from range(1000000000000)",
    "select list(a.name || b.name) from many a, many b",
    "select repeat('x', 3000) from many",
]


@LINUX
@pytest.mark.parametrize("sql", some(HEAVY, 9))
def test_a_heavy_one_is_ended_and_the_next_is_answered(file, sql):
    begun = time.monotonic()
    refused(file, sql)
    assert time.monotonic() - begun < 30  # of a busy machine; by itself 3.4 s at most
    assert ask(file, "select count(*) from readings").rows.iloc[0, 0] == 2


def test_rows_beyond_the_limit_are_cut_and_it_says_so(file):
    found = ask(file, "from many", Limits(rows=500))
    assert (len(found.rows), found.is_cut) == (500, True)
    assert not ask(file, "from many limit 500", Limits(rows=500)).is_cut


def test_a_child_that_is_over_time_is_ended(file):
    slow = "select sum(levenshtein(a.name, b.name)) from many a, many b"
    told = refused(file, slow, Limits(seconds=1))
    assert "1 s" in told.reason.en and "1 giây" in told.reason.vi


@LINUX
def test_a_child_that_waits_for_a_core_is_not_over_time(file):
    """Stopped for longer than the question may compute, as where many are at work."""
    few = "(from many limit 300)"
    slow = f"select sum(levenshtein(a.name, b.name)) from {few} a, {few} b"
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask, file, slow, Limits(seconds=2))
        while (child := at_work_on(file)) is None and not asked.done():
            time.sleep(0.01)
        if child is not None:
            os.kill(child, signal.SIGSTOP)
            time.sleep(2.5)
            os.kill(child, signal.SIGCONT)
        assert asked.result().rows.iloc[0, 0] > 0


@LINUX
def test_the_system_ends_what_computes_too_long(file, monkeypatch):
    monkeypatch.setattr(query, "BY_THE_CLOCK", 600)  # so that it is not the clock
    slow = "select sum(levenshtein(a.name, b.name)) from many a, many b"
    assert "1 s" in refused_in_time(file, slow).reason.en


@LINUX
def test_the_clock_ends_what_hangs_and_does_not_compute(file, monkeypatch):
    monkeypatch.setattr(query, "BY_THE_CLOCK", 2)
    slow = "select sum(levenshtein(a.name, b.name)) from many a, many b"
    assert "1 s" in refused_in_time(file, slow, is_stopped=True).reason.en


def refused_in_time(file: Path, slow: str, is_stopped: bool = False) -> RefusedError:
    """The refusal of a question that may take a second; its process is ended in any case."""
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(refused, file, slow, Limits(seconds=1))
        while (child := at_work_on(file)) is None and not asked.done():
            time.sleep(0.01)
        if is_stopped and child is not None:
            os.kill(child, signal.SIGSTOP)
        try:
            return asked.result(timeout=30)
        finally:
            if child is not None and at_work_on(file) == child:
                os.kill(child, signal.SIGKILL)


def at_work_on(file: Path) -> int | None:
    """The process of ours that has a file open."""
    for known in Path("/proc/self/task").glob("*/children"):
        for process in map(int, known.read_text().split()):
            with suppress(OSError):
                if str(file) in map(os.readlink, Path(f"/proc/{process}/fd").iterdir()):
                    return process
    return None


def test_no_more_than_two_run_at_a_time(file, monkeypatch):
    monkeypatch.setattr(query, "_turns", threading.BoundedSemaphore(1))
    monkeypatch.setattr(query, "PATIENCE", 0.1)
    assert query._turns.acquire()
    assert "other queries" in refused(file, "select 1").reason.en


def test_a_child_knows_nothing_of_the_server(file, monkeypatch, tmp_path):
    """What the child is started with: an environment without secrets, an empty folder."""
    monkeypatch.setenv("DX_LEDGER", SECRET)
    seen = tmp_path / "seen.json"
    told = (
        "import json, os, sys; json.dump([dict(os.environ), os.listdir('.'), sys.flags.isolated],"
    )
    spy = tmp_path / "child.py"
    spy.write_text(f"{told} open({str(seen)!r}, 'w'))", encoding="utf-8")
    monkeypatch.setattr(query, "CHILD", spy)
    refused(file, "select 1")
    environment, inside, is_isolated = json.loads(seen.read_text(encoding="utf-8"))
    assert SECRET not in str(environment) and not [n for n in environment if n.startswith("DX_")]
    assert inside == [] and is_isolated == 1
    assert not Path(environment["HOME"]).exists()  # gone with the question


@LINUX
def test_the_limits_of_the_system_hold_in_the_child():
    code = (
        "import sys, resource; sys.path.insert(0, '.');"
        "from data.query.child import limit, limit_time; limit({'memory': 2**30}); limit_time(3);"
        "print([resource.getrlimit(one) for one in (resource.RLIMIT_AS, resource.RLIMIT_CPU,"
        " resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        cwd=Path(child.__file__).parents[2],
    )  # fmt: skip
    assert done.stdout.strip() == str([(2**30, 2**30), (4, -1), (0, 0), (0, 0)])


def test_the_settings_cannot_be_undone(file):
    """Even a statement that the checks would let pass: the connection itself is locked."""
    config = child.config(duckdb.__version__)
    with duckdb.connect(str(file), read_only=True, config=config) as con:
        for setting in child.LOCKED:
            con.execute(setting)
        for attempt in (
            "select * from read_text('/etc/passwd')",
            "set enable_external_access = true",
            "attach ':memory:' as other",
            "install httpfs",
            "create table x as select 1",
            "copy readings to 'x.csv'",
        ):
            with pytest.raises(duckdb.Error):
                con.execute(attempt)


def test_an_error_is_told_in_one_line(file):
    told = refused(file, "select valu from readings").reason.en
    assert "valu" in told and "Candidate" in told and "\n" not in told and "LINE" not in told


def test_a_file_that_is_gone_is_told_without_its_place(tmp_path):
    told = refused(tmp_path / "none.duckdb", "select 1")
    assert "cannot be opened" in told.reason.en


def test_every_refusal_is_in_both_languages():
    for kind in query.REFUSALS:
        told = query.refusal(kind, "x{y}")
        assert told.reason.vi != told.reason.en
        assert not re.search(r"\{\}", told.reason.vi + told.reason.en)
