"""The PDF of a meeting: a cover, a page an item, long tables as annexes.

An archive (PDF/A-2a) that is read aloud as well (PDF/UA-1). Equal briefs give equal bytes.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from pages.briefs import content
from pages.briefs.content import Part
from pages.briefs.frozen import Brief
from pages.briefs.map.drawn import drawn
from pages.briefs.qr import qr_svg
from pages.briefs.tables import AIR, Table, left_out, shortened, widths
from pages.briefs.typeset import STANDARDS, TEMPLATES, typeset
from pages.text.language import Language

UNDATED = "2000-01-01"
ON_PAGE = 14  # rows of a table that has the place of a map; a longer one is an annex
ALONE, ABOVE, BESIDE = (160, 146), (160, 106), (85, 78)  # millimetres of a map by what is there too
DENSITY, DENSE = 4.4, 6.0  # pixels in one: letters of nine points; of seven beside other maps
LINES = 14  # of the first rows of a table on the page of an item, whose annex has all
ROOM, BESIDES, NARROW = 180, 105, 86  # letters of a page; beside what is said; of half a page
WIDE = 5 / 6  # of its room: a table that fills it


def pdf(brief: Brief) -> bytes:
    """The file; RefusedError for a text that cannot be set, GeoError without boundaries."""
    whole = {
        "language": brief.language,
        "name": brief.name,
        "about": content.about(brief),
        "body": brief.body,
        "has_cover": not brief.is_one_view,
        "words": content.labels(Language(brief.language)),
        "parts": [_part(part) for part in content.parts(brief)],
    }
    day = datetime.fromisoformat(brief.day or UNDATED).replace(tzinfo=UTC)
    return typeset(
        TEMPLATES / "brief.typ",
        {"brief": json.dumps(whole, ensure_ascii=False)},
        f"{brief.name}.pdf",
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=int(day.timestamp()),
    )


def _part(part: Part) -> dict[str, Any]:
    item, table, maps = part.item, part.table, _maps(part)
    is_apart = table is not None and (bool(maps) or len(table.rows) > ON_PAGE)
    room = ROOM if is_apart else BESIDES
    return {
        **{name: getattr(item, name) for name in content.TEXTS},
        "number": part.number,
        "shown": part.shown,
        "sentences": part.sentences,
        "facts": part.facts,
        "mark": part.mark,
        "decisions": part.decisions,
        "code": qr_svg(item.link),
        "maps": maps,
        "table": _table(table, part.words, room) if table else None,
        "is_apart": is_apart,
    }


def _maps(part: Part) -> list[dict[str, str]]:
    maps = part.view.maps if part.view else ()
    wide, high = BESIDE if len(maps) > 1 else ABOVE if part.decisions else ALONE
    density = DENSE if len(maps) > 1 else DENSITY
    box = (wide * density, high * density)
    pictures = [drawn(one, part.words, box, [one.title] if one.title else []) for one in maps]
    return [{"svg": one.svg, "told": one.told} for one in pictures]


def _table(whole: Table, words: Language, room: int) -> dict[str, Any]:
    table = shortened(whole, content.ROWS)
    notes = [*content.lines(table.common), left_out(table, whole, words)]
    found = widths(list(zip(table.columns, *table.rows, strict=True)), room)
    return {
        "columns": table.columns,
        "rows": table.rows,
        "is_number": table.is_number,
        "common": " · ".join(filter(None, notes)),
        "widths": found if sum(found) > WIDE * room else None,
        "is_narrow": sum(found) <= NARROW,
        "first": _fitting(table, found),
    }


def _fitting(table: Table, wide: Sequence[int]) -> int:
    """How many of its first rows stand on the page of the item."""
    room = LINES
    for count, row in enumerate(table.rows):
        room -= 0.5 + max(
            -(-len(cell) // max(letters - AIR, 1)) for cell, letters in zip(row, wide, strict=True)
        )
        if room < 0:
            return count
    return len(table.rows)
