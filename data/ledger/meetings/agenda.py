"""Meetings and the items of their agendas, in the order in which they come up."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Select, delete, func, select, update

from data.ledger.changes import Passage
from data.ledger.database import rows
from data.ledger.gate import changing
from data.ledger.meetings import versioned
from data.ledger.personal import clean, clean_lines
from data.ledger.schema import decision as decision_table
from data.ledger.schema import meeting as meeting_table
from data.ledger.schema import meeting_item as item_table
from data.refusal import Bilingual, RefusedError

LONGEST = {  # characters
    "name": 160, "place": 160, "body": 160,
    "heading": 120, "title": 200, "question": 500, "note": 2_000, "minutes": 20_000,
}  # fmt: skip
OF_LINES = ("note", "minutes")  # the texts that may have several lines


@dataclass(frozen=True)
class Meeting:
    """One meeting; `held_on` is its day (ISO 8601), `body` the committee that meets."""

    name: str
    held_on: str
    place: str = ""
    body: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class Item:
    """One item of an agenda.

    `page` and `selection` name its view; `frozen` is the fingerprint of the view as it was shown,
    "" where there is none: `refused` says why then.
    """

    title: str
    page: str = ""
    selection: Mapping[str, str] | None = None
    frozen: str = ""
    refused: str = ""
    heading: str = ""
    question: str = ""
    note: str = ""
    minutes: str = ""
    meeting: int = 0
    position: int = 0
    id: int = 0
    version: int = 0


WORDS = ("title", "heading", "question", "note", "minutes")  # what people write of an item


def meetings(store: Path) -> list[Meeting]:
    """All meetings, the latest first. RefusedError where the ledger cannot be read."""
    table = meeting_table
    query = _all_of(Meeting, table).order_by(table.c.held_on.desc(), table.c.id.desc())
    return [Meeting(*row) for row in rows(store, query)]


def items(store: Path, meeting: int) -> list[Item]:
    """The agenda of a meeting. RefusedError where the ledger cannot be read."""
    return [Item(*row) for row in rows(store, _agenda(meeting))]


def save_meeting(store: Path, meeting: Meeting, actor: str) -> int:
    """Keep a new meeting (id 0) or changes of one as it was read; returns its id.

    RefusedError for a name or day that is missing, or a text that is too long or looks like a
    person; ChangedError where somebody else changed it meanwhile.
    """
    values = {name: clean(getattr(meeting, name), LONGEST[name]) for name in _texts(Meeting)}
    values["held_on"] = _day(meeting.held_on)
    _require(values["name"], "tên cuộc họp", "the name of the meeting")
    with changing(store, actor, "save_meeting") as passage:
        if not meeting.id:
            return versioned.insert_recorded(passage, meeting_table, values)
        of, read = meeting.id, meeting.version
        versioned.update_recorded(passage, meeting_table, of, read, values)
    return of


def add_item(store: Path, meeting: int, item: Item, actor: str) -> int:
    """Put an item at the end of an agenda; returns its id. RefusedError as for `change_item`."""
    values = {**asdict(item), **_words(item), "meeting": meeting}
    del values["id"], values["version"]
    with changing(store, actor, "add_meeting_item") as passage:
        _require_meeting(passage, meeting)
        return versioned.insert_recorded(
            passage, item_table, {**values, "position": _behind(passage, meeting)}
        )


def change_item(store: Path, item: Item, actor: str) -> None:
    """Keep what was written of an item that is as it was read, its `WORDS`.

    RefusedError for a title that is missing, or a text that is too long or looks like a person;
    ChangedError where somebody else changed or removed it meanwhile.
    """
    with changing(store, actor, "change_meeting_item") as passage:
        versioned.update_recorded(passage, item_table, item.id, item.version, _words(item))


def move_item(store: Path, item: Item, places: int, actor: str) -> None:
    """Let an item come up so many places later, or earlier for a negative number."""
    with changing(store, actor, "move_meeting_item") as passage:
        past = [row.id for row in passage.con.execute(_agenda(item.meeting))]
        if item.id not in past:
            return
        after = [one for one in past if one != item.id]
        after.insert(max(0, past.index(item.id) + places), item.id)
        if after != past:
            for position, one in enumerate(after, 1):
                this = update(item_table).where(item_table.c.id == one)
                passage.con.execute(this.values(position=position))
            passage.record(f"meeting {item.meeting}", {"items": past}, {"items": after})


def remove_item(store: Path, item: Item, actor: str) -> None:
    """Take an item that is as it was read off its agenda; its frozen view stays in the store.

    RefusedError where something was decided on it, ChangedError where somebody changed it.
    """
    with changing(store, actor, "remove_meeting_item") as passage:
        versioned.update_recorded(passage, item_table, item.id, item.version, {})
        decided = select(func.count()).where(decision_table.c.item == item.id)
        if passage.con.scalar(decided):
            raise _refused(
                "đã có quyết định ở mục này.", "something was decided on this item.",
                "Hãy giữ mục này trong chương trình.", "Keep the item on the agenda.",
            )  # fmt: skip
        passage.con.execute(delete(item_table).where(item_table.c.id == item.id))
        passage.record(f"meeting_item {item.id}", asdict(item), None)


def copy_items(store: Path, chosen: Sequence[Item], meeting: int, actor: str) -> list[int]:
    """Put copies of items at the end of an agenda, without their minutes; returns their ids."""
    with changing(store, actor, "copy_meeting_items") as passage:
        _require_meeting(passage, meeting)
        made = []
        for item in chosen:
            values = {**asdict(item), "meeting": meeting, "minutes": ""}
            del values["id"], values["version"]
            values["position"] = _behind(passage, meeting)
            made.append(versioned.insert_recorded(passage, item_table, values))
        passage.record(f"meeting {meeting}", None, {"copied": [item.id for item in chosen]})
        return made


def note_sent(store: Path, meeting: int, formats: Sequence[str], letters: int, actor: str) -> None:
    """Keep in the list of changes that a meeting's documents went out, to so many addresses."""
    with changing(store, actor, "send_meeting") as passage:
        _require_meeting(passage, meeting)
        passage.record(f"meeting {meeting}", None, {"formats": [*formats], "letters": letters})


def _all_of(of: type, table: Any) -> Select[*tuple[Any, ...]]:
    return select(*(table.c[field.name] for field in fields(of)))


def _agenda(meeting: int) -> Select[*tuple[Any, ...]]:
    table = item_table
    return _all_of(Item, table).where(table.c.meeting == meeting).order_by(table.c.position)


def _behind(passage: Passage, meeting: int) -> int:
    """The place behind all items of an agenda."""
    last = select(func.max(item_table.c.position)).where(item_table.c.meeting == meeting)
    return (passage.con.scalar(last) or 0) + 1


def _texts(of: type) -> list[str]:
    return [field.name for field in fields(of) if field.name in LONGEST]


def _words(item: Item) -> dict[str, str]:
    """What people wrote of an item, as it is kept."""
    cleaner = {name: clean_lines if name in OF_LINES else clean for name in WORDS}
    values = {name: cleaner[name](getattr(item, name), LONGEST[name]) for name in WORDS}
    _require(values["title"], "tiêu đề của mục", "the title of the item")
    return values


def _require_meeting(passage: Passage, meeting: int) -> None:
    if passage.con.scalar(select(meeting_table.c.id).where(meeting_table.c.id == meeting)) is None:
        raise _refused(
            "không có cuộc họp này.", "there is no such meeting.",
            "Hãy chọn một cuộc họp trong danh sách.", "Choose a meeting of the list.",
        )  # fmt: skip


def _require(text: str, vi: str, en: str) -> None:
    if not text:
        raise _refused(f"chưa ghi {vi}.", f"{en} is missing.", "Hãy ghi rồi lưu lại.", "Write it.")


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise _refused(
            "ngày họp chưa đúng.", "the day of the meeting is no date.",
            "Hãy chọn ngày trong lịch.", "Choose a day of the calendar.",
        ) from None  # fmt: skip


def _refused(vi: str, en: str, remedy_vi: str, remedy_en: str) -> RefusedError:
    return RefusedError("meetings", Bilingual(vi, en), Bilingual(remedy_vi, remedy_en))
