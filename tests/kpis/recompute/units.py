"""Units and their successors, straight from units.csv of the province, walked step by step."""

import csv
from functools import cache

from data.reference import UNITS_CSV as UNITS

VINTAGES = ("2022", "2024", "2025")
STARTS = {"2022": "0000-00", "2024": "2024-09", "2025": "2025-07"}
PARENT_LEVEL = {"commune": "district", "district": "province"}


@cache
def table() -> dict[tuple[str, str, str], dict[str, str]]:
    """Every unit by (vintage, level, code)."""
    with UNITS.open(encoding="utf-8", newline="") as file:
        return {(r["vintage"], r["level"], r["code"]): r for r in csv.DictReader(file)}


@cache
def in_force(month: str) -> str:
    """The vintage of a month such as "2024-09"."""
    return max(v for v in VINTAGES if STARTS[v] <= month)


@cache
def codes(level: str, vintage: str) -> list[str]:
    """All units of a level and vintage."""
    return sorted(code for v, lv, code in table() if (v, lv) == (vintage, level))


@cache
def carried(level: str, vintage: str, code: str, to_vintage: str) -> str | None:
    """The unit that a unit has become; None when the other vintage is older."""
    if to_vintage < vintage:
        return None
    while vintage < to_vintage:
        code = table()[vintage, level, code]["successor_code"]
        vintage = VINTAGES[VINTAGES.index(vintage) + 1]
    return code


@cache
def area(level: str, vintage: str, code: str, to_level: str, to_vintage: str) -> str | None:
    """The area of another level and vintage that holds a unit: onward in time, then upward."""
    here = carried(level, vintage, code, to_vintage)
    while here is not None and level != to_level:
        here = table()[to_vintage, level, here]["parent_code"]
        level = PARENT_LEVEL[level]
    return here
