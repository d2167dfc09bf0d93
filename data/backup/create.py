"""Makes a backup of a store while others read it, publish into it and write into its ledger."""

import gzip
import io
import os
import tarfile
import tempfile
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from data.access.check import require
from data.backup import archive, contents, refusals
from data.backup.encryption import sink
from data.build.warehouse import Progress
from data.ledger.keeping.links import Head
from data.scratch import DAY
from data.store.atomic import flush, swap

HALF = ".half-backup"  # how the name of a file ends that is not whole yet


@dataclass
class Made:
    """A backup that was made; `damaged` are the files that were not as they were published."""

    files: int = 0
    bytes: int = 0
    size: int = 0
    rows: int = 0
    head: Head | None = None
    damaged: list[str] = field(default_factory=list)


def create(store: Path, out: Path, progress: Progress = lambda text: None) -> Made:
    """Write all of a store into one file: it is there whole, or not at all.

    RefusedError where the file is there already, the store or its ledger cannot be read, the disk
    is full, encryption is asked for and not possible, or who is at work may not have it.
    """
    require("read_backup")
    store, out = Path(store).absolute(), Path(out).absolute()
    if out.exists():
        raise refusals.is_there(out)
    fresh = out.with_name(f".{out.name}.{os.getpid()}{HALF}")
    try:
        _sweep(out.parent)
        with open(fresh, "xb", opener=_private) as file:
            with sink(file) as target, gzip.GzipFile("", "wb", 1, target, mtime=0) as packed:
                made = _write(store, packed, progress)
            made.size = file.tell()
        flush(fresh)
        swap(fresh, out)
    except OSError as error:
        raise refusals.disk(out, error) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return made


def _sweep(folder: Path) -> None:
    """Remove what was left by a backup that was killed, a day ago or more."""
    for path in folder.glob(f".*{HALF}"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > DAY:
                path.unlink()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)  # it holds all that people said


def _write(store: Path, packed: gzip.GzipFile, progress: Progress) -> Made:
    with ExitStack() as stack:
        ledger = stack.enter_context(tempfile.TemporaryFile())
        at = contents.moment(store, ledger)
        made = Made(rows=at.rows, head=at.head)
        progress(f"ledger: {at.rows:,} rows")
        marts = contents.held(store, at, stack)
        tar = stack.enter_context(tarfile.open(fileobj=packed, mode="w|"))
        writer = archive.Writer(tar)
        header = {
            "kind": archive.KIND,
            "format": archive.FORMAT,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "snapshot": at.served.name if at.served is not None else "",
            "ledger_head": str(at.head or ""),
        }
        writer.add_json(archive.HEADER, header)
        _add(writer, archive.LEDGER, ledger)
        if at.pointer:
            _add(writer, contents.POINTER, io.BytesIO(at.pointer))
        place = ""
        for item in contents.items(store, at):
            if (here := "/".join(item.name.split("/")[:2])) != place:
                place = here
                progress(place)
            _add_item(writer, item, at, marts, made)
        writer.add_json(archive.MANIFEST, {"files": writer.files})
        made.files = len(writer.files)
        made.bytes = archive.total(writer.files)
    return made


def _add_item(
    writer: archive.Writer,
    item: contents.Item,
    at: contents.Moment,
    marts: dict[Path, BinaryIO],
    made: Made,
) -> None:
    try:
        with marts.get(item.path) or item.path.open("rb") as file:
            sha256 = _add(writer, item.name, file)
    except FileNotFoundError:
        if not contents.is_pruned(item, at):
            made.damaged.append(item.name)
        return
    if item.sha256 and sha256 != item.sha256:
        made.damaged.append(item.name)


def _add(writer: archive.Writer, name: str, file: BinaryIO) -> str:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    inode = contents.inode(file) if not isinstance(file, io.BytesIO) else None
    return writer.add(name, file, size, inode)
