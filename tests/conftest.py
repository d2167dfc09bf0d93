"""What the whole run shares: one set of demonstration exports, one published snapshot."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def demo_exports() -> Path:
    """The full demonstration exports, as the set-up writes them."""
    from data import setup

    return setup.demo_exports()


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store as the set-up leaves it on a first start; tests only read it."""
    from data.setup import set_up

    store = tmp_path_factory.mktemp("store")
    set_up(store)
    return store
