"""Files that survive a crash: written whole, flushed to the disk, swapped in one step."""

import hashlib
import json
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

TRIES = 50


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def flush(path: Path) -> None:
    """Wait until a file or directory is on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot flush a directory
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_json(path: Path, content: object) -> None:
    """Replace a JSON file in one step: a reader sees the old or the new one, never a part."""
    temporary = prepare_json(path, content)
    swap(temporary, path)


def write_bytes(path: Path, content: bytes) -> None:
    """Replace any file in one step; OSError where it cannot be written, and then nothing stays."""
    temporary = _prepare(path, content)
    try:
        swap(temporary, path)
    except OSError:  # a directory in its place
        temporary.unlink(missing_ok=True)
        raise


def read_json(path: Path) -> dict[str, Any]:
    """The object in a JSON file. ValueError where it is none, OSError where it cannot be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except RecursionError:  # brackets within brackets, deeper than a program goes
        raise ValueError("too deep") from None
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found


def prepare_json(path: Path, content: object) -> Path:
    """Write and flush what will replace `path`; returns the temporary file beside it.

    Where the disk is full nothing of it stays.
    """
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    return _prepare(path, text.encode())


def _prepare(path: Path, content: bytes) -> Path:
    temporary = path.with_name(path.name + ".tmp")
    try:
        temporary.write_bytes(content)
        flush(temporary)
    except OSError:
        with suppress(OSError):  # a directory in its place, or a disk that nobody may write
            temporary.unlink(missing_ok=True)
        raise
    return temporary


def swap(temporary: Path, path: Path) -> None:
    """Put a flushed file in place of another one and flush the directory."""
    for attempt in range(TRIES):
        try:
            os.replace(temporary, path)  # noqa: PTH105, the call that is atomic on all systems
            break
        except PermissionError:  # Windows refuses while a reader has the file open
            if os.name != "nt" or attempt == TRIES - 1:
                raise
            time.sleep(0.1)
    flush(path.parent)
