"""The raw tables: the columns that each has, and the files in which a snapshot keeps it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from data import sql_files
from data.exports import Export, exports
from data.refusal import Bilingual, RefusedError

MANIFEST = "manifest.json"
ONE_FILE = ("core_export", "core_reject")  # beside the exports: what came, and what was set aside
COLUMNS: dict[str, str] = {}  # of raw tables: to find them takes longer than to make the tables


def columns_of(con: duckdb.DuckDBPyConnection, export: Export) -> str:
    """The columns of an export's raw table with their types, as its statement gives them.

    The connection is one that was prepared (data.build.warehouse.prepare).
    """
    table, text = f"raw_{export.name}", f"text_{export.name}"
    if table in COLUMNS:
        return COLUMNS[table]
    columns = ", ".join(f"{name} varchar" for name in export.fields)
    con.execute(f"create or replace table {text} (line bigint, {columns})")
    typed = f"select * exclude (flaw) from ({sql_files.load('raw', table).text})"
    found = con.execute(f"describe {typed}").fetchall()
    con.execute(f"drop table {text}")
    COLUMNS[table] = ", ".join([*(f"{name} {kind}" for name, kind, *_ in found), "load integer"])
    return COLUMNS[table]


@dataclass(frozen=True)
class Source:
    """A snapshot whose raw files are read: the hash of its content, and the files of each table.

    An export is one file, or one for each of its months; one that was never sent has none.
    """

    content_sha256: str
    files: Mapping[str, list[str]]


def source_of(text: str, place: str) -> Source:
    """What the text of its manifest says of a snapshot; RefusedError where it is none."""
    try:
        manifest: dict[str, Any] = json.loads(text)
        listed, content = sorted(manifest["files"]), str(manifest["content_sha256"])
    except (ValueError, TypeError, KeyError) as error:
        raise no_snapshot(place, error) from error
    names = {f"raw_{export.name}": export.name for export in exports()}
    names |= {table: table.removeprefix("core_") for table in ONE_FILE}
    files = {
        table: [one for one in listed if one.startswith((f"raw/{name}.parquet", f"raw/{name}/"))]
        for table, name in names.items()
    }
    return Source(content, files)


def no_snapshot(source: str, error: Exception) -> RefusedError:
    """The refusal of what is no directory of a snapshot."""
    return RefusedError(
        source,
        Bilingual(
            "đây không phải thư mục của một bản số liệu.",
            f"this is no directory of a snapshot: it has no {MANIFEST} that can be read.",
        ),
        Bilingual("Hãy chỉ tới thư mục của một bản số liệu.", "Name that of a snapshot."),
        detail=str(error).split("\n", 1)[0],
    )
