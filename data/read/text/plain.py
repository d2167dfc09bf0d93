"""Text files so plain that they need not be written again: most large exports are."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from data.read import refusals
from data.read.cleaning import unusual
from data.read.model import LONGEST, Sheet
from data.read.text.shape import Outline, Shape

BLOCK = 1 << 22
MARK = b"\xef\xbb\xbf"
LINES = ("dòng", "lines")


def as_it_is(path: Path, most: int) -> tuple[Sheet, Shape] | None:
    """The sheet of a UTF-8 file that is clean, without quotation marks, and ends lines in one way.

    No cell begins or ends with a space, so that the file need only be cut at its separators.
    None for any other; RefusedError when there is nothing in it, or more than `most` lines.
    """
    outline, separator = Outline(), b""
    feeds = returns = 0
    has_text = is_ended = False
    for block in _whole_lines(path):
        is_ended = block.endswith(b"\n")
        has_text = has_text or not block.isspace()
        feeds += outline.add(block if is_ended else block + b"\n") - (not is_ended)
        if feeds > most:
            raise refusals.too_many(path, LINES, most, most)
        separator = separator or outline.shape().separator.encode()
        if _is_rough(block, separator) or not _has_short_lines(block) or unusual(block):
            return None
        if b"\r" in block:
            pairs = block.count(b"\r\n")
            if pairs != block.count(b"\r"):
                return None
            returns += pairs
    if not has_text:
        raise refusals.empty(path)
    shape = outline.shape()
    if returns not in (0, feeds) or shape.separator.encode() != separator:
        return None
    sheet = Sheet("", False, path, feeds + (not is_ended), shape.widest, plain=shape.separator)
    return sheet, shape


def _is_rough(block: bytes, separator: bytes) -> bool:
    """Are there marks, or white space at the edge of a cell or twice in it?"""
    if b'"' in block or (b"\t" in block and separator != b"\t"):
        return True
    if b" " not in block:
        return False
    cells = block.translate(bytes.maketrans(separator + b"\r", b"\n\n"))
    edge = cells.startswith(b" ") or cells.endswith(b" ")
    return edge or any(spaces in cells for spaces in (b"\n ", b" \n", b"  "))


def _whole_lines(path: Path) -> Iterator[bytes]:
    """Blocks that end where a line does, but the last one."""
    with path.open("rb") as file:
        yield from whole_lines(file, BLOCK, file.read(len(MARK)).removeprefix(MARK))


def whole_lines(file: BinaryIO, size: int, rest: bytes = b"") -> Iterator[bytes]:
    """What was read of a file and what it still holds, in blocks of about a size cut at lines."""
    while block := file.read(size):
        end = block.rfind(b"\n") + 1
        if end:
            yield rest + block[:end]
            rest = block[end:]
        else:
            rest += block
    if rest:
        yield rest


def _has_short_lines(block: bytes) -> bool:
    start = 0
    while len(block) - start > LONGEST:
        end = block.rfind(b"\n", start, start + LONGEST)
        if end < 0:
            return False
        start = end + 1
    return True
