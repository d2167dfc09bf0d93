"""One unit of one vintage, and the units of the vintages beside it that share its territory.

A unit is a vintage, a level and a code together: after a merger a code often names another unit.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.errors import GeoError
from geo.units import table as units

Key = tuple[str, str, str]
FORMER = " (cũ)"  # ends the names of the former districts, which the law no longer has


@dataclass(frozen=True)
class Unit:
    """A unit of one vintage; dates as YYYY-MM-DD, an empty text where there is none.

    `district` is the name of the unit above a commune. `successors` are codes of the next vintage
    with the share that each received, None where it is not given. `straddles`: the names of the
    former districts of which a commune holds parts, where they are several.
    """

    vintage: str
    level: str
    code: str
    name: str
    type: str
    parent_code: str
    district: str
    valid_from: str
    valid_to: str
    successors: tuple[tuple[str, float | None], ...]
    straddles: tuple[str, ...]
    legal_act: str

    @property
    def key(self) -> str:
        """Its vintage, level and code in one word, as a link carries it: 2022-commune-13633."""
        return f"{self.vintage}-{self.level}-{self.code}"

    @property
    def short(self) -> str:
        """The name without its type: "Hạ Long"."""
        bare = self.name.removesuffix(FORMER)
        kinds = (self.type, "Thành phố", "Huyện")
        found = [kind for kind in kinds if bare.startswith(kind + " ")]
        return bare.removeprefix(found[0] + " ") if found else bare


def every() -> tuple[Unit, ...]:
    """All units of all vintages and levels, in the order of units.csv."""
    return tuple(_index().values())


def unit(vintage: str, level: str, code: str) -> Unit:
    """One unit. GeoError where there is none of that vintage, level and code."""
    units.check(vintage, level)
    try:
        return _index()[vintage, level, code]
    except KeyError:
        raise GeoError(f"There is no {level} {code!r} in vintage {vintage}.") from None


def successors(one: Unit) -> tuple[Unit, ...]:
    """The units of the next vintage that hold a part of this one; none in the last vintage."""
    if not one.successors:
        return ()
    following = units.VINTAGES[units.VINTAGES.index(one.vintage) + 1]
    return tuple(unit(following, one.level, code) for code, _ in one.successors)


def predecessors(one: Unit) -> tuple[Unit, ...]:
    """The units of the vintage before of which this one holds a part."""
    return tuple(_before(units.units_path()).get((one.vintage, one.level, one.code), ()))


def _index() -> dict[Key, Unit]:
    return _read(units.units_path())


@cache
def _read(path: Path) -> dict[Key, Unit]:
    rows = units.load(path).to_dict("records")
    names = {(row["vintage"], row["level"], row["code"]): str(row["name"]) for row in rows}
    found = {}
    for row in rows:
        vintage, level, code = row["vintage"], row["level"], row["code"]
        above = (vintage, units.LEVELS[1], row["parent_code"])
        found[vintage, level, code] = Unit(
            **{name: row[name] for name in ("vintage", "level", "code", "name", "type")},
            **{name: row[name] for name in ("parent_code", "valid_from", "valid_to", "legal_act")},
            district=names.get(above, ""),
            successors=tuple(_share(part) for part in row["successor_code"].split()),
            straddles=tuple(
                names.get((vintage, units.LEVELS[1], part), part)
                for part in row["straddles"].split()
            ),
        )
    return found


@cache
def _before(_path: Path) -> dict[Key, list[Unit]]:
    found: dict[Key, list[Unit]] = defaultdict(list)
    for one in every():
        for new in successors(one):
            found[new.vintage, new.level, new.code].append(one)
    return found


def _share(part: str) -> tuple[str, float | None]:
    """A code and its share, of 13669:0.4 or of 13669 alone."""
    code, _, share = part.partition(":")
    try:
        return code, float(share)
    except ValueError:
        return code, None
