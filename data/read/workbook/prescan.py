"""Looks into an XLSX file before it is read: may it be read at all, and what would be lost?

The reader of workbooks takes memory for the whole used range and says nothing of errors, formulas
that were never calculated and hidden rows. The parts are searched as bytes, in pieces: no XML
parser sees a sheet, and a part with a document type, whose entities could grow, is refused.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from data.read import refusals
from data.read.model import Limits, Note
from data.read.workbook.sheetscan import SheetScan

PIECE = 1 << 22
LONGEST_ROW = 1 << 26
SMALL = 10 << 20  # parts up to this size may be packed as tightly as they like
FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
WIDE = (b"\xff\xfe", b"\xfe\xff")  # UTF-16, in which the search would find nothing
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def prescan(path: Path, limits: Limits) -> tuple[Note, ...]:
    """What a person should know of the sheets. RefusedError when the file must not be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(path, archive, limits)
            sheets = {part: name for name, part in _sheets(path, archive)}
            notes: list[Note] = []
            for part in archive.infolist():
                if not part.filename.lower().endswith((".xml", ".rels")):
                    continue
                name = sheets.get(part.filename.lstrip("/"))
                scan = SheetScan(name) if name is not None else None
                for piece in _pieces(path, archive, part):
                    if scan:
                        scan.add(piece)
                if scan:
                    _check_range(path, scan, limits)
                    notes += scan.notes()
            return tuple(notes)
    except (zipfile.BadZipFile, EOFError, ValueError, LookupError, ElementTree.ParseError) as error:
        raise refusals.damaged(path, str(error)) from error
    except NotImplementedError as error:  # a way of packing that is not of workbooks
        raise refusals.damaged(path, str(error)) from error


def _check_sizes(path: Path, archive: zipfile.ZipFile, limits: Limits) -> None:
    parts = archive.infolist()
    whole = sum(part.file_size for part in parts)
    if whole > limits.unpacked:
        raise refusals.unpacks_too_large(path, whole, limits.unpacked)
    for part in parts:
        if part.file_size > SMALL and part.file_size > limits.ratio * part.compress_size:
            raise refusals.packed_too_tightly(path, part.filename)


def _check_range(path: Path, scan: SheetScan, limits: Limits) -> None:
    rows, columns = scan.last_row, scan.last_column
    if rows * columns > limits.cells or columns > limits.columns:
        raise refusals.too_wide(
            path,
            scan.name,
            f"có ô ở hàng {rows}, cột {columns}: vùng dữ liệu quá rộng.",
            f"has cells as far as row {rows}, column {columns}: too wide a range.",
            rows,
        )


def _pieces(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part in pieces that end where a row ends, the last one wherever."""
    rest = b""
    with archive.open(part) as file:
        while block := file.read(PIECE):
            block = rest + block
            if any(mark in block for mark in FORBIDDEN) or block.startswith(WIDE):
                raise refusals.has_document_type(path, part.filename)
            end = block.rfind(b"row>") + 4  # </row> or, with a prefix, </x:row>
            if end < 4:
                end = max(len(block) - PIECE // 2, 0) if len(block) > LONGEST_ROW else 0
            yield block[:end]
            rest = block[end:]
    yield rest


def _sheets(path: Path, archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """The name of each sheet and the part that holds it."""
    book = _tree(path, archive, "xl/workbook.xml")
    links = {
        link.get("Id"): link.get("Target", "")
        for link in _tree(path, archive, "xl/_rels/workbook.xml.rels")
    }
    found = []
    for sheet in book.iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            target = links.get(sheet.get(RELATION) or sheet.get(STRICT_RELATION), "")
            part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
            found.append((sheet.get("name", ""), part))
    return found


def _tree(path: Path, archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    text = b"".join(_pieces(path, archive, archive.getinfo(name)))
    return ElementTree.fromstring(text)
