"""Documents on the disk: whole or not at all, and why one could not be made, in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.refusal import Bilingual, RefusedError
from data.store.atomic import write_bytes
from geo.errors import GeoError


@contextmanager
def drawing(path: Path) -> Iterator[None]:
    """Says in words, with RefusedError, that there are no boundaries to draw maps of."""
    try:
        yield
    except GeoError as error:
        raise RefusedError(
            path,
            Bilingual("Chưa có ranh giới để vẽ bản đồ.", "There are no boundaries to draw maps."),
            Bilingual("Chạy “python -m geo build”.", "Run `python -m geo build`."),
            detail=str(error),
        ) from error


def save(path: Path, made: bytes) -> None:
    """Writes a file in place of what stood there; else RefusedError says why.

    Whatever happens, what stands there is the old file or the new one.
    """
    try:
        write_bytes(path, made)
    except OSError as error:
        why = error.strerror or str(error)
        raise RefusedError(
            path,
            Bilingual(f"Không ghi được tệp: {why}.", f"The file cannot be written: {why}."),
            Bilingual(
                "Kiểm tra dung lượng đĩa và quyền ghi.", "Look at the disk's room and its rights."
            ),
        ) from error
