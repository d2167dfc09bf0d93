"""Workbooks made by hand, part by part: bombs, far cells, entities and lies."""

import io
import zipfile

import pytest

BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://'
    'schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
)
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
ROOT = LINKS.replace("worksheets/sheet1.xml", "xl/workbook.xml").replace(
    "relationships/worksheet", "relationships/officeDocument"
)
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def zipped(rows: str, book: str = BOOK, head: str = "", **parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/_rels/workbook.xml.rels", LINKS)
        sheet = f"{head}{SHEET}<sheetData>{rows}</sheetData></worksheet>"
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, text in parts.items():
            archive.writestr(f"xl/{name}.xml", text)
    return file.getvalue()


def row(number: int, column: str = "A") -> str:
    return f'<row r="{number}"><c r="{column}{number}"><v>1</v></c></row>'


def test_a_hand_made_workbook_is_read(take, rows_of):
    reading = take(zipped(row(2, "B")), "a.xlsx")
    assert rows_of(reading.sheets[0]) == [(1, None, None), (2, None, "\x1e1")]


def test_a_workbook_whose_elements_have_a_prefix_is_scanned_too(take, refused):
    def prefixed(text):
        text = text.replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
        return text.replace("</x:worksheet>", "")

    def book(rows):
        sheet = prefixed(f"{SHEET}<sheetData>{rows}</sheetData>") + "</x:worksheet>"
        content = io.BytesIO(zipped(row(1)))
        with zipfile.ZipFile(content) as old, zipfile.ZipFile(file := io.BytesIO(), "w") as new:
            for part in old.namelist():
                new.writestr(part, sheet if "sheet1" in part else old.read(part))
        return file.getvalue()

    cell = '<row r="3" hidden="1"><c r="B3" t="e"><v>#N/A</v></c></row>'
    notes = take(book(row(1) + cell), "a.xlsx").notes
    assert [(note.code, note.text) for note in notes] == [
        ("error_cell", "B3 #N/A"),
        ("hidden_row", "3"),
    ]
    assert "column 16384" in refused(book(row(1, "XFD")))


def test_an_empty_workbook(refused):
    assert refused(zipped("")) == "the file is empty."


def test_a_sheet_with_one_cell_far_away(refused):
    reason = refused(zipped(row(1) + row(1048576, "XFD")))
    assert "as far as row 1048576, column 16384" in reason
    assert "column 16384" in refused(zipped(row(1, "XFD")))


def test_a_workbook_that_unpacks_to_too_much(refused):
    bomb = zipped(row(1), sharedStrings="<sst>" + " " * 11_000_000 + "</sst>")
    assert len(bomb) < 20_000
    assert "zip bomb" in refused(bomb)
    assert "unpacks to 11 MB, at most 5 MB" in refused(bomb, unpacked=5 << 20)


def test_a_part_that_lies_about_its_size(refused):
    content = zipped(row(1), sharedStrings="<sst>" + " " * 500_000 + "</sst>")
    lie = (500_011).to_bytes(4, "little")
    assert content.count(lie) == 2
    assert "damaged" in refused(content.replace(lie, (900).to_bytes(4, "little")))


@pytest.mark.parametrize("book", ["<workbook", "", BOOK.replace("r1", "r9")])
def test_a_workbook_with_a_broken_part(refused, book):
    assert "damaged or cut off" in refused(zipped(row(1), book))


def test_entities_are_never_expanded(refused):
    doctype = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert "not safe" in refused(zipped(row(1), head=doctype))
    assert "not safe" in refused(zipped(row(1), book=doctype + BOOK))
