"""The report of a meeting for Word, in the form of Nghị định 30/2020/NĐ-CP.

The form is a Word file, `templates/report.docx`, or an office's own one, whose marks are those of
docxtpl: `{{ name }}`, `{{ body }}`, `{{ about }}`, `{{ mark }}`, `{{ year }}`, `{{ place }}`, loops
over `parts` and `annexes`, and `{{ words.… }}` for titles. Equal briefs give equal bytes.
"""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from data.refusal import Bilingual, RefusedError
from pages.briefs import content
from pages.briefs.content import Part
from pages.briefs.frozen import Brief
from pages.briefs.map.drawn import drawn
from pages.briefs.office.packed import undated
from pages.briefs.qr import qr_png
from pages.briefs.tables import left_out, shortened, widths
from pages.briefs.typeset import TEMPLATES, png
from pages.text.language import Language

OURS = TEMPLATES / "report.docx"
NEEDED = {"name", "parts", "annexes", "mark"}  # without one a report would leave out what it is for
MAP, MAP_HIGH, CODE = 150, 115, 22  # millimetres
DENSITY = 4.0  # pixels of a map in one, so that its legend has ten points
LETTER = 79_000  # English metric units of a letter in a table
ROOM = 66  # letters of the columns of a table on a page, at the least
IN_TEXT = 15  # rows of a table; a longer one is an annex
REMEDY = Bilingual(
    "Sửa tệp mẫu bằng Word, hoặc bỏ tệp mẫu để dùng mẫu có sẵn.",
    "Mend the template in Word, or leave it out to use the one that comes with the dashboard.",
)


def docx(brief: Brief, template: Path | None = None) -> bytes:
    """The file; RefusedError for a template that cannot be filled, GeoError without boundaries."""
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    path = template or OURS
    environment = SandboxedEnvironment(autoescape=True)  # a template is a program of somebody's
    try:
        form = DocxTemplate(_readable(path))
        lacking = NEEDED - form.get_undeclared_template_variables(environment)
        if lacking:
            raise _lacks(path, sorted(lacking))
        pictures = _Pictures(form)
        form.render(_context(brief, pictures), environment, autoescape=True)
    except TemplateError as error:
        raise RefusedError(
            path,
            Bilingual(
                f"Một dấu trong tệp mẫu viết sai: {error.message}.",
                f"A mark of the template is written wrongly: {error.message}.",
            ),
            REMEDY,
        ) from error
    pictures.describe()
    for grid in form.docx.tables:
        _fit(grid, form.docx.sections[0])
    properties = form.docx.core_properties
    properties.title, properties.author = brief.name, brief.body
    out = BytesIO()
    form.save(out)
    return undated(out.getvalue())


def _readable(path: Path) -> BytesIO:
    """The template's bytes, which Word's format can be read from."""
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        file = BytesIO(path.read_bytes())
        Document(file)
    except (OSError, OpcError, BadZipFile, KeyError, ValueError) as error:
        raise RefusedError(
            path,
            Bilingual("Tệp mẫu không phải tệp Word (.docx).", "The template is no file of Word."),
            REMEDY,
            detail=str(error),
        ) from error
    file.seek(0)
    return file


def _lacks(path: Path, marks: list[str]) -> RefusedError:
    named = ", ".join(f"{{{{ {mark} }}}}" for mark in marks)
    return RefusedError(
        path,
        Bilingual(f"Tệp mẫu thiếu dấu {named}.", f"The template lacks the marks {named}."),
        REMEDY,
    )


class _Pictures:
    """The pictures that a template is filled with, and what is told of each."""

    def __init__(self, form: Any) -> None:
        self._form = form
        self._told: dict[bytes, str] = {}

    def picture(self, content: bytes, told: str, millimetres: float) -> Any:
        from docx.shared import Mm
        from docxtpl import InlineImage

        self._told[content] = told
        return InlineImage(self._form, BytesIO(content), width=Mm(millimetres))

    def link(self, address: str, text: str) -> Any:
        """A text that leads to an address, for a mark that begins with `r`."""
        from docxtpl import RichText

        return RichText(text, url_id=self._form.build_url_id(address), underline=True)

    def describe(self) -> None:
        """Gives each picture of the filled document its text; it is known by its bytes."""
        from docx.oxml.ns import qn

        document = self._form.docx  # its get_docx would read the template anew
        for inline in document.element.body.iter(qn("wp:inline")):
            for blip in inline.iter(qn("a:blip")):
                blob = document.part.related_parts[blip.get(qn("r:embed"))].blob
                inline.docPr.set("descr", self._told.get(blob, ""))


def _fit(grid: Any, section: Any) -> None:
    """Makes the columns of a table with a title row as wide as what they hold, as Word would.

    Other programs leave them all equal.
    """
    from docx.oxml.ns import qn

    rows = grid._tbl.tr_lst
    if not rows or next(rows[0].iter(qn("w:tblHeader")), None) is None:
        return
    texts = [["".join(t.text or "" for t in tc.iter(qn("w:t"))) for tc in tr.tc_lst] for tr in rows]
    room = (section.page_width - section.left_margin - section.right_margin) // LETTER
    wide = [letters * LETTER for letters in widths(list(zip(*texts, strict=True)), room)]
    for column, width in zip(grid._tbl.tblGrid.gridCol_lst, wide, strict=True):
        column.w = width
    for row in rows:
        for cell, width in zip(row.tc_lst, wide, strict=True):
            cell.width = width


def _context(brief: Brief, pictures: _Pictures) -> dict[str, Any]:
    """What the marks of a template stand for."""
    words, found = Language(brief.language), content.parts(brief)
    marks = [part.mark for part in found if part.mark]
    return {
        "words": content.labels(words),
        "name": brief.name,
        "body": brief.body,
        "about": content.about(brief),
        "place": brief.place,
        "year": brief.day[:4],
        "mark": marks[0] if marks else "",
        "parts": [_part(part, words, pictures) for part in found],
        "annexes": [_annex(part) for part in found if _is_apart(part)],
    }


def _part(part: Part, words: Language, pictures: _Pictures) -> dict[str, Any]:
    item, maps = part.item, part.view.maps if part.view else ()
    box = (MAP * DENSITY, MAP_HIGH * DENSITY)
    drawings = [drawn(one, part.words, box, [one.title] if one.title else []) for one in maps]
    code, scan = qr_png(item.link), words.t("QR code of the link to this view")
    return {
        **{name: getattr(item, name) for name in content.TEXTS},
        "number": part.number,
        "shown": part.shown,
        "link": pictures.link(item.link, words.t("Open this view")) if item.link else "",
        "sentences": part.sentences,
        "facts": list(content.lines(part.facts)),
        "maps": [pictures.picture(png(one), one.told, MAP) for one in drawings],
        "code": pictures.picture(code, scan, CODE) if code else "",
        "decisions": part.decisions,
        "table": None if _is_apart(part) else _table(part),
        "is_apart": _is_apart(part),
    }


def _is_apart(part: Part) -> bool:
    return part.table is not None and len(part.table.rows) > IN_TEXT


def _annex(part: Part) -> dict[str, Any]:
    return {"number": part.number, "title": part.item.title, "table": _table(part)}


def _table(part: Part) -> dict[str, Any] | None:
    if part.table is None:
        return None
    table = shortened(part.table, content.ROWS, ROOM)
    notes = [*content.lines(table.common), left_out(table, part.table, part.words)]
    return {
        "columns": table.columns,
        "rows": table.rows,
        "is_number": table.is_number,
        "common": " · ".join(filter(None, notes)),
    }
