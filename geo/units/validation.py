"""What a table of units must keep to: checked when it is loaded, an error names file and line.

Its index counts lines: 0 is the second line of the file, the one after the header.
"""

from datetime import date, timedelta

import pandas as pd

from geo.errors import GeoError
from geo.province import province
from geo.units.links import links, vintages

COLUMNS = (
    *("vintage", "level", "code", "name", "type", "parent_code", "valid_from", "valid_to"),
    *("successor_code", "straddles", "legal_act"),
)


def validate(units: pd.DataFrame, source: str) -> None:
    """GeoError for the first thing that is wrong with a table of units read from `source`."""
    missing = [name for name in COLUMNS if name not in units]
    if missing:
        raise GeoError(f"{source} has no column {', '.join(missing)}.")
    if units.empty:
        raise GeoError(f"{source} names no unit.")
    _cells(units, source)
    _codes(units, source)
    _periods(units, source)
    _parents(units, source)
    links(units, source)


def _cells(units: pd.DataFrame, source: str) -> None:
    for column in ("vintage", "code", "name"):
        for index, cell in units[column].items():
            if not cell.strip():
                raise _error(source, index, f"a unit needs a {column}.")
    levels = province().levels
    for index, level in units.level.items():
        if level not in levels:
            raise _error(source, index, f"unknown level {level!r}: one of {', '.join(levels)}.")
    for index, code in units.code[units.code.str.contains(r"[\s:]")].items():
        raise _error(source, index, f"the code {code!r} has a space or colon, which part codes.")


def _codes(units: pd.DataFrame, source: str) -> None:
    """A unit is a vintage and a code, whatever its level: weights are kept under these two."""
    keys = units[["vintage", "code"]]
    for index, (vintage, code) in zip(
        units.index[keys.duplicated()], keys[keys.duplicated()].to_numpy(), strict=True
    ):
        first = units.index[(units.vintage == vintage) & (units.code == code)][0]
        raise _error(source, index, f"vintage {vintage} has {code} already, in line {first + 2}.")


def _periods(units: pd.DataFrame, source: str) -> None:
    """All units of a vintage are in force on the same days, and the vintages without a gap."""
    known = vintages(units)
    last: date | None = None
    for vintage in known:
        rows = units[units.vintage == vintage]
        line = rows.index[0]
        whole = province().levels[0]
        if (there := int((rows.level == whole).sum())) != 1:
            raise _error(source, line, f"vintage {vintage} has {there} × {whole}, not 1.")
        for column in ("valid_from", "valid_to"):
            for index, cell in rows[column].items():
                if cell != rows[column].iloc[0]:
                    raise _error(
                        source,
                        index,
                        f"{column} is {cell or 'empty'}, but {rows[column].iloc[0] or 'empty'} "
                        f"for the vintage {vintage} in line {line + 2}.",
                    )
        first = _day(rows.valid_from.iloc[0], f"{vintage}: valid_from", source, line)
        end = _day(rows.valid_to.iloc[0], f"{vintage}: valid_to", source, line)
        if vintage != known[0] and first is None:
            raise _error(source, line, f"vintage {vintage} needs a first day (valid_from).")
        if vintage != known[-1] and end is None:
            raise _error(source, line, f"vintage {vintage} needs a last day (valid_to).")
        if first and end and end < first:
            raise _error(source, line, f"vintage {vintage} ends on {end}, before it begins.")
        if first and last and first <= last:
            raise _error(source, line, f"vintage {vintage} overlaps the one before, to {last}.")
        if first and last and first > last + timedelta(days=1):
            raise _error(source, line, f"no vintage is in force between {last} and {first}.")
        last = end


def _parents(units: pd.DataFrame, source: str) -> None:
    there = set(zip(units.vintage, units.level, units.code, strict=True))
    whole, part, commune = province().levels
    parents = {whole: "", part: whole, commune: part}
    for index, vintage, level, parent, straddled in zip(
        units.index, units.vintage, units.level, units.parent_code, units.straddles, strict=True
    ):
        above = parents[level]
        if not above and parent:
            raise _error(source, index, f"a {whole} has no parent, but {parent} is given.")
        for code in (parent, *straddled.split()) if above else ():
            if (vintage, above, code) not in there:
                raise _error(source, index, f"no {above} {code!r} in vintage {vintage}.")
        if straddled and parent not in straddled.split():
            raise _error(source, index, f"the parent {parent} is not among {straddled!r}.")


def _day(cell: str, what: str, source: str, line: int) -> date | None:
    try:
        day = date.fromisoformat(cell) if cell else None
    except ValueError:
        day = None
    if cell and (day is None or day.isoformat() != cell):  # 20240901 would sort elsewhere
        raise _error(source, line, f"{what} {cell!r} is no day such as 2024-09-01.")
    return day


def _error(source: str, index: object, text: str) -> GeoError:
    return GeoError(f"{source}, line {int(str(index)) + 2}: {text}")
