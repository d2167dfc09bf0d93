"""What people ask for when they send files, and what the files are judged by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from data.match.gazetteer import Gazetteer
from data.match.tables import Ask, Layouts
from data.read import Reading
from data.stage.guards.closed_months import Closed

Writings = Mapping[str, Mapping[str, str]]  # a sender's layout → field → how it is written


@dataclass(frozen=True)
class Request:
    """A file to take in, the name that people know it by, and what a person said of it.

    Of one that `is_whole` nothing may be left out: it is refused rather. `reading`: where the file
    was read before. `spool`: where the months of a long file may be written, for as long as the
    tables of the connection are used.
    """

    path: Path
    name: str = ""
    ask: Ask = field(default_factory=Ask)
    is_whole: bool = False
    reading: Reading | None = None
    spool: Path | None = None


@dataclass(frozen=True)
class Scope:
    """What somebody who sends files is limited to: communes by their codes of every vintage, and
    the loads that they sent before.
    """

    codes: frozenset[str]
    loads: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Context:
    """What a file is judged by: names of units, remembered layouts, closed months, the day,
    how columns of those layouts are written, and what its sender is limited to.
    """

    gazetteer: Gazetteer
    layouts: Layouts
    closed: Closed
    today: date
    writings: Writings = field(default_factory=dict)
    scope: Scope | None = None


@dataclass(frozen=True)
class Order:
    """Files to take in, who sends them, and why, where months are closed."""

    requests: Sequence[Request]
    by: str = ""
    reason: str = ""
