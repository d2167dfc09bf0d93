"""A question that may take long or never be answered, asked beside those who want to know it."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")
FRESH, STALE = 2.0, 10.0  # seconds: not asked again before; not believed after


class Beside(Generic[Answer]):
    """The answer to a question, in a thread of its own: however many want it, it is asked once.

    What was answered within two seconds is not asked again; a thread that hangs is waited for by
    nobody, and no second one begins.
    """

    def __init__(self, question: Callable[[], Answer]) -> None:
        self._question, self._lock = question, threading.Lock()
        self._known: tuple[float, Answer] | None = None
        self._under_way: threading.Event | None = None

    def answer(self, wait: float) -> Answer | None:
        """The answer, waited for so many seconds at most; None where none is known since long."""
        with self._lock:
            known = self._known
            if known is not None and time.monotonic() - known[0] < FRESH:
                return known[1]
            done = self._under_way
            if done is None:
                done = self._under_way = threading.Event()
                threading.Thread(target=self._ask, args=(done,), name="asked", daemon=True).start()
        done.wait(wait)
        with self._lock:
            known = self._known
        if known is None or time.monotonic() - known[0] > STALE:
            return None
        return known[1]

    def _ask(self, done: threading.Event) -> None:
        try:
            answer = self._question()
            with self._lock:
                self._known = time.monotonic(), answer
        finally:
            with self._lock:
                self._under_way = None
            done.set()
