"""Another office opens the slides and the report: as many pages as slides, and all letters."""

import os
import subprocess
from dataclasses import replace
from io import BytesIO

import pytest
from pptx import Presentation

from pages.briefs.content import parts
from pages.briefs.documents import Format, make
from tests.deploy.office import needed
from tests.pages.briefs.example import VIETNAMESE, brief
from tests.pages.briefs.test_pdf import joined

PACKAGES = "libreoffice-impress-nogui libreoffice-writer-nogui"
pytestmark = pytest.mark.sweep


def converted(path) -> list[str]:
    """The text of each page of a document, as LibreOffice lays it out."""
    soffice = needed("soffice", PACKAGES)
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = [soffice, "--headless", profile, "--convert-to", "pdf", "--outdir"]
    subprocess.run(
        [*command, str(path.parent), str(path)],
        check=True, capture_output=True, timeout=240, env={**os.environ, "HOME": str(path.parent)},
    )  # fmt: skip
    read = [needed("pdftotext", "poppler-utils"), str(path.with_suffix(".pdf")), "-"]
    told = subprocess.run(
        read, check=True, capture_output=True, timeout=60, encoding="utf-8"
    ).stdout
    return told.split("\f")[:-1]


@pytest.mark.parametrize("kind", [Format.PPTX, Format.DOCX])
def test_it_opens_what_is_made(tmp_path, kind):
    letters = VIETNAMESE + VIETNAMESE.upper()
    first, *others = brief().items
    whole = replace(brief(), items=(replace(first, question=letters), *others))
    path = tmp_path / f"made.{kind}"
    make(whole, kind, path)
    pages = converted(path)
    text = joined("".join(pages))
    assert letters in text
    for part in parts(whole):
        assert joined(part.item.title) in text
        assert all(joined(one) in text for one in part.sentences)
    if kind is Format.PPTX:
        slides = Presentation(BytesIO(path.read_bytes())).slides
        assert len(pages) == len(slides)
        for page, slide in zip(pages, slides, strict=True):
            assert joined(slide.shapes.title.text) in joined(page)
