"""Lines that wait by month on the disk, until it is known which of them stay."""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
from pyarrow import compute, ipc

from data.exports import Export
from data.read.relations import integers
from data.stage.long import months

AT_ONCE = 2  # months that are written at the same time
SMALL = ipc.IpcWriteOptions(compression="lz4")


class Spool:
    """The lines of one load of an export, in a directory empty at first; `with` closes it."""

    def __init__(self, export: Export, directory: Path) -> None:
        self._export, self._directory = export, directory
        self._open: dict[str, tuple[BinaryIO, ipc.RecordBatchStreamWriter]] = {}

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        for month in self._open:
            (self._directory / f"{month}.arrow").unlink(missing_ok=True)

    def close(self) -> None:
        """Close all files: nothing can be added any more."""
        for file, writer in self._open.values():
            if not file.closed:
                writer.close()
                file.close()

    def add(self, lines: pa.Table) -> None:
        """Take lines with their day or month, in the order of the file."""
        if not lines.num_rows:
            return
        dated = lines.column(self._export.dated).to_numpy().astype("datetime64[M]")
        order = np.argsort(dated, kind="stable")
        starts = np.flatnonzero(np.diff(dated[order].astype(np.int64), prepend=-1 << 40))
        if len(starts) > 1:
            lines = lines.take(integers(order))
        for start, end in zip(starts, [*starts[1:], len(order)], strict=True):
            month = str(dated[order[start]])
            if month not in self._open:
                file = (self._directory / f"{month}.arrow").open("wb")
                self._open[month] = (file, ipc.new_stream(file, lines.schema, options=SMALL))
            self._open[month][1].write_table(lines.slice(start, end - start))

    def find(self, numbers: Collection[int]) -> pa.Table:
        """The lines of these numbers, in the order of the file."""
        wanted = pa.array(numbers, pa.int64())
        found = []
        for month in sorted(self._open):
            lines = self._read(month)
            found.append(lines.filter(compute.is_in(lines.column("line"), value_set=wanted)))
        return pa.concat_tables(found).unify_dictionaries().sort_by("line")

    def write(self, load: int, without: Collection[int]) -> dict[str, Path]:
        """Write the file of each month, with the number of the load: month → file.

        `without` are numbers of lines to leave out; a month without others has no file.
        """
        gone = pa.array(without, pa.int64())

        def write(month: str) -> Path | None:
            lines, path = self._read(month), self._directory / f"{month}.parquet"
            (self._directory / f"{month}.arrow").unlink()
            if len(gone):
                here = compute.is_in(lines.column("line"), value_set=gone)
                lines = lines.filter(compute.invert(here))
            if not lines.num_rows:
                return None
            lines = lines.take(integers(_order(lines, self._export.sorted_by)))
            loads = integers(np.full(lines.num_rows, load, np.int32))
            months.write(self._export, lines.append_column("load", loads), path)
            return path

        with ThreadPoolExecutor(AT_ONCE) as pool:
            written = zip(self._open, pool.map(write, self._open), strict=True)
            return {month: path for month, path in written if path is not None}

    def _read(self, month: str) -> pa.Table:
        with pa.OSFile(str(self._directory / f"{month}.arrow")) as file:
            return ipc.open_stream(file).read_all().unify_dictionaries()


def _order(lines: pa.Table, fields: Collection[str]) -> np.ndarray:
    """The places of lines in the order of these fields, whose cells are dictionary-encoded."""
    places = np.zeros(lines.num_rows, np.int64)
    for field in fields:
        cells = lines.column(field).combine_chunks()
        rank = np.empty(len(cells.dictionary), np.int64)
        rank[compute.sort_indices(cells.dictionary).to_numpy()] = np.arange(len(rank))
        places = places * len(rank) + rank[cells.indices.to_numpy()]
    return np.argsort(places, kind="stable")
