"""Opening the published snapshot: the pointer of the store, read by itself."""

import json
import os
from pathlib import Path

import duckdb

from kpis.errors import KpiError

DEFAULT_STORE = Path(__file__).parents[1] / "store"


class StoreError(KpiError):
    """A store that serves no snapshot; the text says which and what to do."""


def store_directory() -> Path:
    """The store named by DX_STORE in the environment, else the project's own."""
    return Path(os.environ.get("DX_STORE") or DEFAULT_STORE)


def connect(store: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the marts of the snapshot that the store points to."""
    marts = _snapshot(store) / "marts.duckdb"
    if not marts.is_file():
        raise StoreError(f"{marts} is missing: publish the exports again.")
    try:
        return duckdb.connect(str(marts), read_only=True)
    except duckdb.Error as error:
        raise StoreError(
            f"{marts} cannot be opened ({error}): publish the exports again."
        ) from None


def connect_with_raw(store: Path) -> tuple[duckdb.DuckDBPyConnection, Path]:
    """The same, with the directory of the raw files of that snapshot: the lines as they came."""
    con = connect(store)
    (marts,) = con.execute("select path from duckdb_databases() where path is not null").fetchall()
    return con, Path(marts[0]).parent / "raw"


def _snapshot(store: Path) -> Path:
    pointer = store / "CURRENT.json"
    try:
        directory = json.loads(pointer.read_text(encoding="utf-8"))["directory"]
        return store / "snapshots" / str(directory)
    except FileNotFoundError:
        raise StoreError(
            f"No snapshot is published in {store}: run `python -m data.publish EXPORTS_DIR`,"
            " or name the store with --store or DX_STORE."
        ) from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise StoreError(f"{pointer} cannot be read ({error!r}): publish again.") from None
