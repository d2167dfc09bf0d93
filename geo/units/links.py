"""Which unit became which from one vintage to the next, read from the column successor_code.

A cell names the units of the next vintage that take the unit in, separated by a space; each with
its share of the unit (`13633:0.4 13681:0.6`) or none. One successor is a merger, a rename or no
change at all; several are a split. A unit is known by vintage and code: names and codes may change
or mean something else in the next vintage.
"""

import math
from collections.abc import Iterable

import pandas as pd

from geo.errors import GeoError

COLUMNS = ["level", "vintage", "code", "next_vintage", "next_code", "share"]
TOLERANCE = 1e-9


def vintages(units: pd.DataFrame) -> tuple[str, ...]:
    """The vintages of a table of units, oldest first: they are named after years."""
    return tuple(sorted(units.vintage.unique()))


def links(units: pd.DataFrame, source: str = "units") -> pd.DataFrame:
    """One row per unit and successor: level, vintage, code, next_vintage, next_code, share.

    `units` needs vintage, level, code and successor_code, all text. `share` is the part of the unit
    that the successor takes, between 0 and 1: as the table states it, 1 for the only successor,
    NaN where a split states none. Rows are in the order of `units`. GeoError, which names
    `source` and the line (the index of `units` counts from its second line), for a successor that
    is not in the next vintage, a unit without one, a unit that nothing became, and shares that
    cannot be.
    """
    known = vintages(units)
    following = dict(zip(known, (*known[1:], ""), strict=True))
    there = set(zip(units.vintage, units.level, units.code, strict=True))
    rows = []
    for line, vintage, level, code, cell in zip(
        units.index + 2, units.vintage, units.level, units.code, units.successor_code, strict=True
    ):
        place = f"{source}, line {line}: {level} {code} of {vintage}"
        for next_code, share in _shares(place, cell).items():
            if not following[vintage]:
                raise GeoError(f"{place} names a successor, but no vintage follows.")
            if (following[vintage], level, next_code) not in there:
                raise GeoError(f"{place}: no {level} {next_code} in vintage {following[vintage]}.")
            rows.append((level, vintage, code, following[vintage], next_code, share))
        if not cell.strip() and following[vintage]:
            raise GeoError(f"{place} has no successor in vintage {following[vintage]}.")
    _without_origin(units, {(row[3], row[0], row[4]) for row in rows}, known, source)
    return pd.DataFrame(rows, columns=COLUMNS).astype({"share": float})


def listed(names: Iterable[str]) -> str:
    """The first ten names, and how many more there are."""
    first = list(dict.fromkeys(names))
    return ", ".join(first[:10]) + (f" and {len(first) - 10} more" if len(first) > 10 else "")


def _shares(place: str, cell: str) -> dict[str, float]:
    """The successors of a cell, in its order, each with its share (NaN where none is stated)."""
    shares: dict[str, float] = {}
    for part in cell.split():
        code, colon, text = part.partition(":")
        if not code or code in shares:
            raise GeoError(f"{place}: {part!r} names no successor, or one named before.")
        shares[code] = _share(place, text) if colon else math.nan
    stated = [share for share in shares.values() if not math.isnan(share)]
    if stated and len(stated) < len(shares):
        raise GeoError(f"{place}: either every successor has a share or none: {cell!r}.")
    if stated and abs(math.fsum(stated) - 1) > TOLERANCE:
        raise GeoError(f"{place}: the shares {cell!r} add up to {math.fsum(stated):g}, not 1.")
    return dict.fromkeys(shares, 1.0) if len(shares) == 1 else shares


def _share(place: str, text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = math.nan
    if not 0 < share <= 1:
        raise GeoError(f"{place}: the share {text!r} is no number above 0 and up to 1.")
    return share


def _without_origin(
    units: pd.DataFrame, taken: set[tuple[str, str, str]], known: tuple[str, ...], source: str
) -> None:
    for line, vintage, level, code in zip(
        units.index + 2, units.vintage, units.level, units.code, strict=True
    ):
        if vintage != known[0] and (vintage, level, code) not in taken:
            raise GeoError(
                f"{source}, line {line}: no unit of the vintage before became "
                f"{level} {code} of {vintage}."
            )
