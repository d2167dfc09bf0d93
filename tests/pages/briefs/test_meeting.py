"""`python -m pages.briefs meeting`: agenda, views and decisions of the ledger in a document."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation

from data.ledger.meetings import agenda, shown
from data.ledger.meetings.decisions import Decision, save_decision
from data.refusal import RefusedError
from pages.briefs.frozen import fingerprint
from pages.briefs.meeting import ADDRESS, brief_of, link_of
from pages.text.language import Language
from tests.pages.briefs.test_frozen import VIEW

ROOT = Path(__file__).parents[3]
VI, OFFICE = Language("vi"), "Sở Khoa học và Công nghệ"


@pytest.fixture
def meeting(tmp_path):
    """A store with one meeting of two items, a view and a decision on the first."""
    store, written = tmp_path / "store", VIEW.written()
    store.mkdir()
    of = agenda.Meeting("Họp quý IV", "2026-12-10", "Phòng số 1", "Ban Chỉ đạo")
    id = agenda.save_meeting(store, of, OFFICE)
    shown.keep(store, id, written, ".json", OFFICE)
    first = agenda.Item("Hồ sơ trực tuyến", "map", {}, fingerprint(written), question="Giao ai?")
    item = agenda.add_item(store, id, first, OFFICE)
    agenda.add_item(store, id, replace(first, title="Việc khác", frozen="0" * 64), OFFICE)
    save_decision(
        store,
        Decision(
            "Mở mười điểm hướng dẫn", "UBND huyện Ý Yên", "2026-12-31", "online_dossier_share",
            "district", "2024", ("356",), "2026-10", 80.0, meeting=id, item=item,
        ),
        OFFICE,
    )  # fmt: skip
    return store, id


def test_a_meeting_is_told_as_it_was_prepared(meeting):
    brief = brief_of(*meeting, VI)
    assert (brief.name, brief.date, brief.place) == ("Họp quý IV", "10/12/2026", "Phòng số 1")
    first, second = brief.items
    assert (first.title, first.question, first.view) == ("Hồ sơ trực tuyến", "Giao ai?", VIEW)
    assert (second.view, second.refused) == (None, "Nội dung đã trình chiếu không còn đọc được.")
    (decided,) = first.decisions
    assert (decided.owner, decided.due) == ("UBND huyện Ý Yên", "31/12/2026")
    assert (decided.about, decided.expected) == ("Tỷ lệ hồ sơ nộp trực tuyến: 356", "80,0%")


def test_a_meeting_that_is_not_there_is_refused(meeting):
    store, id = meeting
    with pytest.raises(RefusedError, match="no meeting of that number"):
        brief_of(store, id + 1, VI)


def test_a_view_has_a_link_where_the_address_is_set(monkeypatch):
    monkeypatch.delenv(ADDRESS, raising=False)
    assert link_of(VIEW) == ""
    monkeypatch.setenv(ADDRESS, "http://bang.example.vn/")
    link = "http://bang.example.vn/map?kpi=online_dossier_share&snapshot=g000001-77a57a9d"
    assert link_of(VIEW) == link
    assert link_of(replace(VIEW, page="home")).startswith("http://bang.example.vn/?")


def test_the_command_writes_a_document_or_says_why_not(meeting, tmp_path):
    store, id = meeting
    done = command(store, str(id), "--format", "pptx", "--out", str(tmp_path / "out"))
    assert (done.returncode, done.stderr) == (0, "")
    path = tmp_path / "out" / f"meeting-{id}.pptx"
    assert done.stdout.strip() == str(path)
    slides = Presentation(path).slides
    texts = [s.text_frame.text for slide in slides for s in slide.shapes if s.has_text_frame]
    assert any("Họp quý IV" in text for text in texts)
    assert any("Giao ai?" in text for text in texts)
    done = command(store, str(id + 1), "--format", "pdf", "--out", str(tmp_path / "none"))
    assert done.returncode == 2 and "no meeting of that number" in done.stderr
    assert not (tmp_path / "none").exists()


def command(store: Path, *asked: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pages.briefs", "meeting", *asked, "--store", str(store)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
