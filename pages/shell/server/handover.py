"""When readers get a new snapshot: once its first questions are answered, and soon in any case.

A server looks at the pointer of its store in one thread of its own. Of what a publish has just
named it asks there what the first pages ask; until that is answered, sessions go on with the one
before.
"""

import atexit
import gc
import logging
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from streamlit.config import set_option

from data.store.atomic import read_json
from data.store.snapshot import CURRENT, Snapshot, SnapshotError, named
from pages.shell.server import heaps

START = 5.0  # seconds in which a server that has just begun shows its first page before all else
LOOK = 0.2  # seconds between two looks at the pointer, a file of four lines
TIDY = 1.0  # seconds between two searches for garbage
REST = 4.0  # seconds that later questions wait: other processes of the machine ask first ones now
PATIENCE = 8.0  # seconds in which sessions may go on with the snapshot before
SETTLE = 60.0  # seconds after which what was left out of the searches is searched itself
LAST = 5.0  # seconds that a process which ends waits for the question under way
Ask = Callable[[str], Iterator[None] | None]  # of the snapshot of that name; see `Watch`
_LOG = logging.getLogger(__name__)


class Watch:
    """Looks at the pointer of a store and asks questions of what it names.

    `first` and `later` get the name of a snapshot: they ask before and after it is handed to
    sessions. An error of theirs is logged, and the snapshot served anyway. What gives an iterator
    is asked one step after the other, and no further once the pointer names another.
    """

    def __init__(self, store: Path, first: Ask, later: Ask) -> None:
        self._store, self._first, self._later = store, first, later
        self._asked, self._handed, self._over = "", "", threading.Event()
        self._since: dict[str, float] = {}  # when this process first heard of a snapshot

    def look(self, rest: float = 0.0) -> bool:
        """Asks what the pointer names now, unless that was asked last; whether it did.

        It rests before it asks what comes later, unless this is the first snapshot it hears of, and
        leaves that when the pointer names another.
        """
        name = self._named()
        if name in ("", self._asked):
            return False
        self._age(name)
        rest, self._asked = rest if self._asked else 0.0, name
        self._ask(self._first, name)
        self.hand_over(name)
        until = time.monotonic() + rest
        while time.monotonic() < until and not self._is_past(name):
            self._over.wait(LOOK)
        if not self._is_past(name):
            settle()
            self._ask(self._later, name)
        return True

    def hand_over(self, name: str) -> None:
        """From now on sessions get this snapshot, where the pointer names it."""
        self._handed = name

    def before(self, newest: str) -> Snapshot | None:
        """The snapshot that sessions go on with while the newest is asked; None: they get that."""
        if self._handed in ("", newest) or self._age(newest) > PATIENCE:
            return None
        try:
            return named(self._store, self._handed)
        except SnapshotError:  # tidied up meanwhile
            return None

    def run(self) -> None:
        """Looks until it is over, and settles what was kept meanwhile."""
        wait, settled, tidied = START, time.monotonic(), 0.0
        while not self._over.wait(wait):
            if self.look(REST) or time.monotonic() - settled > SETTLE:
                settle()
                settled = time.monotonic()
            if time.monotonic() - tidied > TIDY:
                gc.collect()  # what was made since, in place of each run: see `watch`
                gc.freeze()  # `settle` searches the rest once a minute
                tidied = time.monotonic()
            wait = LOOK

    def end(self, thread: threading.Thread) -> None:
        """Lets `run` end: DuckDB aborts a process that is left while it is asked something."""
        self._over.set()
        thread.join(LAST)

    def _ask(self, question: Ask, name: str) -> None:
        try:
            for _ in question(name) or ():
                if self._is_past(name):
                    return
        except Exception as error:  # a page will say what is wrong; here it would say it each time
            _LOG.warning("What pages ask of %s has no answer yet (%r); it is served.", name, error)

    def _is_past(self, name: str) -> bool:
        """Whether nothing more is to be asked of a snapshot."""
        return self._over.is_set() or self._named() != name

    def _named(self) -> str:
        try:
            return str(read_json(self._store / CURRENT)["directory"])
        except (OSError, ValueError, LookupError, TypeError):  # the head of each page tells it
            return ""

    def _age(self, name: str) -> float:
        """Seconds since this process heard of it; the clock of the machine may be set meanwhile."""
        return time.monotonic() - self._since.setdefault(name, time.monotonic())


def settle() -> None:
    """Leaves what lives now out of the searches for garbage, once it was searched itself.

    Streamlit searches all objects of the process after each run of a page: a tenth of a second, and
    longer with each answer that is kept. What the search here frees goes back to the machine.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    heaps.trim()


_watches: dict[Path, Watch] = {}
_lock = threading.Lock()


def watch(store: Path, first: Ask, later: Ask) -> None:
    """Begins to watch a store, in one thread however often it is called.

    Its thread searches for garbage, and no run of a page does: Streamlit would after each, while
    the last messages of the run wait to be sent, and finds two hundred objects.
    """
    with _lock:
        if store in _watches:
            return
        watching = _watches[store] = Watch(store, first, later)
    thread = threading.Thread(target=watching.run, name="handover", daemon=True)
    atexit.register(watching.end, thread)
    set_option("runner.postScriptGC", False)
    gc.freeze()  # the libraries, before the first page; `settle` would search them first
    thread.start()


def before(store: Path, newest: str) -> Snapshot | None:
    """`Watch.before` of a store that is watched; None of any other."""
    return _watches[store].before(newest) if store in _watches else None


def hand_over(store: Path, name: str) -> None:
    """Sessions of this process get a snapshot at once: who publishes it here wants to see it."""
    if store in _watches:
        _watches[store].hand_over(name)
