"""The administrative units of every vintage, of the province or from where DX_UNITS points.

`VINTAGES`, the vintages of that file, oldest first, and `LEVELS`, those of the folder from the
whole down, are worked out when they are asked for.
"""

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from geo.errors import GeoError
from geo.province import folder, province
from geo.units.links import vintages
from geo.units.validation import validate

FILE = "units.csv"
VARIABLE = "DX_UNITS"
FORMER = "Địa bàn huyện cũ"  # the type of a district that the law no longer has

if TYPE_CHECKING:
    VINTAGES: tuple[str, ...]
    LEVELS: tuple[str, ...]
else:

    def __getattr__(name: str) -> tuple[str, ...]:  # PEP 562: read late, as DX_UNITS says then
        if name == "VINTAGES":
            return vintages(_read(units_path()))
        if name == "LEVELS":
            return province().levels
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def units_path() -> Path:
    """The list of units in force: DX_UNITS if it is set, else that of the province.

    GeoError where the folder of the province is not there.
    """
    return Path(os.environ.get(VARIABLE) or folder() / FILE)


def load(path: Path | None = None) -> pd.DataFrame:
    """Every unit of every vintage, one row a (vintage, level, code), in file order.

    Columns, all text and empty where nothing applies: vintage, level, code, name, type,
    parent_code, valid_from, valid_to, successor_code (see links.py), straddles, legal_act. Since
    07/2025 the districts are the former districts, a grouping: `parent_code` of a commune that
    straddles two of them is the one that gave the larger area, `straddles` lists both.
    GeoError, with file and line, for a table that cannot be: see geo/units/validation.py.
    """
    return _read(path or units_path()).copy()


def of(vintage: str, level: str, path: Path | None = None) -> pd.DataFrame:
    """The units of one vintage and level. GeoError for a vintage or level that does not exist."""
    return _of(path or units_path(), vintage, level).copy(deep=False)  # pandas copies on write


def are_former(vintage: str) -> bool:
    """Whether the districts of a vintage are a grouping that the law no longer has.

    False for a vintage that does not exist, and where the parts are provinces.
    """
    if vintage not in vintages(_read(units_path())):
        return False
    return bool((of(vintage, province().levels[1]).type == FORMER).any())


def check(vintage: str, level: str) -> None:
    """GeoError for a vintage or level that does not exist."""
    _known(vintage, level, vintages(_read(units_path())))


def _known(vintage: str, level: str, known: tuple[str, ...]) -> None:
    for what, word, words in (("vintage", vintage, known), ("level", level, province().levels)):
        if word not in words:
            raise GeoError(f"Unknown {what} {word!r}: it is one of {', '.join(words)}.")


@lru_cache(maxsize=64)
def _of(path: Path, vintage: str, level: str) -> pd.DataFrame:
    units = _read(path)
    _known(vintage, level, vintages(units))
    return units[(units.vintage == vintage) & (units.level == level)].reset_index(drop=True)


@lru_cache(maxsize=8)
def _read(path: Path) -> pd.DataFrame:
    try:
        units = pd.read_csv(
            path,
            dtype=str,
            keep_default_na=False,
            skip_blank_lines=False,  # so that an error names the right line
            encoding="utf-8",  # pandas takes away the mark that a spreadsheet puts in front
        ).fillna("")
    except (OSError, ValueError) as error:
        raise GeoError(f"The list of units {path} cannot be read: {error}") from error
    if not isinstance(units.index, pd.RangeIndex):  # what pandas makes of a cell too many
        raise GeoError(f"The list of units {path} has lines with more cells than its first line.")
    units = units[(units != "").any(axis=1)]
    validate(units, str(path))
    return units.reset_index(drop=True)
