"""Workbooks: the search of their XML, and the texts of their cells.

Only workbooks that are built here, of a bounded range, go to the library that unpacks them: of
others it may rightly take more memory than one process of fuzzing has.
"""

import datetime as dt
import io
import zipfile
from unittest.mock import patch
from xml.sax.saxutils import escape

from data.read.cleaning import cell as cleaned
from data.read.kind import kind_of
from data.read.model import NATIVE, Limits
from data.read.workbook import prescan, xlsx
from data.read.workbook.cells import CellTexts
from data.read.workbook.sheetscan import MOST
from tests.fuzz.reading import folder, said

LIMITS = Limits(cells=5000, columns=64)
SHEET = "xl/worksheets/sheet1.xml"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
PARTS = {
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1"'
    f' Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{RELATIONS}"><sheets>'
    '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1"'
    f' Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2"'
    f' Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{SPREADSHEET}"><cellXfs count="4"><xf numFmtId="0"/>'
    '<xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="46"/></cellXfs></styleSheet>',
}
ALL_XML = (SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml")
# The first letter of a cell → what it is in the sheet, which holds the rest of its text.
KINDS = {
    "#": "<c r={at}><v>{text}</v></c>",
    "/": '<c r={at} s="1"><v>{text}</v></c>',
    ":": '<c r={at} s="2"><v>{text}</v></c>',
    "+": '<c r={at} s="3"><v>{text}</v></c>',
    "?": '<c r={at} t="b"><v>{text}</v></c>',
    "!": '<c r={at} t="e"><v>{text}</v></c>',
    "@": '<c r={at} t="d"><v>{text}</v></c>',
    "=": "<c r={at}><f>{text}</f></c>",
    "": '<c r={at} t="inlineStr"><is><t>{text}</t></is></c>',
}


def look_into_sheet(data: bytes) -> None:
    """Search any XML of a sheet, or of another part if the first byte says so, in small pieces."""
    option = data[0] if data else 0
    part = SHEET if option & 3 else ALL_XML[option >> 2 & 3]
    path = folder() / "book.xlsx"
    path.write_bytes(_packed({part: data[1:]}))
    assert kind_of(path) == "xlsx"
    with patch.object(prescan, "PIECE", 97 if option & 128 else prescan.PIECE):
        notes = prescan.prescan(path, LIMITS).notes
    codes = [note.code for note in notes]
    assert all(codes.count(code) <= MOST for code in codes if code != "more_notes")
    assert all(note.line >= 0 and (part != SHEET or note.sheet == "A") for note in notes)


def look_into_zip(data: bytes) -> None:
    """Search any bytes that may be a workbook."""
    path = folder() / "any.xlsx"
    path.write_bytes(data or b" ")
    if kind_of(path) == "xlsx":
        prescan.prescan(path, LIMITS)


def read_cells(data: bytes) -> None:
    """Every value that the library may hand over has a text of one line without odd signs."""
    whole = int.from_bytes(data[:7], "little")
    moment = dt.datetime.min + dt.timedelta(microseconds=whole * 5 % 315537897599_999999)
    text = said(data)
    values = [
        *(whole, -whole, bool(whole & 1), moment, moment.date(), moment.time()),
        *(dt.timedelta(microseconds=whole), -dt.timedelta(seconds=whole % 10**9), text),
        *(_float(part) for part in text.split()),
    ]
    for value, cell in zip(values, CellTexts("", "").row(values), strict=True):
        bare = cell.removeprefix(NATIVE)
        assert bare == cleaned(bare), f"{value!r} becomes {cell!r}"
        if isinstance(value, float) and cell != bare:
            assert float(f"{value:.15g}") == float(bare), f"{value!r} becomes {cell!r}"
            assert "e" not in bare, f"{value!r} becomes {cell!r}"


def read_rows(data: bytes) -> None:
    """Read a workbook with a row for each line; each text must be in its row and column."""
    rows = [line.split(";")[:26] for line in said(data).split("\n")[:99]]
    path = folder() / "rows.xlsx"
    path.write_bytes(_packed({SHEET: _sheet(rows).encode()}))
    try:
        reading = xlsx.read_workbook(path, "xlsx", folder(), Limits(), "")
    except BaseException as error:
        # A panic of the library ends the child; its parent makes a refusal of that.
        if type(error).__name__ == "PanicException":
            return
        raise
    (sheet,) = reading.sheets
    written = sheet.path.read_bytes().decode().removesuffix("\n").split("\n")
    assert len(written) == sheet.rows <= len(rows)
    for at, row in enumerate(rows):
        found = written[at].split("\x1f")[1:] if at < len(written) else []
        for column, text in enumerate(row):
            wanted = cleaned(text) if text[:1] not in KINDS and "_x" not in text else ""
            if wanted:
                assert found[column] == wanted, f"row {at + 1}: {found[column]!r} of {text!r}"


def _packed(parts: dict[str, bytes]) -> bytes:
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w") as archive:
            for name, text in (PARTS | parts).items():
                archive.writestr(name, text)
        return file.getvalue()


def _sheet(rows: list[list[str]]) -> str:
    lines = []
    for at, row in enumerate(rows, 1):
        cells = ""
        for column, text in enumerate(row):
            kind = text[:1] if text[:1] in KINDS else ""
            inner = escape(text.removeprefix(kind))
            cells += KINDS[kind].format(at=f'"{chr(65 + column)}{at}"', text=inner) if text else ""
        lines.append(f'<row r="{at}">{cells}</row>')
    head = f'<worksheet xmlns="{SPREADSHEET}"><sheetData>'
    return f"{head}{''.join(lines)}</sheetData></worksheet>"


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.5
