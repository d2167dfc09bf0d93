"""A view as it was shown: its words, numbers and maps, kept so that it can be shown again.

Nothing in it is computed anew: what was frozen is the same to the digit, whatever becomes of the
data, the catalogue or the boundaries.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from pages.figures.choropleth import NO_MARKS, MapClass, Marks
from pages.figures.marks.circles import Circles
from pages.figures.marks.lines import Line
from pages.figures.marks.table import Table

FORM = 1  # of what is written; a later one is not read

Cell = str | int | float | None


class UnreadableError(Exception):
    """What was kept of a view cannot be read: of a later form, or not what was frozen."""


@dataclass(frozen=True)
class FrozenMap:
    """A drawn map: its classes, and what lies under and over them."""

    title: str  # "" where it is the only one of its view
    level: str
    vintage: str
    bbox: tuple[float, float, float, float]  # west, south, east, north, in degrees
    classes: tuple[MapClass, ...]
    surroundings: tuple[str, ...] = ()  # units drawn pale
    over: Mapping[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    """By kind of pattern ("estimate", "lost") the units under it, and its words in the legend."""
    labels: tuple[tuple[str, float, float], ...] = ()  # name, longitude, latitude
    chosen: str = ""
    source: str = ""  # of the boundaries
    boundaries: tuple[str, str] = ("", "")
    """GeoJSON of the units of its level and of the districts, as they were; "": as they are."""
    marks: Marks = NO_MARKS
    marked: tuple[str, ...] = ()  # units with the outline of the chosen one


@dataclass(frozen=True)
class FrozenTable:
    """The figures of a view, as its file holds them: numbers as they are written there."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class FrozenView:
    """One view. All texts are in its language, plain."""

    page: str  # the address of the page
    selection: Mapping[str, str]  # all that its link carries, with the snapshot
    language: str
    title: str
    sentences: tuple[str, ...]  # what the figures say, for who has ten seconds
    facts: tuple[tuple[str, str], ...]  # title and text: what was chosen, source, day, snapshot
    table: FrozenTable
    maps: tuple[FrozenMap, ...] = ()
    is_demonstration: bool = False

    def written(self) -> bytes:
        """As a file: the same view gives the same bytes."""
        whole = {"form": FORM, **asdict(self)}
        return json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1).encode()


def fingerprint(written: bytes) -> str:
    """The SHA-256 of a written view, by which it is named and found unaltered."""
    return sha256(written).hexdigest()


def read(written: bytes, expected: str) -> FrozenView:
    """The view of a file with the fingerprint that is expected; UnreadableError for any other."""
    if fingerprint(written) != expected:
        raise UnreadableError
    whole = json.loads(written)
    if whole.pop("form", None) != FORM:
        raise UnreadableError
    table, maps = whole.pop("table"), whole.pop("maps")
    return FrozenView(
        **{name: _fixed(value) for name, value in whole.items()},
        table=FrozenTable(tuple(table["columns"]), tuple(map(tuple, table["rows"]))),
        maps=tuple(map(_map, maps)),
    )


def _map(whole: dict[str, Any]) -> FrozenMap:
    classes = tuple(MapClass(**one) for one in whole.pop("classes"))
    over = {kind: (tuple(codes), label) for kind, (codes, label) in whole.pop("over").items()}
    marks = _marks(whole.pop("marks", None) or {})  # older views have none
    fixed = {name: _fixed(value) for name, value in whole.items()}
    return FrozenMap(**fixed, classes=classes, over=over, marks=marks)


def _marks(whole: dict[str, Any]) -> Marks:
    lines = tuple(Line(**_all_fixed(one)) for one in whole.get("lines") or ())
    circles, table = whole.get("circles"), whole.get("table")
    return Marks(
        whole.get("title", ""),
        Circles(**_all_fixed(circles)) if circles else None,
        lines,
        Table(**_all_fixed(table)) if table else None,
    )


def _all_fixed(whole: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _fixed(value) for name, value in whole.items()}


def _fixed(value: Any) -> Any:
    """A list as the tuple that it was."""
    return tuple(map(_fixed, value)) if isinstance(value, list) else value


@dataclass(frozen=True)
class Decided:
    """A decision, as a document tells it; texts in the language of the meeting."""

    text: str
    owner: str  # the office
    due: str  # as it is written
    about: str = ""  # indicator and units
    expected: str = ""  # what figure is expected


@dataclass(frozen=True)
class Item:
    """One item of an agenda, with the view that was frozen for it."""

    title: str
    heading: str = ""  # under which it stands
    question: str = ""  # to decide
    note: str = ""
    minutes: str = ""
    view: FrozenView | None = None
    refused: str = ""  # why there is no view
    decisions: tuple[Decided, ...] = ()
    link: str = ""  # of the view, pinned to its snapshot; "" where the address is not known


@dataclass(frozen=True)
class Brief:
    """What a document is made of: a meeting, or one view as a meeting of one item."""

    name: str
    date: str  # as it is written
    language: str
    day: str = ""  # the same as ISO 8601: what files that hold a date are dated with
    place: str = ""
    body: str = ""  # which committee
    items: tuple[Item, ...] = ()

    @property
    def is_one_view(self) -> bool:
        """Whether it is one view alone, which needs no cover and no agenda."""
        return not self.date and [item.title for item in self.items] == [self.name]
