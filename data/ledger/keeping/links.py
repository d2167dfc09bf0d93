"""The chain of changes: each names the hash of the one before it, so that none is altered unseen.

A hash is no secret: who may write into the database can write the whole end of the list anew. So
its end is kept elsewhere too, as the head that each snapshot, each backup and `verify` names.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

START = ""  # what the first change follows
WRITTEN = re.compile(r"([1-9]\d{0,17}):([0-9a-f]{64})")
HASHED = ("id", "at", "actor", "action", "subject", "before", "after", "previous")


@dataclass(frozen=True)
class Head:
    """The newest change at some moment, and where that is written."""

    id: int
    hash: str
    source: str = ""

    def __str__(self) -> str:
        return f"{self.id}:{self.hash}"


def hash_of(row: Mapping[str, Any]) -> str:
    """The SHA-256 of a change: of the JSON of its HASHED columns, keys sorted, ASCII, no spaces.

    `before` and `after` are hashed as they are read again: {1: "a"} is kept as {"1": "a"}.
    """
    kept = json.loads(json.dumps({name: row[name] for name in HASHED}))
    text = json.dumps(kept, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def head_from(text: str, source: str = "") -> Head:
    """A head as `str` writes it, such as 12:5f0a…; ValueError for anything else."""
    found = WRITTEN.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"“{text}” is no head of the list of changes")
    return Head(int(found[1]), found[2], source)
