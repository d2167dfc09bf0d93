"""The newest snapshot of shared storage comes to this machine: a thread looks for it."""

import atexit
import logging
import os
import threading
from pathlib import Path

from data.publish.exchange.exchange import follow
from data.publish.exchange.place import SHARED
from data.refusal import RefusedError

LOOK = 1.0  # seconds between two looks at the storage
LAST = 5.0  # seconds that a process which ends waits for what is under way
_LOG = logging.getLogger(__name__)


class Following:
    """Looks at the shared storage until it is ended; what is wrong with it is logged once."""

    def __init__(self, store: Path) -> None:
        self._store, self._told, self._over = store, "", threading.Event()

    def run(self) -> None:
        """Follows."""
        while not self._over.wait(LOOK):
            self.look()

    def look(self) -> None:
        """Takes what is newer there, or puts there what is newer here."""
        try:
            follow(self._store)
            told = ""
        except (RefusedError, OSError) as error:  # readers go on with what this machine has
            told = str(error)
        if told and told != self._told:
            _LOG.error(told)
        self._told = told

    def end(self, thread: threading.Thread) -> None:
        """Ends it with the process."""
        self._over.set()
        thread.join(LAST)


def begin(store: Path) -> None:
    """Begins to follow, where DX_SNAPSHOTS names shared storage."""
    if not os.environ.get(SHARED):
        return
    following = Following(store)
    thread = threading.Thread(target=following.run, name="following", daemon=True)
    atexit.register(following.end, thread)
    thread.start()
