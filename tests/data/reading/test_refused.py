"""Files that cannot be read as a whole: refused with a reason, never a dead or swollen process."""

import io
import zipfile

import pytest
import xlsxwriter

from data.intake.reading import Limits, read
from data.refusal import RefusedError

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
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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


@pytest.fixture
def refused(take):
    """Reads a file that must be refused; returns the reason in English and the Vietnamese one."""

    def reasons(content, name="a.xlsx", **limits):
        with pytest.raises(RefusedError) as error:
            take(content, name, **limits)
        assert error.value.file == name
        assert error.value.remedy.vi
        assert error.value.reason.vi != error.value.reason.en
        return error.value.reason.en

    return reasons


@pytest.fixture(scope="module")
def good() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        workbook.add_worksheet().write_column(0, 0, [f"xã {n}" for n in range(2000)])
    return file.getvalue()


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


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf\n", b"\x00" * 3000])
def test_empty_files(refused, content):
    assert refused(content, "a.csv") == "the file is empty."


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


@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_a_workbook_that_is_cut_off(refused, good, share):
    assert "damaged or cut off" in refused(good[: int(len(good) * share)])


@pytest.mark.parametrize("book", ["<workbook", "", BOOK.replace("r1", "r9")])
def test_a_workbook_with_a_broken_part(refused, book):
    assert "damaged or cut off" in refused(zipped(row(1), book))


def test_entities_are_never_expanded(refused):
    doctype = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert "not safe" in refused(zipped(row(1), head=doctype))
    assert "not safe" in refused(zipped(row(1), book=doctype + BOOK))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (OLE + b"\0" * 3000 + "EncryptedPackage\0".encode("utf-16-le"), "password"),
        (OLE + b"\0" * 3000 + "WordDocument\0".encode("utf-16-le") + b"\0" * 550, "Word"),
        (OLE + b"\0" * 100 + "Workbook\0".encode("utf-16-le"), "damaged"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "a web page"),
        ("\ufeff<!DOCTYPE html><p>Xã".encode(), "a web page"),
        ('\ufeff<html xmlns:x="urn">'.encode("utf-16-le"), "a web page"),
        (b'<?xml version="1.0"?><Workbook/>', "an XML file"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n....", "a picture"),
        (b"Rar!\x1a\x07", "an archive"),
    ],
)
@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.csv"])
def test_other_files_are_named_for_what_they_are(refused, content, reason, name):
    assert reason in refused(content, name)


@pytest.mark.parametrize(
    ("part", "reason"),
    [("word/document.xml", "Word"), ("content.xml", "OpenDocument"), ("a.txt", "archive")],
)
def test_other_archives_are_named_for_what_they_are(refused, part, reason):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(part, "x")
    assert reason in refused(file.getvalue())


def test_a_wrong_name_is_told_and_the_content_read(take, rows_of, good):
    reading = take("Mã;Tên\n1;a\n".encode(), "a.xlsx")
    assert (reading.format, reading.notes[0].code, reading.notes[0].text) == (
        "csv",
        "mislabelled",
        "csv",
    )
    assert rows_of(reading.sheets[0])[1] == (2, "1", "a")
    reading = take(good, "a.csv")
    assert (reading.format, reading.notes[0].text, reading.sheets[0].rows) == ("xlsx", "xlsx", 2000)


def test_a_missing_file(tmp_path):
    with pytest.raises(RefusedError, match="cannot be opened"):
        read(tmp_path / "a.csv", tmp_path, Limits())
