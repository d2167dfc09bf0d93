"""The workbook of a meeting: a sheet with the figures of each item, and one of notes on them.

Numbers are numbers. Equal briefs give equal bytes.
"""

from collections.abc import Iterator

import pandas as pd

from data.spreadsheet import workbook
from pages.briefs import content
from pages.briefs.content import Part
from pages.briefs.frozen import Brief
from pages.text.language import Language


def xlsx(brief: Brief) -> bytes:
    """The file."""
    words, found = Language(brief.language), content.parts(brief)
    sheets = {
        f"{part.number}. {part.item.title}": pd.DataFrame(
            list(part.view.table.rows), columns=list(part.view.table.columns), dtype="object"
        )
        for part in found
        if part.view and part.view.table.columns
    }
    lines = [[brief.name], [content.about(brief)], *([[brief.body]] if brief.body else [])]
    for part in found:
        lines += [[], *_lines(part, words)]
    return workbook(sheets, words.t("Notes"), lines)


def _lines(part: Part, words: Language) -> Iterator[list[str]]:
    t, item = words.t, part.item
    yield [f"{part.number}. {item.title}"]
    told = [
        (t("Part of the agenda"), item.heading),
        (t("To decide"), item.question),
        (t("Figures"), part.view.title if part.view else item.refused),
        *((t("In short"), text) for text in (part.view.sentences if part.view else ())),
        *part.facts,
        (t("Note"), part.mark),
        (t("Note"), item.note),
        (t("Minutes"), item.minutes),
        (t("Link"), item.link),
    ]
    yield from ([title, text] for title, text in told if text)
    if part.decisions:
        yield [t("Decision"), t("In charge"), t("Deadline"), t("Subject and expected result")]
        yield from map(list, part.decisions)
