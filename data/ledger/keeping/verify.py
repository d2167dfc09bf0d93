"""Whether the list of changes is as it was written, and its head, by which that is proved later."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Text, cast, select

from data.ledger.database import rows
from data.ledger.keeping.links import HASHED, START, Head, hash_of, head_from
from data.ledger.schema import change
from data.store.atomic import read_json
from data.store.snapshot import MANIFEST, snapshots_directory

LEDGER_HEAD = "ledger_head"  # in the manifest of a snapshot


ALTERED, UNLINKED, LOST = "altered", "unlinked", "lost"  # the kinds of faults


@dataclass(frozen=True)
class Fault:
    """A place where the list is not as it was written; `id` is the first change that shows it."""

    id: int
    kind: str
    text: str


def chained(store: Path, after: int | None = None, most: int | None = None) -> list[dict[str, Any]]:
    """The changes of a ledger with their hashes, as `faults` takes them: JSON as its text.

    `most` of them at once, those behind the change of a number. RefusedError where the ledger
    cannot be read.
    """
    texts = {name: cast(change.c[name], Text) for name in ("before", "after")}
    names = (*HASHED, "hash")
    query = select(*(texts.get(name, change.c[name]) for name in names)).order_by(change.c.id)
    if after is not None:
        query = query.where(change.c.id > after)
    return [dict(zip(names, row, strict=True)) for row in rows(store, query.limit(most))]


def head(store: Path) -> Head | None:
    """The head of the ledger of a store; None where nothing was changed yet.

    RefusedError where the ledger cannot be read.
    """
    query = select(change.c.id, change.c.hash).order_by(change.c.id.desc()).limit(1)
    return next((Head(*row) for row in rows(store, query)), None)


def published_heads(store: Path) -> list[Head]:
    """The heads that the snapshots of a store name; one that is damaged names none."""
    found = []
    for path in sorted(snapshots_directory(Path(store)).glob(f"*/{MANIFEST}")):
        try:
            text = str(read_json(path)[LEDGER_HEAD])
            found.append(head_from(text, f"the snapshot {path.parent.name}"))
        except (OSError, ValueError, LookupError):
            continue
    return found


def faults(
    rows: Iterable[Mapping[str, Any]],
    heads: Iterable[Head] = (),
    after: Head | None = None,
) -> Iterator[Fault]:
    """What is wrong with a list of changes, in their order, then the heads that it lacks.

    A row has the HASHED columns and `hash`; `before` and `after` are the texts of their JSON. The
    list goes on from the change that is called `after`, else it begins.
    """
    wanted = list(heads)
    last, follows = (after.id, after.hash) if after is not None else (0, START)
    there: dict[int, str] = {}
    ids = {head.id for head in wanted}
    for row in rows:
        number = int(row["id"])
        if not _is_as_written(row):
            yield Fault(number, ALTERED, "is not as it was written.")
        if row["previous"] != follows:
            before = f"change {last}" if last else "the start of the list"
            yield Fault(
                number,
                UNLINKED,
                f"does not follow {before}: something was changed, removed, inserted or moved.",
            )
        last, follows = number, row["hash"]
        if number in ids:
            there[number] = follows
    for head in wanted:
        if there.get(head.id) != head.hash:
            yield Fault(
                head.id,
                LOST,
                f"was the last when {head.source or 'its head'} was written and is not in the list"
                " any more: its end was cut off or written anew.",
            )


def _is_as_written(row: Mapping[str, Any]) -> bool:
    try:
        whole = {name: _value(row[name]) for name in ("before", "after")}
        return bool(hash_of({**row, **whole}) == row["hash"])
    except (ValueError, TypeError, RecursionError):  # no JSON any more
        return False


def _value(text: str | None) -> Any:
    return None if text is None else json.loads(text)
