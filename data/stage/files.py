"""Files join the raw tables of a connection: read, matched, typed, checked, merged."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import duckdb

from data.access.check import BeyondError
from data.exports import exports
from data.match.unit_codes import name_successors
from data.refusal import RefusedError
from data.stage import merge, quarantine
from data.stage.guards.scope import require_own_lines, require_own_replaced
from data.stage.long import file as long_file
from data.stage.outcome import Outcome, Received
from data.stage.parts import Part, parts_of
from data.stage.reject import set_aside_torn
from data.stage.request import Context, Request
from data.stage.text_table import check
from data.stage.unlikely import unlikely


def take_in(
    con: duckdb.DuckDBPyConnection,
    requests: Sequence[Request],
    context: Context,
    last_load: int,
    scratch: Path,
) -> list[Outcome]:
    """What became of each export in each file, in the order of the files.

    The registry of groups is taken in first, whatever the order of the files, then the rest in the
    order of the exports; loads are numbered from `last_load` + 1. A file that is refused changes
    nothing: its one outcome holds the refusal. BeyondError where anything is beyond what the
    sender is limited to: then the connection is of no use any more.
    """
    outcomes: list[list[Outcome]] = [[] for _ in requests]
    parts: list[tuple[int, Part]] = []
    for at, request in enumerate(requests):
        try:
            parts += [(at, part) for part in parts_of(con, request, context, scratch, at)]
        except RefusedError as refused:
            outcomes[at].append(_refused(request, refused))
    order = [export.name for export in exports()]
    for at, part in sorted(parts, key=lambda entry: order.index(entry[1].export.name)):
        last_load += 1
        try:
            outcomes[at].append(_take_in(con, part, context, last_load))
        except BeyondError:
            raise
        except RefusedError as refused:
            outcomes[at].append(_refused(part.request, refused))
    return [one for taken in outcomes for one in taken]


def _refused(request: Request, refused: RefusedError) -> Outcome:
    return Outcome(request.name or request.path.name, request.ask.kind, refused=refused)


def _take_in(con: duckdb.DuckDBPyConnection, part: Part, context: Context, load: int) -> Outcome:
    export = part.export
    merge.begin(con, export)
    try:
        received, merged = _merged(con, part, context, load)
    except BaseException:
        merge.restore(con, export)
        con.execute("delete from core_reject where load = ?", [load])
        raise
    outcome = _outcome(con, load, part, received, merged)
    outcome.notes += unlikely(con, export, load, part.reading)
    if outcome.is_changed:
        note_load(con, outcome)
        quarantine.forget_replaced(con, export, outcome, received.mended, context.scope)
    else:
        con.execute("delete from core_reject where load = ?", [load])
    return outcome


def _merged(
    con: duckdb.DuckDBPyConnection, part: Part, context: Context, load: int
) -> tuple[Received, merge.Merged]:
    """Type the lines of a file, set aside what is wrong, join the rest with those in force."""
    export, scope = part.export, context.scope
    if scope is None and long_file.is_possible(con, part, context):
        with suppress(long_file.RoughError):
            taken = long_file.take_in(con, part, load, context.today)
            name_successors(con, load, context.gazetteer)
            return taken
        con.execute("delete from core_reject where load = ?", [load])
    received = part.typed(con, context.gazetteer)
    set_aside_torn(con, export, load, received.torn)
    quarantine.add_unplaced(con, export, load)
    check(con, export, load, context.today)
    name_successors(con, load, context.gazetteer)
    context.closed.set_aside(con, export, load)
    if scope is None:
        return received, merge.finish(con, export, load, part.unsaid)
    require_own_lines(con, export, load, part.request, scope)
    own = partial(require_own_replaced, con, export, scope, part.file)
    return received, merge.finish(con, export, load, part.unsaid, own)


def _outcome(
    con: duckdb.DuckDBPyConnection,
    load: int,
    part: Part,
    received: Received,
    merged: merge.Merged,
) -> Outcome:
    rejects = quarantine.rejects(con, load, part.reading)
    is_news = bool(rejects) and quarantine.is_new(con, part.export, load, part.reading.sha256)
    return Outcome(
        file=part.file,
        kind=part.export.name,
        rows_in=received.rows_in,
        accepted=received.rows_in - received.blanks - len(rejects),
        quarantined=len(rejects),
        headers_and_blanks=received.blanks,
        replaced=merged.replaced,
        rejects=rejects,
        load=load,
        sha256=part.reading.sha256,
        is_changed=merged.is_changed or is_news,
        months=merge.months(con, part.export, load),
        notes=[*part.reading.notes, *received.stray, *received.aside],
        tables=part.found,
        constants=part.request.ask.constants,
        unread=part.unread + [note.text for note in received.stray],
    )


def note_load(con: duckdb.DuckDBPyConnection, outcome: Outcome) -> None:
    """Note in core_export what became of the lines of one file."""
    con.execute(
        "insert into core_export values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            outcome.load,
            outcome.kind,
            outcome.file,
            outcome.sha256,
            outcome.rows_in,
            outcome.accepted,
            outcome.quarantined,
            outcome.headers_and_blanks,
            any(one.table.is_demonstration for one in outcome.tables),
        ],
    )
