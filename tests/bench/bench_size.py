"""All marts of 20 and 100 million activities from Parquet: time, memory, a new month, readers.

The floor is DuckDB's scan of the same activities: the sum of each column of numbers, the greatest
value of each other one. Nothing is published: the raw files are those of the demonstration, its
activities several times over (activities.py).
"""

import gc
import json
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.build.by_month import write_sums
from data.build.tables import BUILT_FROM, Earlier
from data.build.warehouse import derive
from data.publish.base import open_base
from data.publish.staging import _write_marts
from data.store.snapshot import Snapshot, current, store_directory
from kpis.measure.extent import Known, extent, known
from kpis.measure.readings import measure_many
from kpis.periods import Period
from tests.bench.activities import COUNTS, NAME, without_last_month, write

ROWS = (20_000_000, 100_000_000)
MEMORY = 2e9  # bytes that a build may take
ROOT = Path(__file__).parents[2]
BUILD = """
import json, resource, sys, time
from pathlib import Path
from data.build.marts import build
began = time.perf_counter()
build(Path(sys.argv[1]), Path(sys.argv[2]))
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps([time.perf_counter() - began, most]))
"""
WITH_PANDAS = """
import json, sys, time
import pandas as pd
began = time.perf_counter()
keys = ["commune_code", "group_code", "topic"]
counts = sys.argv[2].split(",")
columns = [*keys, "form", "activity_date", *counts]
frame = pd.read_parquet(sys.argv[1], columns=columns, dtype_backend="pyarrow")
frame["month"] = pd.to_datetime(frame["activity_date"]).dt.to_period("M")
sums = frame.groupby([*keys[:2], "month", "topic"], sort=False)[counts].sum()
of_forms = frame.groupby(["commune_code", "month", "topic", "form"], sort=False)[counts].sum()
print(json.dumps([time.perf_counter() - began, len(sums), len(of_forms)]))
"""


@pytest.fixture(scope="module")
def demonstration() -> Snapshot:
    """The one in the store of this project, of 1.4 million activities."""
    found = current(store_directory())
    assert found is not None
    return found


def in_millions(rows: int) -> str:
    """Such as 20M."""
    return f"{rows // 1_000_000}M"


@pytest.fixture(scope="module", params=ROWS, ids=in_millions)
def source(request, demonstration, tmp_path_factory):
    """The directory of a snapshot with so many activities; gigabytes, gone at the end."""
    place = tmp_path_factory.mktemp("size")
    try:
        yield request.param, write(demonstration, place / "source", request.param), place
    finally:
        shutil.rmtree(place)


def run(code: str, *arguments: object) -> list[float]:
    """What a program of its own says in the last line."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    return list(json.loads(done.stdout.splitlines()[-1]))


def floor(directory: Path) -> None:
    """The least that has to be read."""
    files = f"read_parquet('{directory}/raw/{NAME}/*.parquet')"
    with duckdb.connect() as con:
        columns = con.execute(f"describe from {files}").fetchall()
        asked = ", ".join(
            f"sum({name})" if kind in ("BIGINT", "INTEGER") else f"max({name})"
            for name, kind, *_ in columns
        )
        con.execute(f"select {asked} from {files}").fetchall()


def snapshot_of(directory: Path) -> Snapshot:
    """A directory as a snapshot whose files are taken as they are."""
    manifest = json.loads((directory / "manifest.json").read_text(encoding="utf-8"))
    return Snapshot(1, directory.name, directory, manifest)


def test_all_marts(source, told, stopwatch):
    rows, directory, place = source
    millions = f"{rows // 1_000_000} million activities"
    times = 2 if rows == min(ROWS) else 1
    seconds, most = min(run(BUILD, directory, place / "marts") for _ in range(times))
    least = stopwatch(lambda: floor(directory), times=2)
    told(f"all marts, {millions} (floor: all columns summed)", seconds, least)
    told(f"memory of all marts, {millions} (floor: the goal)", most, MEMORY, "bytes")
    if rows == min(ROWS):
        ours = run(DUCKDB, directory)
        theirs = run(WITH_PANDAS, directory / "raw" / NAME, ",".join(COUNTS))
        assert ours[1:] == theirs[1:]
        told("sums of 20 million activities (floor: pandas)", ours[0], theirs[0])


DUCKDB = """
import json, sys, time
import duckdb
from data import sql_files
began = time.perf_counter()
with duckdb.connect() as con:
    con.execute("set memory_limit = '1GB'")
    con.execute(sql_files.macros())
    files = f"{sys.argv[1]}/raw/hoat_dong/*.parquet"
    con.execute(f"create view raw_hoat_dong as from read_parquet('{files}')")
    con.execute("create table core_vintage as select 'all' as vintage,"
                " date '2000-01-01' as first_day, date '2100-01-01' as last_day")
    counts = []
    for name in ("core_activity_month", "core_work"):
        con.execute(f"create table {name} as {sql_files.load('core', name).text}")
        counts += con.execute(f"select count(*) from {name}").fetchall()[0]
print(json.dumps([time.perf_counter() - began, *counts]))
"""


def test_what_readers_ask_does_not_depend_on_it(source, demonstration, catalogue, told, stopwatch):
    rows, directory, place = source
    if rows != min(ROWS):
        pytest.skip("marts of 100 million have as many rows")
    if not (place / "marts").is_dir():
        run(BUILD, directory, place / "marts")
    kpis = [kpi for kpi in catalogue.values() if "commune" in kpi.levels]
    asked = kpis, "commune", [Period.parse("2026-10")]
    path = _as_file(place / "marts", place / "readers.duckdb")
    with duckdb.connect(str(path), read_only=True) as many, demonstration.connect() as few:
        with known(Known(extent(many))):
            ours = stopwatch(lambda: measure_many(many, *asked))
        with known(Known(extent(few))):
            least = stopwatch(lambda: measure_many(few, *asked))
    told("readers, 20 million activities (floor: 1.4 million)", ours, least)


@pytest.mark.parametrize("source", (1_400_000, *ROWS), indirect=True, ids=in_millions)
def test_a_new_month(source, told, tmp_path):
    """What is there of the months before is served; one more month of activities comes.

    The marts are built, and then written with their sums to files, as a publish does.
    """
    rows, directory, _ = source
    before, lines = without_last_month(directory, tmp_path / "before"), frozenset({f"raw_{NAME}"})
    served, sums = tmp_path / "served.duckdb", tmp_path / "sums.duckdb"
    with duckdb.connect() as con:
        open_as_it_is(con, before)
        derive(con)
        _write_marts(con, served, None, "")
        write_sums(con, sums)
        touched = frozenset({last_month(directory)})
    gc.collect()
    gc.freeze()  # what the benchmarks hold is no part of a build
    seconds: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for _ in range(2 if rows < max(ROWS) else 1):
        found = []
        for earlier in (None, Earlier(served, sums, lines, touched)):
            con = duckdb.connect()
            open_as_it_is(con, directory)
            began = time.perf_counter()
            derive(con, earlier=earlier)
            built = time.perf_counter() - began
            found.append({mart: _rows(con, mart) for mart in marts_of(con)})
            began = time.perf_counter()
            _write_marts(con, tmp_path / "new.duckdb", served if earlier else None, "")
            write_sums(con, tmp_path / "new_sums.duckdb")
            seconds[earlier is None].append((built, built + time.perf_counter() - began))
            con.close()
            for name in ("new.duckdb", "new_sums.duckdb"):
                (tmp_path / name).unlink()
        assert found[0] == found[1] and len(found[0]) > 25
    gc.unfreeze()
    new, whole = (
        tuple(map(min, zip(*seconds[is_whole], strict=True))) for is_whole in (False, True)
    )
    name = f"a new month of {in_millions(rows)[:-1]} million activities"
    told(f"{name} (floor: all marts)", new[0], whole[0])
    told(f"{name}, written too (floor: all marts)", new[1], whole[1])


def last_month(directory: Path) -> date:
    """The first day of the last month of which there is a file of activities."""
    return date.fromisoformat(f"{max((directory / 'raw' / NAME).glob('*.parquet')).stem}-01")


def open_as_it_is(con: duckdb.DuckDBPyConnection, directory: Path) -> None:
    """The raw tables of a directory whose manifest has no sums of the new files."""
    from data.publish import base

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(base, "_intact", lambda snapshot, file: snapshot.directory / file)
        open_base(con, snapshot_of(directory))


def marts_of(con: duckdb.DuckDBPyConnection) -> list[str]:
    """All tables and views of marts but the notes of what they were built from."""
    names = "select table_name from information_schema.tables where table_schema = 'main'"
    names += " and table_catalog = current_database() and starts_with(table_name, 'mart_')"
    return [name for (name,) in con.execute(names).fetchall() if name != BUILT_FROM]


def _rows(con: duckdb.DuckDBPyConnection, mart: str) -> list[tuple[object, ...]]:
    """How many, and the sum of their hashes: doubles to the bit."""
    query = f"select count(*), sum(hash(content)) from {mart} content"
    return con.execute(query).fetchall()


def _as_file(marts: Path, path: Path) -> Path:
    """The marts as a publish would serve them."""
    with duckdb.connect(str(path)) as con:
        for mart in sorted(one.name for one in marts.iterdir() if one.name.startswith("mart_")):
            in_order = " order by all" if mart.endswith(("_month", "_year")) else ""
            con.execute(f"create table {mart} as from read_parquet('{marts / mart}/*'){in_order}")
    return path
