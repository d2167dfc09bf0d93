"""The snapshots that pages read, opened once a process, and what stands in for a damaged one."""

import logging
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from data.store import engine
from data.store import snapshot as store
from data.store.atomic import read_json
from data.store.snapshot import Snapshot, SnapshotError
from pages.shell.server import handover
from pages.text import formats
from pages.text.language import Language

_LOG = logging.getLogger(__name__)
Mark = tuple[tuple[int, int], ...]  # changes when a file is written to: only then read it anew


@dataclass(frozen=True)
class Found:
    """What a store can show.

    `newest` is the name that the pointer gives, "" where it cannot be read. `problem` says why
    that one is not what is shown, "" where it is, or will be in a moment
    (`pages.shell.server.handover`); `remedy` is the snapshot to restore then. `is_newer`: it is
    whole, but only a newer program than this one can read it.
    """

    shown: Snapshot | None
    newest: str
    problem: str = ""
    remedy: str = ""
    is_newer: bool = False


def find() -> Found:
    """The newest snapshot; where that is damaged, the newest one that is not."""
    directory = store.store_directory()
    try:
        newest = store.current(directory)
    except SnapshotError as error:
        return _instead(directory, "", error.reader, _mark_of_all(directory))
    if newest is None:
        return Found(None, "")
    before = handover.before(directory, newest.name)
    if before is not None and not trouble(before.name):
        return Found(before, newest.name)
    problem = trouble(newest.name)
    if problem:
        found = _instead(directory, newest.name, problem, _mark_of_all(directory))
        return replace(found, is_newer=engine.is_newer(newest.manifest))
    return Found(newest, newest.name)


def connection(name: str):
    """The read-only connection to a snapshot; SnapshotError when it is damaged."""
    opened = _opened(name, _mark(store.store_directory(), name))
    if isinstance(opened, SnapshotError):
        raise type(opened)(str(opened))
    return opened


def trouble(name: str) -> str:
    """Why a snapshot cannot be read; "" where it can."""
    try:
        connection(name)
    except SnapshotError as error:
        return error.reader
    return ""


def is_lost(name: str) -> bool:
    """Whether a snapshot that gave an error is damaged: all of it is read again."""
    _opened.clear(name, _mark(store.store_directory(), name))
    return trouble(name) != ""


def dated(name: str, words: Language) -> str:
    """A snapshot as readers know it, by the moment when it was published.

    Its name is for links and commands.
    """
    told = formats.moment(_published(store.store_directory(), name), words)
    return told or words.t("not known")


@st.cache_resource(max_entries=100, show_spinner=False)
def _published(directory: Path, name: str) -> str:
    """The moment in its manifest, which is kept longer than its marts; "" where it says none."""
    if store.generation_of(name) is None:
        return ""
    try:
        manifest = read_json(store.snapshots_directory(directory) / name / store.MANIFEST)
        told = str(manifest["published_at"])
        formats.in_vietnam(told)
    except (OSError, LookupError, ValueError):  # no checksum covers a manifest
        return ""
    return told


@st.cache_resource(max_entries=4, show_spinner=False)
def _opened(name: str, mark: Mark):
    # The error is kept too: a damaged file of a gigabyte must not be read at every click.
    try:
        return store.named(store.store_directory(), name).connect()
    except SnapshotError as error:
        _LOG.warning("%s", error)  # with its place, for who runs the server
        return error


@st.cache_resource(max_entries=4, show_spinner=False)
def _instead(directory: Path, newest: str, problem: str, mark: Mark) -> Found:
    from data.publish import rescue  # the publisher is read where something is broken only

    shown = rescue.newest_readable(directory)
    return Found(shown, newest, problem, rescue.newest_restorable(directory))


def _mark(directory: Path, name: str) -> Mark:
    inside = store.snapshots_directory(directory) / name
    return _times([inside / store.MARTS, inside / store.MANIFEST])


def _mark_of_all(directory: Path) -> Mark:
    snapshots = store.snapshots_directory(directory)
    return _times([directory / store.CURRENT, *sorted(snapshots.glob("g*/*"))])


def _times(paths: list[Path]) -> Mark:
    found = []
    for path in paths:
        try:
            stat = path.stat()
            found.append((stat.st_mtime_ns, stat.st_size))
        except OSError:  # a file that is gone is a state like any other
            found.append((0, 0))
    return tuple(found)
