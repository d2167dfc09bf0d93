"""Text files: CSV with any usual separator, encoding and line end."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from data.read import refusals
from data.read.cleaning import cell, clean_block, single_spaces
from data.read.model import CELLS, LONGEST, Limits, Note, Reading, Sheet
from data.read.numbered_file import Numbered, numbered_row, too_long
from data.read.text.encoding import codec_of, texts
from data.read.text.legacy import converted, suspect
from data.read.text.plain import LINES, as_it_is
from data.read.text.quotes import MARK, UNCLOSED, record
from data.read.text.shape import Outline, Shape

SAMPLE = 1 << 18
SHOWN = 500  # characters of a torn line that are kept
NAMES = {"utf-16-le": "utf-16", "utf-16-be": "utf-16"}


@dataclass
class Ends:
    """How lines end: counted, because mixed ends tell of pasted files."""

    pairs: int = 0
    returns: int = 0
    feeds: int = 0

    def made_one(self, text: str) -> str:
        """The text with line feeds only."""
        pairs = text.count("\r\n")
        self.pairs += pairs
        self.returns += text.count("\r") - pairs
        self.feeds += text.count("\n") - pairs
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    def notes(self) -> tuple[Note, ...]:
        """One note if there is more than one way."""
        ways = {"CRLF": self.pairs, "CR": self.returns, "LF": self.feeds}
        used = [f"{count} {way}" for way, count in ways.items() if count]
        return (Note("mixed_line_endings", "", 0, ", ".join(used)),) if len(used) > 1 else ()


@dataclass
class Rows:
    """What the lines became."""

    width: int
    torn: list[tuple[str, int, str, str]] = field(default_factory=list)


def read_text(path: Path, scratch: Path, limits: Limits, legacy: str) -> Reading:
    """Read a text file; RefusedError when its encoding is unknown or it holds no text."""
    codec = codec_of(path, legacy)
    suspected = "" if legacy else suspect(next(texts(path, codec))[:SAMPLE])
    found = None
    if codec.startswith("utf-8") and not legacy and not suspected:
        found = as_it_is(path, limits.lines)
    torn: tuple[tuple[str, int, str, str], ...] = ()
    notes: tuple[Note, ...] = ()
    if found:
        sheet, shape = found
    else:
        ends = Ends()
        chunks, shape = _chunks(path, codec, legacy, suspected, ends, limits.lines)
        lines = _lines(chunks, shape)
        written = _write(path, scratch / "lines.txt", lines, shape, suspected)
        sheet = Sheet("", False, scratch / "lines.txt", len(lines), written.width)
        torn, notes = tuple(written.torn), ends.notes()
    if sheet.width > limits.columns:
        raise refusals.too_wide(
            path, "", f"có {sheet.width} cột.", f"it has {sheet.width} columns."
        )
    return Reading(
        path=path,
        sha256="",
        bytes=path.stat().st_size,
        format="csv",
        encoding=NAMES.get(codec, codec),
        separator=shape.separator,
        legacy=suspected,
        sheets=(sheet,),
        notes=notes,
        torn=torn,
    )


def _chunks(
    path: Path, codec: str, legacy: str, suspected: str, ends: Ends, most: int
) -> tuple[list[str], Shape]:
    """The clean text in pieces of whole lines, and the shape of its lines."""
    outline, chunks, count = Outline(), [], 0
    for whole in _whole_lines(path, codec):
        text = clean_block(ends.made_one(converted(whole, legacy)), suspected)
        text = text if text.endswith("\n") else text + "\n"
        count += outline.add(text.encode())
        if count > most:
            raise refusals.too_many(path, LINES, most, most)
        chunks.append(text)
    if not any(chunk.strip() for chunk in chunks):
        raise refusals.empty(path)
    return chunks, outline.shape()


def _whole_lines(path: Path, codec: str) -> Iterator[str]:
    """The text in pieces that end where a line does, but perhaps the last one."""
    rest, line = "", 1
    for text in texts(path, codec):
        text = rest + text
        end = max(text.rfind("\n"), text.rfind("\r", 0, len(text) - 1)) + 1
        if end:
            yield text[:end]
        rest = text[end:]
        if len(rest) > 4 * LONGEST:
            raise too_long(path, line)
    if rest:
        yield rest


def _lines(chunks: list[str], shape: Shape) -> list[str]:
    lines: list[str] = []
    for place, chunk in enumerate(chunks):
        lines += single_spaces(chunk, shape.separator).split("\n")[:-1]
        chunks[place] = ""  # the memory is needed for the lines
    return lines


def _write(path: Path, target: Path, lines: list[str], shape: Shape, suspected: str) -> Rows:
    rows, at, separator = Rows(shape.widest), 0, shape.separator
    before, after = f" {separator}", f"{separator} "
    with Numbered(path, target) as file:
        while at < len(lines):
            line = lines[at]
            if MARK not in line:
                if before in line or after in line:
                    line = line.replace(before, separator).replace(after, separator)
                file.add(f"{at + 1}{CELLS}{line.strip(' ').replace(separator, CELLS)}")
                at += 1
                continue
            found = record(lines, at, shape)
            if found is None:
                rows.torn.append(("", at + 1, UNCLOSED, line[:SHOWN]))
                at += 1
                continue
            count, cells = found
            rows.width = max(rows.width, len(cells))
            file.add(numbered_row(at + 1, [cell(text, suspected) for text in cells]))
            at += count
    return rows
