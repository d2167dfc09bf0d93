"""Starts a child for a question, ends it in time, and turns each way it can end into an answer."""

import dataclasses
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from data.environment import without_secrets
from data.refusal import Bilingual, RefusedError, without_places

CHILD = Path(__file__).with_name("child.py")
LONGEST = 4_000  # letters of a question: it stands in the address of the page
AT_ONCE, PATIENCE = 2, 10.0  # questions of a server; seconds that the next one waits for its turn
DAYS = ("DATE", "TIMESTAMP")
START = 30.0  # seconds after which a child is ended that has not even begun
# Seconds of computing are counted by the system, which ends the child; where many are at work they
# take longer by the clock, which ends only what hangs. Where the system counts none, it must do.
BY_THE_CLOCK = 1 if os.name == "nt" else 5
TIME_IS_UP = getattr(signal, "SIGXCPU", None)
_turns = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Limits:
    """What one question may take: seconds to compute, bytes of memory, rows and bytes of answer."""

    seconds: int = 3
    memory: int = 2**30
    rows: int = 5_000
    bytes: int = 4_000_000


@dataclass(frozen=True)
class Result:
    """The rows of an answer; `is_cut`: there were more than it may have."""

    rows: pd.DataFrame
    is_cut: bool


def ask(file: Path, sql: str, limits: Limits | None = None) -> Result:
    """What a file of DuckDB answers to one SELECT. RefusedError in words where it does not."""
    limits = limits or Limits()
    if not sql.strip() or len(sql) > LONGEST or "\x00" in sql:
        raise refusal("text", str(LONGEST))
    if not _turns.acquire(timeout=PATIENCE):
        raise refusal("busy")
    try:
        said = _asked({"file": str(file.absolute()), "sql": sql}, limits)
    finally:
        _turns.release()
    if "refused" in said:
        raise refusal(said["refused"], without_places(str(said["detail"])))
    return Result(_frame(said), bool(said["more"]))


def _asked(request: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """What the child said; how it ended, as a refusal, where it said nothing whole."""
    text = json.dumps({**request, "limits": dataclasses.asdict(limits)}).encode("ascii")
    most, is_over = 3 * limits.bytes, threading.Event()
    with tempfile.TemporaryDirectory(prefix="query-") as empty:
        plain = {**without_secrets(), "HOME": empty, "TMPDIR": empty}
        process = subprocess.Popen(
            [sys.executable, "-I", str(CHILD)],
            cwd=empty,
            env=plain,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

        assert process.stdin is not None and process.stdout is not None

        def end() -> None:
            is_over.set()
            process.kill()

        clocks = [threading.Timer(START, end), threading.Timer(BY_THE_CLOCK * limits.seconds, end)]
        try:
            clocks[0].start()
            with suppress(BrokenPipeError):
                process.stdin.write(text)
                process.stdin.close()
            process.stdout.read(1)  # it has begun
            clocks[0].cancel()
            clocks[1].start()
            said = process.stdout.read(most + 1)
        finally:
            for clock in clocks:
                clock.cancel()
            process.kill()
            process.stdout.close()
            process.wait()
    if is_over.is_set() or (TIME_IS_UP and process.returncode == -TIME_IS_UP):
        return {"refused": "seconds", "detail": str(limits.seconds)}
    try:
        found: dict[str, Any] = json.loads(said)
    except ValueError:  # it died, or said more than any answer holds
        return {"refused": "died", "detail": ""}
    return found


def _frame(said: dict[str, Any]) -> pd.DataFrame:
    """The rows under their titles; of two alike the second gets a number."""
    found = dict[str, pd.Series]()
    for at, (name, kind) in enumerate(said["columns"]):
        title, count = name, 1
        while title in found:
            count += 1
            title = f"{name}_{count}"
        cells = pd.Series([row[at] for row in said["rows"]], dtype="object")
        found[title] = _typed(cells, kind)
    return pd.DataFrame(found)


def _typed(cells: pd.Series, kind: str) -> pd.Series:
    """The cells of a column of that type in DuckDB; whole numbers beyond JSON's are texts."""
    if kind in DAYS:
        return pd.to_datetime(cells, errors="coerce").astype("datetime64[us]")
    if kind.startswith(("DOUBLE", "FLOAT", "DECIMAL")):
        return cells.astype("float64")
    if kind.endswith("INT") or kind == "INTEGER" or kind == "UINTEGER":
        is_number = cells.map(lambda cell: cell is None or isinstance(cell, int)).all()
        return cells.astype("Int64") if is_number else cells
    return cells


def refusal(kind: str, detail: str = "") -> RefusedError:
    """Why a question has no answer, in words; `detail` is the word that it is about."""
    reason, remedy = REFUSALS.get(kind, REFUSALS["died"])
    told = {"vi": reason[0].format(detail), "en": reason[1].format(detail)}
    return RefusedError("SQL", Bilingual(**told), Bilingual(*remedy), detail=detail)


Pair = tuple[str, str]  # in Vietnamese, in English
SMALLER: Pair = (
    "Hãy lọc bớt (where), gộp lại (group by) hoặc giới hạn số dòng (limit).",
    "Filter (where), sum up (group by) or limit the rows (limit).",
)
TABLES: Pair = (
    "Các bảng và cột có thể dùng nằm ở mục “Bảng và cột”.",
    "The tables and columns that there are stand under “Tables and columns”.",
)
REFUSALS: dict[str, tuple[Pair, Pair]] = {
    "text": (
        ("câu truy vấn trống hoặc dài hơn {} ký tự.", "the query is empty, or longer than {}."),
        ("Hãy viết một câu SELECT ngắn hơn.", "Write one shorter SELECT."),
    ),
    "busy": (
        ("máy chủ đang chạy các truy vấn khác.", "the server is at work on other queries."),
        ("Hãy thử lại sau ít giây.", "Try again in a few seconds."),
    ),
    "one": (
        ("chỉ nhận đúng một câu lệnh mỗi lần.", "exactly one statement at a time is taken."),
        ("Hãy để lại một câu SELECT.", "Leave one SELECT."),
    ),
    "select": (
        ("chỉ nhận câu SELECT.", "only a SELECT is taken."),
        ("Ở đây chỉ đọc, không thay đổi được gì.", "This box reads, and changes nothing."),
    ),
    "table": (("không có bảng “{}”.", "there is no table “{}”."), TABLES),
    "function": (
        ("không dùng được hàm “{}” ở đây.", "the function “{}” cannot be used here."),
        (
            "Hàm đọc tệp hoặc đọc cấu hình máy chủ đã bị tắt.",
            "Functions that read files or the server's settings are switched off.",
        ),
    ),
    "error": (("câu truy vấn có lỗi: {}", "the query has an error: {}"), TABLES),
    "file": (
        ("chưa mở được dữ liệu để truy vấn.", "the data for queries cannot be opened."),
        ("Hãy tải lại trang.", "Load the page again."),
    ),
    "seconds": (
        ("truy vấn chạy quá {} giây nên đã bị dừng.", "it ran longer than {} s and was ended."),
        SMALLER,
    ),
    "memory": (
        ("truy vấn cần nhiều bộ nhớ hơn mức cho phép.", "it needs more memory than it may take."),
        SMALLER,
    ),
    "bytes": (("kết quả quá lớn.", "the answer is too large."), SMALLER),
    "died": (
        ("truy vấn vượt giới hạn nên đã bị dừng.", "it went beyond its limits and was ended."),
        SMALLER,
    ),
}
