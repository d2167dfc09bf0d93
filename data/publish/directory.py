"""Publish a directory of exports as a new snapshot, or leave everything as it was.

It is an import of all exports into an empty base: all of them or none.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import duckdb

from data.access.check import EVERYWHERE
from data.build.invariants import require_worth
from data.build.warehouse import Progress, derive
from data.exports import Export, exports
from data.ledger.aliases import aliases
from data.ledger.layouts import remembered, writings
from data.match.aliases import Aliases
from data.match.gazetteer import Gazetteer
from data.match.tables import Ask
from data.publish.base import open_base
from data.publish.fault_points import reach
from data.publish.generation import Plan, Published, next_generation, opened, unchanged
from data.publish.programs import announce
from data.publish.publishing import publishing
from data.publish.recipe import content_sha256, recipe
from data.read import Limits, read_all, refusals
from data.reference import UNITS_CSV
from data.refusal import Bilingual, RefusedError
from data.scratch import folder
from data.stage.files import note_load, take_in
from data.stage.guards.closed_months import Closed
from data.stage.request import Context, Request
from data.store import engine, housekeeping
from data.store.atomic import sha256_of
from data.store.today import today
from data.store.write_lock import BusyError

__all__ = ["BusyError", "Published", "RefusedError", "build", "publish"]

# The exports of all years in one file each: more than one officer sends at a time, and a plain file
# is taken in by pieces, whatever its size.
LIMITS = Limits(bytes=8 << 30, lines=1 << 30, memory=8 << 30, written=4 << 30, seconds=1200)


def publish(
    exports_dir: Path,
    store: Path,
    units_csv: Path = UNITS_CSV,
    progress: Progress = lambda text: None,
    actor: str = "",
) -> Published:
    """Build, check and publish the exports of a directory; readers go on reading meanwhile.

    They take the place of all that the store holds. RefusedError when the exports cannot be used
    or the disk is full: the last snapshot stays and the ledger says why. BusyError when
    another publish is running.
    """
    exports_dir, store = Path(exports_dir), Path(store)
    with publishing(store, exports_dir.name, actor, "publish", EVERYWHERE) as by:
        housekeeping.require_pointer(store)
        served = opened(store)
        sources = inspect(exports_dir)
        content = content_of(sources, store, units_csv)
        reach("inspected")
        if (
            served is not None
            and served.manifest["content_sha256"] == content
            and not engine.is_another(served.manifest)
            and housekeeping.is_intact(served)
        ):
            return unchanged(store, served, progress)

        def fill(con: duckdb.DuckDBPyConnection) -> None:
            spool = store / ".staging.months"  # a part of what is half built, and goes with it
            spool.mkdir()
            build(con, exports_dir, units_csv, progress, store, spool)
            require_worth(con)

        told = [{"file": file, **facts} for file, facts in sources.items()]
        plan = Plan(
            content,
            fill,
            sum(facts["bytes"] for facts in sources.values()),
            lambda: {"event": "directory", "by": by, "files": told},
            {"sources": sources},
        )
        published = next_generation(store, served, plan, units_csv, progress)
    announce(store, progress)
    return published


def build(
    con: duckdb.DuckDBPyConnection,
    exports_dir: Path,
    units_csv: Path = UNITS_CSV,
    progress: Progress = lambda text: None,
    store: Path | None = None,
    spool: Path | None = None,
) -> None:
    """Fill a connection with raw_*, core_* and mart_* tables from the exports of a directory.

    What people confirmed of names and layouts is taken from the store. Closed months count for
    nothing, as everything is sent anew. `spool` is an empty directory for the months of long files,
    needed as long as the tables are; without it they are kept in memory. RefusedError when a file
    cannot be used as a whole; single lines go to mart_reject.
    """
    open_base(con, None, units_csv)
    with folder("intake") as name:
        scratch = Path(name)
        place = store or scratch  # where nobody has confirmed anything
        gazetteer = Gazetteer.load(Aliases(place), units_csv)
        context = Context(gazetteer, remembered(place), Closed({}), today(place), writings(place))
        sent = _sent(exports_dir)
        paths = [exports_dir / export.file for export in sent]
        read = zip(sent, read_all(paths, scratch, LIMITS), strict=True)
        for load, (export, reading) in enumerate(read, 1):
            request = Request(reading.path, "", Ask(export.name), True, reading, spool)
            (outcome,) = take_in(con, [request], context, load - 1, scratch)
            if outcome.refused:
                raise outcome.refused
            if not outcome.is_changed:  # there is nothing in the file, and that is told too
                note_load(con, outcome)
            aside = f", {outcome.quarantined:,} set aside" if outcome.quarantined else ""
            progress(f"{export.file}: {outcome.accepted:,} lines{aside}")
    derive(con, progress)


def inspect(exports_dir: Path) -> dict[str, dict[str, Any]]:
    """The hash and size of every export by its file; RefusedError at the first that is missing.

    An optional one may be.
    """
    return {export.file: _facts(exports_dir / export.file) for export in _sent(exports_dir)}


def _sent(exports_dir: Path) -> list[Export]:
    """The exports of a directory: all but the optional ones of which it has no file."""
    return [one for one in exports() if not one.optional or (exports_dir / one.file).exists()]


def content_of(sources: dict[str, dict[str, Any]], store: Path, units_csv: Path = UNITS_CSV) -> str:
    """The hash of all that decides what a publish makes of inspected exports in a store."""
    hashes = {file: facts["sha256"] for file, facts in sources.items()}
    names = [(one.name, one.district, one.vintage, one.level, one.code) for one in aliases(store)]
    confirmed = json.dumps([names, remembered(store), *_said(writings(store))], sort_keys=True)
    hashes["confirmed"] = hashlib.sha256(confirmed.encode()).hexdigest()
    return content_sha256(hashes, recipe(units_csv))


def _said(written: dict[str, dict[str, str]]) -> list[dict[str, dict[str, str]]]:
    """Nothing where nothing was said: the hash of what was published before stays the same."""
    said = {layout: fields for layout, fields in written.items() if fields}
    return [said] if said else []


def _facts(path: Path) -> dict[str, Any]:
    try:
        return {"sha256": sha256_of(path), "bytes": path.stat().st_size}
    except FileNotFoundError as error:
        raise RefusedError(
            path,
            Bilingual("thiếu tệp này.", f"this export is missing in {path.parent}."),
            Bilingual(
                "Hãy chép tệp vào thư mục dữ liệu; nếu kỳ này không có số liệu thì gửi tệp chỉ có "
                "dòng tiêu đề.",
                "Add it; if there is nothing to report, a file with only the header row will do.",
            ),
        ) from error
    except OSError as error:
        raise refusals.unopened(path, error) from error
