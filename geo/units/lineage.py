"""What became of a unit: for each vintage those that share its territory, and what happened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from geo.units import table as units
from geo.units.spelling import words
from geo.units.unit import FORMER, Unit, every, predecessors, successors, unit

Happened = Literal["kept", "moved", "renamed", "merged", "new_name", "split", "ceased"]


@dataclass(frozen=True)
class Step:
    """What happened to a unit at the end of its vintage; `others` joined the same successor.

    "kept": nothing; "moved": to another district; "renamed": also where only the type changed;
    "merged": into a unit that bears the name of one of them; "new_name": into one that bears
    another; "split": into several; "ceased": a district that is only a grouping since.
    """

    unit: Unit
    happened: Happened
    into: tuple[Unit, ...]
    others: tuple[Unit, ...]

    @property
    def legal_act(self) -> str:
        """The act of the change, as the successor names it."""
        return self.into[0].legal_act

    @property
    def day(self) -> str:
        """The first day of what follows."""
        return self.into[0].valid_from


@dataclass(frozen=True)
class Line:
    """A unit, and by vintage the units that share its territory: itself, before it, after it."""

    unit: Unit
    members: dict[str, tuple[Unit, ...]]


def line(vintage: str, level: str, code: str) -> Line:
    """The line of a unit through all vintages. GeoError where there is no such unit."""
    one = unit(vintage, level, code)
    found: dict[str, tuple[Unit, ...]] = {vintage: (one,)}
    here = units.VINTAGES.index(vintage)
    for later in units.VINTAGES[here + 1 :]:
        found[later] = _distinct(new for u in found[max(found)] for new in successors(u))
    for earlier in reversed(units.VINTAGES[:here]):
        found[earlier] = _distinct(old for u in found[min(found)] for old in predecessors(u))
    return Line(one, dict(sorted(found.items())))


def step(one: Unit) -> Step | None:
    """What happened to a unit when the next vintage began; None in the last vintage."""
    into = successors(one)
    if not into:
        return None
    joined = predecessors(into[0]) if len(into) == 1 else ()
    others = tuple(other for other in joined if other != one)
    return Step(one, _happened(one, into, joined), into, others)


def partners(members: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units of the same vintage, not among them, with which they went into one successor."""
    joined = (other for one in members for s in successors(one) for other in predecessors(s))
    return tuple(one for one in _distinct(joined) if one not in members)


def same_code(one: Unit) -> tuple[Unit, ...]:
    """The units of other vintages that bear its code and another name."""
    others = (other for other in every() if (other.level, other.code) == (one.level, one.code))
    return tuple(other for other in others if words(other.short) != words(one.short))


def spans(found: Sequence[Unit]) -> list[tuple[Unit, ...]]:
    """The same units, one entry for those that a person takes for one: kept from vintage on."""
    groups: list[tuple[Unit, ...]] = []
    for one in found:
        change = [step(group[-1]) for group in groups]
        kept = [n for n, s in enumerate(change) if s and s.happened == "kept" and one in s.into]
        if kept:
            groups[kept[0]] += (one,)
        else:
            groups.append((one,))
    return groups


def _happened(one: Unit, into: tuple[Unit, ...], joined: tuple[Unit, ...]) -> Happened:
    if len(into) > 1:
        return "split"
    (new,) = into
    if len(joined) > 1:
        names = {words(other.short) for other in joined}
        return "merged" if words(new.short) in names else "new_name"
    if new.name != one.name:
        return "ceased" if new.name == one.name + FORMER else "renamed"
    same = new.district.removesuffix(FORMER) == one.district
    return "kept" if same or one.level != "commune" else "moved"


def _distinct(found: Iterable[Unit]) -> tuple[Unit, ...]:
    return tuple(dict.fromkeys(found))
