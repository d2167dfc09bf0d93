"""What was answered about one snapshot: computed once a process, shared by all its sessions."""

import pickle
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import ClassVar, TypeVar
from weakref import WeakSet

import pandas as pd

Answer = TypeVar("Answer")
MOST_BYTES = 48 * 2**20  # of the answers about one snapshot; those asked longest ago go first


class Answers:
    """Answers by their questions. Each is computed once, however many sessions ask at a time.

    A frame is handed out as a copy that shares its columns until it is written to, so that nobody
    can change what the others read. Anything else must not be changed.
    """

    hits: ClassVar[int] = 0  # of all, for who watches the server
    misses: ClassVar[int] = 0
    _every: ClassVar["WeakSet[Answers]"] = WeakSet()

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._bytes = most_bytes, 0
        self._every.add(self)
        self._found: OrderedDict[str, tuple[object, int]] = OrderedDict()
        self._lock, self._asking = Lock(), dict[str, Lock]()

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._found)

    @classmethod
    def bytes_kept(cls) -> int:
        """About how many bytes all answers of this process take."""
        return sum(one._bytes for one in list(cls._every))

    def to(self, key: str, question: Callable[[], Answer]) -> Answer:
        """The answer that is kept under a key, else that of the question, which is kept."""
        with self._lock:
            if key in self._found:
                return self._kept(key)
            asking = self._asking.setdefault(key, Lock())
        with asking:  # who asks the same meanwhile waits for the answer, not beside it
            with self._lock:
                if key in self._found:
                    return self._kept(key)
            try:
                Answers.misses += 1
                found = question()
                self._keep(key, found)
            finally:
                with self._lock:
                    self._asking.pop(key, None)
        return _shared(found)

    def _kept(self, key: str) -> Answer:
        self._found.move_to_end(key)
        Answers.hits += 1
        return _shared(self._found[key][0])

    def _keep(self, key: str, found: object) -> None:
        size = _bytes_of(found)
        with self._lock:
            self._found[key] = found, size
            self._bytes += size
            while self._bytes > self._most and len(self._found) > 1:
                _, (_, gone) = self._found.popitem(last=False)
                self._bytes -= gone


def _shared(found: Answer) -> Answer:
    """The answer itself; of a frame a copy that copies a column when it is written to."""
    if isinstance(found, pd.DataFrame | pd.Series):
        return found.copy(deep=False)
    return found


def _bytes_of(found: object) -> int:
    """About how many bytes an answer takes."""
    if isinstance(found, pd.DataFrame):
        texts = sum(kind == object for kind in found.dtypes)  # noqa: E721
        return int(found.memory_usage(index=False).sum()) + 50 * len(found) * texts
    return len(pickle.dumps(found))
