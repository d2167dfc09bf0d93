"""A store with the sample published, what a reader finds in it, and the command as a child."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from data.exports import exports as stanzas
from data.ledger.refusals import LEDGER
from data.publish import directory
from data.publish.directory import publish
from data.store.atomic import sha256_of
from data.store.snapshot import current, named
from tests.data.publish.imports.support import Ended, Warm
from tests.stores import copy_of

FEW = ("dich_vu_cong", "su_dung_dich_vu")  # the one that `read` looks at, and one with months


@pytest.fixture(scope="session")
def published(once: Callable[..., Path], sample: Path) -> Path:
    """A store with the sample as its first snapshot; tests only read it."""
    return once("published", lambda store: publish(sample, store))


@pytest.fixture
def store(published: Path, tmp_path: Path) -> Path:
    """A copy of that store which a test may change."""
    return copy_of(published, tmp_path / "store")


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Has a directory hold these exports and no other, which is all that many a test looks at."""

    def chosen(*names: str) -> None:
        few = [export for export in stanzas() if export.name in names]
        monkeypatch.setattr(directory, "exports", lambda: few)

    return chosen


@pytest.fixture
def few(only: Callable[..., None]) -> None:
    """Has a directory hold two exports: a publish takes a third of the time, and is the same."""
    only(*FEW)


@pytest.fixture
def changed(exports: Any) -> Any:
    """The exports of the sample and one month more of dich_vu_cong."""
    exports.append("dich_vu_cong", "08/2023;1000;700")
    return exports


@pytest.fixture(scope="session")
def read() -> Callable[..., tuple[int, int] | None]:
    """What a reader finds: the number of the snapshot and its months of dich_vu_cong.

    Each file has to be as the manifest says, and no other may lie beside it. The sample has two
    months, `changed` has three. The current snapshot is read, or the one of a name.
    """

    def found(
        store: Path, name: str | None = None, *, is_written: bool = False
    ) -> tuple[int, int] | None:
        snapshot = named(store, name) if name else current(store)
        if snapshot is None:
            return None
        there = {path for path in snapshot.directory.rglob("*") if path.is_file()}
        listed = snapshot.manifest["files"]
        # Beside a publish its last step may be seen: the manifest that says "once in force".
        there -= {snapshot.directory / "manifest.json.tmp"} if is_written else set()
        assert there == {snapshot.directory / name for name in [*listed, "manifest.json"]}
        for name, entry in listed.items():
            assert sha256_of(snapshot.directory / name) == entry["sha256"], name
        with snapshot.connect() as con:
            months = con.execute("select count(*) from mart_procedure_month").fetchall()[0][0]
        return snapshot.generation, months

    return found


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., list[Ended]]]:
    """Runs the command with each list of arguments, each in a process of its own, all at once."""
    with Warm("data.publish", tmp_path_factory.mktemp("warm")) as server:
        yield server.run_all


@pytest.fixture(scope="session")
def run(start: Callable[..., list[Ended]]) -> Callable[..., tuple[int, str, str]]:
    """Runs the command to its end, or to a fault point: exit code, stdout, stderr."""

    def ended(*arguments: str | Path, kill_at: str = "", **options: Any) -> tuple[int, str, str]:
        (one,) = start(arguments, kill_at=[kill_at], **options)
        return one.code, one.output, one.errors

    return ended


@pytest.fixture(scope="session")
def names() -> Callable[[Path], list[str]]:
    """The snapshots that lie in a store, and whatever else a publish left there."""

    def listed(store: Path) -> list[str]:
        # The log of a ledger that could not be closed for lack of room is taken in the next time.
        rest = {"snapshots", "CURRENT.json", ".lock"}
        there = {path.name for path in store.iterdir() if not path.name.startswith(LEDGER)}
        left = there - rest
        return sorted(path.name[:7] for path in (store / "snapshots").iterdir()) + sorted(left)

    return listed
