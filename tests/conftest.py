"""What the whole run shares: one set of demonstration exports, one published snapshot."""

import os
import time
from pathlib import Path

import pytest

WAIT = 240  # seconds for the store that another process sets up
WITHOUT = "DX_WITHOUT_FORECASTS"  # ten seconds of each publish that is not about forecasts

os.environ[WITHOUT] = "1"


@pytest.fixture(scope="session")
def demo_exports() -> Path:
    """The full demonstration exports, as the set-up writes them."""
    from data import setup

    return setup.demo_exports()


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store as the set-up leaves it on a first start; tests only read it, in all processes."""
    from data.setup import set_up

    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent  # that of the whole run
    store, done = root / "demo-store", root / "demo-store.done"
    try:
        (root / "demo-store.begun").mkdir()
    except FileExistsError:
        for _ in range(WAIT * 10):
            if done.exists():
                return store
            time.sleep(0.1)
        raise TimeoutError("The process that sets up the store has not finished.") from None
    store.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(WITHOUT)
        set_up(store)
    done.touch()
    return store
