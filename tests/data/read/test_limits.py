"""The child process meets its limits and dies; the parent says which limit it was."""

import io
import sys
import time

import pytest
import xlsxwriter

from data.read import Limits, parent, read
from data.refusal import RefusedError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")


@pytest.fixture(scope="module")
def book() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet()
        for row in range(20_000):
            sheet.write_row(row, 0, [f"xã số {row}", row, "x"])
    return file.getvalue()


def test_too_large_a_file(take):
    with pytest.raises(RefusedError, match=r"too large: 2 MB, at most 1 MB"):
        take(b"a;b\n" * 300_000, bytes=1 << 20)


@pytest.mark.parametrize("memory", [26 << 20, 34 << 20])
def test_too_little_memory(take, book, memory):
    # a process that starves may also hang on a lock that it cannot free: then the clock ends it
    with pytest.raises(RefusedError, match=r"more than .. MB of memory|takes over 20 seconds"):
        take(book, "a.xlsx", memory=memory, seconds=20)


def test_too_much_to_write(take, book):
    with pytest.raises(RefusedError, match="its content exceeds 0 MB"):
        take(book, "a.xlsx", written=100_000)


def test_too_many_cells(take, book):
    with pytest.raises(RefusedError, match="as far as row 20000, column 3"):
        take(book, "a.xlsx", cells=59_999)
    assert take(book, "a.xlsx", cells=60_000).sheets[0].rows == 20_000


def test_too_many_sheets_and_cells_of_all_together(take):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        for _ in range(5):
            workbook.add_worksheet().write_row(9, 0, ["a", "b"])
    with pytest.raises(RefusedError, match="over 4 sheets"):
        take(file.getvalue(), "a.xlsx", sheets=4)
    with pytest.raises(RefusedError, match="over 99 cells in all sheets"):
        take(file.getvalue(), "a.xlsx", whole=99)
    assert len(take(file.getvalue(), "a.xlsx", whole=100, sheets=5).sheets) == 5


@pytest.mark.parametrize("content", [b"a;b\n", b'"a";b\n', b"a;b\r"], ids=["plain", "quoted", "CR"])
def test_too_many_lines(take, content):
    ends = content[-1:] * 1000
    with pytest.raises(RefusedError, match="over 1,000 lines"):
        take(content + ends, lines=1000)
    assert take(content + ends, lines=1001).sheets[0].rows == 1001


CHILDREN = {
    "abort": ("import os; os.abort()", "memory"),
    "kill": ("import os; os.kill(os.getpid(), 9)", "memory"),
    "segfault": ("import os; os.kill(os.getpid(), 11)", "stopped: SIGSEGV"),
    "clock": ("import time; time.sleep(60)", "over 1 seconds"),
    "error": ("raise KeyError('x')", "stopped: KeyError: 'x'"),
    "silent": ("pass", "no answer"),
    "cpu": (
        "import resource as r; r.setrlimit(r.RLIMIT_CPU, (1, 2))\nwhile True: pass",
        "over . seconds",
    ),
}


@pytest.mark.parametrize(("code", "reason"), CHILDREN.values(), ids=CHILDREN)
def test_every_death_of_the_child_is_a_refusal(tmp_path, monkeypatch, code, reason):
    start = tmp_path / "start.py"
    start.write_text(code, encoding="utf-8")
    monkeypatch.setattr(parent, "START", start)
    path = tmp_path / "a.csv"
    path.write_bytes(b"a;b\n")
    seconds = 1 if "sleep" in code else 5
    begun = time.monotonic()
    with pytest.raises(RefusedError, match=reason):
        read(path, tmp_path / "scratch", Limits(seconds=seconds))
    assert time.monotonic() - begun < 8


def test_a_usual_file_leaves_only_its_own_directory(take, tmp_path):
    reading = take('Mã;Tên\n1;"a"\n'.encode())
    (own,) = (tmp_path / "scratch").iterdir()
    assert reading.sheets[0].path.parent == own
