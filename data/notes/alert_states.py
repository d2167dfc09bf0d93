"""What became of alerts: new, seen or handled, by which office; every change is kept.

An alert is named by a text that stays the same while its situation goes on. One that went away
keeps its states here, and no list shows it.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from data.notes.json_file import are_texts, read_said
from data.notes.personal import is_personal
from data.refusal import Bilingual, RefusedError
from data.store.atomic import write_json
from data.store.write_lock import locked

STATES = "ALERTS.json"
LONGEST = {"by": 120, "note": 500}  # letters


class State(StrEnum):
    """What was done about an alert."""

    NEW = "new"
    SEEN = "seen"
    HANDLED = "handled"


@dataclass(frozen=True)
class Change:
    """One change of state: when (ISO 8601, UTC), by which office, with which note."""

    state: State
    at: str
    by: str
    note: str


def histories(store: Path) -> dict[str, list[Change]]:
    """Every change of the state of every alert, the first one first.

    An alert without a change is new. RefusedError where the file of them is damaged.
    """
    found = read_said(Path(store) / STATES, {}, _is_whole)
    return {
        alert: [Change(**{**entry, "state": State(entry["state"])}) for entry in entries]
        for alert, entries in found.items()
    }


def set_state(store: Path, alerts: Sequence[str], state: State, by: str, note: str = "") -> None:
    """Say what became of some alerts; all of them or none.

    RefusedError where an alert is handled by nobody, where the office or the note is too long or
    looks like a person, or where the file is damaged. BusyError during a publish.
    """
    by, note = _clean("by", by), _clean("note", note)
    if state is State.HANDLED and not by:
        raise _refused(
            Bilingual("chưa ghi cơ quan xử lý.", "the office is missing."),
            Bilingual(
                "Hãy ghi tên cơ quan, ví dụ “Phòng Văn hóa – Xã hội xã Nam Ninh”.",
                "Write the name of the office that handled it.",
            ),
        )
    change = Change(state, datetime.now(UTC).isoformat(timespec="seconds"), by, note)
    with locked(store):
        known = histories(store)
        for alert in alerts:
            known.setdefault(alert, []).append(change)
        content = {alert: [asdict(one) for one in changes] for alert, changes in known.items()}
        write_json(Path(store) / STATES, content)


def _clean(field: str, text: str) -> str:
    """One line of text without control signs; refused where it is no name of an office."""
    plain = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    line = unicodedata.normalize("NFC", " ".join(plain.split()))
    if len(line) > LONGEST[field]:
        most = LONGEST[field]
        raise _refused(
            Bilingual(f"nội dung dài quá {most} ký tự.", f"a text is longer than {most} letters."),
            Bilingual("Hãy viết ngắn lại.", "Make it shorter."),
        )
    if is_personal(line):
        raise _refused(
            Bilingual(
                "nội dung giống số định danh, số điện thoại hoặc thư điện tử của cá nhân.",
                "a text looks like a person's ID number, phone or e-mail address.",
            ),
            Bilingual("Chỉ ghi tên cơ quan và việc đã làm.", "Write the office and what was done."),
        )
    return line


def _refused(reason: Bilingual, remedy: Bilingual) -> RefusedError:
    return RefusedError(STATES, reason, remedy)


def _is_whole(found: Any) -> bool:
    return isinstance(found, dict) and all(
        isinstance(entries, list) and entries and all(map(_is_change, entries))
        for entries in found.values()
    )


def _is_change(entry: Any) -> bool:
    keys = {field.name for field in fields(Change)}
    return are_texts(entry, *keys) and entry.keys() == keys and entry["state"] in list(State)
