"""Files that nobody looks at before they are published: what would be left out refuses them.

Who sends a file by the page or `data.intake` is told of columns that were not read and of fields
without a column; an export in a directory is published at once, in place of the one before.
"""

from data.exports import Export
from data.match.table import Table
from data.read import Note
from data.refusal import Bilingual, RefusedError


def require_known_columns(table: Table, export: Export, file: str) -> None:
    """RefusedError for a header that nobody knows, with the nearest, or a field without a column.

    A unit may be given by its name alone.
    """
    for column in table.unmatched:
        if column.header:
            near = [export.fields[name] for name in column.suggestions if name in export.fields]
            text = column.header if len(column.header) <= 80 else column.header[:80] + "…"
            vi, en = f"không có cột nào tên “{text}”.", f"there is no column “{text}”."
            if near:
                vi, en = f"{vi} Gần nhất là “{near[0]}”.", f"{en} Nearest: “{near[0]}”."
            raise _refusal(table, export, file, vi, en)
    by_name = export.unit in table.missing_required
    held = {*table.mapping.values(), *export.may_lack, "" if by_name else export.unit}
    missing = ", ".join(f"“{text}”" for name, text in export.fields.items() if name not in held)
    if missing:
        raise _refusal(
            table, export, file, f"thiếu cột {missing}.", f"the column {missing} is missing."
        )


def require_no_stray(stray: tuple[Note, ...], file: str) -> None:
    """RefusedError for cells without a header."""
    for note in stray:
        raise RefusedError(
            file,
            Bilingual(f"ô {note.text} không có tiêu đề cột.", f"no header above {note.text}."),
            Bilingual(
                "Hãy ghi tiêu đề của cột, hoặc xóa cột đó.", "Head the column, or delete it."
            ),
            note.line,
        )


def _refusal(table: Table, export: Export, file: str, vi: str, en: str) -> RefusedError:
    row = ";".join(export.fields.values())
    remedy = Bilingual(f"Dòng tiêu đề phải là: {row}", f"The header row must be: {row}")
    return RefusedError(file, Bilingual(vi, en), remedy, table.header_lines[0])
