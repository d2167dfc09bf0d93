"""A command of documents as a process of its own, that a page watches, waits for or ends."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar
from weakref import WeakSet

from data import scratch
from data.access.person import handed_on, person
from pages.shell.served import store_directory
from pages.shell.server.operations.metrics import DOCUMENTS, WAITING

ROOT = Path(__file__).parents[3]
PROGRAM = (sys.executable, "-m", "pages.briefs")
PATIENCE = 120  # seconds
NICENESS = 10  # of a document to a reader, as `nice` has it
_TURN = threading.Lock()  # of those who wait for a document
_LOG = logging.getLogger(__name__)


class Making:
    """One command that is at work; who lets go of it ends it, and its files go with it.

    `file` is what it is to write, or a folder for it, "" for a command that writes nothing.
    RefusedError where the server has no room for it.
    """

    _every: ClassVar["WeakSet[Making]"] = WeakSet()

    def __init__(self, command: Sequence[str], file: str, lang: str) -> None:
        self.file = file
        self._files = scratch.folder("documents")
        self.folder = folder = Path(self._files.name)
        self._out, self._told, self._wrong = folder / file, folder / "told", folder / "wrong"
        asked = [*command, *(["--out", str(self._out)] if file else []), "--lang", lang]
        with (
            scratch.refusing_full(),
            self._told.open("wb") as told,
            self._wrong.open("wb") as wrong,
        ):
            self._process = subprocess.Popen(
                [*PROGRAM, *asked, "--store", str(store_directory())],
                cwd=ROOT,
                stdout=told,
                stderr=wrong,
                env={**os.environ, **handed_on(person())},
            )
        self._give_way()
        self._every.add(self)

    def _give_way(self) -> None:
        """Readers go first: with as many cores as readers at work, it takes what they leave."""
        if os.name == "posix":
            with suppress(ProcessLookupError):  # it has ended already
                os.setpriority(os.PRIO_PROCESS, self.pid, NICENESS)

    @classmethod
    def is_busy(cls) -> bool:
        """Whether anybody's document is being made: one at a time, so that readers keep a core."""
        return any(one.is_running() for one in cls._every)

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    def is_running(self) -> bool:
        """Whether it is still being made."""
        return self._process.poll() is None

    def told(self) -> str:
        """What the command has printed so far."""
        return self._told.read_text(encoding="utf-8")

    def done(self) -> float:
        """How much is done, 0 to 1, as the command last said it."""
        lines = self.told().split("\n")[:-1]  # the last may be half one
        steps = [line.split()[1:] for line in lines if line.startswith("progress ")]
        return int(steps[-1][0]) / int(steps[-1][1]) if steps else 0.0

    def made(self) -> bytes:
        """The document, of one that is not running; b"" where there is none: the log says why."""
        DOCUMENTS.labels("made" if self.is_well() else "failed").inc()
        if not self.is_well():
            return b""
        return (next(self._out.iterdir()) if self._out.is_dir() else self._out).read_bytes()

    def is_well(self) -> bool:
        """Whether one that is not running did what it was asked; the log says why it did not."""
        if self._process.returncode:
            _LOG.error("%s", self._wrong.read_text(encoding="utf-8").strip())
        return self._process.returncode == 0

    def cancel(self) -> None:
        """Ends it and takes away what it made."""
        self._process.kill()
        self._process.wait()
        self._files.cleanup()

    def __del__(self) -> None:
        if hasattr(self, "_process"):  # else it never began
            self.cancel()


def finished(command: Sequence[str], file: str, lang: str) -> Making:
    """A command that has ended, well or not; it waits until no other is at work.

    TimeoutError where that takes two minutes, RefusedError where the server has no room.
    """
    end = time.monotonic() + PATIENCE
    with WAITING.track_inprogress(), _TURN:
        while Making.is_busy():
            _rest(end)
        making = Making(command, file, lang)
        while making.is_running():
            _rest(end)
    return making


def _rest(end: float) -> None:
    if time.monotonic() > end:
        raise TimeoutError("no document within two minutes")
    time.sleep(0.05)
