"""What a committee decided: which office does it, by when, and what the figures should become."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select

from data.ledger.changes import Change, since
from data.ledger.database import rows
from data.ledger.gate import changing
from data.ledger.meetings import versioned
from data.ledger.personal import clean, clean_lines
from data.ledger.schema import decision as table
from data.refusal import Bilingual, RefusedError

LONGEST = {"text": 1_000, "owner": 160, "report": 2_000}  # characters


class State(StrEnum):
    """What became of a decision, as the office that owns it says."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Decision:
    """One decision on an item of a meeting.

    `due` is a day (ISO 8601), "" for none. `kpi`, `level`, `vintage` and `units` say what should
    change, `expected` the value that is expected then, in the unit of the indicator; `period` is
    what the figures showed at the meeting. `report` is what the owner's office said of it.
    """

    text: str
    owner: str
    due: str = ""
    kpi: str = ""
    level: str = ""
    vintage: str = ""
    units: Sequence[str] = ()
    period: str = ""
    expected: float | None = None
    state: str = State.OPEN
    report: str = ""
    meeting: int = 0
    item: int = 0
    id: int = 0
    version: int = 0

    def is_overdue(self, day: date) -> bool:
        """Whether it should have been done before a day and is open still."""
        return self.state == State.OPEN and bool(self.due) and self.due < day.isoformat()


def decisions(store: Path, meeting: int | None = None) -> list[Decision]:
    """The decisions of a meeting, or of all, in the order in which they were taken.

    RefusedError where the ledger cannot be read.
    """
    query = select(*(table.c[field.name] for field in fields(Decision))).order_by(table.c.id)
    if meeting is not None:
        query = query.where(table.c.meeting == meeting)
    found = (Decision(*row) for row in rows(store, query))
    return [replace(one, units=tuple(one.units)) for one in found]


def save_decision(store: Path, decision: Decision, actor: str) -> int:
    """Keep a new decision (id 0) or changes of one as it was read; returns its id.

    RefusedError where text or office is missing, where a text is too long or looks like a person,
    or where the day is none; ChangedError where somebody else changed it meanwhile.
    """
    values = {**asdict(decision), "units": list(decision.units)}
    del values["id"], values["version"]
    values["text"] = clean_lines(decision.text, LONGEST["text"])
    values["report"] = clean_lines(decision.report, LONGEST["report"])
    values["owner"] = clean(decision.owner, LONGEST["owner"])
    values["state"] = State(decision.state).value
    _require_whole(values["text"], values["owner"], decision.due)
    with changing(store, actor, "save_decision") as passage:
        if not decision.id:
            return versioned.insert_recorded(passage, table, values)
        versioned.update_recorded(passage, table, decision.id, decision.version, values)
    return decision.id


def history(store: Path, decision: int) -> list[Change]:
    """All that was ever said of a decision, the first first."""
    every = (Change(*row) for row in rows(store, since()))
    return [change for change in every if change.subject == f"decision {decision}"]


def _require_whole(text: str, owner: str, due: str) -> None:
    if not (text and owner):
        raise RefusedError(
            "meetings",
            Bilingual(
                "quyết định cần có nội dung và cơ quan thực hiện.",
                "a decision needs a text and the office that owns it.",
            ),
            Bilingual("Hãy ghi cả hai rồi lưu lại.", "Write both, then save."),
        )
    try:
        date.fromisoformat(due or "2000-01-01")
    except ValueError:
        raise RefusedError(
            "meetings",
            Bilingual("hạn thực hiện chưa đúng.", "the day by which it is due is no date."),
            Bilingual("Hãy chọn ngày trong lịch.", "Choose a day of the calendar."),
        ) from None
