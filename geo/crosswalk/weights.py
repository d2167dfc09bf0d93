"""What a crosswalk is apportioned by: areas of the built boundaries, or a file."""

from pathlib import Path

import pandas as pd

from geo.errors import GeoError
from geo.map import served
from geo.units import table as units

AREA = "area"


def area_weights(level: str = "commune", *vintages: str) -> "pd.Series[float]":
    """The area of every unit in km², named "area", indexed by (vintage, code).

    Of the vintages given, all by default. Taken from the built boundaries as the map shows them
    (simplified, equal-area projection): good for shares, no official area. GeoError where nothing
    is built, or for an unknown vintage or level.
    """
    areas = {
        vintage: served.map_units(vintage, level).set_index("code").area_km2
        for vintage in vintages or units.VINTAGES
    }
    flat = {(v, str(code)): float(km2) for v, rows in areas.items() for code, km2 in rows.items()}
    return pd.Series(flat, name=AREA, dtype=float).rename_axis(index=["vintage", "code"])


def from_file(path: Path) -> "pd.Series[float]":
    """Weights from a CSV file with the columns vintage, code and one more, whose name they take.

    Indexed by (vintage, code); an empty cell is a missing weight. GeoError, with the file, for
    other columns and (with the line) for a weight that is no number.
    """
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except (OSError, ValueError) as error:
        raise GeoError(f"The weights {path} cannot be read: {error}") from error
    names = [name for name in table.columns if name not in ("vintage", "code")]
    if len(names) != 1 or len(table.columns) != 3 or not isinstance(table.index, pd.RangeIndex):
        raise GeoError(f"The weights {path} need three columns: vintage, code and a weight.")
    numbers = pd.to_numeric(table[names[0]], errors="coerce")
    wrong = table.index[numbers.isna() & (table[names[0]] != "")]
    if len(wrong):
        cell = table[names[0]][wrong[0]]
        raise GeoError(f"{path}, line {wrong[0] + 2}: the weight {cell!r} is no number.")
    index = pd.MultiIndex.from_frame(table[["vintage", "code"]])
    return pd.Series(numbers.to_numpy(), index=index, name=names[0], dtype=float)
