"""Workbooks, XLSX and XLS, through python-calamine. Run in the child: it can abort the process."""

from itertools import islice
from pathlib import Path

import python_calamine as calamine

from data.read import refusals
from data.read.model import CELLS, Limits, Note, Reading, Sheet
from data.read.numbered_file import Numbered
from data.read.text.legacy import suspect
from data.read.workbook.cells import CellTexts, Formatted
from data.read.workbook.prescan import SHEETS, Scanned, prescan

SAMPLE = 2000  # rows of a sheet, from which a legacy font is suspected


def read_workbook(path: Path, kind: str, scratch: Path, limits: Limits, legacy: str) -> Reading:
    """Read all sheets of a workbook of kind "xlsx" or "xls", hidden ones too.

    Of an old XLS no error cells, formulas or hidden rows are told: only XLSX can be scanned.
    """
    scanned = prescan(path, limits) if kind == "xlsx" else Scanned()
    try:
        book = calamine.CalamineWorkbook.from_path(path)
        listed = [
            sheet for sheet in book.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        if len(listed) > limits.sheets:
            raise refusals.too_many(path, SHEETS, limits.sheets)
        sheets, suspicions, changed, whole = [], [], list[Note](), 0
        for place, meta in enumerate(listed, 1):
            is_hidden = meta.visible != calamine.SheetVisibleEnum.Visible
            grid = _grid(path, book, meta.name, limits)
            rows, columns = grid.end or (-1, -1)
            whole += (rows + 1) * (columns + 1)
            if whole > limits.whole:
                raise refusals.too_many(path, ("ô", "cells in all sheets"), limits.whole)
            target = scratch / f"sheet{place}.txt"
            suspicions.append("" if legacy else _suspicion(grid))
            texts = CellTexts(legacy, suspicions[-1])
            shown = Formatted(scanned.shown.get(meta.name, {}), texts)
            sheets.append(_write(path, target, meta.name, is_hidden, grid, shown))
            changed += shown.notes(meta.name)
    except calamine.PasswordError as error:
        raise refusals.encrypted(path) from error
    except calamine.CalamineError as error:
        raise refusals.damaged(path, str(error)[:200]) from error
    if not any(sheet.rows for sheet in sheets):
        raise refusals.empty(path)
    hidden = tuple(Note("hidden_sheet", s.name, 0, s.name) for s in sheets if s.is_hidden)
    return Reading(
        path=path,
        sha256="",
        bytes=path.stat().st_size,
        format=kind,
        encoding="",
        separator="",
        legacy=next(filter(None, suspicions), ""),
        sheets=tuple(sheets),
        notes=hidden + scanned.notes + tuple(changed),
    )


def _grid(
    path: Path, book: calamine.CalamineWorkbook, name: str, limits: Limits
) -> calamine.CalamineSheet:
    grid = book.get_sheet_by_name(name)
    rows, columns = grid.end or (-1, -1)
    if (rows + 1) * (columns + 1) > limits.cells or columns >= limits.columns:
        raise refusals.too_wide(
            path,
            name,
            f"có {rows + 1} hàng và {columns + 1} cột: vùng dữ liệu quá rộng.",
            f"has {rows + 1} rows and {columns + 1} columns: too wide a range.",
        )
    return grid


def _suspicion(grid: calamine.CalamineSheet) -> str:
    found: dict[str, None] = {}
    for row in islice(grid.iter_rows(), SAMPLE):
        found.update((cell, None) for cell in row if isinstance(cell, str))
    return suspect("\n".join(found))


def _write(
    path: Path,
    target: Path,
    name: str,
    is_hidden: bool,
    grid: calamine.CalamineSheet,
    texts: Formatted,
) -> Sheet:
    rows, columns = grid.end or (-1, -1)
    left = (grid.start or (0, 0))[1]  # the rows begin at the first column in use
    skipped = CELLS * left
    with Numbered(path, target) as file:
        count = file.extend(
            f"{line}{CELLS}{skipped}{CELLS.join(texts.row(line, row, left))}"
            for line, row in enumerate(grid.iter_rows(), 1)
        )
    assert count == rows + 1, f"{name}: {count} rows read of {rows + 1}"
    merged = tuple(
        (first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1)
        for first, last in grid.merged_cell_ranges or ()
    )
    return Sheet(name, is_hidden, target, rows + 1, columns + 1, merged)
