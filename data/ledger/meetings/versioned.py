"""Rows that several people may have before them: who is second is told, nothing is overwritten."""

from typing import Any

from sqlalchemy import Table, insert, select, update

from data.ledger.changes import Passage
from data.refusal import Bilingual, RefusedError


class ChangedError(RefusedError):
    """Somebody else changed it since it was read: look at it again, then change it."""


def insert_recorded(passage: Passage, table: Table, values: dict[str, Any]) -> int:
    """Put in a new row, of version 1, and record it; returns its id."""
    row = {**values, "version": 1}
    (made,) = passage.con.execute(insert(table).values(row).returning(table.c.id)).one()
    passage.record(f"{table.name} {made}", None, values)
    return int(made)


def update_recorded(
    passage: Passage, table: Table, id: int, version: int, values: dict[str, Any]
) -> None:
    """Change a row that is still of the version that was read, and record what differs.

    ChangedError where it is of another version, or is there no more. Nothing is written where
    nothing differs.
    """
    past = passage.con.execute(select(table).where(table.c.id == id)).mappings().first()
    if past is None or past["version"] != version:
        raise changed(passage.action)
    after = {name: value for name, value in values.items() if past[name] != value}
    if not after:
        return
    next_one = {**after, "version": version + 1}
    passage.con.execute(update(table).where(table.c.id == id).values(next_one))
    passage.record(f"{table.name} {id}", {name: past[name] for name in after}, after)


def changed(action: str) -> ChangedError:
    """That somebody else changed or removed what an action is about."""
    return ChangedError(
        action,
        Bilingual(
            "người khác vừa sửa hoặc xóa nội dung này; những gì bạn ghi chưa được lưu.",
            "somebody else has just changed or removed this; what you wrote was not saved.",
        ),
        Bilingual(
            "Hãy tải lại trang để xem bản mới, rồi ghi lại.",
            "Reload the page to see it as it is now, then write yours again.",
        ),
    )
