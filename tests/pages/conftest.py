"""The demonstration data, served to pages that run without a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def served_demo(demo_store: Path) -> Iterator[Path]:
    """The store that pages read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DX_STORE", str(demo_store))
        yield demo_store
