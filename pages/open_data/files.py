"""A table as a file for programs: CSV of RFC 4180, rows of JSON, Parquet; all say the same."""

import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import numpy as np
import pandas as pd

from data.spreadsheet import harmless


def csv_text(rows: pd.DataFrame) -> str:
    """A table as CSV: commas, points, all digits, true and false, nothing where nothing is known.

    What begins like a formula has an apostrophe before it, as in every file of the dashboard.
    """
    cells = {name: _cells(rows[name]) for name in rows.columns}
    return pd.DataFrame(cells, columns=rows.columns).to_csv(index=False, lineterminator="\n")


def json_rows(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as JSON has them: null where nothing is known."""
    return [
        {str(name): _plain(cell) for name, cell in row.items()} for row in rows.to_dict("records")
    ]


def json_text(content: object) -> str:
    """Any content as JSON, in UTF-8 letters and without a number that JSON has not."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def geojson_lines(features: list[dict[str, Any]], members: dict[str, Any]) -> Iterator[str]:
    """A FeatureCollection (RFC 7946), a feature a line, with foreign members before them."""
    said = "".join(f"{json_text(name)}:{json_text(value)}," for name, value in members.items())
    yield f'{{"type":"FeatureCollection",{said}"features":[\n'
    yield ",\n".join(map(json_text, features))
    yield "\n]}\n"


def parquet(rows: pd.DataFrame, said: list[list[str]], why: str) -> bytes:
    """A table as Parquet, typed (`typed`); `said` is what its metadata say of it, line by line."""
    import pyarrow as pa  # takes time, and few take a file
    import pyarrow.parquet as pq

    table = pa.Table.from_pandas(typed(rows, why), preserve_index=False)
    told = {b"about": json_text(said).encode()}
    file = BytesIO()
    pq.write_table(table.replace_schema_metadata(told), file, compression="zstd")
    return file.getvalue()


def typed(rows: pd.DataFrame, why: str) -> pd.DataFrame:
    """A table of which each column holds one type.

    Where numbers stand beside the reasons why others are missing, the reasons get a column of their
    own behind it, whose title ends with the word `why`.
    """
    found = dict[str, pd.Series]()
    for name in map(str, rows.columns):
        column = rows[name]
        if column.dtype != object and not isinstance(column.dtype, pd.CategoricalDtype):
            found[name] = column
            continue
        cells = column.astype("object").map(_simple)
        is_text = cells.map(lambda cell: isinstance(cell, str))
        is_number = cells.map(lambda cell: isinstance(cell, int | float)) & cells.notna()
        if is_text.any() and is_number.any():
            found[name] = pd.to_numeric(cells.mask(is_text, np.nan))
            found[f"{name} · {why}"] = cells.where(is_text, None)
        elif is_number.any() and not cells.map(lambda cell: isinstance(cell, bool)).any():
            found[name] = pd.to_numeric(cells)
        else:
            found[name] = cells
    return pd.DataFrame(found, index=rows.index)


def _simple(cell: object) -> object:
    """A cell of mixed ones as it is, but nothing as None and a number of NumPy as Python's."""
    plain = _plain(cell)
    return cell if isinstance(cell, date) and plain is not None else plain


def _plain(cell: object) -> object:
    if cell is None or cell is pd.NA or cell is pd.NaT or cell != cell:
        return None
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    if isinstance(cell, np.generic):
        cell = cell.item()
    return cell


def _cells(column: pd.Series) -> np.ndarray:
    """The texts of a column; of each value once, for most stand there thousands of times."""
    places, known = pd.factorize(column)  # -1 for what is missing
    return np.array([*map(_cell, known), ""], dtype=object)[places]


def _cell(cell: object) -> str:
    plain = _plain(cell)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, float):
        return repr(int(plain)) if plain.is_integer() else np.format_float_positional(plain)
    return harmless(plain) if isinstance(plain, str) else str(plain)
