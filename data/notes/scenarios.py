"""Scenarios that people saved under a name: what was chosen, never its result, nor who chose it.

A result is computed again from the data on screen, so that it is never older than they are.
"""

import math
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.notes.json_file import are_texts, read_said
from data.notes.personal import is_personal
from data.refusal import Bilingual, RefusedError
from data.store.atomic import write_json
from data.store.housekeeping import full
from data.store.write_lock import locked

SCENARIOS = "SCENARIOS.json"
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
    """The saved scenarios by name, the newest first. RefusedError where their file is damaged."""
    found: dict[str, dict[str, Any]] = read_said(Path(store) / SCENARIOS, {}, _is_whole)
    made = {name: Scenario(**{**one, "units": tuple(one["units"])}) for name, one in found.items()}
    return dict(sorted(made.items(), key=lambda item: item[1].at, reverse=True))


def save(store: Path, name: str, scenario: Scenario, replace: bool = False) -> str:
    """Keep a scenario; returns its name as it is kept: in one line, spaces single.

    TakenError for a name that is there, unless it is to be replaced; RefusedError for a name that
    is empty, too long or holds personal data, for a damaged file and for a store that cannot be
    written; BusyError during a publish.
    """
    kept = _name(Path(store), name)

    def add(found: dict[str, Scenario]) -> None:
        if kept in found and not replace:
            raise _taken(Path(store), kept)
        at = datetime.now(UTC).isoformat(timespec="seconds")
        found[kept] = Scenario(**{**asdict(scenario), "at": at})

    _change(Path(store), add)
    return kept


def delete(store: Path, name: str) -> None:
    """Forget a scenario; nothing happens where there is none of that name."""
    _change(Path(store), lambda found: found.pop(name, None))


def _change(store: Path, change: Callable[[dict[str, Scenario]], object]) -> None:
    try:
        with locked(store):
            found = scenarios(store)
            change(found)
            write_json(store / SCENARIOS, {name: asdict(one) for name, one in found.items()})
    except OSError as error:
        raise full(store, error.strerror or str(error)) from error


def _name(store: Path, text: str) -> str:
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not 0 < len(name) <= LONGEST or not name.isprintable():
        raise RefusedError(
            store / SCENARIOS,
            Bilingual("tên kịch bản chưa dùng được.", "the name of the scenario cannot be used."),
            Bilingual(f"Hãy đặt tên từ 1 đến {LONGEST} ký tự.", f"Give 1 to {LONGEST} characters."),
        )
    if is_personal(name):
        raise RefusedError(
            store / SCENARIOS,
            Bilingual(
                "tên kịch bản có số điện thoại, số định danh hoặc thư điện tử.",
                "the name of the scenario holds a phone number, ID number or e-mail address.",
            ),
            Bilingual("Hãy đặt tên không có dữ liệu cá nhân.", "Leave personal data out."),
        )
    return name


def _taken(store: Path, name: str) -> TakenError:
    return TakenError(
        store / SCENARIOS,
        Bilingual(f"đã có kịch bản “{name}”.", f"there is a scenario “{name}”."),
        Bilingual(
            "Hãy chọn thay thế kịch bản đó, hoặc đặt tên khác.",
            "Say that it is to be replaced, or take another name.",
        ),
    )


def _is_whole(found: Any) -> bool:
    return isinstance(found, dict) and all(_is_scenario(entry) for entry in found.values())


def _is_scenario(entry: Any) -> bool:
    texts = ("kpi", "level", "vintage", "others", "snapshot", "at")
    if not are_texts(entry, *texts) or set(entry) != {*texts, "units", "pace", "year"}:
        return False
    units, pace = entry["units"], entry["pace"]
    return (
        type(entry["year"]) is int
        and (pace is None or (type(pace) in (int, float) and math.isfinite(pace) and pace >= 0))
        and entry["others"] in ("observed", "still")
        and isinstance(units, list)
        and all(isinstance(unit, str) for unit in units)
        and _is_moment(entry["at"])
    )


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
