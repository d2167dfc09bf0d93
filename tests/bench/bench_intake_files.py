"""Files taken in with all checks, against merely reading the same file in the same run."""

import resource
import tempfile
from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path

import duckdb
import pytest
import python_calamine as calamine
import xlsxwriter

from data.base import open_base
from data.closing import Closed
from data.demo import write_exports
from data.intake.matching.names import Gazetteer
from data.order import Context, Request
from data.taking_in import take_in

LINES, ROWS = 1_000_000, 100_000
TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration exports: those that were built, or new ones."""
    built = Path("build/demo")
    if (built / "hoat_dong.csv").is_file():
        return built
    made = tmp_path_factory.mktemp("exports")
    write_exports(made)
    return made


@pytest.fixture
def taking(demo: Path) -> Callable[[Path], float]:
    """Takes a file into a base that has the groups and the population; the lines accepted."""

    def taken(path: Path) -> int:
        context = Context(Gazetteer.load(), {}, Closed({}), TODAY)
        with tempfile.TemporaryDirectory() as scratch:
            (outcome,) = take_in(con, [Request(path)], context, 2, Path(scratch))
        con.execute("delete from raw_hoat_dong")
        con.execute("delete from core_export where load > 2")
        assert outcome.refused is None, outcome.refused
        return outcome.accepted

    with duckdb.connect() as con, tempfile.TemporaryDirectory() as scratch:
        open_base(con, None)
        context = Context(Gazetteer.load(), {}, Closed({}), TODAY)
        files = [demo / "to_cong_nghe_so.csv", demo / "dan_so.csv"]
        take_in(con, [Request(path) for path in files], context, 0, Path(scratch))
        yield taken


@pytest.fixture
def peak(capsys: pytest.CaptureFixture[str]):
    """Prints the most memory that this process and any child of it have taken."""
    yield
    kinds = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    own, child = (resource.getrusage(kind).ru_maxrss >> 10 for kind in kinds)
    with capsys.disabled():
        print(f"  peak memory: {own:,} MB here, {child:,} MB in a child; goal below 1,500")


def _merely_read(path: Path) -> None:
    with duckdb.connect() as con:
        query = (
            "create table lines as from read_csv(?, dateformat = '%d/%m/%Y', ignore_errors = true)"
        )
        con.execute(query, [str(path)])


def test_a_million_activities_from_csv(demo, taking, told, stopwatch, tmp_path, peak):
    """Read, matched, typed, checked and merged. Goal: 3."""
    path = tmp_path / "hoat_dong.csv"
    with (demo / "hoat_dong.csv").open("rb") as source, path.open("wb") as target:
        target.writelines(islice(source, LINES + 1))
    floor = stopwatch(lambda: _merely_read(path), times=3)
    measured = stopwatch(lambda: taking(path), times=3)
    told(f"{LINES:,} activities from CSV (floor: read_csv; goal 3)", measured, floor)


def test_a_hundred_thousand_activities_from_xlsx(demo, taking, told, stopwatch, tmp_path, peak):
    """The same from a workbook, whose numbers are numbers. Goal: 2."""
    path = tmp_path / "hoat_dong.xlsx"
    _write_workbook(demo / "hoat_dong.csv", path)

    def alone() -> int:
        return len(calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())

    assert alone() == ROWS + 1
    floor = stopwatch(alone, times=3)
    measured = stopwatch(lambda: taking(path), times=3)
    told(f"{ROWS:,} activities from XLSX (floor: calamine; goal 2)", measured, floor)


def _write_workbook(source: Path, target: Path) -> None:
    with source.open(encoding="utf-8-sig") as file:
        lines = [line.rstrip("\r\n").split(";") for line in islice(file, ROWS + 1)]
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Hoạt động")
        for row, cells in enumerate(lines):
            for column, cell in enumerate(cells):
                if row and column > 5 and cell.isdigit():
                    sheet.write_number(row, column, int(cell))
                elif cell:
                    sheet.write_string(row, column, cell)
