"""Find the table in a sheet: its header, the export that it is of, the field of each column."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.exports import DEMONSTRATION, exports
from data.match.fields import named
from data.match.folding import fold
from data.match.layout import (
    Heading,
    Merged,
    Row,
    has_values,
    is_numbering_row,
    is_unit_row,
    one_high,
    padded,
    two_high,
)
from data.match.table import Candidate, Column, Table
from data.match.vocabulary import headers, helpers, neutral, said, suggestions, unit_name
from data.refusal import Bilingual, RefusedError


@dataclass(frozen=True)
class Header:
    """Rows that may be a header: the place of the first in the rows given, and what they say."""

    place: int
    height: int
    headings: list[Heading]

    def fields(self, kind: str) -> list[str | None]:
        return [field_of(heading, kind) for heading in self.headings]

    def found(self, kind: str) -> set[str]:
        return {field for field in self.fields(kind) if field}


def field_of(heading: Heading, kind: str) -> str | None:
    known = headers(kind)
    field = known.get(fold(heading.joined)) if heading.text else None
    if field is None and fold(heading.group) in neutral():
        field = known.get(fold(heading.text))
    return field


def rank(header: Header, kind: str) -> tuple[int, float]:
    """How many fields are found, and the share of the required ones."""
    required = named(kind).required
    absent = missing(header.found(kind), kind)
    return len(header.found(kind)), 1 - len(absent) / len(required)


def missing(found: set[str], kind: str) -> tuple[str, ...]:
    export = named(kind)
    has_name = unit_name(kind) in found
    return tuple(
        field
        for field in export.required
        if field not in found and not (field == export.unit and has_name)
    )


def chosen(header: Header) -> str | None:
    """The export that explains most columns, if it is only one, has a column of its own, and enough
    of what the export cannot be without is there: a list of units has a code and a level too.
    """
    ranks = {export.name: rank(header, export.name) for export in exports()}
    top = max(ranks.values())
    names = [name for name, found in ranks.items() if found == top]
    own = header.found(names[0]) - said()["common"].keys()
    is_enough = top[1] >= LEAST
    return names[0] if len(names) == 1 and own and is_enough else None


LEAST = 0.3  # of the required fields; values for all rows may give the others
FARTHEST = 60  # rows in which a header is looked for


def find_table(
    rows: Sequence[tuple[int, Sequence[str | None]]],
    merged: Iterable[tuple[int, int, int, int]] = (),
    kind: str | None = None,
    remembered: Mapping[int, str] | None = None,
    file: str = "",
) -> Table:
    """The table of a sheet, from its first rows. Headers match exactly, but for accents and signs.

    Rows are (line, cells), empty cells "" or None; merged ranges are first row, first column, last
    row, last column, from 1. With a `kind`, only that export is looked for, and a header of which
    no word is known is still found by its shape. `remembered` is column → field, or "" for none,
    as a person confirmed it for this fingerprint before. RefusedError where there is no header.
    """
    top = [(line, [cell or "" for cell in cells]) for line, cells in rows[:FARTHEST]]
    width = max((len(cells) for _, cells in top), default=0)
    kinds = [kind] if kind else [export.name for export in exports()]
    possible = _possible(top, [Merged.from_one(*found) for found in merged], width)
    ranked = sorted(
        ((rank(header, name), header, name) for name in kinds for header in possible),
        key=lambda found: (found[0], -found[1].place, found[1].height),
        reverse=True,
    )
    best = next((found for found in ranked if found[0][0]), None)
    if best is None and kind:
        shaped = next((header for header in possible if _has_shape(header, top)), None)
        best = ((0, 0.0), shaped, kind) if shaped else None
    if best is None or (kind is None and best[0][0] < 2):
        raise _headless(file, kind)
    header = best[1]
    decided = kind or chosen(header)
    known = {"", *named(decided).fields, *helpers(decided)} if decided else set()
    for field in (remembered or {}).values():
        if decided and field not in known:
            raise _misremembered(file, decided, field)
    return _table(top, header, decided, remembered or {}, kinds)


def _possible(rows: Sequence[Row], merged: Sequence[Merged], width: int) -> list[Header]:
    found = []
    for place, row in enumerate(rows):
        texts = [cell for cell in padded(row[1], width) if cell]
        if len(texts) < 2 and not (texts and any(m.first_line == row[0] for m in merged)):
            continue
        both = two_high(row, rows[place + 1], merged, width) if place + 1 < len(rows) else None
        headings = both or one_high(row, width)
        if not has_values([heading.text for heading in headings]):
            found.append(Header(place, 2 if both else 1, headings))
    return found


def _has_shape(header: Header, rows: Sequence[Row]) -> bool:
    """Whether a row has about as many texts as the widest row has cells."""
    widest = max(sum(map(bool, cells)) for _, cells in rows)
    return 2 * sum(bool(heading.text) for heading in header.headings) > widest


def _table(
    rows: Sequence[Row],
    header: Header,
    kind: str | None,
    remembered: Mapping[int, str],
    kinds: Sequence[str],
) -> Table:
    end = header.place + header.height
    while end < len(rows) and (is_numbering_row(rows[end][1]) or is_unit_row(rows[end][1])):
        end += 1
    data = [(line, cells) for line, cells in rows[end:] if any(cells)]
    columns = tuple(
        _column(index, heading, kind, remembered)
        for index, heading in enumerate(header.headings)
        if heading.text or any(index < len(cells) and cells[index] for _, cells in data)
    )
    ranks = [(name, *rank(header, name)) for name in kinds]
    candidates = [Candidate(name, score, matched) for name, matched, score in ranks if matched]
    return Table(
        kind=kind,
        header_lines=tuple(line for line, _ in rows[header.place : end]),
        first_data_line=data[0][0] if data else rows[end - 1][0] + 1,
        columns=columns,
        missing_required=missing({c.field for c in columns if c.field}, kind) if kind else (),
        is_demonstration=any(fold(c.header) == fold(DEMONSTRATION) for c in columns),
        candidates=tuple(sorted(candidates, key=lambda c: (-c.matched, -c.score))),
        titles=tuple(cell for _, cells in rows[: header.place] for cell in cells if cell),
        header_rows=tuple(tuple(cells) for _, cells in rows[header.place : end]),
    )


def _column(
    index: int, heading: Heading, kind: str | None, remembered: Mapping[int, str]
) -> Column:
    if kind is None:
        return Column(index, heading.joined, None)
    if index in remembered:
        return Column(index, heading.joined, remembered[index])
    field = field_of(heading, kind)
    offered = suggestions(heading.joined, kind) if field is None else ()
    return Column(index, heading.joined, field, offered)


def _headless(file: str, kind: str | None) -> RefusedError:
    known = [named(kind)] if kind else exports()
    example = "; ".join(known[0].fields.values())
    return RefusedError(
        file,
        Bilingual(
            "không tìm thấy dòng tiêu đề trong 60 dòng đầu.",
            f"no header row was found in the first {FARTHEST} rows.",
        ),
        Bilingual(
            f"Hãy thêm một dòng tiêu đề, ví dụ: {example}",
            f"Add a header row, for example: {example}",
        ),
    )


def _misremembered(file: str, kind: str, field: str) -> RefusedError:
    return RefusedError(
        file,
        Bilingual(
            f"loại tệp “{kind}” không có trường “{field}” mà một cột được gán trước đây.",
            f"the export “{kind}” has no field “{field}”, which a column was given before.",
        ),
        Bilingual("Hãy chọn lại loại tệp và cột.", "Choose the export and the columns again."),
    )
