"""A document of a meeting as a file: PDF, slides, workbook or report."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from data.refusal import Bilingual, RefusedError
from data.store.atomic import write_bytes
from geo.errors import GeoError
from pages.briefs.content import clean
from pages.briefs.frozen import Brief
from pages.briefs.office.report import docx
from pages.briefs.office.slides import pptx
from pages.briefs.office.workbook import xlsx
from pages.briefs.pdf import pdf


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
    try:
        made = docx(brief, template) if kind is Format.DOCX else MADE[kind](brief)
    except GeoError as error:
        raise RefusedError(
            path,
            Bilingual("Chưa có ranh giới để vẽ bản đồ.", "There are no boundaries to draw maps."),
            Bilingual("Chạy “python -m geo build”.", "Run `python -m geo build`."),
            detail=str(error),
        ) from error
    try:
        write_bytes(path, made)
    except OSError as error:
        why = error.strerror or str(error)
        raise RefusedError(
            path,
            Bilingual(f"Không ghi được tệp: {why}.", f"The file cannot be written: {why}."),
            Bilingual(
                "Kiểm tra dung lượng đĩa và quyền ghi.", "Look at the disk's room and its rights."
            ),
        ) from error
