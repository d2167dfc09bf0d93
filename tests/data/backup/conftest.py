"""A small store: two snapshots, a view as it was shown, a ledger in a file or on a server."""

import shutil
import subprocess
from pathlib import Path

import pytest

from data.ledger.database import SHARED
from tests.data.backup.support import fill
from tests.data.ledger.conftest import postgres, sqlite

__all__ = ["postgres", "sqlite"]


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The store, its ledger in either place."""
    request.getfixturevalue(request.param)
    return fill(tmp_path / "store")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store once for all, its ledger a file: of each test is a copy of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(SHARED, raising=False)
        return fill(tmp_path_factory.mktemp("filled") / "store")


@pytest.fixture
def file_store(sqlite: None, filled: Path, tmp_path: Path) -> Path:
    """The store, its ledger a file."""
    subprocess.run(["cp", "-a", filled, tmp_path / "store"], check=True)  # links stay links
    return tmp_path / "store"


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is encrypted, whatever the environment says."""
    for name in ("DX_BACKUP_RECIPIENT", "DX_BACKUP_IDENTITY", "DX_OPEN"):
        monkeypatch.delenv(name, raising=False)


def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Nothing is left beside a store, whatever became of a backup or a restore."""
    place = item.funcargs.get("tmp_path") if isinstance(item, pytest.Function) else None
    if isinstance(place, Path) and "kill" not in item.name:
        left = [path.name for path in place.glob(".store*")]
        shutil.rmtree(place, ignore_errors=True)
        assert left == []
