"""What the page asks: the value with its lines, and what earlier snapshots had in their place."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

from data.access.check import readable
from data.store.atomic import read_json
from data.store.snapshot import MANIFEST, SnapshotError, snapshots_directory
from kpis.explain import summary as kpi_summary
from kpis.explain.replaced import Change, change
from kpis.explain.summary import Summary
from kpis.explain.trace import Question
from kpis.periods import Period
from pages.shell.offered.few import sees_few
from pages.shell.opened import connection
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue, store_directory

FIRST_LINES = 500  # on the screen; a file has them all
LOOKED_AT, TOLD = 30, 3  # events of the past that are looked at, and changes that are told


def figures(served: Served, shown: Selection) -> Summary:
    """What the value is made of by unit and topic, without files and lines: open to all.

    Computed once a snapshot; KpiError where it cannot be told.
    """
    found = _summary(served, shown, None)
    return replace(found, files=found.files[:0], first_lines=found.first_lines[:0])


def summary(served: Served, shown: Selection) -> Summary:
    """The same with the lines that who is at work may read; RefusedError where they may not."""
    return _summary(served, shown, _codes())


def all_lines(served: Served, shown: Selection) -> Iterator[pd.DataFrame]:
    """Every line behind the value, in parts; not kept, as there may be a million.

    Of who is limited those of their communes; RefusedError for who may read none.
    """
    codes = _codes()
    with connection(served.name).cursor() as con:
        yield from kpi_summary.all_lines(con, raw_files(served.name), _asked(shown), codes)


def _codes() -> tuple[str, ...] | None:
    """The communes whose lines are read, in an order that makes one key of what is kept."""
    codes = readable("read_rows")
    return None if codes is None else tuple(sorted(codes))


def _summary(served: Served, shown: Selection, codes: tuple[str, ...] | None) -> Summary:
    raw = raw_files(served.name)
    return served.ask(kpi_summary.summary, raw, _asked(shown), FIRST_LINES, codes)


def raw_files(name: str) -> Path:
    """The raw files of a snapshot."""
    return snapshots_directory(store_directory()) / name / "raw"


def _asked(shown: Selection) -> Question:
    kpi, period = catalogue()[shown.kpi], Period.parse(shown.period)
    topic = shown.topic or None
    few = sees_few(shown.level, shown.area)
    return Question(kpi, shown.level, shown.area, period, shown.vintage, topic, few)


@dataclass(frozen=True)
class Told:
    """A publish after which the value had other lines: the event of the history, and the change."""

    event: dict[str, Any]
    change: Change


def changes(served: Served, shown: Selection, exports: tuple[str, ...]) -> list[Told]:
    """The publishes that replaced lines of the value, newest first.

    Of who is limited with the lines of their communes; RefusedError for who may read none.
    """
    codes = _codes()
    found: list[Told] = served.once(_changes, exports, _asked(shown))
    if codes is None:
        return found
    own = [Told(one.event, _of(one.change, codes)) for one in found]
    return [one for one in own if len(one.change.gone) + len(one.change.new)]


def _of(change: Change, codes: tuple[str, ...]) -> Change:
    gone, new = (rows[rows["unit"].isin(codes)] for rows in (change.gone, change.new))
    return replace(change, gone=gone, new=new)


def _changes(served: Served, exports: tuple[str, ...], question: Question) -> list[Told]:
    found = list[Told]()
    for event, before, after in _steps(served, exports):
        told = change(*_readable(served, after), *_readable(served, before), question)
        if told is not None:
            found.append(Told(event, told))
        if len(found) == TOLD:
            break
    return found


def _steps(served: Served, exports: tuple[str, ...]) -> Iterator[tuple[dict[str, Any], str, str]]:
    """The events after which raw files of exports were others: with the snapshots of both sides."""
    events = served.history()
    pairs = list(pairwise(events))[::-1][:LOOKED_AT]
    for before, event in pairs:
        one, other = (_raw_hashes(each["snapshot"], exports) for each in (before, event))
        if one and one != other:
            yield event, before["snapshot"], event["snapshot"]


def _raw_hashes(name: str, exports: tuple[str, ...]) -> dict[str, str]:
    """The hashes of the raw files of exports in a snapshot; nothing where that is gone."""
    try:
        files = read_json(snapshots_directory(store_directory()) / name / MANIFEST)["files"]
    except (OSError, ValueError, LookupError):
        return {}
    starts = tuple(f"raw/{export}{end}" for export in exports for end in (".", "/"))
    return {file: facts["sha256"] for file, facts in files.items() if file.startswith(starts)}


def _readable(served: Served, name: str) -> tuple[Any, Path]:
    """A connection to the marts of a snapshot, or to those shown where it has none any more."""
    marts = snapshots_directory(store_directory()) / name / "marts.duckdb"
    try:
        con = connection(name if marts.is_file() else served.name)
    except SnapshotError:
        con = connection(served.name)
    return con.cursor(), raw_files(name)
