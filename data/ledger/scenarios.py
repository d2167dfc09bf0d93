"""Scenarios that people saved under a name: what was chosen, never its result.

A result is computed again from the data on screen, so that it is never older than they are.
"""

import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import delete as delete_from
from sqlalchemy import insert, select

from data.ledger.changes import Passage
from data.ledger.database import rows, understanding
from data.ledger.gate import changing
from data.ledger.personal import is_personal
from data.ledger.schema import scenario as table
from data.refusal import Bilingual, RefusedError

LONGEST = 80  # characters of a name


@dataclass(frozen=True)
class Scenario:
    """Which units go faster, how fast, and what the others do; with the data it was seen on.

    `pace` is in points a month towards the target, None for that of the fastest quarter. `at` is
    the moment of saving (ISO 8601, UTC).
    """

    kpi: str
    level: str
    vintage: str
    units: tuple[str, ...]
    pace: float | None
    others: str
    year: int
    snapshot: str
    at: str = ""


class TakenError(RefusedError):
    """There is a scenario of that name: say that it is to be replaced, or take another name."""


def scenarios(store: Path) -> dict[str, Scenario]:
    """The saved scenarios by name, the newest first. RefusedError where they cannot be read."""
    query = select(table.c.name, table.c.chosen, table.c.at).order_by(table.c.at.desc())
    with understanding():
        return {
            name: Scenario(**{**chosen, "units": tuple(chosen["units"])}, at=at)
            for name, chosen, at in rows(store, query)
        }


def snapshots_named(store: Path) -> set[str]:
    """The snapshots that saved scenarios name: what they were seen on can be opened as it was.

    RefusedError where they cannot be read.
    """
    return {scenario.snapshot for scenario in scenarios(store).values()}


def save(store: Path, name: str, scenario: Scenario, actor: str, replace: bool = False) -> str:
    """Keep a scenario; returns its name as it is kept: in one line, spaces single.

    TakenError for a name that is there, unless it is to be replaced; RefusedError for a name that
    is empty, too long or holds personal data.
    """
    kept = _name(name)
    chosen = {key: value for key, value in asdict(scenario).items() if key != "at"}
    with changing(store, actor, "save_scenario") as passage:
        before = _forget(passage, kept)
        if before is not None and not replace:
            raise _taken(kept)
        passage.con.execute(insert(table).values(name=kept, chosen=chosen, at=passage.at))
        passage.record(f"scenario {kept}", before, chosen)
    return kept


def delete(store: Path, name: str, actor: str) -> None:
    """Forget a scenario; nothing happens where there is none of that name."""
    with changing(store, actor, "delete_scenario") as passage:
        before = _forget(passage, name)
        if before is not None:
            passage.record(f"scenario {name}", before, None)


def _forget(passage: Passage, name: str) -> Any:
    """What was chosen under a name, which is free now; None where it was free before."""
    this = table.c.name == name
    before = passage.con.scalar(select(table.c.chosen).where(this))
    passage.con.execute(delete_from(table).where(this))
    return before


def _name(text: str) -> str:
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not 0 < len(name) <= LONGEST or not name.isprintable():
        raise _refused(
            Bilingual("tên kịch bản chưa dùng được.", "the name of the scenario cannot be used."),
            Bilingual(f"Hãy đặt tên từ 1 đến {LONGEST} ký tự.", f"Give 1 to {LONGEST} characters."),
        )
    if is_personal(name):
        raise _refused(
            Bilingual(
                "tên kịch bản có số điện thoại, số định danh hoặc thư điện tử.",
                "the name of the scenario holds a phone number, ID number or e-mail address.",
            ),
            Bilingual("Hãy đặt tên không có dữ liệu cá nhân.", "Leave personal data out."),
        )
    return name


def _refused(reason: Bilingual, remedy: Bilingual) -> RefusedError:
    return RefusedError("ledger", reason, remedy)


def _taken(name: str) -> TakenError:
    return TakenError(
        "ledger",
        Bilingual(f"đã có kịch bản “{name}”.", f"there is a scenario “{name}”."),
        Bilingual(
            "Hãy chọn thay thế kịch bản đó, hoặc đặt tên khác.",
            "Say that it is to be replaced, or take another name.",
        ),
    )
