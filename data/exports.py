"""What each export looks like, from data/exports.toml."""

import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from data import province

EXPORTS_TOML = Path(__file__).parent / "exports.toml"

PROGRAMME = "programme"  # of `first`: the month that the province names

# The last header of a file made by data.demo; its cells are empty.
DEMONSTRATION = "DỮ LIỆU TRÌNH DIỄN"


@dataclass(frozen=True)
class Export:
    """One export: fields are in file order; the meaning of each key is in data/exports.toml."""

    name: str
    about: str
    key: tuple[str, ...]
    dated: str
    first: str
    required: tuple[str, ...]
    fields: dict[str, str]
    unit: str | None = None
    level: str | None = None
    group: str | None = None
    lists: dict[str, str] = field(default_factory=dict)
    many: dict[str, str] = field(default_factory=dict)
    within: dict[str, str] = field(default_factory=dict)
    population: dict[str, str] = field(default_factory=dict)
    valued: dict[str, str] = field(default_factory=dict)
    owner: tuple[str, ...] = ()
    sorted_by: tuple[str, ...] = ()
    spell: tuple[str, ...] = ()
    may_lack: tuple[str, ...] = ()
    optional: bool = False

    @property
    def span(self) -> str:
        """What a line tells of: a year, a month or a day."""
        if "year" in self.fields and self.dated == "month":
            return "year"
        return "month" if self.dated == "month" else "day"

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"


@cache
def exports() -> tuple[Export, ...]:
    """All exports in the order in which they are read; the registry of groups comes first."""
    with EXPORTS_TOML.open("rb") as file:
        stanzas = tomllib.load(file)
    return tuple(_export(name, stanza) for name, stanza in stanzas.items())


def _export(name: str, stanza: dict[str, object]) -> Export:
    lists = {key: tuple(value) for key, value in stanza.items() if isinstance(value, list)}
    export = Export(name=name, **{**stanza, **lists})  # type: ignore[arg-type]
    if export.first == PROGRAMME:
        export = replace(export, first=province.told()["first_month"])
    named = {*export.required, *export.lists, *export.many, *export.owner, *export.sorted_by}
    named |= {*export.may_lack, *export.within, *export.within.values(), *export.population}
    named |= {*export.spell, *export.valued, *export.valued.values()}
    named |= {f for f in (export.unit, export.level, export.group) if f}
    unknown = sorted(named - set(export.fields))
    if unknown:
        raise ValueError(f"{EXPORTS_TOML.name}, [{name}]: no field {', '.join(unknown)}")
    return export
