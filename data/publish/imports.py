"""Take files into a store: what would become of them, and what becomes of them.

import_files(Order([Request(Path("bao_cao.xlsx"))]), store, dry_run=True)
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from data.access.check import BeyondError, charge, require
from data.access.person import person
from data.build.tables import Earlier
from data.build.warehouse import Progress, derive
from data.ledger.closed_months import closed_months
from data.ledger.gate import note_refusal
from data.ledger.layouts import remember_writing, remembered, writings
from data.match.aliases import Aliases
from data.match.gazetteer import Gazetteer
from data.publish.base import last_load, open_base
from data.publish.fault_points import reach
from data.publish.generation import Plan, next_generation, opened
from data.publish.programs import announce
from data.publish.publishing import publishing
from data.publish.recipe import recipe
from data.publish.staging import raw_bytes, touched_months
from data.reference import UNITS_CSV
from data.scratch import folder, refusing_full
from data.stage.files import take_in
from data.stage.guards.closed_months import Closed
from data.stage.outcome import Outcome
from data.stage.request import Context, Order, Request, Scope
from data.store.atomic import sha256_of
from data.store.housekeeping import require_readable
from data.store.housekeeping import served as served_by
from data.store.snapshot import Snapshot, SnapshotError
from data.store.today import today

__all__ = ["Order", "Request", "import_files", "preview"]


def context_of(
    store: Path, reason: str = "", day: date | None = None, loads: frozenset[int] = frozenset()
) -> Context:
    """What files are judged by in a store; `loads` are those that who is at work sent before."""
    own = charge()
    return Context(
        Gazetteer.load(Aliases(store)),
        remembered(store),
        Closed(closed_months(store), reason),
        day or today(store),
        writings(store),
        None if own is None else Scope(own, loads),
    )


@contextmanager
def preview(
    order: Order, store: Path, progress: Progress = lambda text: None
) -> Iterator[tuple[list[Outcome], duckdb.DuckDBPyConnection]]:
    """What would become of files, and a connection with the marts that would be served.

    RefusedError where who is at work may not send files.
    """
    require("preview_import")
    store = Path(store)
    with refusing_full(), duckdb.connect() as con:
        served = served_by(store)
        outcomes = _fill(con, order, store, served, progress)
        if any(outcome.is_changed for outcome in outcomes):
            derive(con, progress, earlier(con, served, outcomes))
        yield outcomes, con


class _NothingNewError(Exception):
    """All that the files say is served already."""


def import_files(
    order: Order, store: Path, dry_run: bool = False, progress: Progress = lambda text: None
) -> list[Outcome]:
    """Take files into a store and serve the result as a new snapshot.

    A file that is refused is left out; so is one whose content is there already. BusyError when
    another publish runs, RefusedError when the store cannot be written.
    """
    store = Path(store)
    if dry_run:
        require("preview_import")
        with refusing_full(), duckdb.connect() as con:
            return _fill(con, order, store, served_by(store), progress)
    what = ", ".join(request.path.name for request in order.requests)
    with publishing(store, what, order.by, "import") as by:
        served, outcomes = opened(store), list[Outcome]()

        def fill(con: duckdb.DuckDBPyConnection) -> None:
            outcomes.extend(_fill(con, order, store, served, progress))
            reach("inspected")
            if any(isinstance(one.refused, BeyondError) for one in outcomes):
                note_refusal(store, "import")
            if not any(outcome.is_changed for outcome in outcomes):
                raise _NothingNewError
            derive(con, progress, earlier(con, served, outcomes))

        def event() -> dict[str, Any]:
            taken = [one.event() for one in outcomes if one.is_changed]
            return {"event": "files", "by": by, "reason": order.reason, "files": taken}

        plan = Plan(_content(order, served), fill, _size(order, served), event)
        name, is_new = served.name if served is not None else "", False
        with suppress(_NothingNewError):
            name = next_generation(store, served, plan, UNITS_CSV, progress).name
            is_new = True
    if is_new:
        announce(store, progress)
    for outcome in outcomes:
        outcome.snapshot = "" if outcome.refused else name
    _remember(order, store, outcomes)
    return outcomes


def _remember(order: Order, store: Path, outcomes: Sequence[Outcome]) -> None:
    """Keep what was said of how columns are written, for later files of the same layouts."""
    files = {request.name or request.path.name: request for request in order.requests}
    for outcome in outcomes:
        written = files[outcome.file].ask.written
        for layout in {found.table.layout for found in outcome.tables if written}:
            if written != writings(store).get(layout):
                with suppress(BeyondError):  # then it holds for this file alone
                    remember_writing(store, layout, written, order.by)


def earlier(
    con: duckdb.DuckDBPyConnection, served: Snapshot | None, outcomes: Sequence[Outcome]
) -> Earlier | None:
    """What is served, where marts that the files change nothing in can be taken over from it.

    The connection holds the raw tables with the files taken in. None where nothing is served, or it
    was made by another recipe or damaged since.
    """
    if served is None:
        return None
    ours = (recipe(UNITS_CSV), duckdb.__version__)
    if ours != (served.manifest.get("recipe"), served.manifest.get("duckdb")):
        return None
    with suppress(SnapshotError):
        changed = frozenset(f"raw_{one.kind}" for one in outcomes if one.is_changed)
        return Earlier(served.marts(), served.sums(), changed, touched_months(con, served))
    return None


def _fill(
    con: duckdb.DuckDBPyConnection,
    order: Order,
    store: Path,
    served: Snapshot | None,
    progress: Progress,
) -> list[Outcome]:
    """The raw tables with the files taken in; those of the snapshot where they are all refused."""
    if served is None:
        require_readable(store)
    open_base(con, served)
    load = max(last_load(con), _last_told(served))
    with folder("intake") as scratch:
        context = context_of(store, order.reason, loads=_own_loads(served))
        try:
            outcomes = take_in(con, order.requests, context, load, Path(scratch))
        except BeyondError as refused:  # all of the files, as what one says may be in two
            names = [one.name or one.path.name for one in order.requests]
            outcomes = [Outcome(name, refused=refused) for name in names]
    for one in outcomes:
        progress(f"{one.file}: {one.accepted:,} lines, {one.quarantined:,} set aside")
    return outcomes


def _own_loads(served: Snapshot | None) -> frozenset[int]:
    """The numbers of the loads that who is at work sent, where they signed in."""
    name = person().name
    events = served.history() if served is not None and name else []
    mine = (event for event in events if event.get("by") == name)
    return frozenset(
        int(file["load"]) for event in mine for file in event.get("files", []) if "load" in file
    )


def _last_told(served: Snapshot | None) -> int:
    """The highest number of a load in the history: a load that was taken back keeps its number."""
    events = served.history() if served is not None else []
    loads = [file["load"] for event in events for file in event.get("files", []) if "load" in file]
    return max(loads, default=0)


def _content(order: Order, served: Snapshot | None) -> str:
    """The hash that names the result: of what was served and of the files."""
    parts = [str(served.manifest["content_sha256"]) if served is not None else ""]
    for request in order.requests:
        try:
            parts.append(sha256_of(request.path))
        except OSError:
            parts.append("unreadable")
    return hashlib.sha256("\n".join([*parts, order.reason]).encode()).hexdigest()


def _size(order: Order, served: Snapshot | None) -> int:
    """How many bytes are read: the files, and the raw files of the snapshot twice."""
    paths = (request.path for request in order.requests)
    files = sum(path.stat().st_size for path in paths if path.is_file())
    return files + (2 * raw_bytes(served) if served is not None else 0)
