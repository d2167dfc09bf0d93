"""A document of a meeting as a file: PDF, slides, workbook or report."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from pages.briefs.content import clean
from pages.briefs.frozen import Brief
from pages.briefs.map.drawn import picture
from pages.briefs.office.report import docx
from pages.briefs.office.slides import pptx
from pages.briefs.office.workbook import xlsx
from pages.briefs.pdf import pdf
from pages.briefs.saved import drawing, save
from pages.briefs.typeset import png


class Format(StrEnum):
    """What a document is; its value is the end of its file's name."""

    PDF = "pdf"
    PPTX = "pptx"
    XLSX = "xlsx"
    DOCX = "docx"


MADE: dict[Format, Callable[[Brief], bytes]] = {
    Format.PDF: pdf,
    Format.PPTX: pptx,
    Format.XLSX: xlsx,
}


def make(brief: Brief, kind: Format, path: Path, template: Path | None = None) -> None:
    """Writes a document in place of what stood there: whole, or not at all.

    `template` is an office's own one for the report (DOCX). Takes seconds and a core of the calling
    process. RefusedError says in both languages why there is no document.
    """
    brief = clean(brief)
    with drawing(path):
        made = docx(brief, template) if kind is Format.DOCX else MADE[kind](brief)
    save(path, made)


def pictures(brief: Brief, kind: str, folder: Path, name: str) -> list[Path]:
    """Writes each map of a meeting as a picture (svg, png) with title, facts and source.

    Returns where they lie: NAME-ITEM-MAP in the folder, both numbered from 1.
    """
    found = []
    for number, item in enumerate(clean(brief).items, 1):
        for at in range(len(item.view.maps) if item.view else 0):
            path = folder / f"{name}-{number}-{at + 1}.{kind}"
            with drawing(path):
                drawn = picture(item.view, at)
            save(path, png(drawn) if kind == "png" else drawn.svg.encode())
            found.append(path)
    return found
