"""Folders for what is at work: gone when it is done, and swept where its process was killed."""

import os
import re
import shutil
import tempfile
import time
from pathlib import Path

KINDS = ("uploads", "look", "intake")
NAMED = re.compile(rf"(?:{'|'.join(KINDS)})-(?:(\d+)-)?\w+")
DAY = 86_400  # seconds after which a folder whose process cannot be told is left over


def folder(kind: str) -> tempfile.TemporaryDirectory[str]:
    """A new folder in that of the system; its name tells the process that it belongs to."""
    assert kind in KINDS, kind
    return tempfile.TemporaryDirectory(prefix=f"{kind}-{os.getpid()}-")


def sweep() -> list[str]:
    """Remove the folders of processes that are no more; the names of those that were."""
    swept = []
    for path in Path(tempfile.gettempdir()).iterdir():
        found = NAMED.fullmatch(path.name)
        if found and _is_ours(path) and not _is_in_use(path, found[1]):
            shutil.rmtree(path, ignore_errors=True)
            swept.append(path.name)
    return swept


def _is_ours(path: Path) -> bool:
    """Whether it is a folder, no link to one, and of the user of this process."""
    if path.is_symlink() or not path.is_dir():
        return False
    return not hasattr(os, "getuid") or path.stat().st_uid == os.getuid()


def _is_in_use(path: Path, process: str | None) -> bool:
    if process is None or os.name == "nt":  # there, signal 0 would end the process
        return time.time() - path.stat().st_mtime < DAY
    try:
        os.kill(int(process), 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True
