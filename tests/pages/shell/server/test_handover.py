"""A new snapshot is handed to sessions once its first questions are answered, or soon anyway."""

import gc
import os
import shutil
import threading
import time
import weakref
from pathlib import Path

import pytest
from streamlit import config

from data.publish.restore import restore
from data.store.snapshot import CURRENT, current
from pages.shell import opened
from pages.shell.damage import asked_for
from pages.shell.server import handover
from pages.shell.server.handover import Watch
from pages.text.language import Language
from tests.pages.damage import names
from tests.stores import copy_of
from tests.sweep import some


@pytest.fixture
def store(whole, tmp_path, monkeypatch) -> Path:
    """A copy of it for the pages; its pointer names the older one."""
    copy = copy_of(whole, tmp_path / "store")
    monkeypatch.setenv("DX_STORE", str(copy))
    monkeypatch.setattr(handover, "_watches", {})
    point(copy, 0)
    return copy


def point(store: Path, place: int) -> str:
    """Lets the pointer name the older (0) or the newer (1) snapshot, as a publish does."""
    import json

    name = names(store)[place]
    manifest = store / "snapshots" / name / "manifest.json"
    content = json.loads(manifest.read_text("utf-8"))["content_sha256"]
    (store / CURRENT).write_text(
        json.dumps({"directory": name, "content_sha256": content}), "utf-8"
    )
    return name


def watched(store: Path, first=lambda name: None, later=lambda name: None) -> Watch:
    """A watch of the store that has seen what the pointer names."""
    handover._watches[store] = Watch(store, first, later)
    handover._watches[store].look()
    return handover._watches[store]


def shown() -> str:
    found = opened.find()
    assert found.shown is not None and not found.problem
    return found.shown.name


@pytest.mark.sweep
def test_sessions_keep_the_earlier_snapshot_until_the_first_questions_are_answered(store):
    seen: list[tuple[str, str]] = []
    watch = watched(
        store, lambda name: seen.append((name, shown())), lambda name: seen.append((name, shown()))
    )
    older, newer = names(store)
    point(store, 1)
    assert shown() == older
    watch.look()
    assert shown() == newer
    # asked first while sessions have the older, and then what comes later
    assert seen == [(older, older), (older, older), (newer, older), (newer, newer)]
    watch.look()
    assert len(seen) == 4  # once


@pytest.mark.sweep
@pytest.mark.parametrize("clock", [-400, 0, 400])
def test_nobody_waits_longer_than_that(store, monkeypatch, clock):
    """Neither where the clock of the machine is set back or forward by days after the publish."""
    monkeypatch.setattr(handover, "PATIENCE", 0.2)
    watched(store)
    older, newer = names(store)
    point(store, 1)
    moved = time.time() - clock * 86_400
    os.utime(store / CURRENT, (moved, moved))
    assert shown() == older
    time.sleep(0.25)
    assert shown() == newer


def test_a_link_that_names_the_new_snapshot_shows_it_at_once(store):
    watched(store)
    older, newer = names(store)
    point(store, 1)
    found = opened.find()
    for asked, expected in ((newer, newer), (older, older), ("", older)):
        snapshot, notes = asked_for(asked, found, Language("en"))
        assert snapshot is not None and snapshot.name == expected
        assert notes == []


def test_who_publishes_here_sees_it_at_once(store):
    watched(store)
    newer = point(store, 1)
    handover.hand_over(store, newer)
    assert shown() == newer


def test_a_newer_snapshot_does_not_wait_for_what_is_asked_later(store):
    older, newer = names(store)
    steps = []

    def later(name):
        for step in range(9):
            steps.append(name)
            if step == 1:
                point(store, 1)
            yield

    watch = watched(store, later=later)
    assert steps == [older] * 2
    watch.look()
    assert shown() == newer
    assert steps[2:] == [newer] * 9


def test_a_newer_snapshot_does_not_wait_for_the_rest_before_that(store):
    asked = []
    watch = watched(store, later=asked.append)
    point(store, 1)
    watch._first = lambda name: point(store, 0)
    watch.look(rest=60)
    assert asked == [names(store)[0]]
    watch.look()
    assert asked == [names(store)[0]] * 2


@pytest.mark.sweep
def test_the_way_back_is_handed_over_too(store):
    point(store, 1)
    watch = watched(store)
    older, newer = names(store)
    done = restore(older, store, "test")
    assert shown() == newer
    watch.look()
    assert shown() == done.name == current(store).name


def test_a_snapshot_whose_questions_fail_is_served_and_logged(store, caplog):
    watch = watched(store)
    newer = point(store, 1)
    watch._first = lambda name: 1 / 0
    watch.look()
    assert shown() == newer
    assert f"What pages ask of {newer} has no answer yet" in caplog.text


def test_an_earlier_snapshot_that_is_gone_is_not_waited_for(store):
    watched(store)
    older, newer = names(store)
    point(store, 1)
    shutil.rmtree(store / "snapshots" / older)
    assert shown() == newer


@pytest.mark.parametrize("pointer", some(["{", "7", "", None], 3))
def test_a_pointer_that_cannot_be_read_is_left_to_the_pages(store, pointer):
    watch = watched(store)
    if pointer is None:
        (store / CURRENT).unlink()
    else:
        (store / CURRENT).write_text(pointer, "utf-8")
    assert not watch.look()


def test_a_server_watches_its_store_in_one_thread(store, monkeypatch):
    monkeypatch.setattr(handover, "START", 0)
    before = {thread for thread in threading.enumerate() if thread.name == "handover"}
    asked, done = [], threading.Event()
    for _ in range(50):
        handover.watch(store, asked.append, lambda name: done.set())
    assert done.wait(10)
    mine = {t for t in threading.enumerate() if t.name == "handover"} - before
    assert len(mine) == 1 and all(thread.daemon for thread in mine)
    assert asked == [names(store)[0]]


def test_a_process_that_ends_lets_the_watch_end_first(store):
    watch = Watch(store, lambda name: None, lambda name: None)
    thread = threading.Thread(target=watch.run, daemon=True)
    thread.start()
    watch.end(thread)
    assert not thread.is_alive()


def test_garbage_is_searched_for_by_the_watch_and_by_no_run_of_a_page(store, monkeypatch):
    class Cycle:
        def __init__(self):
            self.itself = self

    monkeypatch.setattr(handover, "START", 0.01)
    gone, before = threading.Event(), config.get_option("runner.postScriptGC")
    gc.disable()
    try:
        weakref.finalize(Cycle(), gone.set)
        handover.watch(store, lambda name: None, lambda name: None)
        assert not config.get_option("runner.postScriptGC")
        assert gone.wait(20)
    finally:
        gc.enable()
        config.set_option("runner.postScriptGC", before)
        handover._watches[store].end(handover_thread())
        gc.unfreeze()


def handover_thread() -> threading.Thread:
    return next(one for one in threading.enumerate() if one.name == "handover")


def test_after_its_first_questions_a_run_of_a_page_searches_little_for_garbage(store):
    kept = []
    gc.unfreeze()
    try:
        watched(store, lambda name: kept.extend([] for _ in range(10_000)))
        assert gc.get_freeze_count() > 10_000
        assert len(gc.get_objects()) < 10_000
    finally:
        gc.unfreeze()
