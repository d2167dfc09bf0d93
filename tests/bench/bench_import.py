"""Taking in a million activity rows and a large workbook, as ratios to plain readers of them."""

import itertools
import resource
import time

import duckdb
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from data import setup
from data.match.fields import named
from data.publish.base import open_base
from data.publish.imports import context_of
from data.stage.files import take_in
from data.stage.long.months import keep
from data.stage.request import Request
from data.store.snapshot import current

ROWS, SHEET_ROWS = 1_000_000, 100_000


@pytest.fixture(scope="module")
def million(tmp_path_factory):
    """The first million lines of the demonstration's activities."""
    path = tmp_path_factory.mktemp("million") / "hoat_dong.csv"
    with (setup.demo_exports() / "hoat_dong.csv").open("rb") as source, path.open("wb") as target:
        target.writelines(itertools.islice(source, ROWS + 1))
    return path


@pytest.fixture(scope="module")
def workbook(million, tmp_path_factory):
    """The first lines of it as a sheet, numbers as numbers."""
    path = tmp_path_factory.mktemp("sheet") / "hoat_dong.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        with million.open(encoding="utf-8-sig") as lines:
            for row, line in enumerate(itertools.islice(lines, SHEET_ROWS + 1)):
                for column, text in enumerate(line.rstrip("\n").split(";")):
                    write = sheet.write_number if text.isdigit() and column > 5 else None
                    (write or sheet.write_string)(row, column, int(text) if write else text)
    return path


def taken(path, store, tmp_path):
    """Seconds of a whole import, without the marts, into a store without activities."""
    with duckdb.connect() as con:
        open_base(con, current(store))
        con.execute("delete from month_file")
        keep(con, named("hoat_dong"), {})
        context = context_of(store)
        began = time.perf_counter()
        (outcome,) = take_in(con, [Request(path)], context, 100, tmp_path)
        seconds = time.perf_counter() - began
    assert outcome.refused is None
    assert outcome.accepted > 0.99 * outcome.rows_in
    return seconds


def test_a_million_rows_of_csv(million, demo_store, tmp_path, told, capsys):
    seconds = min(taken(million, demo_store, tmp_path) for _ in range(2))
    floors = []
    for _ in range(2):
        with duckdb.connect() as con:
            began = time.perf_counter()
            con.execute(
                f"create table t as from read_csv('{million}', delim=';', header=true,"
                " quote='\"', dateformat='%d/%m/%Y', ignore_errors=true)"
            )
            floors.append(time.perf_counter() - began)
    told("1,000,000 rows of CSV with all checks (floor: read_csv)", seconds, min(floors))
    say_memory(capsys)


def test_a_hundred_thousand_rows_of_a_workbook(workbook, demo_store, tmp_path, told, capsys):
    seconds = min(taken(workbook, demo_store, tmp_path) for _ in range(2))
    began = time.perf_counter()
    rows = CalamineWorkbook.from_path(workbook).get_sheet_by_index(0).to_python()
    floor = time.perf_counter() - began
    assert len(rows) == SHEET_ROWS + 1
    told("100,000 rows of XLSX with all checks (floor: calamine)", seconds, floor)
    say_memory(capsys)


def say_memory(capsys):
    """Prints the largest memory of this process and of its children so far."""
    used = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, -1)]
    with capsys.disabled():
        print(f"  peak memory {used[0] / 1e6:.2f} GB, of children {used[1] / 1e6:.2f} GB")
