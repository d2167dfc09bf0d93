"""The slides of a meeting, 16:9: tables and charts that PowerPoint edits, maps as pictures.

Titles have 32 points and texts 18, for the last row of a room; what stands at the foot has 12.
Equal briefs give equal bytes.
"""

from collections.abc import Iterator

from pages.briefs import content
from pages.briefs.content import Part
from pages.briefs.frozen import Brief
from pages.briefs.map.drawn import drawn
from pages.briefs.office.canvas import Box, Canvas, Paragraph
from pages.briefs.office.packed import undated
from pages.briefs.qr import qr_png
from pages.briefs.tables import Table, decimals_of, in_one_line, left_out, shortened
from pages.briefs.typeset import png
from pages.text.language import Language

WHOLE = Box(0.5, 1.5, 12.33, 5.0)  # inches, under the title and over the foot
LEFT, RIGHT = Box(0.5, 1.5, 7.7, 5.0), Box(8.4, 1.5, 4.43, 5.0)
CAPTION, UNDER_IT = Box(0.5, 1.5, 12.33, 0.5), Box(0.5, 2.0, 12.33, 4.5)
UNDER = Box(0.5, 6.22, 11.4, 0.4)
ABREAST = 3  # maps on a slide
DENSITY, DENSE = 78, 110  # pixels of a map in an inch: letters of 13 points; of 9 beside others
ROWS, LETTERS = 10, 90  # of a table on a slide
BARS = 12  # of a chart; of more units the highest and the lowest


def pptx(brief: Brief) -> bytes:
    """The file; GeoError without boundaries."""
    words, canvas = Language(brief.language), Canvas(brief.language, brief.name)
    found = content.parts(brief)
    if not brief.is_one_view:
        canvas.opening(brief.name, [text for text in (content.about(brief), brief.body) if text])
        agenda = [Paragraph(f"{part.number}. {part.item.title}") for part in found]
        canvas.text(words.t("Agenda"), agenda, WHOLE)
    for part in found:
        _part(canvas, part, words)
    return undated(canvas.file())


def _part(canvas: Canvas, part: Part, words: Language) -> None:
    title = f"{part.number}. {part.item.title}"
    facts = " · ".join(content.lines(part.facts))
    canvas.foot = [Paragraph(text) for text in (part.mark, facts) if text]
    if part.item.link:
        canvas.foot.append(Paragraph(words.t("Open this view"), link=part.item.link))
    canvas.code = qr_png(part.item.link), words.t("QR code of the link to this view")
    canvas.notes = _notes(part, words)
    _view(canvas, part, title, words)
    if part.table and part.table.rows:
        _table(canvas, part.table, title, words)
        _chart(canvas, part, title, words)
    if part.decisions:
        canvas.text(f"{title}: {words.t('Decisions')}", list(_decided(part, words)), WHOLE)
    canvas.foot, canvas.code, canvas.notes = [], (b"", ""), []


def _view(canvas: Canvas, part: Part, title: str, words: Language) -> None:
    """The maps, and beside one of them what is said of it."""
    said = list(_said(part, words))
    maps = part.view.maps if part.view else ()
    if len(maps) == 1:
        picture = drawn(maps[0], part.words, _pixels(LEFT, DENSITY))
        canvas.text(title, said, RIGHT, WHOLE)
        canvas.picture(png(picture), LEFT, picture.told, on=canvas.first)
        return
    for at in range(0, len(maps), ABREAST):
        canvas.slide(title)
        for place, one in enumerate(maps[at : at + ABREAST]):
            wide = WHOLE.width / ABREAST
            box = Box(WHOLE.left + place * wide, WHOLE.top, wide - 0.15, WHOLE.height)
            picture = drawn(one, part.words, _pixels(box, DENSE), [one.title] if one.title else [])
            canvas.picture(png(picture), box, picture.told)
    if said or not (maps or part.table):
        canvas.text(title, said, WHOLE)


def _pixels(box: Box, density: float) -> tuple[float, float]:
    return box.width * density, box.height * density


def _said(part: Part, words: Language) -> Iterator[Paragraph]:
    if part.item.question:
        yield Paragraph(words.t("To decide"), is_strong=True)
        yield Paragraph(part.item.question)
    if part.item.refused:
        yield Paragraph(part.item.refused, is_strong=True)
    if part.shown:
        yield Paragraph(part.shown, is_strong=True)
    yield from map(Paragraph, part.sentences)


def _decided(part: Part, words: Language) -> Iterator[Paragraph]:
    for text, owner, due, more in part.decisions:
        yield Paragraph(text, is_strong=True)
        told = [f"{words.t('In charge')}: {owner}" if owner else ""]
        told += [f"{words.t('Deadline')}: {due}" if due else "", more]
        yield Paragraph(" · ".join(filter(None, told)))


def _notes(part: Part, words: Language) -> list[str]:
    """What only the speaker sees."""
    minutes = f"{words.t('Minutes')}: {part.item.minutes}" if part.item.minutes else ""
    spoken = part.view.sentences if part.view else ()
    return [text for text in (part.item.note, *spoken, minutes) if text]


def _table(canvas: Canvas, whole: Table, title: str, words: Language) -> None:
    """The first rows, in as many columns as can be read from afar."""
    table = shortened(whole, ROWS, LETTERS, in_one_line)
    cells = list(zip(table.columns, *table.rows, strict=True))
    canvas.slide(f"{title}: {words.t('Figures')}")
    canvas.table(
        [table.columns, *table.rows], list(map(in_one_line, cells)), table.is_number, WHOLE
    )
    if text := left_out(table, whole, words):
        canvas.write([Paragraph(text)], UNDER)


def _chart(canvas: Canvas, part: Part, title: str, words: Language) -> None:
    """The values of the units as bars; of many the highest and the lowest.

    None where a unit has several rows, or the rows are of several indicators: such values cannot be
    compared.
    """
    table = part.table
    if table is None or table.names is None or table.values is None:
        return
    names = [row[table.names] for row in table.rows]
    if len(set(names)) < len(names) or part.words.t("Indicator") in table.columns:
        return
    amounts = [row[table.values] for row in table.amounts]
    pairs = zip(names, amounts, strict=True)
    known = [(name, value) for name, value in pairs if isinstance(value, int | float)]
    caption = table.columns[table.values]
    if len(known) > BARS:
        ranked = sorted(known, key=lambda pair: pair[1], reverse=True)
        text = words.t("{name}: the highest {n} and the lowest {n} of {all}",
                       name=caption, n=BARS // 2, all=len(known))  # fmt: skip
        known, caption = ranked[: BARS // 2] + ranked[-BARS // 2 :], text
    if len(known) < 2:
        return
    decimals = decimals_of(tuple(amounts))
    canvas.slide(f"{title}: {words.t('Chart')}")
    canvas.write([Paragraph(caption)], CAPTION)
    canvas.bars(known, table.columns[table.values], decimals, caption, UNDER_IT)
