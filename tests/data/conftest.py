"""The tiny sample of exports, and copies of it that a test may spoil."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from data.publish.directory import build

SAMPLE = Path(__file__).parent / "sample"


@dataclass(frozen=True)
class Exports:
    """A directory of exports that belongs to one test."""

    path: Path

    def file(self, export: str) -> Path:
        """The file of an export."""
        return self.path / f"{export}.csv"

    def text(self, export: str) -> str:
        """The text of an export, without the byte order mark."""
        return self.file(export).read_text(encoding="utf-8-sig")

    def write(self, export: str, text: str) -> None:
        """Replace an export, with a byte order mark."""
        self.file(export).write_text(text, encoding="utf-8-sig", newline="")

    def replace(self, export: str, old: str, new: str) -> None:
        """Change what stands once in an export."""
        text = self.text(export)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {export}"
        self.write(export, text.replace(old, new))

    def append(self, export: str, *lines: str) -> None:
        """Add lines at the end of an export."""
        self.write(export, self.text(export) + "".join(f"{line}\n" for line in lines))


@pytest.fixture(scope="session")
def sample() -> Path:
    """The exports of the sample; see tests/data/README.md for who lives there."""
    return SAMPLE


@pytest.fixture
def exports(tmp_path: Path) -> Exports:
    """A copy of the sample."""
    directory = tmp_path / "exports"
    directory.mkdir()
    for path in SAMPLE.glob("*.csv"):
        (directory / path.name).write_bytes(path.read_bytes())
    return Exports(directory)


@pytest.fixture(scope="session")
def marts() -> Iterator[duckdb.DuckDBPyConnection]:
    """The marts of the sample, to be read only."""
    with duckdb.connect() as con:
        build(con, SAMPLE)
        yield con


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty database in memory."""
    with duckdb.connect() as connection:
        yield connection
