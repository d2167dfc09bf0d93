"""Workbooks as programs other than Excel pack them: what is read is judged, and nothing else."""

import io
import zipfile

import pytest
import xlwt

from tests.data.read.test_archives import row, zipped

POWER_QUERY = '<?xml version="1.0" encoding="utf-16"?><DataMashup>AAAA</DataMashup>'


def packed(rename=lambda name: name, edit=lambda name, text: text, **parts):
    """A workbook of one cell with its parts renamed, their texts edited, and others added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(zipped(row(1)))) as plain,
        zipfile.ZipFile(stream, "w") as other,
    ):
        for name in plain.namelist():
            other.writestr(rename(name), edit(name, plain.read(name)))
        for name, content in parts.items():
            other.writestr(name, content)
    return stream.getvalue()


def read_whole(take, rows_of, content):
    reading = take(content, "a.xlsx")
    assert (reading.format, reading.notes) == ("xlsx", ())
    assert rows_of(reading.sheets[0]) == [(1, "\x1e1")]


def test_a_part_that_is_no_sheet_cannot_refuse_a_workbook(take, rows_of):
    for content in (
        POWER_QUERY.encode("utf-16"),
        b"<!DOCTYPE html><p>",
        b"\x00\x01 no XML at all",
    ):
        parts = {"customXml/item1.xml": content, "xl/comments1.xml": content}
        read_whole(take, rows_of, packed(**parts))


def test_parts_named_with_backslashes_or_capitals_are_read(take, rows_of):
    for rename in (lambda name: name.replace("/", "\\"), str.upper):
        read_whole(take, rows_of, packed(rename))


@pytest.mark.parametrize("folder", ["excel/", ""])
def test_a_workbook_in_another_folder_is_read(take, rows_of, folder):
    def renamed(name):
        return name.replace("xl/", folder)

    def linked(_, text):
        return text.replace(b"xl/", folder.encode())

    read_whole(take, rows_of, packed(renamed, linked))


def test_what_is_read_is_still_judged_wherever_it_stands(refused):
    def renamed(name):
        return name.replace("xl/", "excel/").replace("/", "\\")

    def hidden(name, text):
        text = text.replace(b"xl/", b"excel/")
        return b"<!DOCTYPE a>" + text if "sheet1" in name else text

    assert "not safe" in refused(packed(renamed, hidden))
    strings = b'Id="r2" Type="x/sharedStrings" Target="strings.xml"/></Relationships>'

    def with_strings(name, text):
        links = name.endswith("workbook.xml.rels")
        return text.replace(b"</Relationships>", b"<Relationship " + strings) if links else text

    parts = {"xl/strings.xml": POWER_QUERY.encode("utf-16")}
    assert "not safe" in refused(packed(edit=with_strings, **parts))


def test_a_word_document_in_another_folder_is_called_one(refused):
    def document(name, text):
        return b"<w:document/>" if name.endswith("book.xml") else text.replace(b"xl/", b"text/")

    content = packed(lambda name: name.replace("xl/", "text/"), document)
    assert refused(content) == "this is a Word document."


def old_book():
    """An XLS of one cell."""
    book, stream = xlwt.Workbook(), io.BytesIO()
    book.add_sheet("A").write(0, 0, "x")
    book.save(stream)
    return stream.getvalue()


def test_a_stream_in_capital_letters_is_a_workbook(take, rows_of):
    name = "Workbook".encode("utf-16-le")
    content = old_book()
    assert name in content
    reading = take(content.replace(name, name.upper()), "a.xls")
    assert rows_of(reading.sheets[0]) == [(1, "x")]


def test_an_old_workbook_with_a_weak_password_is_said_to_have_one(refused):
    content = old_book()
    at = content.index(b"\xe1\x00\x02\x00\xb0\x04", 512)  # the records after the first
    weak = bytes.fromhex("2f0006000000d7d41234")  # FILEPASS of the kind XOR
    content = content[:at] + weak + content[at : at + 6] + content[at + 16 :]
    assert refused(content, "a.xls") == "the workbook has a password."


@pytest.mark.parametrize("name", ["a.xlsm", "a.XLTX"])
def test_a_workbook_with_macros_is_no_other_format(take, name):
    assert take(zipped(row(1)), name).notes == ()
