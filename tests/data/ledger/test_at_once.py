"""Processes and threads that write at once: one after the other, and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from data.ledger.sent_alerts import keep_told, told
from tests.data.ledger.support import ended, log, start

EACH = 200
WRITE = f"""
import sys
from pathlib import Path
from data.ledger.sent_alerts import keep_told
for number in range({EACH}):
    keep_told(Path(sys.argv[1]), [sys.argv[2] + str(number)], sys.argv[2])
"""


@pytest.mark.sweep
def test_two_that_write_into_a_new_ledger_at_once_lose_nothing(store):
    both = [start(WRITE, store, name) for name in "ab"]
    assert [ended(one) for one in both] == [(0, "", "")] * 2
    assert told(store) == {f"{name}{number}" for name in "ab" for number in range(EACH)}
    entries = log(store)
    assert len(entries) == 2 * EACH
    for name in "ab":
        subjects = [entry.subject for entry in entries if entry.actor == name]
        assert subjects == [f"alert {name}{number}" for number in range(EACH)]


def test_the_threads_of_one_process_that_find_no_ledger_lose_nothing(store):
    names = [f"thread {number}" for number in range(8)]
    with ThreadPoolExecutor(len(names)) as pool:
        list(pool.map(lambda name: keep_told(store, [name], "An"), names))
    assert told(store) == set(names)
    assert len(log(store)) == len(names)
