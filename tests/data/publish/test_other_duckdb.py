"""A store that another DuckDB wrote: built again from its raw files, or refused in words."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from data.publish.directory import publish
from data.publish.exchange.exchange import follow
from data.publish.exchange.place import SHARED
from data.publish.fault_points import KILL_AT, POINTS
from data.publish.restore import events
from data.refusal import RefusedError
from data.setup import set_up
from data.store import engine
from data.store.housekeeping import is_intact
from data.store.snapshot import NewerError, SnapshotError, current, named
from tests.data.publish.imports.test_way_back import marts
from tests.stores import TO_COME, written_by

ROOT = Path(__file__).parents[3]
OLDER = "0.9.2"


@pytest.mark.parametrize(
    ("told", "another", "newer"),
    [
        ({"duckdb": OLDER}, True, False),
        ({"duckdb": TO_COME}, True, True),
        ({"duckdb": engine.OURS}, False, False),
        ({"duckdb": engine.OURS.split(".")[0] + ".999.1"}, False, False),
        ({}, False, False),  # no checksum covers a manifest
        ({"duckdb": None}, False, False),
        ({"duckdb": ["2"]}, False, False),
    ],
)
def test_which_duckdb_wrote_it(told, another, newer):
    assert (engine.is_another(told), engine.is_newer(told)) == (another, newer)


@pytest.mark.parametrize(
    ("version", "unreadable"),
    [(TO_COME, True), pytest.param(OLDER, False, marks=pytest.mark.sweep)],
)
def test_a_start_builds_it_again_and_keeps_what_was_there(store, version, unreadable):
    expected, said = marts(store), list[str]()
    before = written_by(store, version, unreadable)
    set_up(store, said.append)
    served = current(store)
    assert said[0] == (f"{before} was written by DuckDB {version}: {engine.OURS} builds it again.")
    assert served.generation == 2 and served.manifest["duckdb"] == engine.OURS
    assert marts(store) == expected and is_intact(served)
    assert is_intact(named(store, before))
    assert [one["event"] for one in events(store)] == ["directory", "rebuild"]
    set_up(store, said.append)
    assert current(store).name == served.name


def killed(store: Path, point: str) -> None:
    """A start that ends itself at a point."""
    environment = {**os.environ, "DX_STORE": str(store), KILL_AT: point}
    command = [sys.executable, "-m", "data.setup"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True)
    assert done.returncode not in (0, 2), done.stderr.decode()


def test_a_start_that_is_killed_half_way_loses_nothing(store):
    expected, before = marts(store), written_by(store, OLDER)
    killed(store, "derived")
    assert current(store).name == before and marts(store) == expected
    set_up(store)
    assert current(store).generation == 2 and marts(store) == expected


@pytest.mark.sweep
@pytest.mark.parametrize("point", [one for one in POINTS if one != "inspected"])
def test_a_start_that_is_killed_at_any_point_loses_nothing(store, point):
    expected, before = marts(store), written_by(store, OLDER)
    killed(store, point)
    assert marts(store) == expected and is_intact(named(store, before))
    set_up(store)
    assert current(store).generation == 2 and marts(store) == expected
    assert not list(store.glob(".staging*"))


@pytest.mark.sweep
def test_the_same_directory_is_published_anew(store, sample):
    before = written_by(store, OLDER)
    again = publish(sample, store)
    assert again.is_new and current(store).manifest["content_sha256"].startswith(before[-8:])


def test_what_a_newer_one_wrote_is_refused_in_words(store):
    name = written_by(store, TO_COME, unreadable=True)
    with pytest.raises(NewerError) as refused:
        current(store).connect()
    assert f"was written by DuckDB {TO_COME}, which {engine.OURS} does not read" in str(
        refused.value
    )
    assert name in str(refused.value) and str(store) not in refused.value.reader


def test_a_file_that_cannot_be_opened_is_damage_where_ours_wrote_it(store):
    written_by(store, engine.OURS, unreadable=True)
    with pytest.raises(SnapshotError, match="cannot be opened") as refused:
        current(store).connect()
    assert not isinstance(refused.value, NewerError)


def test_a_machine_does_not_take_what_it_cannot_read(store, tmp_path, monkeypatch):
    """It goes on with what it has until its program is brought up to date."""
    place = tmp_path / "shared"
    monkeypatch.setenv(SHARED, place.as_uri())
    follow(store)
    name = current(store).name
    path = place / "snapshots" / f"{name}.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "duckdb": TO_COME}), encoding="utf-8")
    there = tmp_path / "there"
    with pytest.raises(RefusedError, match=f"DuckDB {TO_COME} wrote what is shared"):
        follow(there)
    assert current(there) is None
