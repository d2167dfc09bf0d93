"""What Prometheus reads: numbers of the server, labels of the program, nothing that was typed."""

import re

import pytest
from prometheus_client.parser import text_string_to_metric_families

from data.ledger.audit.counts import publishes
from data.ledger.database import SHARED
from data.ledger.failures import clear, note
from data.ledger.gate import acting
from data.refusal import Bilingual, RefusedError
from pages.shell.answers import Answers
from pages.shell.server.operations.metrics import API, RUNS, written
from tests.data.ledger.support import published, serve

LABELS = {"page", "status", "outcome", "le", "implementation"}


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.delenv(SHARED, raising=False)
    monkeypatch.setenv("DX_STORE", str(tmp_path))
    return tmp_path


def numbers() -> dict[str, float]:
    text, media = written()
    assert media.startswith("text/plain")
    return {
        " ".join([one.name, *(one.labels[name] for name in sorted(one.labels))]): one.value
        for family in text_string_to_metric_families(text.decode())
        for one in family.samples
    }


def test_what_was_counted_is_written(store):
    before = numbers()
    RUNS.labels("map").observe(0.3)
    API.labels(404).inc()
    answers = Answers()
    answers.to("a", lambda: 1)
    answers.to("a", lambda: 1)
    now = numbers()
    changed = {name: now[name] - before.get(name, 0) for name in now}
    assert changed["dashboard_run_seconds_count map"] == 1
    assert changed["dashboard_run_seconds_sum map"] == pytest.approx(0.3)
    assert changed["dashboard_run_seconds_bucket 0.2 map"] == 0
    assert changed["dashboard_run_seconds_bucket 0.4 map"] == 1
    assert changed["dashboard_api_requests_total 404"] == 1
    assert changed["dashboard_answers_hits_total"] == changed["dashboard_answers_misses_total"] == 1
    assert now["dashboard_answers_bytes"] > 0 and now["process_resident_memory_bytes"] > 2**20
    assert now["dashboard_disk_free_bytes"] > 0 and now["dashboard_ledger_up"] == 1
    assert now["dashboard_sessions"] == 0


def test_publishes_are_counted_from_the_list_of_changes(store):
    assert publishes(store) == (0, 0)
    refused = RefusedError("a.csv", Bilingual("a", "a"), Bilingual("b", "b"))
    for _ in range(2):
        note(store, refused, "program")
    clear(store, "program")
    with acting(store, "An", "import"):
        serve(store, published(1, "directory"), published(2))
    assert publishes(store) == (2, 2)
    assert numbers()["dashboard_publishes_total served"] == 2


def test_no_label_is_anything_that_a_reader_typed(store):
    text = written()[0].decode()
    assert {*re.findall(r'[{,](\w+)="', text)} <= LABELS
