"""The workbook that goes back to the officer: each line that was set aside, and what is wrong.

Mended and sent again, its lines are known by the last column and take the place of the old ones.
"""

from collections.abc import Mapping
from io import BytesIO

import duckdb
import xlsxwriter

from data.exports import Export, exports
from data.match.tables import Found
from data.match.vocabulary import helpers
from data.read.model import NATIVE
from data.stage.data_rows import ORIGIN, SHEET
from data.stage.outcome import Outcome, Reject

TITLE = "Các dòng cần sửa. Hãy sửa ô tô vàng, giữ nguyên cột cuối, rồi gửi lại tệp này."
TOLD = ("Lỗi", "Cột cần sửa", "Gợi ý", "Tệp gốc", "Trang gốc", "Dòng gốc", ORIGIN)
HELPERS = {"district_name": "Huyện, thành phố", "commune_name": "Tên xã", "unit_name": "Tên đơn vị"}


def workbook(con: duckdb.DuckDBPyConnection, outcome: Outcome, rules: Mapping[str, str]) -> bytes:
    """An XLSX with the lines that an outcome set aside, from the connection that took them in.

    `rules` are the words for each rule. Cells are text: no cell is ever a formula.
    """
    export = next(one for one in exports() if one.name == outcome.kind)
    names = _names(export, outcome)
    stream = BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    formats = {
        "title": book.add_format({"bold": True}),
        "head": book.add_format({"bold": True, "bg_color": "#d4e6f6", "text_wrap": True}),
        "wrong": book.add_format({"bg_color": "#ffe699", "num_format": "@"}),
        "text": book.add_format({"num_format": "@"}),
    }
    sheet = book.add_worksheet("Can sua")
    sheet.write_string(0, 0, TITLE, formats["title"])
    fields = list(names)
    for at, head in enumerate([*names.values(), *TOLD]):
        sheet.write_string(1, at, head, formats["head"])
    sheet.set_column(0, len(fields) + len(TOLD), 16)
    sheet.freeze_panes(2, 0)
    originals = _originals(con, outcome)
    for row, reject in enumerate(outcome.rejects, 2):
        cells = {**outcome.constants, **originals.get((reject.sheet, reject.line), {})}
        for at, field in enumerate(fields):
            is_wrong = field == reject.field or (
                field in helpers(export.name) and "name" in reject.rule
            )
            text = _plain(cells.get(field))
            if reject.rule == "personal_data" and field == reject.field:
                text = reject.text  # made unreadable
            sheet.write_string(row, at, text, formats["wrong" if is_wrong else "text"])
        told = _told(export, outcome, reject, rules)
        for at, text in enumerate(told, len(fields)):
            sheet.write_string(row, at, text, formats["text"])
    book.close()
    return stream.getvalue()


def _names(export: Export, outcome: Outcome) -> dict[str, str]:
    """Field → header: what the file says of its lines and what a line cannot be without.

    An empty column that the file does not have would wipe out what is known of it.
    """
    said = {field for one in outcome.tables for field in one.table.mapping.values()}
    said |= {*outcome.constants, *export.required}
    names = {**{f: HELPERS.get(f, f) for f in helpers(export.name)}, **export.fields}
    return {field: head for field, head in names.items() if field in said}


def _told(
    export: Export, outcome: Outcome, reject: Reject, rules: Mapping[str, str]
) -> tuple[str, ...]:
    near = "; ".join(f"{c['name']} ({c['code']}), {c['district']}" for c in reject.candidates)
    near = reject.fate.vi if reject.fate else near
    what = rules.get(reject.rule, reject.rule)
    return (
        what if not reject.text else f"{what}: {reject.text}",
        export.fields.get(reject.field, ""),
        near,
        outcome.file,
        reject.sheet,
        str(reject.line),
        f"{outcome.load}:{_place(outcome, reject)}",
    )


def _place(outcome: Outcome, reject: Reject) -> int:
    places = [one.place for one in outcome.tables if one.sheet.name == reject.sheet]
    return SHEET * (places[0] if places else 0) + reject.line


def _originals(
    con: duckdb.DuckDBPyConnection, outcome: Outcome
) -> dict[tuple[str, int], dict[str, str | None]]:
    """(sheet, line) → field → the text that stood there."""
    found: dict[tuple[str, int], dict[str, str | None]] = {}
    for one in outcome.tables:
        lines = [reject.line for reject in outcome.rejects if reject.sheet == one.sheet.name]
        for line, cells in _rows(con, one, lines):
            mapping = one.table.mapping
            found[one.sheet.name, line] = {field: cells[c] for c, field in mapping.items()}
    return found


def _rows(
    con: duckdb.DuckDBPyConnection, found: Found, lines: list[int]
) -> list[tuple[int, tuple[str | None, ...]]]:
    if not lines:
        return []
    query = f"select * from {found.name} where line in (select unnest(?))"
    return [(row[0], row[1:]) for row in con.execute(query, [lines]).fetchall()]


def _plain(text: str | None) -> str:
    """A cell as a person wrote it; a number of a workbook as Vietnamese writes it."""
    if text is None:
        return ""
    return text.removeprefix(NATIVE).replace(".", ",") if text.startswith(NATIVE) else text
