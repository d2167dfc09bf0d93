"""Boundaries are built once for all tests, in the project's own cache (2 s when it is cold)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.build import build, web_files


@pytest.fixture(scope="session", autouse=True)
def built() -> Iterator[Path]:
    """The directory of the built boundaries, as delivered: no official file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DX_BOUNDARIES", raising=False)
        directory = build.directory()
        web_files.publish(directory / "web")
        yield directory
