"""A command of documents as a process of its own, that a page watches and can end."""

import logging
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar
from weakref import WeakSet

from pages.shell.served import store_directory

ROOT = Path(__file__).parents[3]
PROGRAM = (sys.executable, "-m", "pages.briefs")
_LOG = logging.getLogger(__name__)


class Making:
    """One document that is being made; who lets go of it ends it, and its files go with it."""

    _every: ClassVar["WeakSet[Making]"] = WeakSet()

    def __init__(self, command: Sequence[str], file: str, lang: str) -> None:
        self.file = file
        self._files = tempfile.TemporaryDirectory(prefix="documents-")
        self.folder = folder = Path(self._files.name)
        self._out, self._told, self._wrong = folder / file, folder / "told", folder / "wrong"
        asked = [*command, "--out", str(self._out), "--lang", lang]
        with self._told.open("wb") as told, self._wrong.open("wb") as wrong:
            self._process = subprocess.Popen(
                [*PROGRAM, *asked, "--store", str(store_directory())],
                cwd=ROOT,
                stdout=told,
                stderr=wrong,
            )
        self._every.add(self)

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

    def done(self) -> float:
        """How much is done, 0 to 1, as the command last said it."""
        lines = self._told.read_text(encoding="utf-8").split("\n")[:-1]  # the last may be half one
        steps = [line.split()[1:] for line in lines if line.startswith("progress ")]
        return int(steps[-1][0]) / int(steps[-1][1]) if steps else 0.0

    def made(self) -> bytes:
        """The document, of one that is not running; b"" where there is none: the log says why."""
        if self._process.returncode == 0:
            return self._out.read_bytes()
        _LOG.error("%s", self._wrong.read_text(encoding="utf-8").strip())
        return b""

    def cancel(self) -> None:
        """Ends it and takes away what it made."""
        self._process.kill()
        self._process.wait()
        self._files.cleanup()

    def __del__(self) -> None:
        self.cancel()
