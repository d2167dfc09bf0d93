"""What people confirmed once: this name, in this district and vintage, means that unit."""

from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from data.match.unit_names import key, written
from data.notes.json_file import are_texts, read_said
from data.store.atomic import write_json


@dataclass(frozen=True)
class Alias:
    """One confirmation: who gave it and when (ISO 8601)."""

    name: str  # with the type, if one was written: “Thị trấn Mỹ Lộc” is not “Xã Mỹ Lộc”
    district: str
    vintage: str
    level: str
    code: str
    who: str
    when: str


class Aliases:
    """The aliases of one JSON file, none if it is missing; a change replaces the file whole.

    RefusedError where it is damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._aliases: dict[tuple[str, str, str, str], Alias] = {}
        for entry in read_said(path, [], _are_aliases):
            self._keep(Alias(**entry))

    def all(self) -> tuple[Alias, ...]:
        """Every alias, in the order of the first confirmation."""
        return tuple(self._aliases.values())

    def find(self, name: str, district: str, vintage: str, level: str) -> str:
        """The code that was confirmed for exactly this; "" if none was."""
        found = self._aliases.get((written(name).full, key(district), vintage, level))
        return found.code if found else ""

    def add(self, alias: Alias) -> None:
        """Keep an alias, in place of an earlier one for the same; it is on the disk afterwards."""
        self._keep(alias)
        write_json(self.path, [asdict(each) for each in self.all()])

    def remove(self, name: str, district: str, vintage: str, level: str) -> None:
        """Forget one that was wrong; nothing happens if there is none."""
        if self._aliases.pop((written(name).full, key(district), vintage, level), None):
            write_json(self.path, [asdict(each) for each in self.all()])

    def _keep(self, alias: Alias) -> None:
        place = (written(alias.name).full, key(alias.district), alias.vintage, alias.level)
        self._aliases[place] = alias


def _are_aliases(found: Any) -> bool:
    keys = {field.name for field in fields(Alias)}
    return isinstance(found, list) and all(
        are_texts(entry, *keys) and entry.keys() == keys for entry in found
    )
