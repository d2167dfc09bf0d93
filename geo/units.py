"""The administrative units of the three vintages, read from geo/units.csv."""

from datetime import date
from functools import lru_cache
from pathlib import Path

import pandas as pd

from geo.errors import GeoError

UNITS_CSV = Path(__file__).with_name("units.csv")
VINTAGES = ("2022", "2024", "2025")
LEVELS = ("province", "district", "commune")


def load(path: Path = UNITS_CSV) -> pd.DataFrame:
    """Every unit of every vintage, one row a (vintage, level, code), in file order.

    Columns, all text and empty where nothing applies: vintage, level, code, name, type,
    parent_code, valid_from, valid_to, successor_code, straddles, legal_act. In vintage 2025 the
    districts are the former districts, a grouping: `parent_code` of a commune that straddles two
    of them is the one that gave the larger area, `straddles` lists both.
    """
    return _read(path).copy()


def of(vintage: str, level: str, path: Path = UNITS_CSV) -> pd.DataFrame:
    """The units of one vintage and level. GeoError for a vintage or level that does not exist."""
    check(vintage, level)
    units = _read(path)
    return units[(units.vintage == vintage) & (units.level == level)].reset_index(drop=True)


def check(vintage: str, level: str) -> None:
    """GeoError for a vintage or level that does not exist."""
    for what, word, words in (("vintage", vintage, VINTAGES), ("level", level, LEVELS)):
        if word not in words:
            raise GeoError(f"Unknown {what} {word!r}: it is one of {', '.join(words)}.")


def vintage_on(day: date) -> str:
    """The vintage in force on a day: '2022' until 31/08/2024, '2024' until 30/06/2025, then '2025'.

    Taken from the dates of the province's rows, so that units.csv stays the only place of them.
    """
    provinces = _read(UNITS_CSV).query("level == 'province'")
    begun = provinces[provinces.valid_from <= day.strftime("%Y-%m-%d")]  # the first has no start
    return str(begun.vintage.iloc[-1])


@lru_cache(maxsize=8)
def _read(path: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except (OSError, ValueError) as error:
        raise GeoError(f"The list of units {path} cannot be read: {error}") from error
