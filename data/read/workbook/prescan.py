"""Looks into an XLSX file before it is read: may it be read at all, and what would be lost?

The reader of workbooks takes memory for the whole used range and says nothing of errors, formulas
that were never calculated and hidden rows. The parts are searched as bytes, in pieces: no XML
parser sees a sheet, and a part with a document type, whose entities could grow, is refused. Only
parts that cells are read from are looked at: what another program keeps beside them is its own.
"""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from data.read import refusals
from data.read.model import Limits, Note
from data.read.workbook.formats import Shown, number_formats
from data.read.workbook.parts import READ, USUAL_BOOK, Link, Parts
from data.read.workbook.sheetscan import SheetScan

PIECE = 1 << 22
LONGEST_ROW = 1 << 26
SMALL = 10 << 20  # parts up to this size may be packed as tightly as they like
SHEETS = ("trang tính", "sheets")
FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
WIDE = (b"\xff\xfe", b"\xfe\xff")  # UTF-16, in which the search would find nothing
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(frozen=True)
class Scanned:
    """What a person should know of the sheets, and by their names the cells whose format changes
    their digits: row → (column from 0, what it does).
    """

    notes: tuple[Note, ...] = ()
    shown: Mapping[str, Mapping[int, tuple[tuple[int, Shown], ...]]] = field(default_factory=dict)


def prescan(path: Path, limits: Limits) -> Scanned:
    """A look at an XLSX file. RefusedError when it must not be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(path, archive, limits)
            parts = Parts(archive)
            book = parts.book or USUAL_BOOK
            sheets, others = _read_parts(path, parts, book)
            if len(sheets) > limits.sheets:
                raise refusals.too_many(path, SHEETS, limits.sheets)
            for name in others:
                _require_safe(path, parts, name)
            formats = _formats(parts, book)
            notes: list[Note] = []
            shown: dict[str, Mapping[int, tuple[tuple[int, Shown], ...]]] = {}
            for name, part in sheets:
                for info in parts.named(part):
                    scan = SheetScan(name, formats)
                    for piece in _pieces(path, archive, info):
                        scan.add(piece)
                    _check_range(path, scan, limits)
                    notes += scan.notes()
                    shown[name] = scan.shown
            return Scanned(tuple(notes), shown)
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


def _read_parts(path: Path, parts: Parts, book: str) -> tuple[list[tuple[str, str]], list[str]]:
    """The name and the part of each sheet, and the other parts that cells are read from."""
    links = {link.id: link for link in parts.links(book)}
    _require_safe(path, parts, book)
    sheets = []
    for sheet in ElementTree.fromstring(parts.read(book)).iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            link = links.get(sheet.get(RELATION) or sheet.get(STRICT_RELATION) or "")
            if link is None or _is_cells(link):
                sheets.append((sheet.get("name", ""), link.part if link else ""))
    known = {part for _, part in sheets}
    others = [link.part for link in links.values() if link.type in READ]
    return sheets, [part for part in others if part not in known and parts.holds(part)]


def _formats(parts: Parts, book: str) -> dict[int, Shown]:
    """What the formats of the workbook do to numbers."""
    styles = [link.part for link in parts.links(book) if link.type == "styles"]
    return number_formats(parts.read(styles[0])) if styles and parts.holds(styles[0]) else {}


def _is_cells(link: Link) -> bool:
    """Whether a sheet is one of cells, and no chart, dialogue or list of macros."""
    return link.type == "worksheet"


def _require_safe(path: Path, parts: Parts, name: str) -> None:
    """RefusedError for a part with a document type, or one in which it could not be found."""
    for info in parts.named(name):
        for _ in _pieces(path, parts.archive, info):
            pass
