"""From nothing to a published snapshot, against DuckDB merely reading the largest export."""

from pathlib import Path

import duckdb

from data.publish.directory import publish
from data.store.snapshot import current

GOAL = 60.0  # seconds for generation and publish together


def _read_only_the_largest(path: Path) -> int:
    """The floor: hoat_dong.csv into a table of texts, with nothing checked."""
    with duckdb.connect() as con:
        con.read_csv(str(path), delimiter=";", header=True, all_varchar=True).create("lines")
        return con.table("lines").shape[0]


def test_generation_and_publish(made, told, stopwatch, capsys):
    largest = made.exports / "hoat_dong.csv"
    floor = stopwatch(lambda: _read_only_the_largest(largest), times=3)
    both = made.generation_seconds + made.publish_seconds
    told("generation of the demonstration exports", made.generation_seconds, floor)
    told("publish of the demonstration exports", made.publish_seconds, floor)
    told("generation and publish of the demonstration exports", both, floor)
    with capsys.disabled():
        print(f"  goal for both: {GOAL:.0f} s, {'met' if both < GOAL else 'MISSED'}")
    with current(made.store).connect() as con:
        query = "select rows_in from mart_export where export = 'hoat_dong'"
        with_header = _read_only_the_largest(largest) + 1
        assert con.execute(query).fetchall() == [(with_header,)]


def test_publish_of_the_same_content(made, told, stopwatch):
    """What a nightly publish costs when nothing came: all is hashed, nothing is built."""
    floor = stopwatch(lambda: [path.read_bytes() for path in made.exports.iterdir()], times=3)
    again = stopwatch(lambda: publish(made.exports, made.store), times=3)
    told("publish of the same content again (floor: read the bytes)", again, floor)
    assert current(made.store).generation == 1


def test_opening_a_snapshot(made, told, stopwatch):
    """What the first page after a publish pays for knowing that no bit has changed."""
    marts = current(made.store).directory / "marts.duckdb"
    floor = stopwatch(lambda: duckdb.connect(str(marts), read_only=True).close())
    opened = stopwatch(lambda: current(made.store).connect().close())
    told("open a snapshot and verify its hash (floor: open it)", opened, floor)
