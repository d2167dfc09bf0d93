"""How much of a unit lies in an area, by loops over units.csv and the residents of dan_so."""

from collections import defaultdict

from tests.kpis.recompute import units
from tests.kpis.recompute.population import Population

Parts = dict[str, float | None]  # area → the part of it; None where nobody knows


class Shares:
    """The parts of units in the areas of other vintages and levels."""

    def __init__(self, population: Population) -> None:
        self.population = population
        self.known: dict[tuple[str, ...], Parts] = {}

    def of(self, level: str, vintage: str, code: str, to_level: str, view: str) -> Parts:
        """The areas that hold a unit, each with its part; parts add up to 1."""
        key = (level, vintage, code, to_level, view)
        if key not in self.known:
            self.known[key] = self._of(*key)
        return self.known[key]

    def _of(self, level: str, vintage: str, code: str, to_level: str, view: str) -> Parts:
        if to_level == "province":
            return {"36": 1.0}
        if level == to_level:
            return self._carried(level, vintage, code, view)
        if view < vintage:
            pieces = self._carried("commune", vintage, code, view)
            return _added((self._homes(view, piece), part) for piece, part in pieces.items())
        homes = self._homes(vintage, code)
        return {units.carried("district", vintage, home, view): p for home, p in homes.items()}

    def _carried(self, level: str, vintage: str, code: str, view: str) -> Parts:
        if view >= vintage:
            return {units.carried(level, vintage, code, view): 1.0}
        before = units.VINTAGES[units.VINTAGES.index(vintage) - 1]
        pieces = self._pieces(level, before, code)
        return _added((self._carried(level, before, one, view), p) for one, p in pieces.items())

    def _pieces(self, level: str, before: str, code: str) -> Parts:
        """The units of the vintage before that a unit was made of."""
        after = units.VINTAGES[units.VINTAGES.index(before) + 1]
        made = [
            c for c in units.codes(level, before) if units.carried(level, before, c, after) == code
        ]
        if len(made) == 1:
            return {made[0]: 1.0}
        people = {one: self._residents(level, before, one) for one in made}
        if any(count != count for count in people.values()):
            return dict.fromkeys(made)
        return {one: count / sum(people.values()) for one, count in people.items()}

    def _homes(self, vintage: str, commune: str) -> Parts:
        """The districts of a commune in its own vintage: two where it straddles them."""
        unit = units.table()[vintage, "commune", commune]
        if not unit["straddles"]:
            return {unit["parent_code"]: 1.0}
        before = units.VINTAGES[units.VINTAGES.index(vintage) - 1]
        parents: list[tuple[Parts, float | None]] = []
        for piece, part in self._pieces("commune", before, commune).items():
            parent = units.table()[before, "commune", piece]["parent_code"]
            parents.append(({units.carried("district", before, parent, vintage): 1.0}, part))
        return _added(parents)

    def _residents(self, level: str, vintage: str, code: str) -> float:
        if level == "commune":
            return self.population.of(vintage, code, "9999-12", "residents")
        inside = [
            c
            for c in units.codes("commune", vintage)
            if units.table()[vintage, "commune", c]["parent_code"] == code
        ]
        return sum(self._residents("commune", vintage, commune) for commune in inside)


def _added(parts) -> Parts:
    """Parts of parts, those in one area added up; None where one of them is not known."""
    total: defaultdict[str, list] = defaultdict(list)
    for areas, part in parts:
        for area, share in areas.items():
            total[area].append(None if part is None or share is None else part * share)
    return {area: None if None in found else sum(found) for area, found in total.items()}
