"""A deck that is being drawn: what a slide can hold, in inches and points."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from textwrap import wrap
from typing import Any

from pages.figures import palette

WIDE, HIGH = 13.333, 7.5
TITLE, TEXT, FOOT = 32, 18, 12  # points
FACE = "Arial"  # on every machine with Office, with all letters of Vietnamese
LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
LETTER, LINE, SPACE = 0.5, 1.25, 6  # of the size of letters: mean width, height; points between
LONGEST = 500  # letters of a paragraph, which each box holds
ROW = 0.38  # inches of a line of a table


@dataclass(frozen=True)
class Box:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of plain text; with a link, all of it leads there."""

    text: str
    is_strong: bool = False
    link: str = ""


TITLE_BOX = Box(0.5, 0.3, 12.33, 1.1)
FOOT_BOX, CODE_BOX = Box(0.5, 6.55, 11.4, 0.85), Box(12.0, 6.5, 0.9, 0.9)


class Canvas:
    """The deck. `foot`, `code` and `notes` are put on every slide that is made from then on.

    A `code` is a PNG and what it is.
    """

    def __init__(self, language: str, name: str) -> None:
        from pptx import Presentation
        from pptx.opc.constants import RELATIONSHIP_TYPE
        from pptx.util import Inches

        self._deck = Presentation()
        self._deck.slide_width, self._deck.slide_height = Inches(WIDE), Inches(HIGH)
        self._deck.core_properties.title = name
        self._deck.core_properties.language = LANGUAGES.get(language, language)
        theme = self._deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        theme._blob = theme.blob.replace(b'"Calibri"', f'"{FACE}"'.encode())
        self._language = LANGUAGES.get(language, language)
        self.foot: list[Paragraph] = []
        self.code = b"", ""
        self.notes: list[str] = []
        self.first: Any = None  # of the slides that the last `text` took

    def file(self) -> bytes:
        """The deck as a file."""
        from pptx.opc.constants import RELATIONSHIP_TYPE

        relations = self._deck.part.package._rels
        for name, one in list(relations.items()):
            if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # of the library's empty deck
                relations.pop(name)
        out = BytesIO()
        self._deck.save(out)
        return out.getvalue()

    def opening(self, title: str, lines: Sequence[str]) -> None:
        """The first slide."""
        self._titled(title, Box(0.9, 2.0, 11.5, 1.9), 40)
        self.write([Paragraph(line) for line in lines], Box(0.9, 4.1, 11.5, 1.6), size=24)

    def slide(self, title: str) -> None:
        """A slide with a title, and with what stands at the foot."""
        self._titled(title, TITLE_BOX, TITLE)
        if self.foot:
            self.write(self.foot, FOOT_BOX, FOOT, palette.MUTED, "bottom")
        if self.code[0]:
            self.picture(self.code[0], CODE_BOX, self.code[1])
        if self.notes:
            self._slide.notes_slide.notes_text_frame.text = "\n".join(self.notes)

    def text(
        self, title: str, paragraphs: Sequence[Paragraph], box: Box, then: Box | None = None
    ) -> None:
        """Slides with as many paragraphs as each holds, at least one; `then`: the box of others."""
        lines = [(one, line) for one in paragraphs for line in one.text.splitlines()]
        rest = [replace(one, text=part) for one, line in lines for part in wrap(line, LONGEST)]
        place = box
        self.slide(title)
        self.first = self._slide
        while rest:
            count = _fitting(rest, place)
            self.write(rest[:count], place)
            rest, place = rest[count:], then or box
            if rest:
                self.slide(title)

    def write(
        self,
        paragraphs: Sequence[Paragraph],
        box: Box,
        size: int = TEXT,
        colour: str = palette.INK,
        anchor: str = "top",
    ) -> None:
        """A text box."""
        from pptx.enum.text import MSO_ANCHOR
        from pptx.util import Pt

        frame = self._slide.shapes.add_textbox(*_inches(box)).text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = 0
        frame.vertical_anchor = MSO_ANCHOR.BOTTOM if anchor == "bottom" else MSO_ANCHOR.TOP
        for at, one in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(SPACE if size >= TEXT else 0)
            self._run(paragraph, one.text, size, colour, one.is_strong)
            if one.link:
                paragraph.runs[0].hyperlink.address = one.link

    def picture(self, content: bytes, box: Box, told: str, on: Any = None) -> None:
        """A picture as large as it can be in a box; `told` is read to who cannot see it."""
        from pptx.util import Inches

        shape = (on or self._slide).shapes.add_picture(BytesIO(content), 0, 0)
        scale = min(Inches(box.width) / shape.width, Inches(box.height) / shape.height)
        shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
        shape.left = Inches(box.left) + (Inches(box.width) - shape.width) // 2
        shape.top = Inches(box.top) + (Inches(box.height) - shape.height) // 2
        _describe(shape, told)

    def table(
        self,
        rows: Sequence[Sequence[str]],
        wide: Sequence[int],
        is_number: Sequence[bool],
        box: Box,
    ) -> None:
        """A table that can be edited, its titles first; `wide`: the shares of its columns."""
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
        from pptx.util import Inches, Pt

        place = Box(box.left, box.top, box.width, ROW * len(rows))
        shape = self._slide.shapes.add_table(len(rows), len(wide), *_inches(place))
        _describe(shape, ", ".join(rows[0]))
        for column, share in zip(shape.table.columns, wide, strict=True):
            column.width = int(Inches(box.width) * share / sum(wide))
        for down, texts in enumerate(rows):
            for across, text in enumerate(texts):
                cell = shape.table.cell(down, across)
                cell.margin_top = cell.margin_bottom = Pt(1)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                paragraph = cell.text_frame.paragraphs[0]
                paragraph.alignment = PP_ALIGN.RIGHT if is_number[across] else PP_ALIGN.LEFT
                self._run(paragraph, text, TEXT, palette.INK if down else palette.PAPER, not down)

    def bars(
        self,
        values: Sequence[tuple[str, float]],
        name: str,
        decimals: int,
        told: str,
        box: Box,
    ) -> None:
        """A chart that can be edited: a bar for each name, from above."""
        from pptx.chart.data import CategoryChartData
        from pptx.dml.color import RGBColor
        from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_MARK
        from pptx.util import Pt

        form = "#,##0" + ("." + "0" * decimals if decimals else "")
        data = CategoryChartData(number_format=form)
        data.categories = [one for one, _ in values]
        data.add_series(name, [value for _, value in values])
        kind = XL_CHART_TYPE.BAR_CLUSTERED
        shape = self._slide.shapes.add_chart(kind, *_inches(box), data)
        _describe(shape, told)
        chart = shape.chart
        chart.has_legend = chart.has_title = False
        chart.font.size = Pt(TEXT)
        chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
        chart.value_axis.minimum_scale = min(0.0, *(value for _, value in values))
        chart.category_axis.reverse_order = True
        chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
        plot = chart.plots[0]
        plot.gap_width, plot.has_data_labels = 40, True
        plot.data_labels.number_format, plot.data_labels.number_format_is_linked = form, False
        plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
        fill = plot.series[0].format.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(palette.SEQUENTIAL[5][3].lstrip("#"))

    def _titled(self, title: str, box: Box, size: int) -> None:
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

        only_title = 5  # of the layouts of the library's own template
        self._slide = self._deck.slides.add_slide(self._deck.slide_layouts[only_title])
        shape = self._slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = _inches(box)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        shape.text_frame.word_wrap, shape.text_frame.margin_left = True, 0
        paragraph = shape.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.LEFT
        self._run(paragraph, title, size, palette.INK, True)

    def _run(self, paragraph: Any, text: str, size: int, colour: str, is_strong: bool) -> None:
        from pptx.dml.color import RGBColor
        from pptx.util import Pt

        run = paragraph.add_run()
        run.text = " ".join(text.split())
        run.font.size, run.font.bold = Pt(size), is_strong
        run.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
        run._r.get_or_add_rPr().set("lang", self._language)


def _fitting(paragraphs: Sequence[Paragraph], box: Box) -> int:
    """How many of the paragraphs a box holds, at least one."""
    letters = box.width * 72 / (TEXT * LETTER)
    room = box.height * 72
    for count, one in enumerate(paragraphs):
        room -= -(-len(one.text) // letters) * TEXT * LINE + SPACE
        if room < 0:
            return max(count, 1)
    return len(paragraphs)


def _inches(box: Box) -> tuple[Any, ...]:
    from pptx.util import Inches

    return tuple(map(Inches, (box.left, box.top, box.width, box.height)))


def _describe(shape: Any, told: str) -> None:
    shape._element._nvXxPr.cNvPr.set("descr", told)
