"""Groups of units that people make and name: the codes of one level and vintage."""

from dataclasses import dataclass, fields
from pathlib import Path

from sqlalchemy import select

from data.ledger.analysis.named import delete_recorded, require_free, require_name
from data.ledger.database import rows
from data.ledger.gate import changing
from data.ledger.meetings import versioned
from data.ledger.schema import unit_group as table
from data.refusal import Bilingual, RefusedError


@dataclass(frozen=True)
class UnitGroup:
    """A group; `vintage` is that of the units whose codes it holds."""

    name: str
    level: str
    vintage: str
    units: tuple[str, ...]
    id: int = 0
    version: int = 0


def unit_groups(store: Path) -> list[UnitGroup]:
    """All groups, by name. RefusedError where the ledger cannot be read."""
    query = select(*(table.c[field.name] for field in fields(UnitGroup))).order_by(table.c.name)
    return [UnitGroup(n, level, v, tuple(u), *rest) for n, level, v, u, *rest in rows(store, query)]


def save_group(store: Path, group: UnitGroup, actor: str) -> int:
    """Keep a new group (id 0) or changes of one as it was read; returns its id.

    RefusedError for a name that cannot be kept or a group without units, TakenError for a name
    that another group has, ChangedError where somebody else changed it meanwhile.
    """
    if not group.units:
        raise RefusedError(
            "ledger",
            Bilingual("nhóm chưa có đơn vị nào.", "the group holds no unit."),
            Bilingual(
                "Hãy đánh dấu ít nhất một đơn vị rồi lưu lại.", "Mark a unit at least, then save."
            ),
        )
    name = require_name(group.name)
    values = {
        "name": name,
        "level": group.level,
        "vintage": group.vintage,
        "units": list(group.units),
    }
    with changing(store, actor, "save_unit_group") as passage:
        require_free(passage, table, name, group.id)
        if not group.id:
            return versioned.insert_recorded(passage, table, values)
        versioned.update_recorded(passage, table, group.id, group.version, values)
    return group.id


def delete_group(store: Path, group: UnitGroup, actor: str) -> None:
    """Remove a group that is as it was read; ChangedError where somebody changed it."""
    with changing(store, actor, "delete_unit_group") as passage:
        delete_recorded(passage, table, group.id, group.version)
