"""What a reading is made of, and how it travels from the child process as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

NATIVE = "\x1e"  # stands before a number that the workbook holds as a number
CELLS = "\x1f"  # between the cells of a numbered file; no cleaned cell holds it
LONGEST = 1 << 20  # bytes of a line; DuckDB reads lines of up to 2 MB


@dataclass(frozen=True)
class Limits:
    """What a file may cost; beyond it, the file is refused."""

    bytes: int = 200 << 20  # of the file
    unpacked: int = 1 << 30  # of all parts of a workbook together
    ratio: int = 200  # unpacked to packed, for parts of more than 10 MB
    cells: int = 12_000_000  # of the used range of one sheet, blank ones too
    whole: int = 24_000_000  # cells of the used ranges of all sheets together
    columns: int = 1024
    sheets: int = 200  # of a workbook
    lines: int = 10_000_000  # of a text file
    memory: int = 2 << 30  # address space of the child
    seconds: int = 120
    written: int = 2 << 30  # of one file in the scratch directory


@dataclass(frozen=True)
class Note:
    """Something to tell a person. `text` is a place or what stood there, not a sentence.

    Codes: mislabelled (text: the real format), mixed_line_endings (how many of each),
    hidden_sheet, hidden_row (first–last), error_cell, formula_without_value (the cell),
    declared_larger (the declared range), as_shown (a cell whose format changes its digits, and what
    it shows), more_notes (the code of those left out);
    cells_without_header (the first such cell and how many there are), rows_of_no_data (the lines
    of units and of signatures), far_from_last_year and far_below_others (the field, the unit, the
    value and what is usual), of later stages.
    `line` is 0 where the note is about a whole sheet.
    """

    code: str
    sheet: str
    line: int
    text: str


@dataclass(frozen=True)
class Sheet:
    """One table of text. `path` is the file of `relations.load`; read it in no other way.

    `rows` counts the lines or rows that a person sees, blank ones within the used range too.
    `merged` holds first row, first column, last row, last column, from 1, inclusive.
    `plain` is the separator when `path` is the received file itself, clean and without quotation
    marks; else "", and `path` is a numbered file in the scratch directory.
    """

    name: str
    is_hidden: bool
    path: Path
    rows: int
    width: int
    merged: tuple[tuple[int, int, int, int], ...] = ()
    plain: str = ""


@dataclass(frozen=True)
class Reading:
    """A file that was read. `torn`: sheet, line, rule, text of the lines that no cell was cut from.

    `legacy` names the font encoding in which the text seems typed, by a score; it is converted only
    where a person said so. The encoding is "cp1252" for bytes of such fonts, "" for workbooks.
    """

    path: Path
    sha256: str
    bytes: int
    format: str
    encoding: str
    separator: str
    legacy: str
    sheets: tuple[Sheet, ...]
    notes: tuple[Note, ...] = ()
    torn: tuple[tuple[str, int, str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values, as the child writes them."""
        found = asdict(self)
        for part in (found, *found["sheets"]):
            part["path"] = str(part["path"])
        return found


def from_json(found: dict[str, Any]) -> Reading:
    """The reading that `as_json` made the values of."""
    sheets = tuple(
        Sheet(
            **{
                **sheet,
                "path": Path(sheet["path"]),
                "merged": tuple((a, b, c, d) for a, b, c, d in sheet["merged"]),
            }
        )
        for sheet in found["sheets"]
    )
    parts = {
        "path": Path(found["path"]),
        "sheets": sheets,
        "notes": tuple(Note(**note) for note in found["notes"]),
        "torn": tuple((sheet, line, rule, text) for sheet, line, rule, text in found["torn"]),
    }
    return Reading(**{**found, **parts})
