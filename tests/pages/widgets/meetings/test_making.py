"""A document that is being made: watched, taken, ended by the number of its process."""

import os
import re
import tempfile
import time

import pytest

from data.refusal import RefusedError
from pages.views.documents.view import MAKING
from pages.widgets.meetings.making import NICENESS, Making
from tests.pages.opened import messages, opened

SHEETS = ("sheets", "--level", "commune", "--progress")


def is_alive(pid: int) -> bool:
    """Whether a process runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_who_cancels_ends_the_process_and_nothing_is_left(served_demo):
    making = Making(SHEETS, "a.pdf", "vi")
    pid, folder = making.pid, making.folder
    assert making.is_running() and Making.is_busy() and is_alive(pid) and folder.exists()
    making.cancel()
    assert not is_alive(pid) and not folder.exists() and not Making.is_busy()


@pytest.mark.skipif(os.name != "posix", reason="priorities of processes are those of POSIX")
def test_readers_go_first(served_demo):
    making = Making(SHEETS, "a.pdf", "vi")
    assert os.getpriority(os.PRIO_PROCESS, making.pid) == NICENESS
    making.cancel()


def test_who_lets_go_of_it_ends_it(served_demo):
    making = Making(SHEETS, "a.pdf", "vi")
    pid = making.pid
    del making
    assert not is_alive(pid)


@pytest.mark.sweep
def test_a_reader_begins_and_cancels_on_the_page(served_demo):
    app = opened("documents", level="commune", vintage="2024")
    assert any("175 units" in one.value for one in app.markdown)
    app.button(key="make-sheets").click().run()
    pid = app.session_state[MAKING].pid
    app.button(key="make-cancel").click().run()
    assert not app.exception and not is_alive(pid)
    assert {one.key for one in app.button} >= {"make-sheets", "make-report"}


@pytest.mark.sweep
def test_one_sheet_is_made_and_what_fails_gives_nothing(served_demo):
    good = Making((*SHEETS, "--area", "13879"), "a.pdf", "vi")
    bad = Making(("sheets", "--level", "commune", "--area", "none"), "a.pdf", "vi")
    while good.is_running() or bad.is_running():
        assert 0 <= good.done() <= 1
        time.sleep(0.2)
    assert good.done() == 1 and good.made().startswith(b"%PDF")
    assert bad.made() == b""


def test_a_document_for_which_there_is_no_room_is_refused_in_words(served_demo, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", "/dev/full")  # no folder can be made in it
    with pytest.raises(RefusedError, match="cannot write temporary files: the disk is full"):
        Making(SHEETS, "a.pdf", "vi")
    assert not Making.is_busy()
    app = opened("documents", level="commune", vintage="2024")
    app.button(key="make-sheets").click().run()
    assert "cannot write temporary files" in messages(app)


def test_what_a_killed_server_was_making_is_swept_by_the_next_one(served_demo):
    making = Making(SHEETS, "a.pdf", "vi")
    assert re.fullmatch(rf"documents-{os.getpid()}-\w+", making.folder.name)  # see data/scratch.py
    making.cancel()
