"""A question that hangs is waited for by nobody longer than they want, and is asked once."""

import threading
import time

from pages.shell.server.operations import asked
from pages.shell.server.operations.asked import Beside


def test_it_is_asked_once_however_many_want_it(monkeypatch):
    times = []
    beside = Beside(lambda: times.append(1) or len(times))
    assert [beside.answer(5) for _ in range(4)] == [1, 1, 1, 1]
    monkeypatch.setattr(asked, "FRESH", 0.0)
    assert beside.answer(5) == 2


def test_one_that_hangs_keeps_nobody_and_begins_no_second_thread(monkeypatch):
    monkeypatch.setattr(asked, "FRESH", 0.0)
    over, begun = threading.Event(), []

    def question():
        begun.append(1)
        if len(begun) > 1:
            over.wait(30)
        return len(begun)

    beside = Beside(question)
    assert beside.answer(5) == 1
    began = time.monotonic()
    assert [beside.answer(0.01) for _ in range(5)] == [1] * 5  # what was known a moment ago
    monkeypatch.setattr(asked, "STALE", 0.0)
    assert beside.answer(0.01) is None
    assert time.monotonic() - began < 2 and len(begun) == 2
    over.set()


def test_one_that_fails_is_not_known_and_is_asked_again(monkeypatch):
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    beside = Beside(lambda: 1 // 0)
    assert beside.answer(5) is None and beside.answer(5) is None
