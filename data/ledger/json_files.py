"""What older versions kept as JSON files in a store, taken over into the ledger once.

A file that is damaged is refused, never counted as empty. One that was taken over stays beside the
ledger as `*.json.migrated`.
"""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, insert, select

from data.ledger import schema
from data.ledger.changes import Change, append, now
from data.refusal import Bilingual, RefusedError

ACTION, PROGRAM = "migrated", "program"
DONE = ".migrated"
T = TypeVar("T")


@dataclass(frozen=True)
class JsonFile:
    """A file as it was found; another process may have taken it over since."""

    path: Path
    content: bytes

    @property
    def mark(self) -> str:
        """How the list of changes names it."""
        return f"{self.path.name} {sha256(self.content).hexdigest()}"


@dataclass(frozen=True)
class Entry:
    """One thing that was said: its row, the columns by which it is known, who and when."""

    subject: str
    table: Table
    known_by: tuple[str, ...]
    row: dict[str, Any]
    who: str
    when: str


def waiting(store: Path) -> list[JsonFile]:
    """The files that lie in a store. RefusedError where one cannot be read."""
    found = []
    for path in (Path(store) / name for name in FILES):
        try:
            found.append(JsonFile(path, path.read_bytes()))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            why = error.strerror or ""
            raise _refused(path, f"không đọc được ({why}).", f"cannot be read: {why}.") from error
    return found


def are_set_aside(store: Path) -> bool:
    """Whether files of a store were taken over."""
    return any(Path(store).glob(f"*.json{DONE}*"))


def are_known(con: Connection, files: Sequence[JsonFile]) -> bool:
    """Whether exactly these files were taken over, and only their names say otherwise."""
    return not files or {file.mark for file in files} <= _marks(con)


def take_over(con: Connection, files: Iterable[JsonFile]) -> None:
    """Add what the files say to what the ledger says, and say so in the list of changes.

    What the ledger says of the same thing stays. RefusedError where a file is damaged.
    """
    known = _marks(con)
    for file in files:
        if file.mark not in known:
            for entry in _entries(file):
                _add(con, entry)
            append(con, Change(now(), PROGRAM, ACTION, file.mark, None, None))


def set_aside(files: Iterable[JsonFile]) -> None:
    """Rename files that were taken over; where that is not possible they stay, and are known."""
    for path in (file.path for file in files):
        kept, number = path.with_name(path.name + DONE), 1
        while kept.exists():
            number += 1
            kept = path.with_name(f"{path.name}{DONE}-{number}")
        with suppress(OSError):
            path.rename(kept)


def _marks(con: Connection) -> set[str]:
    query = select(schema.change.c.subject).where(schema.change.c.action == ACTION)
    return set(con.scalars(query))


def _add(con: Connection, entry: Entry) -> None:
    same = (entry.table.c[name] == entry.row[name] for name in entry.known_by)
    if con.execute(select(entry.table).where(*same)).first() is None:
        con.execute(insert(entry.table).values(entry.row))
        append(con, Change(entry.when, entry.who, ACTION, entry.subject, None, entry.row))


def _entries(file: JsonFile) -> list[Entry]:
    """What a file says. RefusedError where it is no JSON, or not whole."""
    name = file.path.name
    try:
        return list(FILES[name](json.loads(file.content.decode("utf-8-sig"))))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        if name in NOTES:
            return []  # a note of a program, that tells nothing
        raise _refused(file.path, "nội dung tệp đã hỏng.", "its content is damaged.") from error


def _refused(path: Path, vi: str, en: str) -> RefusedError:
    return RefusedError(
        path,
        Bilingual(vi, en),
        Bilingual(
            "Tệp được giữ nguyên trong kho dữ liệu. Hãy chép lại từ bản sao lưu; nếu không có bản"
            " sao, hãy chuyển tệp đi nơi khác rồi khai lại những gì đã ghi trong đó.",
            "It was left as it is in the store. Put back a copy of it; without one, move it away"
            " and say again what was kept in it.",
        ),
    )


def _aliases(found: Any) -> Iterator[Entry]:
    names = ("name", "district", "vintage", "level", "code", "who", "when")
    for row in _a(list, found):
        _require(row.keys() == set(names))
        texts = {name: _a(str, row[name]) for name in names}
        subject = f"alias {row['name']}, {row['district']} ({row['level']} {row['vintage']})"
        yield Entry(subject, schema.alias, names[:4], texts, row["who"], row["when"])


def _layouts(found: Any) -> Iterator[Entry]:
    for layout, entry in _a(dict, found).items():
        for column, field in _a(dict, entry["columns"]).items():
            _require(column.isdecimal() and isinstance(field, str))
        by, at = _a(str, entry.get("by", "")), _a(str, entry.get("at", ""))
        row = {"layout": layout, "columns": entry["columns"], "by": by, "at": at}
        yield Entry(f"layout {layout}", schema.layout, ("layout",), row, by, at)


def _closed_months(found: Any) -> Iterator[Entry]:
    for month, entry in _a(dict, found).items():
        _require(f"{datetime.strptime(month, '%Y-%m'):%Y-%m}" == month)
        by, at = _a(str, entry["by"]), _a(str, entry["at"])
        row = {"month": month, "by": by, "at": at}
        yield Entry(f"month {month}", schema.closed_month, ("month",), row, by, at)


def _scenarios(found: Any) -> Iterator[Entry]:
    texts = ("kpi", "level", "vintage", "others", "snapshot", "at")
    for name, one in _a(dict, found).items():
        _require(one.keys() == {*texts, "units", "pace", "year"})
        at, pace = [_a(str, one[text]) for text in texts][-1], one["pace"]
        for unit in _a(list, one["units"]):
            _a(str, unit)
        _require(type(one["year"]) is int and one["others"] in ("observed", "still"))
        _require(pace is None or (type(pace) in (int, float) and 0 <= pace < math.inf))
        _require(datetime.fromisoformat(at).tzinfo is not None)
        chosen = {key: value for key, value in one.items() if key != "at"}
        row = {"name": name, "chosen": chosen, "at": at}
        yield Entry(f"scenario {name}", schema.scenario, ("name",), row, "", at)


def _alert_states(found: Any) -> Iterator[Entry]:
    names = ("state", "at", "by", "note")
    for alert, changes in _a(dict, found).items():
        _require(bool(_a(list, changes)))
        for one in changes:
            _require(one.keys() == set(names) and one["state"] in ("new", "seen", "handled"))
            row = {"alert": alert, **{name: _a(str, one[name]) for name in names}}
            yield Entry(f"alert {alert}", schema.alert_state, tuple(row), row, row["by"], row["at"])


def _sent_alerts(found: Any) -> Iterator[Entry]:
    at = _a(str, found.get("at", ""))
    for alert in _a(list, found["alerts"]):
        row = {"alert": _a(str, alert), "at": at}
        yield Entry(f"alert {alert}", schema.sent_alert, ("alert",), row, PROGRAM, at)


def _last_failure(found: Any) -> Iterator[Entry]:
    said = {key: found[key] for key in ("file", "line", "reason", "remedy")}
    yield _note("publish", said, _a(str, found["at"]))


def _mail_failure(found: Any) -> Iterator[Entry]:
    yield _note("mail", {"said": _a(str, found["said"])}, _a(str, found["at"]))


def _note(what: str, said: dict[str, Any], at: str) -> Entry:
    row = {"what": what, "said": said, "at": at}
    return Entry(f"failure {what}", schema.failure, ("what",), row, PROGRAM, at)


def _a(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise TypeError
    return value


def _require(is_so: bool) -> None:
    if not is_so:
        raise ValueError


NOTES = ("LAST_FAILURE.json", "MAIL_FAILURE.json")
FILES: dict[str, Callable[[Any], Iterator[Entry]]] = {
    "ALIASES.json": _aliases,
    "LAYOUTS.json": _layouts,
    "CLOSED.json": _closed_months,
    "SCENARIOS.json": _scenarios,
    "ALERTS.json": _alert_states,
    "DIGEST.json": _sent_alerts,
    "LAST_FAILURE.json": _last_failure,
    "MAIL_FAILURE.json": _mail_failure,
}
