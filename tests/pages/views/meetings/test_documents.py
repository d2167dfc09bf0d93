"""Who takes a document of a meeting gets it from a process of its own, whole or not at all."""

import pytest

from data.ledger.meetings import agenda
from pages.text.language import Language
from pages.views.meetings.documents import _told
from pages.widgets.meetings.papers import made

VI = Language("vi")


@pytest.fixture
def meeting(tmp_path, monkeypatch):
    """A meeting without items, of the store that the process reads."""
    monkeypatch.setenv("DX_STORE", str(tmp_path))
    id = agenda.save_meeting(tmp_path, agenda.Meeting("Họp quý IV", "2026-12-10"), "Sở")
    return next(one for one in agenda.meetings(tmp_path) if one.id == id)


@pytest.mark.sweep
def test_a_document_is_made_or_the_log_says_why_not(meeting, caplog):
    assert made(["meeting", str(meeting.id), "--format", "xlsx"], VI).startswith(b"PK")
    with pytest.raises(OSError, match="no document"):
        made(["meeting", str(meeting.id + 1), "--format", "xlsx"], VI)
    assert "there is no meeting of that number" in caplog.text


@pytest.mark.sweep
def test_a_letter_that_cannot_be_written_is_none(meeting, monkeypatch, caplog):
    monkeypatch.delenv("DX_MAIL", raising=False)
    assert _told(["send", str(meeting.id), "--dry-run"], VI) is None
    assert "DX_MAIL is not set" in caplog.text
