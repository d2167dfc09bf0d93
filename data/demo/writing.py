"""Writes exports as the province's offices would send them, and a whole set or nothing.

UTF-8 with a byte order mark, `;` between cells, nothing quoted, as no cell needs it, LF.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv

from data.demo.blemishes import Spoilt
from data.demo.facts import DemoError
from data.demo.tables import DEMONSTRATION, EXPORTS, Table

BOM, SEPARATOR = b"\xef\xbb\xbf", ";"
CELLS = csv.WriteOptions(include_header=False, delimiter=SEPARATOR, quoting_style="none")


def write_export(directory: Path, export: str, table: Table, spoilt: Sequence[Spoilt] = ()) -> int:
    """Write one export to `directory` and return its number of rows.

    `table` has exactly the fields of EXPORTS[export]; `spoilt` cells replace theirs.
    """
    headers = EXPORTS[export]
    assert set(table) == set(headers), f"{export}: {sorted(set(table) ^ set(headers))}"
    columns = [_column(table[field]) for field in headers]
    columns.append(pa.nulls(len(columns[0]), pa.string()))
    rows = pa.table(columns, names=[*headers, DEMONSTRATION])
    with (directory / f"{export}.csv").open("wb") as file:
        file.write(BOM)
        file.write(_line([*headers.values(), DEMONSTRATION]))
        done = 0
        for cell in sorted(spoilt, key=lambda s: s.row):
            csv.write_csv(rows.slice(done, cell.row - done), file, CELLS)
            values = rows.slice(cell.row, 1).to_pylist()[0]
            values[cell.field] = cell.text
            file.write(_line(["" if v is None else str(v) for v in values.values()]))
            done = cell.row + 1
        csv.write_csv(rows.slice(done), file, CELLS)
    return int(rows.num_rows)


def _column(values: object) -> pa.Array:
    if isinstance(values, np.ndarray):
        return pa.array(values)
    if isinstance(values, list) and not any(v is not None for v in values):
        return pa.nulls(len(values), pa.string())
    return values if isinstance(values, pa.Array | pa.ChunkedArray) else pa.array(values)


def _line(cells: Sequence[str]) -> bytes:
    assert not any(SEPARATOR in cell or '"' in cell or "\n" in cell for cell in cells)
    return (SEPARATOR.join(cells) + "\n").encode()


@contextmanager
def whole_set(out_dir: Path) -> Iterator[Path]:
    """A directory to write to, which takes the place of `out_dir` when all went well.

    A broken run leaves `out_dir` as it was. DemoError when `out_dir` holds other files.
    """
    check_replaceable(out_dir)
    partial = out_dir.parent / f".{out_dir.name}.{os.getpid()}.partial"
    replaced = partial.with_suffix(".replaced")
    partial.mkdir(parents=True)
    try:
        yield partial
        if out_dir.exists():
            out_dir.rename(replaced)
        try:
            partial.rename(out_dir)
        except OSError:
            if replaced.exists():
                replaced.rename(out_dir)
            raise
    finally:
        for leftover in (partial, replaced):
            shutil.rmtree(leftover, ignore_errors=True)


def check_replaceable(out_dir: Path) -> None:
    """DemoError unless `out_dir` is absent or holds nothing but files that this program writes."""
    if not out_dir.exists():
        return
    if not out_dir.is_dir():
        raise DemoError(f"{out_dir} is a file: name a directory for the exports.")
    ours = {f"{export}.csv" for export in EXPORTS}
    others = sorted(path.name for path in out_dir.iterdir() if path.name not in ours)
    if others:
        raise DemoError(
            f"{out_dir} also holds {', '.join(others[:3])}{' …' if len(others) > 3 else ''}: "
            "name an empty or a new directory, the whole of it would be replaced."
        )
