"""Files that cannot be read as a whole are refused, with what they are and a reason."""

import io
import zipfile

import pytest
import xlsxwriter

from data.read import Limits, read
from data.refusal import RefusedError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(scope="module")
def good() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        workbook.add_worksheet().write_column(0, 0, [f"xã {n}" for n in range(2000)])
    return file.getvalue()


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf\n", b"\x00" * 3000])
def test_empty_files(refused, content):
    assert refused(content, "a.csv") == "the file is empty."


@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_a_workbook_that_is_cut_off(refused, good, share):
    assert "damaged or cut off" in refused(good[: int(len(good) * share)])


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
