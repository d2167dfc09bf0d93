"""Text files so plain that they need not be written again: most large exports are."""

from collections.abc import Iterator
from pathlib import Path

from data.intake.reading import refusals
from data.intake.reading.cleaning import unusual
from data.intake.reading.model import LONGEST, Sheet
from data.intake.reading.shape import Outline, Shape

BLOCK = 1 << 22
MARK = b"\xef\xbb\xbf"


def as_it_is(path: Path) -> tuple[Sheet, Shape] | None:
    """The sheet of a UTF-8 file that is clean, without quotation marks, and ends lines in one way.

    None for any other; RefusedError when there is nothing in it.
    """
    outline = Outline()
    feeds = returns = 0
    has_tabs = has_text = is_ended = False
    for block in _whole_lines(path):
        if b'"' in block or b"  " in block or not _has_short_lines(block) or unusual(block):
            return None
        feeds += block.count(b"\n")
        pairs = block.count(b"\r\n")
        if pairs != block.count(b"\r"):
            return None
        returns += pairs
        has_tabs = has_tabs or b"\t" in block
        has_text = has_text or bool(block.strip())
        is_ended = block.endswith(b"\n")
        outline.add(block if is_ended else block + b"\n")
    rows = feeds + (not is_ended)
    shape = outline.shape()
    if not has_text:
        raise refusals.empty(path)
    if returns not in (0, feeds) or (has_tabs and shape.separator != "\t"):
        return None
    return Sheet("", False, path, rows, shape.widest, plain=shape.separator), shape


def _whole_lines(path: Path) -> Iterator[bytes]:
    """Blocks that end where a line does, but the last one."""
    with path.open("rb") as file:
        rest = file.read(len(MARK)).removeprefix(MARK)
        while block := file.read(BLOCK):
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
