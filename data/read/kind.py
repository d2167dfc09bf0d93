"""What a file is, by its first bytes: its name is not asked."""

import zipfile
from pathlib import Path

from data.read import refusals

HEAD = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# First bytes → a kind of refusals.OTHERS.
FIRST = {
    b"%PDF": "pdf",
    b"{\\rtf": "rtf",
    b"\xff\xd8\xff": "image",
    b"\x89PNG": "image",
    b"GIF8": "image",
    b"Rar!": "archive",
    b"7z\xbc\xaf": "archive",
    b"\x1f\x8b": "archive",
}
MARKUP = {b"<!doctype html": "html", b"<html": "html", b"<table": "html", b"<head": "html"}
# A part that a zip holds → its kind.
PARTS = {
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "word/document.xml": "word",
    "ppt/presentation.xml": "slides",
    "content.xml": "ods",
}
# How the stream of an old workbook begins (BIFF8 and BIFF5: its globals), where it may, and the
# record of a password among the first ones.
BEGINNINGS = (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00")
STREAM_STEP, FILE_PASSWORD, FEW_RECORDS = 64, 0x2F, 8


def kind_of(path: Path) -> str:
    """ "csv", "xlsx" or "xls"; RefusedError for any other known kind of file, or a damaged one."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip(b"\x00 \t\r\n"):
        raise refusals.empty(path)
    if head.startswith(OLE):
        return _ole(path)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(path)
    for first, kind in FIRST.items():
        if head.startswith(first):
            raise refusals.other(path, kind)
    _refuse_markup(path, head)
    return "csv"


def _refuse_markup(path: Path, head: bytes) -> None:
    """Web pages and XML, in whichever encoding: pages saved as .xls are common."""
    start = head.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n")
    start = start.lower()
    for first, kind in MARKUP.items():
        if start.startswith(first):
            raise refusals.other(path, kind)
    if start.startswith((b"<?xml", b"<!doctype", b"<!--", b"<meta", b"<style")):
        raise refusals.other(path, "html" if b"<html" in start else "xml")


def _zip(path: Path) -> str:
    from data.read.workbook.parts import Parts, normal  # not needed for text, the usual file

    try:
        with zipfile.ZipFile(path) as archive:
            if any(part.flag_bits & 1 for part in archive.infolist()):
                raise refusals.encrypted(path)
            names = set(map(normal, archive.namelist()))
            kind = next((kind for part, kind in PARTS.items() if part in names), "")
            kind = kind or Parts(archive).kind
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise refusals.damaged(path, str(error)) from error
    if kind != "xlsx":
        raise refusals.other(path, kind)
    return kind


def _ole(path: Path) -> str:
    """An old Office file holds a directory of streams, whose names are UTF-16, in any case."""
    content = path.read_bytes()
    lower = content.lower()

    def holds(stream: str) -> bool:
        return (stream.lower() + "\x00").encode("utf-16-le") in lower

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise refusals.encrypted(path)
    if holds("Workbook") or holds("Book"):
        if _has_file_password(content):
            raise refusals.encrypted(path)
        return "xls"
    if len(content) % 512 or len(content) < 1536:
        raise refusals.damaged(path, "OLE")
    raise refusals.other(path, "word" if holds("WordDocument") else "ole")


def _has_file_password(content: bytes) -> bool:
    """Whether the cells of an old workbook are hidden by a password, of whichever strength.

    The record that says so, FILEPASS, stands near the beginning of the stream of the workbook.
    """
    for begin in BEGINNINGS:
        at = content.find(begin)
        while at >= 0:
            if at % STREAM_STEP == 0 and FILE_PASSWORD in _first_records(content, at):
                return True
            at = content.find(begin, at + 1)
    return False


def _first_records(content: bytes, at: int) -> list[int]:
    """The types of the first records of a stream that begins at a place."""
    found = []
    for _ in range(FEW_RECORDS):
        kind, length = (int.from_bytes(content[at + n : at + n + 2], "little") for n in (0, 2))
        found.append(kind)
        at += 4 + length
    return found
