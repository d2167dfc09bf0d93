"""Which DuckDB wrote the marts of a snapshot: an older one does not read what a newer one wrote.

Raw files are Parquet, which both read: from them the marts are built again.
"""

from collections.abc import Mapping
from typing import Any

import duckdb

OURS = duckdb.__version__


def wrote(manifest: Mapping[str, Any]) -> str:
    """The version of DuckDB that wrote a snapshot, such as 1.5.6; ours where it does not say."""
    told = str(manifest.get("duckdb", ""))
    return told if told.split(".")[0].isdecimal() else OURS


def is_another(manifest: Mapping[str, Any]) -> bool:
    """Whether the marts of a snapshot have the form of another DuckDB: of 1.x beside 2.x."""
    return _major(wrote(manifest)) != _major(OURS)


def is_newer(manifest: Mapping[str, Any]) -> bool:
    """Whether that DuckDB is one whose files ours does not read."""
    return _major(wrote(manifest)) > _major(OURS)


def _major(version: str) -> int:
    return int(version.split(".")[0])
