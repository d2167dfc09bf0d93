"""Damaged files of a store: every page tells what is broken, and shows what is whole."""

import json
import os
import shutil
from pathlib import Path

import pytest
import streamlit as st

from data.publish import rescue
from data.store import snapshot
from data.store.atomic import sha256_of
from data.store.snapshot import snapshots_directory
from tests.pages.damage import TOLD, flip, names
from tests.pages.opened import html_of, messages, opened
from tests.stores import TO_COME, copy_of, written_by
from tests.sweep import some

PAGES = ("catalogue", "load")  # the two heads that there are
WORDS = {
    "vi": (") bị hỏng", "thuộc bản số liệu công bố lúc 12:00 ngày 01/11/2026"),
    "en": (") are damaged", "are those of the data published at 12:00 on 1 Nov 2026"),
}


@pytest.fixture
def store(whole, tmp_path, monkeypatch) -> Path:
    """A copy of it for the pages, which a test may damage; nothing is remembered of others."""
    copy = copy_of(whole, tmp_path / "store")
    monkeypatch.setenv("DX_STORE", str(copy))
    for cache in (st.cache_data, st.cache_resource):
        cache.clear()
    return copy


def told(page: str, **query: str) -> str:
    """The messages of a page, as a reader sees them."""
    return messages(opened(page, **query))


def newest_of(store: Path) -> Path:
    return snapshots_directory(store) / names(store)[-1]


@pytest.mark.sweep
@pytest.mark.parametrize("place", some([0, 0.05, 0.3, 0.6, 0.9, 1], 3))
def test_a_flipped_bit_anywhere_in_the_marts_shows_the_earlier_snapshot(store, place):
    _, newest = names(store)
    flip(newest_of(store) / "marts.duckdb", place)
    said = told("catalogue")
    assert f"The newest data (published: {TOLD[1]}) are damaged." in said
    assert f"All figures here are those of the data published at {TOLD[0]}." in said
    assert f"`python -m data.history restore {newest}`" in said


# One page of figures, one with a map, the one that does without any; one language each.
@pytest.mark.sweep
@pytest.mark.parametrize(("page", "language"), [("overview", "vi"), ("map", "en"), ("load", "vi")])
def test_every_page_shows_the_earlier_snapshot_and_says_so(store, page, language):
    _, newest = names(store)
    flip(newest_of(store) / "marts.duckdb", 0.5)
    app = opened(page, lang=language)
    what, instead = WORDS[language]
    said = messages(app)
    assert what in said and instead in said
    assert f"python -m data.history restore {newest}" in said  # its raw files are whole
    assert (
        instead.split(" lúc ")[-1].split(" at ")[-1]
        in html_of(app).split("<footer class='foot'>")[1]
    )


BROKEN = {  # what is broken: how, which snapshot is shown then, which can be restored
    "pointer": (lambda store: (store / "CURRENT.json").write_text("{", "utf-8"), 1, 1),
    "manifest": (lambda store: (newest_of(store) / "manifest.json").write_bytes(b"\xff{"), 0, 0),
    "directory": (lambda store: shutil.rmtree(newest_of(store)), 0, 0),
    "raw and marts": (
        lambda store: [
            flip(newest_of(store) / n, 0.5) for n in ("marts.duckdb", "raw/ho_so.parquet")
        ],
        0,
        0,
    ),
    "all marts": (
        lambda store: [flip(path, 0.5) for path in store.glob("snapshots/*/marts.duckdb")],
        None,
        1,
    ),
    "everything": (lambda store: shutil.rmtree(snapshots_directory(store)), None, None),
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("part", some(BROKEN, 3))
def test_every_page_tells_what_is_broken(store, page, part):
    both, (break_it, shown, whole) = names(store), BROKEN[part]
    break_it(store)
    said = told(page)
    assert "The newest data" in said and "damaged" in said
    instead = "No earlier one"
    if shown is not None:
        instead = f"figures here are those of the data published at {TOLD[shown]}"
    assert instead in said
    assert ("data.history restore" in said) == (whole is not None)
    assert whole is None or f"data.history restore {both[whole]}`" in said
    assert "python -m data.publish EXPORTS_DIR" in said


def test_what_a_newer_program_wrote_is_not_called_damaged(store):
    """As of a server that was not restarted yet: it shows the earlier ones."""
    written_by(store, TO_COME, unreadable=True)
    said = told("catalogue")
    assert f"that of this server wrote the newest data (published: {TOLD[1]})" in said
    assert f"figures here are those of the data published at {TOLD[0]}" in said
    assert said.count("python -m data.setup") == 1 and f"DuckDB {TO_COME}" in said
    assert "damaged" not in said and "data.history" not in said and str(store) not in said


@pytest.mark.sweep
def test_a_pointer_that_is_gone_shows_the_newest_and_only_a_restore_is_named(store):
    (store / "CURRENT.json").unlink()
    said = told("overview")
    assert f"are those of the data published at {TOLD[1]}" in said
    assert f"data.history restore {names(store)[1]}" in said
    assert "data.publish" not in said


@pytest.mark.sweep
def test_what_breaks_after_it_was_opened_is_told(store):
    """Blocks that were not read yet fail in the middle of a page whose head was well."""
    marts = newest_of(store) / "marts.duckdb"
    assert told("load") == ""
    before = marts.stat()
    content = bytearray(marts.read_bytes())
    for place in range(3 * 4096 + 100, len(content), 4096):  # the three headers were read already
        content[place] ^= 1
    with marts.open("r+b") as file:  # in place, as a disk does it: no time of a change is kept
        file.write(content)
    os.utime(marts, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert f"figures here are those of the data published at {TOLD[0]}" in told("overview")


def test_a_damaged_snapshot_is_read_once_until_its_files_change(store, monkeypatch):
    marts = newest_of(store) / "marts.duckdb"
    content, reads = marts.read_bytes(), []
    flip(marts, 0.5)
    told("catalogue")
    for module in (snapshot, rescue):
        monkeypatch.setattr(module, "sha256_of", lambda path: reads.append(path) or sha256_of(path))
    assert "are damaged" in told("catalogue")
    assert reads == []
    marts.write_bytes(content)
    assert told("catalogue") == ""


def test_a_link_to_a_snapshot_that_is_damaged_shows_the_current_one(store):
    older, newest = names(store)
    assert f"earlier data, published at {TOLD[0]};" in told("catalogue", snapshot=older)
    flip(snapshots_directory(store) / older / "marts.duckdb", 0.5)
    assert "The data of this link are damaged; the current" in told("catalogue", snapshot=older)
    assert told("catalogue", snapshot=newest) == ""


@pytest.mark.parametrize("history", [[{"event": "x"}], [7], {"a": 1}, "x", None, 7], ids=str)
def test_a_history_that_makes_no_sense_is_told(store, history):
    path = newest_of(store) / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "history": history}), encoding="utf-8")
    assert "The history is damaged" in told("load")
