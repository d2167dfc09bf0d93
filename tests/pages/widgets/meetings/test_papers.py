"""One view leaves the dashboard as every kind of document, as a meeting of one item."""

import io

import pytest
from pptx import Presentation

from pages.briefs.__main__ import main
from pages.briefs.settings import DASHBOARD
from pages.text.language import Language
from pages.widgets.meetings.papers import kinds, of_view
from tests.pages.briefs.test_frozen import VIEW

VI = Language("vi")
BEGINS = {"pptx": b"PK", "pdf": b"%PDF-", "docx": b"PK", "xlsx": b"PK"}
LINK = "http://bang.example.vn/map?kpi=online_dossier_share&snapshot=g000001-77a57a9d"


@pytest.mark.sweep
def test_slides_of_a_view_hold_its_words_and_its_link(tmp_path, monkeypatch):
    monkeypatch.setenv("DX_STORE", str(tmp_path))
    monkeypatch.setenv(DASHBOARD, "http://bang.example.vn")
    slides = list(Presentation(io.BytesIO(of_view(VIEW, "pptx", VI))).slides)
    assert len(slides) == 3  # view, figures, chart: neither cover nor agenda
    texts = [s.text_frame.text for slide in slides for s in slide.shapes if s.has_text_frame]
    assert "8/10 huyện đạt chỉ tiêu 80%." in "\n".join(texts)
    links = {
        run.hyperlink.address
        for slide in slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    }
    assert LINK in links
    assert list(tmp_path.iterdir()) == []  # nothing of it is kept


@pytest.mark.sweep
@pytest.mark.parametrize("kind", BEGINS)
def test_every_kind_is_made(tmp_path, monkeypatch, kind):
    monkeypatch.setenv("DX_STORE", str(tmp_path))
    assert kind in kinds(VI)
    assert of_view(VIEW, kind, VI).startswith(BEGINS[kind])


@pytest.mark.parametrize("written", [b"", b"[]", b'{"form": 1}', b"\xff"])
def test_a_file_that_holds_no_view_is_refused_in_words(tmp_path, capsys, written):
    file = tmp_path / "view.json"
    file.write_bytes(written)
    assert main(["view", str(file), "--format", "pdf", "--out", str(tmp_path / "out")]) == 2
    assert "this file holds no view" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
