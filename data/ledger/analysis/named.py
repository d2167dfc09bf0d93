"""Rows that people find by a name: each name once, none that is empty or looks like a person."""

from typing import Any

from sqlalchemy import ColumnElement, Table, delete, select

from data.ledger.changes import Passage
from data.ledger.meetings import versioned
from data.ledger.personal import clean
from data.refusal import Bilingual, RefusedError

LONGEST = 80  # characters of a name


class TakenError(RefusedError):
    """There is one of that name: take another."""


def require_name(text: str) -> str:
    """A name in one line, as it is kept. RefusedError where it cannot be one."""
    name = clean(text, LONGEST)
    if not name:
        raise RefusedError(
            "ledger",
            Bilingual("chưa đặt tên.", "there is no name."),
            Bilingual(f"Hãy đặt tên từ 1 đến {LONGEST} ký tự.", f"Give 1 to {LONGEST} characters."),
        )
    return name


def require_free(
    passage: Passage, table: Table, name: str, id: int = 0, *among: ColumnElement[bool]
) -> None:
    """TakenError where another row has the name, of those `among` which a name is given once."""
    same = select(table.c.id).where(table.c.name == name, table.c.id != id, *among)
    found = passage.con.scalar(same)
    if found is not None:
        raise TakenError(
            "ledger",
            Bilingual(f"đã có tên “{name}”.", f"the name “{name}” is taken."),
            Bilingual("Hãy đặt tên khác.", "Take another name."),
        )


def delete_recorded(passage: Passage, table: Table, id: int, version: int) -> None:
    """Remove a row that is still of the version that was read; the list of changes keeps it.

    ChangedError where it is of another version, or is there no more.
    """
    versioned.update_recorded(passage, table, id, version, {})
    past = passage.con.execute(select(table).where(table.c.id == id)).mappings().one()
    before: dict[str, Any] = {key: past[key] for key in past if key != "version"}
    passage.con.execute(delete(table).where(table.c.id == id))
    passage.record(f"{table.name} {id}", before, None)
