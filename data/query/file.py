"""The file that questions are asked of: open tables and nothing else."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

TYPES = {  # by the words of Table Schema
    "string": "varchar",
    "number": "double",
    "integer": "bigint",
    "boolean": "boolean",
    "date": "date",
}


class Writer:
    """Writes a new file of DuckDB, table after table; a context that closes it."""

    def __init__(self, path: Path) -> None:
        self._con = duckdb.connect(str(path))

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self._con.execute("checkpoint")
        self._con.close()

    def add(
        self, name: str, types: Mapping[str, str], parts: Iterable[pd.DataFrame | pa.Table]
    ) -> None:
        """Adds a table: its columns with their types in Table Schema, its rows part by part.

        A part of many rows had better be of Arrow: texts and days of a frame are objects of Python.
        """
        columns = ", ".join(f'"{column}" {TYPES[kind]}' for column, kind in types.items())
        names = ", ".join(f'"{column}"' for column in types)
        self._con.execute(f'create table "{name}" ({columns})')
        self._con.begin()  # one for all parts: each by itself would be written twice
        for part in parts:
            self._con.register("part", part)
            self._con.execute(f'insert into "{name}" by name select {names} from part')
            self._con.unregister("part")
        self._con.commit()

    def copy(self, con: duckdb.DuckDBPyConnection, query: str, name: str) -> None:
        """Adds what another connection answers to a query, under a name."""
        self._con.register("part", con.sql(query).to_arrow_table())
        self._con.execute(f'create table "{name}" as from part')
        self._con.unregister("part")
