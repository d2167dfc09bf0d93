"""The name of a unit → the code of the unit that bore it on a day; nothing is guessed.

Tones matter (Trực Hưng is not Trực Hùng), the place of the tone mark does not (hoà is hòa), and a
type that is given must be right: in 10/2024 “Thị trấn Mỹ Lộc” is gone, “Xã Mỹ Lộc” another unit.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

from data import province
from data.ledger.aliases import Alias
from data.match.aliases import Aliases
from data.match.unit_names import Written, key, parted, type_said, written
from data.match.vocabulary import province_names
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
    provinces: frozenset[str]  # keys of the names of the province at that time
    successors: tuple[str, ...]  # codes of the next vintage

    def bears(self, name: Written, qualifiers: Iterable[str] = ()) -> bool:
        """Whether this is the name of the unit: a type that it gives must be right, and whatever
        else is said of it.
        """
        return (
            name.key == self.key
            and name.type in ("", self.type)
            and all(self.agrees(one) for one in qualifiers)
        )

    def agrees(self, qualifier: str) -> bool:
        """Whether a qualifier is the type of the unit, its district or its province.

        A name that could be of a district counts as one: a city may bear the name of its province.
        """
        if kind := type_said(qualifier):
            return kind == self.type
        text = written(qualifier)
        is_part = text.type != "tỉnh" or province.levels()[1] == "province"
        is_district = is_part and text.key in self.districts
        is_province = text.type == "tỉnh" or (not text.type and text.key in renamed_provinces())
        return is_district or (is_province and text.key in self.provinces)


def entry_of(
    row: Mapping[str, str], names: Mapping[tuple[str, str], str], provinces: Iterable[str] = ()
) -> Entry:
    """From a row of the list of units; `names` is (vintage, code) → name, `provinces` how the
    province is called at that time.
    """
    codes = [row["parent_code"], *row["straddles"].split()] if row["level"] == "commune" else []
    districts = [names[row["vintage"], code] for code in codes]
    unit = Unit(row["vintage"], row["level"], row["code"], row["name"], "".join(districts[:1]))
    name = written(row["name"])
    kind = name.type or ("tỉnh" if row["level"] == "province" else "")
    successors = (row.get("successor_code") or "").split()
    return Entry(
        unit,
        name.key,
        kind,
        frozenset(map(key, districts)),
        frozenset(map(key, provinces)),
        tuple(one.partition(":")[0] for one in successors),
    )


@cache
def renamed_provinces() -> frozenset[str]:
    """Keys of names of the province that no district of it bears too."""
    return frozenset(key(name) for names in province_names().values() for name in names)


CUT_OFF, MOST = 75, 5


@dataclass(frozen=True)
class Outcome:
    """What a name means: `code` is "" unless exactly one unit fits, or a person said so before.

    Candidates of an ambiguous name are the units that fit; those of a unit that `ended` on a day
    before are what took it in. Those of an unknown one are only near: units of the same name first,
    maybe of another vintage or type.
    """

    code: str = ""
    candidates: tuple[Unit, ...] = ()
    is_ambiguous: bool = False
    ended: date | None = None


class Gazetteer:
    """All units of all vintages, by the keys of their names."""

    def __init__(self, units: Iterable[Mapping[str, str]], aliases: Aliases | None = None) -> None:
        rows, self.aliases = list(units), aliases
        whole = province.levels()[0]
        self.spans = [
            (row["valid_from"] or "0001-01-01", row["valid_to"] or "9999-12-31", row["vintage"])
            for row in rows
            if row["level"] == whole
        ]
        names = {(row["vintage"], row["code"]): row["name"] for row in rows}
        provinces = defaultdict(set, {v: set(also) for v, also in province_names().items()})
        for row in rows:
            if row["level"] == whole:
                provinces[row["vintage"]].add(row["name"])
        self._entries = [entry_of(row, names, provinces[row["vintage"]]) for row in rows]
        self._by_code = {(e.unit.vintage, e.unit.level, e.unit.code): e for e in self._entries}
        self._by_key: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
        for entry in self._entries:
            self._by_key[entry.unit.vintage, entry.unit.level, entry.key].append(entry)
        self._of_several = {e.key for e in self._entries if parted(e.unit.name)[1]}

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
        vintage = self.vintage(day)
        if code := self._confirmed(name, district, vintage, level):
            return Outcome(code)
        bare, qualifiers = self._parted(name, district)
        text = written(bare)
        fits = [
            entry
            for entry in self._by_key.get((vintage, level, text.key), [])
            if entry.bears(text, qualifiers)
        ]
        if not fits or (text.is_former and level == "commune"):
            ended = self._ended(text, qualifiers, vintage, level)
            if now := self._now(ended, vintage):
                return Outcome(candidates=now, ended=self._last_day(ended))
            near = next(iter(map(key, qualifiers)), "")
            return Outcome(candidates=self._nearest(text.key, near, vintage, level))
        if len(fits) == 1:
            return Outcome(fits[0].unit.code)
        return Outcome(candidates=tuple(entry.unit for entry in fits), is_ambiguous=True)

    def _parted(self, name: str, district: str = "") -> tuple[str, tuple[str, ...]]:
        """As `parted`, but whole where a unit bears it: “Văn Miếu - Quốc Tử Giám” is one name."""
        if key(name) in self._of_several:
            return name, parted("", district)[1]
        return parted(name, district)

    def resolve_code(self, code: str, day: date, level: str) -> Outcome:
        """The unit that a code is of on a day; of one that ended before, what became of it."""
        vintage = self.vintage(day)
        if self.unit(code, day, level):
            return Outcome(code)
        if kept := self.recoded.get((code, vintage, level)):
            return Outcome(kept)
        before = [v for _, _, v in sorted(self.spans) if v < vintage]
        found = [self._by_code.get((v, level, code)) for v in reversed(before)]
        ended = [entry for entry in found if entry][:1]
        now = self._now(ended, vintage)
        return Outcome(candidates=now, ended=self._last_day(ended)) if now else Outcome()

    def _ended(
        self, text: Written, qualifiers: Iterable[str], vintage: str, level: str
    ) -> list[Entry]:
        """The units that bore a name last before a vintage, in which they are not any more."""
        for _, _, earlier in sorted(self.spans, reverse=True):
            if earlier < vintage:
                found = [
                    entry
                    for entry in self._by_key.get((earlier, level, text.key), [])
                    if entry.bears(text, qualifiers)
                ]
                if found:
                    return found
        return []

    def _now(self, ended: Iterable[Entry], vintage: str) -> tuple[Unit, ...]:
        """What took units in, in a later vintage."""
        later = [v for _, _, v in sorted(self.spans)]
        units = dict[Unit, None]()
        for entry in ended:
            here, of = later.index(entry.unit.vintage), [entry]
            for following in later[here + 1 : later.index(vintage) + 1]:
                places = [(following, e.unit.level, code) for e in of for code in e.successors]
                of = [self._by_code[place] for place in places if place in self._by_code]
            units.update(dict.fromkeys(e.unit for e in of))
        return tuple(units)

    def _last_day(self, ended: Sequence[Entry]) -> date:
        """The last day of the vintage of units."""
        vintage = ended[0].unit.vintage
        return next(date.fromisoformat(last) for _, last, v in self.spans if v == vintage)

    def unit(self, code: str, day: date, level: str = "commune") -> Unit | None:
        """The unit that has a code on a day."""
        found = self._by_code.get((self.vintage(day), level, code))
        return found.unit if found else None

    def is_name_of(self, unit: Unit, name: str, district: str = "") -> bool:
        """Whether a name is that of a unit, as it is written or as a person confirmed it."""
        place = unit.vintage, unit.level
        if self._confirmed(name, district, *place) == unit.code:
            return True
        bare, qualifiers = self._parted(name)  # of the district the code says enough
        text = written(bare)
        is_former = text.is_former and unit.level == "commune"
        return self._by_code[*place, unit.code].bears(text, qualifiers) and not is_former

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

    @property
    def recoded(self) -> dict[tuple[str, str, str], str]:
        """(Code, vintage, level) → the code of the unit that a person said it stands for."""
        if self.aliases is None:
            return {}
        return {
            (one.name, one.vintage, one.level): one.code
            for one in self.aliases.all()
            if one.name.isdigit() and not one.district
        }

    def _confirmed(self, name: str, district: str, vintage: str, level: str) -> str:
        """The code that a person confirmed; a district may stand behind the name or beside it."""
        if self.aliases is None:
            return ""
        apart = ", ".join(filter(None, (name, district))).partition(", ")
        return self.aliases.find(name, district, vintage, level) or self.aliases.find(
            apart[0], apart[2], vintage, level
        )

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
