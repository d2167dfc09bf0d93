"""Names of units: a name has one code, or candidates for a person; nothing else comes out."""

from datetime import date
from functools import cache

from data.match.gazetteer import Gazetteer
from data.match.unit_names import key, toned_last, written
from tests.fuzz.reading import said

LEVELS = ("commune", "district", "province")


@cache
def gazetteer() -> Gazetteer:
    """All units, and no aliases."""
    return Gazetteer.load()


def resolve_names(data: bytes) -> None:
    """Two bytes for a day, one for a level; a line for the name, one for the district."""
    if len(data) < 3:
        return
    day = date.fromordinal(1 + int.from_bytes(data[:2], "little") * 55)
    level = LEVELS[data[2] % 3]
    name, _, district = said(data[3:]).partition("\n")
    outcome = gazetteer().resolve(name, day, district, level)
    vintage = gazetteer().vintage(day)
    units = [unit for unit in gazetteer().units() if (unit.vintage, unit.level) == (vintage, level)]
    fits = [unit for unit in units if key(unit.name) == written(name).key]
    if outcome.code:
        assert outcome.code in {unit.code for unit in fits}, f"{name!r} is not {outcome.code}"
        assert not outcome.candidates and not outcome.is_ambiguous
    assert len(outcome.candidates) != 1 or not outcome.is_ambiguous
    assert not outcome.is_ambiguous or set(outcome.candidates) <= set(fits)
    assert all(unit.level == level for unit in outcome.candidates)
    assert toned_last(toned_last(name)) == toned_last(name), f"{name!r}: tones move twice"
