"""What people confirmed once: this name, in this district and vintage, means that unit."""

from pathlib import Path

from data.ledger import aliases
from data.ledger.aliases import Alias
from data.match.unit_names import key, written

Place = tuple[str, str, str, str]


class Aliases:
    """The aliases of a store, as they were when it was made, and those that are added here.

    RefusedError where the ledger cannot be used.
    """

    def __init__(self, store: Path) -> None:
        self.store = Path(store)
        self._aliases = {_place(alias): alias for alias in aliases.aliases(self.store)}

    def all(self) -> tuple[Alias, ...]:
        """Every alias."""
        return tuple(self._aliases.values())

    def find(self, name: str, district: str, vintage: str, level: str) -> str:
        """The code that was confirmed for exactly this; "" if none was."""
        found = self._aliases.get((written(name).full, key(district), vintage, level))
        return found.code if found else ""

    def add(self, alias: Alias, actor: str) -> None:
        """Keep an alias, in place of an earlier one for the same; it is on the disk afterwards."""
        place = _place(alias)
        kept = aliases.add(self.store, alias, lambda other: _place(other) == place, actor)
        self._aliases[place] = kept

    def remove(self, name: str, district: str, vintage: str, level: str, actor: str) -> None:
        """Forget one that was wrong; nothing happens if there is none."""
        place = written(name).full, key(district), vintage, level
        aliases.remove(self.store, lambda other: _place(other) == place, actor)
        self._aliases.pop(place, None)


def _place(alias: Alias) -> Place:
    """What two writings of the same share."""
    return written(alias.name).full, key(alias.district), alias.vintage, alias.level
