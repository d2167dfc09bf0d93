"""What people confirmed once: this name, in this district and vintage, means that unit.

Which writings of a name are the same is decided by who reads files, not here: `same` says it.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from sqlalchemy import delete, insert, select

from data.access.check import EVERYWHERE
from data.ledger import schema
from data.ledger.changes import Passage
from data.ledger.database import rows
from data.ledger.gate import changing


@dataclass(frozen=True)
class Alias:
    """One confirmation; `who` and `when` (ISO 8601) are set where it is kept."""

    name: str  # with the type, if one was written: “Thị trấn Mỹ Lộc” is not “Xã Mỹ Lộc”
    district: str
    vintage: str
    level: str
    code: str
    who: str = ""
    when: str = ""


COLUMNS = [schema.alias.c[field.name] for field in fields(Alias)]
QUERY = select(*COLUMNS).order_by(schema.alias.c.id)


def aliases(store: Path) -> tuple[Alias, ...]:
    """Every alias, in the order of confirmation. RefusedError where the ledger cannot be read."""
    return tuple(Alias(*row) for row in rows(store, QUERY))


def add(store: Path, alias: Alias, same: Callable[[Alias], bool], actor: str) -> Alias:
    """Keep an alias, in place of earlier ones that are for the same; returns it as it is kept.

    RefusedError where it is of a commune, or takes the place of one, that is somebody else's.
    """
    units = _units(alias, *(one for one in aliases(store) if same(one)))
    with changing(store, actor, "confirm_name", units) as passage:
        kept = replace(alias, who=passage.actor, when=passage.at)
        earlier = _forget(passage, same)
        passage.con.execute(insert(schema.alias).values(asdict(kept)))
        passage.record(_subject(alias), earlier or None, asdict(kept))
    return kept


def remove(store: Path, same: Callable[[Alias], bool], actor: str) -> None:
    """Forget those that were wrong; nothing happens if there is none."""
    units = _units(*(one for one in aliases(store) if same(one)))
    with changing(store, actor, "forget_name", units) as passage:
        for earlier in _forget(passage, same):
            passage.record(_subject(Alias(**earlier)), earlier, None)


def _units(*of: Alias) -> set[str]:
    """The communes that aliases concern; EVERYWHERE for a unit above them."""
    found = ((one.code,) if one.level == "commune" else EVERYWHERE for one in of)
    return {code for codes in found for code in codes}


def _forget(passage: Passage, same: Callable[[Alias], bool]) -> list[dict[str, str]]:
    found = [
        (row.id, Alias(*row[1:]))
        for row in passage.con.execute(QUERY.with_only_columns(schema.alias.c.id, *COLUMNS))
    ]
    gone = [(number, alias) for number, alias in found if same(alias)]
    ids = [number for number, _ in gone]
    passage.con.execute(delete(schema.alias).where(schema.alias.c.id.in_(ids)))
    return [asdict(alias) for _, alias in gone]


def _subject(alias: Alias) -> str:
    return f"alias {alias.name}, {alias.district} ({alias.level} {alias.vintage})"
