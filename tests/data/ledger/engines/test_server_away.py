"""A PostgreSQL that stops, hangs or loses an answer: told in words, found again, nothing lost."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from data.ledger import database, engines
from data.ledger.database import SHARED, problem, reading
from data.ledger.engines import server
from data.ledger.gate import changing
from data.ledger.keeping.verify import chained, faults
from data.ledger.refusals import BEGUN_THERE
from data.ledger.sent_alerts import keep_told, told
from data.refusal import RefusedError
from data.store.write_lock import BusyError
from tests.data.ledger.engines.cluster import Wire, cluster
from tests.data.ledger.support import log

__all__ = ["cluster"]
AWAY = "PostgreSQL: the server of the ledger cannot be reached"


@pytest.fixture
def wire(postgres, monkeypatch) -> Iterator[Wire]:
    """A wire to the server of the tests, which DX_LEDGER names."""
    url = make_url(postgres)
    ours = Wire(url.port or 5432)
    through = url.set(host="127.0.0.1", port=ours.port)
    monkeypatch.setenv(SHARED, through.render_as_string(hide_password=False))
    yield ours
    ours.close()


def found_again(store: Path, seconds: float = 10) -> float:
    """Seconds until the ledger is read again; AssertionError where it is not."""
    begun = time.monotonic()
    while problem(store) is not None:
        assert time.monotonic() - begun < seconds, "the server was not found again"
        time.sleep(0.1)
    return time.monotonic() - begun


@pytest.mark.sweep
def test_a_server_that_hangs_is_given_up_and_found_again_by_itself(cluster, tmp_path):
    keep_told(tmp_path, ["a"], "An")
    cluster.freeze()
    begun = time.monotonic()
    with pytest.raises(RefusedError, match=AWAY):
        told(tmp_path)
    first = time.monotonic() - begun
    assert first < 3 * engines.SILENCE
    begun = time.monotonic()
    for _ in range(20):  # all that pages ask meanwhile
        with pytest.raises(RefusedError, match=AWAY):
            told(tmp_path)
        with pytest.raises(RefusedError, match=AWAY):
            keep_told(tmp_path, ["b"], "An")
    assert time.monotonic() - begun < 0.5
    cluster.thaw()
    found_again(tmp_path)
    assert told(tmp_path) == {"a"}
    keep_told(tmp_path, ["b"], "An")
    assert told(tmp_path) == {"a", "b"}


@pytest.mark.sweep
def test_a_server_that_stops_and_starts_under_load_loses_nothing_and_keeps_nothing_twice(
    cluster, tmp_path
):
    keep_told(tmp_path, ["a"], "An")
    over, numbers = threading.Event(), count()
    kept, refused, open_ = set[str](), set[str](), set[str]()
    errors, reads = list[BaseException](), list[int]()

    def write() -> None:
        while not over.is_set():
            subject = f"attempt {next(numbers)}"
            try:
                with changing(tmp_path, "An", "try") as passage:
                    passage.record(subject, None, 1)
                kept.add(subject)
            except RefusedError as told:
                (open_ if "not known yet" in str(told) else refused).add(subject)
                time.sleep(0.05)
            except BaseException as error:
                errors.append(error)

    def read() -> None:
        while not over.is_set():
            try:
                reads.append(len(told(tmp_path)))
            except RefusedError:
                time.sleep(0.05)
            except BaseException as error:
                errors.append(error)

    threads = [threading.Thread(target=one) for one in (write, write, write, read, read)]
    for thread in threads:
        thread.start()
    for mode in ("immediate", "fast", "immediate"):
        before = len(kept)
        time.sleep(0.5)
        cluster.stop(mode)
        time.sleep(0.5)
        cluster.start()
        assert found_again(tmp_path) < 5
        assert len(kept) > before
    over.set()
    for thread in threads:
        thread.join(20)
    assert errors == []
    logged = [entry.subject for entry in log(tmp_path) if entry.action == "try"]
    assert len(logged) == len(set(logged)) and refused
    assert kept <= set(logged) <= kept | open_
    assert set(reads) == {1}
    assert list(faults(chained(tmp_path))) == []


def test_a_commit_whose_answer_is_lost_is_looked_for_and_not_done_twice(wire, tmp_path):
    keep_told(tmp_path, ["a"], "An")
    wire.cut = "after"
    keep_told(tmp_path, ["b"], "An")  # it was kept: nobody need know
    assert wire.cut == ""
    assert [entry.subject for entry in log(tmp_path)] == ["alert a", "alert b"]


def test_a_database_that_lost_its_tables_is_not_taken_for_a_new_one(postgres, tmp_path):
    keep_told(tmp_path, ["a"], "An")
    engine = create_engine(postgres)
    with engine.begin() as con:
        con.execute(text("drop schema public cascade"))
        con.execute(text("create schema public"))
    engine.dispose()
    for use in (told, lambda store: keep_told(store, ["b"], "An")):
        with pytest.raises(RefusedError, match="is empty, although there was a ledger") as refused:
            use(tmp_path)
    assert BEGUN_THERE in refused.value.remedy.vi
    (tmp_path / BEGUN_THERE).unlink()
    keep_told(tmp_path, ["b"], "An")
    assert told(tmp_path) == {"b"} and (tmp_path / BEGUN_THERE).exists()


def test_a_commit_that_never_came_is_refused_and_can_be_done_again(wire, tmp_path):
    keep_told(tmp_path, ["a"], "An")
    wire.cut = "before"
    with pytest.raises(RefusedError, match=AWAY):
        keep_told(tmp_path, ["b"], "An")
    assert told(tmp_path) == {"a"}
    keep_told(tmp_path, ["b"], "An")
    assert [entry.subject for entry in log(tmp_path)] == ["alert a", "alert b"]


def test_who_cannot_know_whether_it_was_kept_is_told_to_look(wire, tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "WAIT", 0.2)
    keep_told(tmp_path, ["a"], "An")
    wire.cut, wire.is_dead = "after", True
    with pytest.raises(RefusedError, match="whether it was saved is not known yet") as refused:
        keep_told(tmp_path, ["b"], "An")
    assert "xem nội dung đã có chưa" in refused.value.remedy.vi
    wire.is_dead = False
    assert told(tmp_path) == {"a", "b"}


@pytest.mark.sweep
def test_a_writer_that_was_cut_off_keeps_nobody_out_for_long(postgres, tmp_path, monkeypatch):
    assert server.LEFT == 60
    monkeypatch.setattr(server, "LEFT", 1)
    keep_told(tmp_path, ["a"], "An")
    with pytest.raises(BusyError), changing(tmp_path, "An", "try") as passage:
        passage.record("b", None, 1)
        threading.Thread(target=keep_told, args=(tmp_path, ["c"], "Bình")).start()
        time.sleep(2)
        passage.record("d", None, 1)
    assert [entry.subject for entry in log(tmp_path)] == ["alert a", "alert c"]


def test_more_who_ask_at_once_than_there_are_connections_are_told_to_wait(
    postgres, tmp_path, monkeypatch
):
    monkeypatch.setattr(engines, "WAIT", 0.3)
    keep_told(tmp_path, ["a"], "An")
    with ExitStack() as held:
        for _ in range(15):
            held.enter_context(reading(tmp_path))
        with pytest.raises(BusyError, match="another program holds the ledger"):
            told(tmp_path)
    assert told(tmp_path) == {"a"}
    assert database.problem(tmp_path) is None
