"""A small store of two snapshots, and how tests damage it."""

import json
import shutil
from pathlib import Path

from data.publish.directory import publish
from data.store.snapshot import snapshots_directory
from tests.kpis.conftest import SAMPLE

DAYS = ("2026-11-01", "2026-11-02")  # when they were published
TOLD = ("12:00 on 1 Nov 2026", "12:00 on 2 Nov 2026")


def publish_twice(store: Path) -> None:
    """Publishes the sample, a day later without the last line of a file; readers see the days."""
    exports = Path(shutil.copytree(SAMPLE, store.with_name(f"{store.name}-exports")))
    publish(exports, store)
    path = exports / "ho_so.csv"
    lines = path.read_text(encoding="utf-8").splitlines()[:-1]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    publish(exports, store)
    for name, day in zip(names(store), DAYS, strict=True):
        manifest = snapshots_directory(store) / name / "manifest.json"
        told = {**json.loads(manifest.read_text("utf-8")), "published_at": f"{day}T05:00:00+00:00"}
        manifest.write_text(json.dumps(told), "utf-8")


def names(store: Path) -> list[str]:
    """The snapshots of a store, oldest first."""
    return sorted(path.name for path in snapshots_directory(store).iterdir())


def flip(path: Path, place: float) -> None:
    """Changes one bit at a place, 0 the first and 1 the last byte of a file."""
    content = bytearray(path.read_bytes())
    content[int(place * (len(content) - 1))] ^= 1
    path.write_bytes(content)
