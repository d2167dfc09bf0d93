"""Activities of any number as the raw files of a snapshot, made from those of a published one.

Each activity is there so many times, with a code of its own and counts of its own; groups, months
and topics stay, so that a group has more to report. Whatever else is raw is taken as it is.
"""

import json
import shutil
from pathlib import Path

import duckdb

from data.exports import export
from data.store.snapshot import MANIFEST, Snapshot

NAME = "hoat_dong"
SEED = 19
COUNTS = (
    *("sessions", "people", "households_visited", "households_new", "assists"),
    *("distinct_people", "first_uses"),
)
ROWS = 122_880  # of a row group, as data/stage/long/months.py writes them


def write(snapshot: Snapshot, directory: Path, rows: int, seed: int = SEED) -> Path:
    """A snapshot's directory with about so many activities: whole copies, at least one."""
    shutil.copytree(
        snapshot.directory / "raw", directory / "raw", ignore=shutil.ignore_patterns(NAME)
    )
    (directory / "raw" / NAME).mkdir()
    shutil.copy(snapshot.directory / MANIFEST, directory)
    months = sorted((snapshot.directory / "raw" / NAME).glob("*.parquet"))
    with duckdb.connect() as con:
        con.execute("set memory_limit = '2GB'")
        con.execute(f"set temp_directory = '{directory / 'spill'}'")
        ((known,),) = con.execute(
            "select count(*) from read_parquet(?)", [[str(month) for month in months]]
        ).fetchall()
        for month in months:
            query = _copies(month, max(1, round(rows / known)), seed)
            target = directory / "raw" / NAME / month.name
            con.execute(
                f"copy ({query}) to '{target}'"
                f" (format parquet, compression zstd, row_group_size {ROWS})"
            )
    shutil.rmtree(directory / "spill", ignore_errors=True)
    return directory


def without_last_month(source: Path, directory: Path) -> Path:
    """The same snapshot as it was before its last month of activities came."""
    shutil.copytree(source, directory, copy_function=lambda a, b: Path(b).hardlink_to(a))
    last = max((directory / "raw" / NAME).glob("*.parquet"))
    manifest = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
    del manifest["files"][f"raw/{NAME}/{last.name}"]
    (directory / MANIFEST).unlink()
    (directory / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    last.unlink()
    return directory


def _copies(month: Path, copies: int, seed: int) -> str:
    counts = ", ".join(f"{name} * (1 + chance % 3) as {name}" for name in COUNTS)
    order = ", ".join([*export(NAME).sorted_by, "load", "line"])
    return (
        f"select * exclude (chance, copy, {', '.join(COUNTS)}) replace ("
        "  line + cast(copy as bigint) * 10000000 as line,"
        "  concat('HD', lpad(cast(copy as varchar), 3, '0'), substr(activity_code, 3))"
        f"   as activity_code), {counts}"
        f" from (select *, cast(hash(line, copy, {seed}) % 1000 as bigint) as chance"
        f"  from read_parquet('{month}'), range({copies}) as more(copy)) order by {order}"
    )
