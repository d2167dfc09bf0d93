"""The name of a unit → the code of the unit that bore it on a day; nothing is guessed.

Tones matter (Trực Hưng is not Trực Hùng), the place of the tone mark does not (hoà is hòa), and a
type that is given must be right: in 10/2024 “Thị trấn Mỹ Lộc” is gone, “Xã Mỹ Lộc” another unit.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, process

from data.ledger.aliases import Alias
from data.match.aliases import Aliases
from data.match.unit_names import Written, key, written
from data.reference import UNITS_CSV


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


CUT_OFF, MOST = 75, 5


@dataclass(frozen=True)
class Outcome:
    """What a name means: `code` is "" unless exactly one unit fits, or a person said so before.

    Candidates of an ambiguous name are the units that fit. Those of an unknown one are only near:
    units of the same name first, maybe of another vintage or type.
    """

    code: str = ""
    candidates: tuple[Unit, ...] = ()
    is_ambiguous: bool = False


class Gazetteer:
    """All units of all vintages, by the keys of their names."""

    def __init__(self, units: Iterable[Mapping[str, str]], aliases: Aliases | None = None) -> None:
        rows, self.aliases = list(units), aliases
        self.spans = [
            (row["valid_from"] or "0001-01-01", row["valid_to"] or "9999-12-31", row["vintage"])
            for row in rows
            if row["level"] == "province"
        ]
        names = {(row["vintage"], row["code"]): row["name"] for row in rows}
        self._entries = [entry_of(row, names) for row in rows]
        self._by_code = {(e.unit.vintage, e.unit.level, e.unit.code): e for e in self._entries}
        self._by_key: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
        for entry in self._entries:
            self._by_key[entry.unit.vintage, entry.unit.level, entry.key].append(entry)

    @classmethod
    def load(cls, aliases: Aliases | None = None, units_csv: Path = UNITS_CSV) -> "Gazetteer":
        """From the list of units."""
        with units_csv.open(encoding="utf-8", newline="") as file:
            return cls(csv.DictReader(file), aliases)

    def vintage(self, day: date) -> str:
        """The vintage whose units are in force on a day."""
        text = day.isoformat()
        return next(vintage for first, last, vintage in self.spans if first <= text <= last)

    def resolve(self, name: str, day: date, district: str = "", level: str = "commune") -> Outcome:
        """The unit of a level (province, district, commune) that bears a name on a day.

        A commune “(cũ)” is not the one that bears the name now: only a person can say which it is.
        """
        vintage, text, near = self.vintage(day), written(name), key(district)
        if self.aliases and (code := self.aliases.find(name, district, vintage, level)):
            return Outcome(code)
        fits = [
            entry
            for entry in self._by_key.get((vintage, level, text.key), [])
            if entry.bears(text) and (not near or near in entry.districts)
        ]
        if not fits or (text.is_former and level == "commune"):
            return Outcome(candidates=self._nearest(text.key, near, vintage, level))
        if len(fits) == 1:
            return Outcome(fits[0].unit.code)
        return Outcome(candidates=tuple(entry.unit for entry in fits), is_ambiguous=True)

    def unit(self, code: str, day: date, level: str = "commune") -> Unit | None:
        """The unit that has a code on a day."""
        found = self._by_code.get((self.vintage(day), level, code))
        return found.unit if found else None

    def is_name_of(self, unit: Unit, name: str, district: str = "") -> bool:
        """Whether a name is that of a unit, as it is written or as a person confirmed it."""
        place = unit.vintage, unit.level
        if self.aliases and self.aliases.find(name, district, *place) == unit.code:
            return True
        text = written(name)
        is_former = text.is_former and unit.level == "commune"
        return self._by_code[*place, unit.code].bears(text) and not is_former

    def confirm(
        self, name: str, day: date, district: str, level: str, code: str, actor: str
    ) -> None:
        """Keep what a person said a name means; ValueError if no such unit is in force that day."""
        vintage = self.vintage(day)
        if self.unit(code, day, level) is None:
            raise ValueError(f"no {level} {code} in {vintage}")
        if self.aliases is None:
            raise ValueError("this gazetteer keeps no aliases")
        self.aliases.add(Alias(name, district, vintage, level, code), actor)

    def units(self) -> tuple[Unit, ...]:
        """Every unit of every vintage, to choose from."""
        return tuple(entry.unit for entry in self._entries)

    def _nearest(self, wanted: str, near: str, vintage: str, level: str) -> tuple[Unit, ...]:
        """Units to suggest: of this name now, of this name at another time, of a similar name."""
        if not wanted:
            return ()
        of_level = [entry for entry in self._entries if entry.unit.level == level]
        same = [entry for entry in of_level if entry.key == wanted]
        same.sort(key=lambda entry: (entry.unit.vintage != vintage, near not in entry.districts))
        others = [e for e in of_level if e.unit.vintage == vintage and e.key != wanted]
        found = process.extract(
            wanted, [e.key for e in others], scorer=fuzz.ratio, score_cutoff=CUT_OFF, limit=None
        )
        found.sort(key=lambda match: (near not in others[match[2]].districts, -match[1]))
        return tuple(e.unit for e in [*same, *(others[at] for _, _, at in found)][:MOST])
