"""Files that take the place of older ones at once or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from geo.errors import GeoError


def write_whole(out: Path, content: bytes) -> None:
    """Replaces a file, or makes it.

    GeoError where it cannot be written: then the old one stays, and nothing new lies beside it.
    """
    half = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        half.write_bytes(content)
        half.replace(out)
    except OSError as error:
        raise GeoError(f"{out} cannot be written: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):  # nothing is there, or nobody may change anything
            half.unlink()
