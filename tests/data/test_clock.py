"""A clock that is set back or ahead: what was said and published keeps its order, nobody waits."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from data.ledger import changes
from data.ledger.alert_states import State, histories, set_state
from data.ledger.database import SHARED
from data.ledger.gate import noting
from data.ledger.keeping.verify import chained, faults
from data.publish import generation
from data.publish.imports import Order, Request, import_files
from data.store.snapshot import current
from data.store.today import today
from tests.data.ledger.support import log, published, serve
from tests.kpis.conftest import SAMPLE
from tests.stores import copy_of

YEARS = 365 * 4


def at(monkeypatch, days: int) -> None:
    """The clock of the machine, so many days off, wherever the data side asks for the time."""
    moved = timedelta(days=days)

    class Moment(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + moved

    class Day(date):
        @classmethod
        def today(cls):
            return date.today() + moved

    monkeypatch.setattr(changes, "datetime", Moment)
    monkeypatch.setattr(generation, "datetime", Moment)
    monkeypatch.setattr("data.store.today.date", Day)


@pytest.fixture
def store(tmp_path, monkeypatch) -> Path:
    monkeypatch.delenv(SHARED, raising=False)
    return tmp_path / "store"


def test_what_was_said_last_counts_whatever_the_clock_said(store, monkeypatch):
    for days, state in ((0, State.SEEN), (-366, State.HANDLED), (1, State.NEW), (-1, State.SEEN)):
        at(monkeypatch, days)
        set_state(store, ["a"], state, "An")
    said = [change.state for change in histories(store)["a"]]
    assert said == [State.SEEN, State.HANDLED, State.NEW, State.SEEN]
    assert len(log(store)) == 4
    assert list(faults(chained(store))) == []


def test_what_was_noted_while_the_clock_was_ahead_keeps_nobody_out_afterwards(store, monkeypatch):
    at(monkeypatch, 366)
    for number in range(5):
        noting(store, "An", "export", f"{number}", most=2)
    at(monkeypatch, 0)
    noting(store, "An", "export", "today", most=2)
    assert [entry.subject for entry in log(store)][-1] == "today"


def test_today_is_never_before_the_day_of_the_latest_publish(store):
    assert today(store) == date.today()
    ahead = date.today() + timedelta(days=40)
    serve(store, published(1))
    manifest = store / "snapshots" / published(1)["snapshot"] / "manifest.json"
    facts = json.loads(manifest.read_text("utf-8"))
    for told, day in ((f"{ahead}T00:00:00+00:00", ahead), ("2000-01-01", date.today())):
        manifest.write_text(json.dumps({**facts, "published_at": told}), "utf-8")
        assert today(store) == day
    for broken in (7, "soon", None, []):
        manifest.write_text(json.dumps({**facts, "published_at": broken}), "utf-8")
        assert today(store) == date.today()


@pytest.mark.sweep
def test_files_are_taken_in_and_served_in_order_on_a_machine_whose_clock_is_off(
    sample_store, store, monkeypatch
):
    copy_of(sample_store, store)
    first, path = current(store), store.with_name("month.csv")
    head = (SAMPLE / "dich_vu_cong.csv").read_text("utf-8-sig").splitlines()[0]
    for number, days in enumerate((-YEARS, 366, -1, 0), 1):  # the reports are of later than 2022
        at(monkeypatch, days)
        path.write_text(f"{head}\n09/2023;1000;{700 + number}\n", "utf-8")
        (outcome,) = import_files(Order([Request(path)], by="An"), store)
        assert (outcome.accepted, outcome.quarantined) == (1, 0)
        assert current(store).generation == first.generation + number
    entries = [entry for entry in log(store) if entry.action == "import"]
    assert [entry.after for entry in entries] == sorted(entry.after for entry in entries)
    assert len(entries) == 4 and list(faults(chained(store))) == []
