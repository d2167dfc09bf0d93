"""`python -m pages.briefs meeting`: agenda, views and decisions of the ledger in a document."""

import email
import email.policy
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation

from data.ledger.changes import Change, since
from data.ledger.database import rows
from data.ledger.meetings import agenda, shown
from data.ledger.meetings.decisions import Decision, save_decision
from data.ledger.refusals import LEDGER
from data.refusal import RefusedError
from pages.briefs.frozen import fingerprint
from pages.briefs.meeting import brief_of, link_of
from pages.briefs.settings import DASHBOARD
from pages.text.language import Language
from tests.pages.briefs.test_frozen import VIEW
from tests.pages.briefs.test_mail import TO, Box, serving

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
    monkeypatch.delenv(DASHBOARD, raising=False)
    assert link_of(VIEW) == ""
    monkeypatch.setenv(DASHBOARD, "http://bang.example.vn/")
    link = "http://bang.example.vn/map?kpi=online_dossier_share&snapshot=g000001-77a57a9d"
    assert link_of(VIEW) == link
    assert link_of(replace(VIEW, page="home")).startswith("http://bang.example.vn/?")


@pytest.mark.sweep
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


@pytest.mark.parametrize(("kind", "begins"), [("svg", b"<svg "), ("png", b"\x89PNG")])
def test_each_map_is_given_as_a_picture(meeting, tmp_path, kind, begins):
    store, id = meeting
    done = command(store, str(id), "--format", kind, "--out", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    (path,) = (Path(line) for line in done.stdout.split("\n") if line)
    assert path.name == f"meeting-{id}-1-1.{kind}"
    assert path.read_bytes().startswith(begins)


MAIL = """
[mail]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "cds@example.vn"
recipients = ["{to[0]}", "{to[1]}"]
base_url = "http://bang.example.vn"
"""


def test_documents_are_sent_once_they_were_looked_at(meeting, tmp_path, monkeypatch):
    store, id = meeting
    box, mail = Box(refused=[TO[1]]), tmp_path / "mail.toml"
    monkeypatch.setenv("DX_MAIL", str(mail))
    with serving(box) as port:
        mail.write_text(MAIL.format(port=port, to=TO), "utf-8")
        asked = ("send", str(id), "--format", "pdf", "--by", OFFICE)
        looked = command(store, *asked[1:], "--dry-run", kind="send")
        assert box.letters == [] and "Recipients: 2." in looked.stdout
        done = command(store, *asked[1:], kind="send")
    assert done.returncode == 0, done.stderr
    assert "Sent to 1 of 2 recipients." in done.stdout and f"Not sent to {TO[1]}" in done.stdout
    (letter,) = (email.message_from_bytes(one, policy=email.policy.default) for one in box.letters)
    assert letter["Subject"] == ("[Dữ liệu trình diễn] Tài liệu họp: Họp quý IV, 10/12/2026")
    text = letter.get_body(("plain",)).get_content()
    assert "1. Hồ sơ trực tuyến – Cần quyết định: Giao ai?" in text
    assert f"http://bang.example.vn/meetings?lang=vi&meeting={id}" in text
    (attached,) = letter.iter_attachments()
    assert attached.get_filename() == "meeting-2026-12-10.pdf"
    assert attached.get_content().startswith(b"%PDF-")
    last = [Change(*row) for row in rows(store, since())][-1]
    assert (last.action, last.actor, last.subject) == ("send_meeting", OFFICE, f"meeting {id}")
    assert last.after == {"formats": ["pdf"], "letters": 1}


def test_a_letter_that_went_out_is_not_called_unsent_where_that_cannot_be_noted(
    meeting, tmp_path, monkeypatch
):
    """Who is told that nothing was sent sends it again."""
    store, id = meeting

    class Damaging(list):
        def append(self, letter):
            super().append(letter)
            (store / LEDGER).write_bytes(b"no ledger")

    box, mail = Box(), tmp_path / "mail.toml"
    box.letters = Damaging()
    monkeypatch.setenv("DX_MAIL", str(mail))
    with serving(box) as port:
        mail.write_text(MAIL.format(port=port, to=TO), "utf-8")
        done = command(store, str(id), "--format", "pdf", "--by", OFFICE, kind="send")
    assert done.returncode == 0, done.stderr
    assert "Sent to 2 of 2 recipients." in done.stdout and len(box.letters) == 1
    assert "Sent, but not noted: ledger.sqlite: the ledger is damaged" in done.stdout


def command(store: Path, *asked: str, kind: str = "meeting") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pages.briefs", kind, *asked, "--store", str(store)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
