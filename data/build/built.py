"""What marts were built from: said beside them, and asked before they are published."""

import hashlib
from dataclasses import dataclass

from data import sql_files

TABLE = "built"  # a directory of Parquet beside those of the marts, with one row
LAYERS = ("core", "mart", "checks")


@dataclass(frozen=True)
class Built:
    """The hash of the snapshot whose raw files were read, and that of the SQL that read them."""

    content_sha256: str
    definition: str


def definition() -> str:
    """One SHA-256 of every file of SQL that makes marts of raw tables, as this version has them."""
    texts = [sql_files.macros(), sql_files.load("rules", "extent").text]
    texts += [file.text for layer in LAYERS for file in sql_files.ordered(layer)]
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()
