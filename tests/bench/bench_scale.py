"""Publishing 1.4, 7 and 20.6 million activities without forecasts: time, memory of all processes.

The activities are those of the demonstration, several times over, each time with their own codes.
"""

import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from data import setup, sql_files
from data.store.snapshot import current

ROWS = (1_400_000, 7_000_000, 20_600_000)
MEMORY = 1.5e9  # bytes that a publish may take, all its processes together
PUBLISH = """
import json, sys, time
from pathlib import Path
from data.publish.directory import publish
began = time.perf_counter()
publish(Path(sys.argv[1]), Path(sys.argv[2]))
print(json.dumps(time.perf_counter() - began))
"""
COUNTS = (
    *("sessions", "people", "households_visited", "households_new", "assists"),
    *("distinct_people", "first_uses"),
)


def write(rows: int, directory: Path) -> Path:
    """A directory of exports with so many activities."""
    source = setup.demo_exports()
    shutil.copytree(source, directory, ignore=shutil.ignore_patterns("hoat_dong.csv"))
    head, _, lines = (source / "hoat_dong.csv").read_bytes().partition(b"\n")
    count = lines.count(b"\n")
    with (directory / "hoat_dong.csv").open("wb") as file:
        file.write(head + b"\n")
        for copy in range(-(-rows // count)):
            own = b"\nHD" + (bytes([ord("A") + copy - 1]) if copy else b"")
            more = (b"\n" + lines).replace(b"\nHD", own)[1:]
            left = min(rows - copy * count, count)
            file.write(more if left == count else b"".join(more.splitlines(True)[:left]))
    return directory


def memory_of(pid: int) -> int:
    """The bytes that a process and its children take now."""
    total, waiting = 0, [pid]
    while waiting:
        one = Path(f"/proc/{waiting.pop()}")
        try:
            status = (one / "status").read_text()
            waiting += map(int, (one / "task" / one.name / "children").read_text().split())
        except OSError:  # it has just ended
            continue
        lines = [line.split() for line in status.splitlines() if line.startswith("VmRSS")]
        total += sum(1024 * int(words[1]) for words in lines)
    return total


def published(exports: Path, store: Path) -> tuple[float, int]:
    """Seconds of a publish in a process of its own, and the most memory that all took at once."""
    done, most = threading.Event(), 0
    child = subprocess.Popen(
        [sys.executable, "-c", PUBLISH, str(exports), str(store)],
        env={**os.environ, "DX_WITHOUT_FORECASTS": "1"},
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
    )

    def watch() -> None:
        nonlocal most
        while not done.wait(0.05):
            most = max(most, memory_of(child.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    said, _ = child.communicate()
    done.set()
    watcher.join()
    assert child.returncode == 0
    return float(json.loads(said)), most


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="memory is read from /proc")
@pytest.mark.parametrize("rows", ROWS)
def test_publishing_many_activities(rows, tmp_path, told, stopwatch):
    exports, store = write(rows, tmp_path / "exports"), tmp_path / "store"
    try:
        seconds, most = published(exports, store)
        millions = f"{rows / 1e6:.1f} million activities"
        told(f"memory of a publish, {millions} (floor: the goal)", most, MEMORY, "bytes")
        path = exports / "hoat_dong.csv"
        text = (
            f"from read_csv('{path}', all_varchar = true, header = true, delim = ';', quote = '')"
        )

        def read() -> None:
            with duckdb.connect() as con:
                con.execute(
                    f"select {', '.join(f'max(len({c}))' for c in columns)} {text}"
                ).fetchall()

        with duckdb.connect() as con:
            columns = [f'"{name}"' for name in con.sql(text).columns]
        told(f"publish, {millions} (floor: read as text)", seconds, stopwatch(read, times=1))
        if rows == max(ROWS):
            marts_from_parquet(store, told, stopwatch)
    finally:  # several GB
        shutil.rmtree(tmp_path)


def marts_from_parquet(store, told, stopwatch):
    """The sums of groups and months, on which all marts of activities are built."""
    files = current(store).directory / "raw" / "hoat_dong" / "*.parquet"
    sums = ", ".join(f"sum({name})" for name in COUNTS)
    with duckdb.connect() as con:
        con.execute("set memory_limit = '1GB'")
        con.execute(f"create view raw_hoat_dong as from read_parquet('{files}')")
        con.execute(sql_files.macros())
        con.execute("create table core_vintage (vintage varchar, first_day date, last_day date)")
        con.execute("insert into core_vintage values ('all', '2000-01-01', '2100-01-01')")
        core, mart = (
            sql_files.load("core", "core_activity_month").text,
            "select commune_code, month, topic, cast(count(*) as bigint) as active_groups,"
            " sum(sessions), sum(people), sum(assists) from core_activity_month group by all",
        )

        def build() -> None:
            con.execute(f"create or replace table core_activity_month as {core}")
            con.execute(f"create or replace table mart as {mart}")

        floor = stopwatch(lambda: con.execute(f"select {sums} from raw_hoat_dong").fetchall())
        told("marts of activities from Parquet (floor: sums)", stopwatch(build, times=2), floor)
