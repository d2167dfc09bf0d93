"""Makes the next generation of a store that is locked: stage, seal, rename, swap the pointer."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from data.access.roles import PROGRAM
from data.build.warehouse import Progress
from data.ledger import failures
from data.ledger.keeping.verify import LEDGER_HEAD, head
from data.ledger.scenarios import snapshots_named
from data.publish.fault_points import reach
from data.publish.recipe import recipe
from data.publish.staging import seal, stage
from data.refusal import RefusedError
from data.store import atomic, housekeeping
from data.store.snapshot import CURRENT, Snapshot, SnapshotError, snapshots_directory


@dataclass(frozen=True)
class Published:
    """The snapshot that is served now; `is_new` is false when the same content was there."""

    name: str
    generation: int
    is_new: bool


@dataclass(frozen=True)
class Plan:
    """What a generation is made of.

    `content` is the hash that names it, `fill` makes all tables in an empty connection, `bytes`
    says how much is read, `event` gives its line in the history once it is filled, `facts` go into
    the manifest.
    """

    content: str
    fill: Callable[[duckdb.DuckDBPyConnection], None]
    bytes: int
    event: Callable[[], Mapping[str, Any]]
    facts: Mapping[str, Any] = field(default_factory=dict)


def opened(store: Path) -> Snapshot | None:
    """What a locked store serves, after the leftovers of killed publishes are gone."""
    reach("locked")
    served = housekeeping.served(store)
    housekeeping.clean(store, served)
    if served is not None:  # of a publish that was killed before it could, or of an older version
        housekeeping.mark(served.directory)
    reach("cleaned")
    return served


def unchanged(store: Path, served: Snapshot, progress: Progress) -> Published:
    """The answer where the same content is served already."""
    failures.clear(store, PROGRAM)
    progress(f"{served.name}: the same content is already there")
    return Published(served.name, served.generation, False)


def next_generation(
    store: Path, served: Snapshot | None, plan: Plan, units_csv: Path, progress: Progress
) -> Published:
    """Build what is planned and serve it.

    RefusedError, OSError or duckdb.Error when that is not possible: the pointer stays as it was.
    """
    housekeeping.require_space(store, plan.bytes // 2)  # a snapshot takes less than half the files
    generation = 1 + max(housekeeping.generations(store).values(), default=0)
    with housekeeping.half_built(store) as staging:
        rows = stage(staging, plan.fill, units_csv, served, progress)
        pointer = {
            "generation": generation,
            "directory": f"g{generation:06d}-{plan.content[:8]}",
            "content_sha256": plan.content,
            "published_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        event = {
            "snapshot": pointer["directory"],
            "at": pointer["published_at"],
            **plan.event(),
        }
        past: list[dict[str, Any]] = []
        if served is not None:
            with suppress(SnapshotError):  # one that is damaged ends here; an import was refused
                past = served.history()
        facts = {**pointer, "duckdb": duckdb.__version__, "tables": rows, **plan.facts}
        with suppress(RefusedError):  # what people said must not keep data from being served
            if (newest := head(store)) is not None:
                facts[LEDGER_HEAD] = str(newest)
        seal(staging, {**facts, "recipe": recipe(units_csv), "history": [*past, event]})
        serve(store, staging, pointer)
    return Published(str(pointer["directory"]), generation, True)


def serve(store: Path, staging: Path, pointer: Mapping[str, object]) -> None:
    """Give the staged snapshot its name and swap the pointer: from here on it is the one read."""
    directory = snapshots_directory(store) / str(pointer["directory"])
    staging.rename(directory)
    atomic.flush(directory.parent)
    reach("renamed")
    temporary = atomic.prepare_json(store / CURRENT, pointer)
    reach("pointer_written")
    atomic.swap(temporary, store / CURRENT)
    housekeeping.mark(directory)
    reach("pointed")
    failures.clear(store, PROGRAM)
    housekeeping.prune(store, snapshots_named(store))
    reach("pruned")
