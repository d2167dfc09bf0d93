"""Files that a spreadsheet opens: numbers are numbers, and no text of anybody becomes a formula."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from io import BytesIO

import numpy as np
import pandas as pd

# A number is no formula. Excel opens a file of commas by semicolons where the system's language
# asks for it, so what stands behind any separator can be the beginning of a cell too.
NUMBER = re.compile(r"[+-]?[\d.,\s\u00a0]*\d\s*%?")
BEGINS = re.compile(r'^(?=[\s"]*[=+\-@＝＋－＠])|(?<=[,;\t\r\n])(?=[ "]*[=+@＝＋＠]|"*[-－])')
WIDEST, LINES = 60, 32_000  # letters of a column; of a cell, where Excel holds 32,767
MOST_DECIMALS, MOMENT = 4, "dd/mm/yyyy hh:mm"


def harmless(text: str) -> str:
    """A text as a cell shows it: an apostrophe stands before what begins like a formula."""
    return text if NUMBER.fullmatch(text) else BEGINS.sub("'", text)


def csv_file(rows: pd.DataFrame, decimal: str) -> bytes:
    """The file of a table, as Excel reads it in a language whose decimal sign that is.

    UTF-8 with the mark that Excel asks for; semicolons where decimals have a comma; a whole number
    has no decimals, and no cell is a formula.
    """
    cells = {}
    for name in rows.columns:
        is_whole = pd.api.types.is_integer_dtype(rows[name])
        write = partial(_cell, decimal=decimal)
        cells[harmless(name)] = rows[name] if is_whole else rows[name].astype("object").map(write)
    return (
        pd.DataFrame(cells, index=rows.index)
        .to_csv(index=False, sep=";" if decimal == "," else ",")
        .encode("utf-8-sig")
    )


def _cell(cell: object, decimal: str) -> object:
    """A number with as many decimals as it needs, "" for none; a text that is no formula.

    A moment is written to the minute, as Excel reads it anywhere.
    """
    if isinstance(cell, float):
        number = np.format_float_positional(cell, trim="-") if cell == cell else ""
        return str(number).replace(".", decimal)
    if isinstance(cell, str):
        return harmless(cell)
    return f"{cell:%Y-%m-%d %H:%M}" if isinstance(cell, datetime) and cell == cell else cell


def whole(rows: pd.DataFrame) -> pd.DataFrame:
    """The table with whole numbers where a column of decimals holds no other."""
    found = {}
    for name in rows.select_dtypes("float"):
        known = rows[name].dropna()
        if np.isfinite(known).all() and (known == known.round()).all():
            found[str(name)] = rows[name].astype("Int64")
    return rows.assign(**found) if found else rows


def workbook(
    tables: Mapping[str, pd.DataFrame], notes: str, lines: Sequence[Sequence[str]]
) -> bytes:
    """An XLSX file: a sheet a table under its title, at last one named `notes` of lines of cells.

    Numbers are numbers, dates are dates, all else is text: a text is never read as a formula or a
    link. The first cell of a line of notes is a heading, and alone it is one over a part.
    """
    import xlsxwriter  # takes time, and few take a file

    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "remove_timezone": True}) as book:
        book.set_properties({"created": pd.Timestamp(2000, 1, 1).to_pydatetime()})
        head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for title, rows in tables.items():
            sheet = book.add_worksheet(_sheet(title))
            for at, name in enumerate(rows.columns):
                cells = whole(rows[[name]])[name]
                sheet.write_string(0, at, str(name), head)
                form = book.add_format({"num_format": _format(cells)})
                for row, cell in enumerate(cells.to_list(), 1):
                    _write(sheet, row, at, cell, form)
                sheet.set_column(at, at, _width(str(name), cells))
            sheet.freeze_panes(1, 0)
            if len(rows):
                sheet.autofilter(0, 0, len(rows), len(rows.columns) - 1)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)
        sheet = book.add_worksheet(_sheet(notes))
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, max(map(len, lines), default=1), 45)
        for row, line in enumerate(lines):
            for at, text in enumerate(line):
                sheet.write_string(row, at, text[:LINES], wrapped if at else head)
    return file.getvalue()


def _sheet(title: str) -> str:
    """A title as the name of a sheet, which may be short only and hold no sign of a path."""
    return re.sub(r"[\[\]:*?/\\]", " ", title).strip(" '")[:31].strip(" '")


def _write(sheet, row: int, at: int, cell: object, form) -> None:  # type: ignore[no-untyped-def]
    if cell is None or cell is pd.NA or cell is pd.NaT or cell != cell:
        return
    if isinstance(cell, int | float) and not isinstance(cell, bool) and np.isfinite(cell):
        sheet.write_number(row, at, cell, form)
    elif isinstance(cell, date):
        sheet.write_datetime(row, at, cell, form)
    else:
        sheet.write_string(row, at, str(cell)[:LINES])


def _format(cells: pd.Series) -> str:
    """How the numbers of a column are shown: all with as many decimals as one of them needs."""
    if pd.api.types.is_datetime64_any_dtype(cells):
        return "dd/mm/yyyy" if (cells.dropna() == cells.dropna().dt.normalize()).all() else MOMENT
    if cells.map(type).isin([date]).any():
        return "dd/mm/yyyy"
    known = pd.Series([one for one in cells if isinstance(one, float)], dtype="float64").dropna()
    if np.array_equal(known, known.round()):  # none, or beside texts only
        return "#,##0"
    needed = [n for n in range(1, MOST_DECIMALS) if np.allclose(known, known.round(n))]
    return "#,##0." + "0" * (needed[0] if needed else MOST_DECIMALS)


def _width(title: str, cells: pd.Series) -> int:
    longest = max((len(str(cell)) for cell in cells.dropna().head(500)), default=0)
    return min(max(longest, len(title) // 2, 8) + 2, WIDEST)
