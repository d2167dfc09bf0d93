"""The tables of a reading: which export they are of, and which column holds which field."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from data.exports import Export, exports
from data.match.headers import FARTHEST, find_table
from data.match.table import Table
from data.match.vocabulary import unit_name
from data.read import Limits, Reading, Sheet, refusals, relations
from data.refusal import Bilingual, RefusedError

SECONDS = 60  # for all sheets of a file: this is the server, not the child that reads
Layouts = Mapping[str, Mapping[int, str]]  # a sender's layout → column → field


@dataclass(frozen=True)
class Ask:
    """What a person said of a file: its export, its font encoding, columns, values of all lines,
    how columns are written: "vi", "plain" (numbers), "day_first", "month_first" (days).
    """

    kind: str = ""
    legacy: str = ""
    columns: Mapping[int, str] = field(default_factory=dict)  # column from 0 → field, "" for none
    constants: Mapping[str, str] = field(default_factory=dict)  # field → the text of every line
    written: Mapping[str, str] = field(default_factory=dict)  # field → how its cells are written


@dataclass(frozen=True)
class Found:
    """A table in a sheet; `name` is the relation of its rows (line, c1..cN).

    `even` holds the same rows where all have as many cells. Of a table that `is_head` it is only
    the first of them: it may be read piece by piece. `written` is how a person said, now or of an
    earlier file of the same layout, that fields are written.
    """

    place: int
    sheet: Sheet
    table: Table
    name: str
    even: pa.Table | None = None
    is_head: bool = False
    written: Mapping[str, str] = field(default_factory=dict)


def find_tables(
    con: duckdb.DuckDBPyConnection,
    reading: Reading,
    ask: Ask,
    layouts: Layouts,
    prefix: str = "rows",
    *,
    in_pieces: bool = False,
) -> list[Found]:
    """Every table in the sheets that a person sees; RefusedError where no sheet has one.

    `prefix` begins the names of the relations with the rows. With `in_pieces` no more is read of
    a long sheet than tells its table.
    """
    found, refused, until = [], None, time.monotonic() + SECONDS
    for place, sheet in enumerate(reading.sheets):
        if sheet.is_hidden or not sheet.rows:
            continue
        if time.monotonic() > until:
            raise refusals.died(reading.path, "seconds", Limits(seconds=SECONDS))
        name = f"{prefix}_{place}"
        is_head = in_pieces and relations.is_long(sheet) and relations.load_head(con, sheet, name)
        even = None if is_head else relations.load(con, sheet, name)
        rows = _first_rows(con, name)
        try:
            table = find_table(rows, sheet.merged, ask.kind or None, ask.columns, reading.path.name)
        except RefusedError as error:
            refused = refused or error
            continue
        if not ask.columns and table.layout in layouts:
            kept = layouts[table.layout]
            table = find_table(rows, sheet.merged, table.kind, kept, reading.path.name)
        found.append(Found(place, sheet, table, name, even, is_head))
    if not found and reading.legacy:
        raise _typed_in_font(reading)
    if not found:
        raise refused or _nothing(reading)
    return found


def require_usable(found: Found, file: str, ask: Ask) -> Export:
    """The export of a table that can be read as it is; RefusedError says what a person must say."""
    table = found.table
    if table.kind is None:
        named = ", ".join(c.kind for c in table.candidates[:4])
        raise _ask_person(
            found,
            file,
            f"chưa rõ đây là loại tệp nào: {named}.",
            f"it is not clear which export this is: {named}.",
        )
    export = next(one for one in exports() if one.name == table.kind)
    given = {*ask.constants}
    if export.unit and unit_name(export.name) in given:
        given.add(export.unit)
    missing = [export.fields.get(f, f) for f in table.missing_required if f not in given]
    if missing:
        columns = ", ".join(f"“{text}”" for text in missing)
        raise _ask_person(
            found,
            file,
            f"thiếu cột {columns}.",
            f"the column {columns} is missing or not recognised.",
        )
    if table.duplicates:
        columns = ", ".join(f"“{export.fields.get(f, f)}”" for f in table.duplicates)
        raise _ask_person(
            found, file, f"nhiều cột cùng là {columns}.", f"more than one column holds {columns}."
        )
    return export


def _first_rows(con: duckdb.DuckDBPyConnection, name: str) -> list[tuple[int, tuple[str, ...]]]:
    query = f"from {name} where line <= ? order by line limit {FARTHEST}"
    first = con.execute(f"select min(line) from {name}").fetchall()[0][0] or 1
    rows = con.execute(query, [first + 5 * FARTHEST]).fetchall()
    return [(row[0], row[1:]) for row in rows]


def _ask_person(found: Found, file: str, vi: str, en: str) -> RefusedError:
    return RefusedError(
        file,
        Bilingual(vi, en),
        Bilingual(
            "Hãy chọn loại tệp và cột ở trang Nạp dữ liệu, hoặc sửa dòng tiêu đề.",
            "Choose the export and its columns on the page for loading, or mend the header row.",
        ),
        found.table.header_lines[0],
    )


def _typed_in_font(reading: Reading) -> RefusedError:
    font = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}[reading.legacy]
    return RefusedError(
        reading.path,
        Bilingual(
            f"chữ trong tệp có vẻ được gõ bằng phông {font}.",
            f"its text seems to be typed in a font of {font}.",
        ),
        Bilingual(
            f"Hãy chọn {font} ở ô “Bảng mã của chữ trong tệp” trên trang Nạp dữ liệu (ở dòng lệnh:"
            f" --legacy {reading.legacy}), hoặc lưu lại tệp bằng Unicode.",
            f"Choose {font} under “Letters of the text” on the page for loading (on the command"
            f" line: --legacy {reading.legacy}), or save the file in Unicode.",
        ),
    )


def _nothing(reading: Reading) -> RefusedError:
    return RefusedError(
        reading.path,
        Bilingual("tệp không có dòng nào để đọc.", "there is no row to read in any sheet."),
        Bilingual("Hãy kiểm tra tệp rồi gửi lại.", "Check the file and send it again."),
    )
