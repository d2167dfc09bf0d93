"""Makes the next generation of a store that is locked: stage, seal, rename, swap the pointer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from data import durable, housekeeping
from data.content import content_sha256, recipe
from data.intake import Source
from data.snapshot import CURRENT, FAILURE, snapshots_directory
from data.staging import seal, stage
from data.stops import reach
from data.warehouse import Progress, inspect_all


@dataclass(frozen=True)
class Published:
    """The snapshot that is served now; `is_new` is false when the same content was there."""

    name: str
    generation: int
    is_new: bool


def next_generation(
    exports_dir: Path, store: Path, units_csv: Path, progress: Progress
) -> Published:
    """Publish the exports of a directory unless the same content is served already.

    RefusedError, OSError or duckdb.Error when that is not possible: the pointer stays as it was.
    """
    reach("locked")
    served = housekeeping.served(store)
    housekeeping.clean(store, served)
    reach("cleaned")
    sources = inspect_all(exports_dir)
    hashes = recipe(units_csv)
    content = content_sha256(sources, hashes)
    reach("inspected")
    if (
        served is not None
        and served.manifest["content_sha256"] == content
        and housekeeping.is_intact(served)
    ):
        (store / FAILURE).unlink(missing_ok=True)
        progress(f"{served.name}: the same content is already there")
        return Published(served.name, served.generation, False)
    housekeeping.require_space(store, sources)
    generation = 1 + max(housekeeping.generations(store).values(), default=0)
    with housekeeping.half_built(store) as staging:
        rows = stage(staging, exports_dir, units_csv, sources, progress)
        pointer = {
            "generation": generation,
            "directory": f"g{generation:06d}-{content[:8]}",
            "content_sha256": content,
            "published_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        facts = {**pointer, "duckdb": duckdb.__version__, "tables": rows, "recipe": hashes}
        seal(staging, {**facts, "sources": _listed(sources)})
        _serve(store, staging, pointer)
    return Published(str(pointer["directory"]), generation, True)


def _serve(store: Path, staging: Path, pointer: Mapping[str, object]) -> None:
    """Give the staged snapshot its name and swap the pointer: from here on it is the one read."""
    directory = snapshots_directory(store) / str(pointer["directory"])
    staging.rename(directory)
    durable.flush(directory.parent)
    reach("renamed")
    temporary = durable.prepare_json(store / CURRENT, pointer)
    reach("pointer_written")
    durable.swap(temporary, store / CURRENT)
    reach("pointed")
    (store / FAILURE).unlink(missing_ok=True)
    housekeeping.prune(store)
    reach("pruned")


def _listed(sources: Mapping[str, Source]) -> dict[str, dict[str, object]]:
    return {
        source.path.name: {"sha256": source.sha256, "bytes": source.bytes}
        for source in sources.values()
    }
