"""Units of one vintage, as a name is compared with them."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.intake.matching.keys import Written, key, written


@dataclass(frozen=True)
class Unit:
    """A unit of one level and vintage; `district` is the name of the one it belongs to, or ""."""

    vintage: str
    level: str
    code: str
    name: str
    district: str


@dataclass(frozen=True)
class Entry:
    """A unit and what its name is looked up by."""

    unit: Unit
    key: str
    type: str
    districts: frozenset[str]  # keys of the district and of all whose parts the unit joins

    def bears(self, name: Written) -> bool:
        """Whether this is the name of the unit: a type that it gives must be right."""
        return name.key == self.key and name.type in ("", self.type)


def entry_of(row: Mapping[str, str], names: Mapping[tuple[str, str], str]) -> Entry:
    """From a row of the list of units; `names` is (vintage, code) → name."""
    codes = [row["parent_code"], *row["straddles"].split()] if row["level"] == "commune" else []
    districts = [names[row["vintage"], code] for code in codes]
    unit = Unit(row["vintage"], row["level"], row["code"], row["name"], "".join(districts[:1]))
    name = written(row["name"])
    kind = name.type or ("tỉnh" if row["level"] == "province" else "")
    return Entry(unit, name.key, kind, frozenset(map(key, districts)))
