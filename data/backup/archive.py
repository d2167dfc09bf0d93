"""The file of a backup: a tar of a store, compressed; its first member says what it is, its last
one the SHA-256 of each file. `tar xzf` opens it too.
"""

import gzip
import hashlib
import io
import json
import re
import shutil
import tarfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from data.backup import refusals

FORMAT, KIND = 1, "dashboard-backup"
HEADER, MANIFEST, LEDGER = "backup.json", "manifest.json", "ledger.jsonl"
# What a store holds; anything else is no part of a backup.
KNOWN = re.compile(
    r"(CURRENT\.json|[A-Z_]+\.json\.migrated(-\d+)?|ledger\.jsonl|(snapshots|meetings)/.+)"
)
PIECE = 1 << 20  # bytes at once
SMALL = 64 << 20  # what the two lists may be long
NOT_WHOLE = (tarfile.TarError, zlib.error, EOFError, gzip.BadGzipFile)


@dataclass
class Writer:
    """Writes members one after the other, and remembers the hash of each."""

    tar: tarfile.TarFile
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    _links: dict[tuple[int, int], str] = field(default_factory=dict)

    def add(
        self, name: str, file: BinaryIO, size: int, inode: tuple[int, int] | None = None
    ) -> str:
        """Add a file as it is read; returns its SHA-256. One inode is written once."""
        member = _member(name, size)
        earlier = self._links.get(inode) if inode is not None else None
        if earlier is not None:
            member.type, member.linkname, member.size = tarfile.LNKTYPE, earlier, 0
            self.tar.addfile(member)
            self.files[name] = self.files[earlier]
        else:
            hashing = _Hashing(file)
            self.tar.addfile(member, hashing)
            self.files[name] = {"sha256": hashing.sha256.hexdigest(), "bytes": size}
            if inode is not None:
                self._links[inode] = name
        return str(self.files[name]["sha256"])

    def add_json(self, name: str, content: Mapping[str, Any]) -> None:
        """Add a list of our own."""
        text = json.dumps(content, ensure_ascii=False, indent=1).encode()
        self.tar.addfile(_member(name, len(text)), io.BytesIO(text))


class _Hashing(io.RawIOBase):
    """Reads a file and hashes what it read."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.sha256 = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self.sha256.update(piece)
        return piece


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o640
    return member


def extract(archive: Path, source: BinaryIO, to: Path) -> dict[str, Any]:
    """Put all files of a backup into an empty folder; returns its manifest, with the header.

    RefusedError where it is damaged, cut short, of another kind or of a newer version, or holds
    what no backup holds; then what is in the folder is worth nothing.
    """
    found: dict[str, dict[str, Any]] = {}
    manifest: dict[str, Any] | None = None
    header: dict[str, Any] | None = None
    try:
        with gzip.GzipFile(fileobj=source) as plain:
            with tarfile.open(fileobj=plain, mode="r|") as tar:
                for member in tar:
                    if header is None:
                        header = _header(archive, tar, member)
                    elif manifest is not None:
                        raise refusals.unsafe(archive, member.name)
                    elif member.name == MANIFEST:
                        manifest = _list(archive, tar, member)
                    else:
                        found[member.name] = _extracted(archive, tar, member, found, to)
            while plain.read(PIECE):
                pass  # up to the checksum at its end
    except NOT_WHOLE as error:
        if header is None:
            raise refusals.foreign(archive) from error
        raise refusals.damaged(archive, str(error) or "EOF") from error
    if header is None:
        raise refusals.foreign(archive)
    if manifest is None:
        raise refusals.damaged(archive, f"{MANIFEST}: 0")
    kept = manifest.get("files")
    kept = kept if isinstance(kept, dict) else {}
    if differ := sorted(n for n in kept.keys() | found.keys() if kept.get(n) != found.get(n)):
        raise refusals.damaged(archive, ", ".join(differ[:3]))
    return {**header, "files": found}


def total(files: Mapping[str, Mapping[str, Any]]) -> int:
    """The bytes of all files; what several names have in common counts once."""
    return sum({str(facts["sha256"]): int(facts["bytes"]) for facts in files.values()}.values())


def _header(archive: Path, tar: tarfile.TarFile, member: tarfile.TarInfo) -> dict[str, Any]:
    if member.name != HEADER:
        raise refusals.foreign(archive)
    header = _list(archive, tar, member)
    if header.get("kind") != KIND or not isinstance(header.get("format"), int):
        raise refusals.foreign(archive)
    if header["format"] > FORMAT:
        raise refusals.newer(archive)
    return header


def _list(archive: Path, tar: tarfile.TarFile, member: tarfile.TarInfo) -> dict[str, Any]:
    file = tar.extractfile(member) if member.isreg() and member.size < SMALL else None
    try:
        found = json.loads(file.read()) if file is not None else None
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise refusals.damaged(archive, member.name[:200])
    return found


def _extracted(
    archive: Path,
    tar: tarfile.TarFile,
    member: tarfile.TarInfo,
    found: Mapping[str, dict[str, Any]],
    to: Path,
) -> dict[str, Any]:
    """Put one file into the folder; returns its hash and size."""
    name = member.name
    is_link = member.type == tarfile.LNKTYPE and member.linkname in found
    is_file = member.type in (tarfile.REGTYPE, tarfile.AREGTYPE)
    if name in found or not _is_within(name) or not (is_link or is_file):
        raise refusals.unsafe(archive, name)
    path = to / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if is_link:
        _link(to / member.linkname, path)
        return found[member.linkname]
    file = tar.extractfile(member)
    assert file is not None
    sha256 = hashlib.sha256()
    with path.open("xb") as target:
        while piece := file.read(PIECE):
            sha256.update(piece)
            target.write(piece)
    return {"sha256": sha256.hexdigest(), "bytes": member.size}


def _link(earlier: Path, path: Path) -> None:
    try:
        path.hardlink_to(earlier)
    except OSError:  # a file system without links
        shutil.copyfile(earlier, path)


def _is_within(name: str) -> bool:
    """Whether a name is one of a store, and leads nowhere else on any system."""
    parts = PurePosixPath(name).parts
    is_plain = name == "/".join(parts) and not {".", ".."} & set(parts)
    return is_plain and KNOWN.fullmatch(name) is not None and not re.search(r"[\\:\x00-\x1f]", name)
