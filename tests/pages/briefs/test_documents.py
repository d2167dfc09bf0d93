"""A document is a whole file or none."""

import subprocess
import sys
from dataclasses import replace

import pytest

from data.refusal import RefusedError
from pages.briefs.documents import Format, make
from tests.pages.briefs.example import brief

SMALL = replace(brief(), items=brief().items[2:])
BEGINS = {Format.PDF: b"%PDF-", Format.PPTX: b"PK", Format.XLSX: b"PK", Format.DOCX: b"PK"}


@pytest.mark.parametrize("kind", list(Format))
def test_each_kind_is_made(tmp_path, kind):
    path = tmp_path / f"họp.{kind}"
    make(SMALL, kind, path)
    assert path.read_bytes().startswith(BEGINS[kind])
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("kind", list(Format))
def test_a_letter_that_no_file_may_hold_breaks_none(tmp_path, kind):
    make(replace(SMALL, name="a\x00\x0b\ud800b"), kind, tmp_path / "x")


@pytest.mark.parametrize("kind", list(Format))
def test_a_link_too_long_for_a_code_is_a_link_all_the_same(tmp_path, kind):
    item = replace(brief().items[0], view=None, link="https://example.vn/?units=" + "13759," * 900)
    make(replace(SMALL, items=(item,)), kind, tmp_path / "x")


def test_what_is_refused_leaves_the_file_of_before(tmp_path):
    path = tmp_path / "report.docx"
    path.write_bytes(b"old")
    with pytest.raises(RefusedError):
        make(SMALL, Format.DOCX, path, template=tmp_path / "none.docx")
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_what_cannot_be_written_is_refused_and_leaves_nothing(tmp_path):
    (tmp_path / "taken.xlsx").mkdir()
    with pytest.raises(RefusedError) as refused:
        make(SMALL, Format.XLSX, tmp_path / "taken.xlsx")
    assert "Không ghi được tệp" in refused.value.reason.vi
    assert [one.name for one in tmp_path.iterdir()] == ["taken.xlsx"]
    with pytest.raises(RefusedError):
        make(SMALL, Format.XLSX, tmp_path / "no" / "folder.xlsx")


def test_a_map_without_boundaries_is_refused(tmp_path, monkeypatch):
    whole = brief()
    monkeypatch.setattr("geo.build.web_files.WEB_DIRECTORY", tmp_path / "none")
    with pytest.raises(RefusedError) as refused:
        make(whole, Format.PDF, tmp_path / "x.pdf")
    assert "ranh giới" in refused.value.reason.vi


def test_who_makes_no_document_pays_for_none():
    heavy = ["typst", "pptx", "docx", "docxtpl", "segno", "shapely", "geopandas"]
    code = (
        "import sys, pages.briefs.documents;"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
