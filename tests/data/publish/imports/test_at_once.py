"""Two imports at once into one store: one after the other, or one is told to wait; none is lost."""

import os

import pytest

from data.ledger import failures
from data.store.write_lock import locked
from tests.data.publish.imports.support import (
    BUSY,
    Intake,
    assists,
    left_over,
    times_imported,
    written,
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Imports by processes of their own."""
    with Intake(None, tmp_path_factory.mktemp("at_once") / "scratch") as started:
        yield started


@pytest.fixture
def intake(store, server):
    """Imports into the store of the test."""
    server.store = store
    return server


def told_to_wait(ended):
    """The runs that were refused because another one was at work; all others went well."""
    refused = [one for one in ended if one.code != 0]
    for one in refused:
        assert (one.code, one.output) == (2, "")
        assert one.errors == f"Nothing was taken in. store: {BUSY}\n"
    return refused


@pytest.mark.sweep
def test_different_files_at_once_are_both_in_the_end(store, intake, tmp_path):
    before = assists(store)
    paths = [written(tmp_path / f"{n}.csv", n) for n in range(3)]
    waiting, rounds = paths, 0
    while waiting:
        ended = intake.run(*waiting)
        refused = told_to_wait(ended)
        assert len(refused) < len(waiting)  # one of them has the lock
        waiting = [path for path, one in zip(waiting, ended, strict=True) if one in refused]
        rounds += 1
    assert assists(store) == before + 10 + 11 + 12
    assert [times_imported(store, path) for path in paths] == [1, 1, 1]
    assert left_over(store) == []
    assert failures.last(store) is None  # that a person has to wait is no fault of a file


@pytest.mark.sweep
def test_the_same_file_twice_at_once_is_applied_once(store, intake, tmp_path):
    before, path = assists(store), written(tmp_path / "same.csv", 7)
    ended = intake.run(path, path)
    told = [one.outcome["status"] for one in ended if one not in told_to_wait(ended)]
    assert sorted(told, reverse=True) in (["published"], ["published", "already_there"])
    (again,) = intake.run(path)
    assert (again.code, again.outcome["status"]) == (0, "already_there")
    assert assists(store) == before + 17
    assert times_imported(store, path) == 1
    assert left_over(store) == []


@pytest.mark.sweep
def test_while_another_import_runs_a_file_is_told_to_wait(store, intake, tmp_path):
    before, path = assists(store), written(tmp_path / "late.csv", 7)
    with locked(store):
        (ended,) = intake.run(path)
    assert told_to_wait([ended]) == [ended]
    assert assists(store) == before
    assert intake.run(path)[0].code == 0
    assert assists(store) == before + 17
