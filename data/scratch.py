"""Folders for what is at work: gone when it is done, and swept where its process was killed."""

import errno
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.refusal import Bilingual, RefusedError

KINDS = ("uploads", "look", "intake", "query", "documents", "view")
NAMED = re.compile(rf"(?:{'|'.join(KINDS)})-(?:(\d+)-)?\w+")
UNWRITABLE = (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EFBIG, getattr(errno, "EDQUOT", -1))
DAY = 86_400  # seconds after which a folder whose process cannot be told is left over


def folder(kind: str) -> tempfile.TemporaryDirectory[str]:
    """A new folder in that of the system; its name tells the process that it belongs to.

    RefusedError where none can be made.
    """
    assert kind in KINDS, kind
    try:
        return tempfile.TemporaryDirectory(prefix=f"{kind}-{os.getpid()}-")
    except OSError as error:
        raise unwritable(error.strerror or "") from error


@contextmanager
def refusing_full() -> Iterator[None]:
    """Turns an error of the disk into a refusal, for who looks at a file and publishes nothing."""
    try:
        yield
    except OSError as error:
        if error.errno not in UNWRITABLE:
            raise
        raise unwritable(error.strerror or "") from error


def unwritable(detail: str = "") -> RefusedError:
    """The refusal where the disk has no room, or nobody may write, for what is at work."""
    return RefusedError(
        "?",
        Bilingual(
            "máy chủ không ghi được tệp tạm: hết chỗ trên đĩa hoặc không có quyền ghi.",
            "the server cannot write temporary files: the disk is full, or nobody may write.",
        ),
        Bilingual(
            "Hãy giải phóng chỗ trên đĩa, kiểm tra quyền ghi rồi làm lại.",
            "Free some space, check who may write there, then do it again.",
        ),
        detail=detail,
    )


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
