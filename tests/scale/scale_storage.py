"""Snapshots on a server that speaks S3: what one store publishes, another serves."""

import pytest

from data.publish.exchange.place import SHARED
from tests.data.publish.exchange.test_exchange import (  # noqa: F401, collected here once more
    exports,
    test_what_one_publishes_the_other_serves_with_the_same_bytes,
)


@pytest.fixture
def shared(folder, monkeypatch):
    """A folder of its bucket that is empty, as DX_SNAPSHOTS names it."""
    monkeypatch.setenv(SHARED, folder("shared"))
