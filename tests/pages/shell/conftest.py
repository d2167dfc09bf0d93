"""What tests of the frame share: a store of two snapshots."""

from pathlib import Path

import pytest

from tests.pages.damage import publish_twice


@pytest.fixture(scope="session")
def whole(once) -> Path:
    """A store of two snapshots, which tests only read."""
    return once("published-twice", publish_twice)
