"""Groups of units: by kind (towns, the coast, the delta), and those that people made and named."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.ledger.analysis.unit_groups import UnitGroup, unit_groups
from data.refusal import RefusedError
from geo.errors import GeoError
from geo.units import lineage
from geo.units.coast import coastal
from geo.units.table import of
from geo.units.unit import unit
from pages.shell.served import store_directory
from pages.text.language import Language

KINDS = ("town", "coast", "delta")
TOWN = ("Phường", "Thị trấn")  # the law's own kinds of communes with a town
MADE = "g"  # begins the id of a group that people made: g12
FEW = 6  # names in one message


@dataclass(frozen=True)
class Members:
    """The units of a group on the units that are shown, and what is to be said of it."""

    codes: frozenset[str]
    notes: tuple[str, ...] = ()


def kind_names(words: Language) -> dict[str, str]:
    """The groups by kind, by their ids."""
    t = words.t
    return {
        "town": t("Towns (wards, townships)"),
        "coast": t("Communes by the sea"),
        "delta": t("Delta: neither town nor sea"),
    }


def of_kind(kind: str, vintage: str) -> frozenset[str]:
    """The communes of a kind. A township by the sea is of two of them; the delta is the rest."""
    units = of(vintage, "commune")
    is_town, is_coast = units["type"].isin(TOWN), units["code"].isin(coastal(vintage))
    chosen = {"town": is_town, "coast": is_coast, "delta": ~(is_town | is_coast)}[kind]
    return frozenset(units["code"][chosen])


def made() -> dict[str, UnitGroup] | None:
    """The groups that people made, by their ids; None where the ledger cannot be read."""
    try:
        return {f"{MADE}{one.id}": one for one in unit_groups(store_directory())}
    except RefusedError:  # said above the page
        return None


def offered(level: str, groups: Mapping[str, UnitGroup], words: Language) -> dict[str, str]:
    """The names of the groups of units of a level, by their ids."""
    kinds = kind_names(words) if level == "commune" else {}
    return kinds | {id: one.name for id, one in groups.items() if one.level == level}


def on_units(id: str, groups: Mapping[str, UnitGroup], vintage: str, words: Language) -> Members:
    """The units of a group of an id of `offered`, on the units of a vintage."""
    if id in KINDS:
        return Members(of_kind(id, vintage))
    return members(groups[id], vintage, words)


def members(group: UnitGroup, vintage: str, words: Language) -> Members:
    """The units of a group that people made, on the units of a vintage.

    Units that are no more stand for those that have their territory; which ones is said, and so is
    a unit that nobody knows.
    """
    codes, became, lost = set[str](), list[str](), list[str]()
    for code in group.units:
        try:
            here = lineage.line(group.vintage, group.level, code).members.get(vintage, ())
        except GeoError:
            here = ()
        codes |= {one.code for one in here}
        if not here:
            lost.append(code)
        elif vintage != group.vintage:
            old = unit(group.vintage, group.level, code)
            if [one.name for one in here] != [old.name]:
                became.append(f"{old.name} → {', '.join(one.name for one in here)}")
    t, notes = words.t, list[str]()
    if became:
        notes.append(
            t(
                "The group “{name}” was made of units of {vintage}; shown are those that have their"
                " territory, maybe with more of it: {became}.",
                name=group.name,
                vintage=group.vintage,
                became=_few(became, words),
            )
        )
    if lost:
        notes.append(
            t(
                "Of the group “{name}” these units are not known here, and left out: {codes}.",
                name=group.name,
                codes=_few(lost, words),
            )
        )
    return Members(frozenset(codes), tuple(notes))


def _few(texts: list[str], words: Language) -> str:
    more = len(texts) - FEW
    listed = "; ".join(texts[:FEW])
    return listed + words.t("; and {n} more", n=more) if more > 0 else listed
