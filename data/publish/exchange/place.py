"""Storage that several machines reach: a directory that all of them see, or object storage.

What lies in it: files/<sha256> each file of any snapshot, once; snapshots/<name>.json the manifest
of each; CURRENT.json, written last, names the one that is served.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pyarrow import ArrowException
from pyarrow.fs import FileSystem, FileType

from data.refusal import Bilingual, RefusedError

SHARED = "DX_SNAPSHOTS"
CURRENT = "CURRENT.json"
PIECE = 1 << 22  # bytes that are copied at a time


class AwayError(RefusedError):
    """The shared storage does not answer, or not as it should."""


class Place:
    """The storage of an address: file:///srv/snapshots, s3://bucket/folder?endpoint_override=….

    Its keys are those that the environment has for object storage (AWS_ACCESS_KEY_ID …). Each
    function raises AwayError where the storage cannot be used.
    """

    def __init__(self, address: str) -> None:
        try:
            self._storage, self._root = FileSystem.from_uri(address)
        except (OSError, ValueError, ArrowException) as error:  # its text may hold a key
            raise _away(f"{SHARED}: {type(error).__name__}") from None

    def pointer(self) -> dict[str, Any] | None:
        """What CURRENT.json says; None where nothing was ever put there."""
        return self._json(CURRENT)

    def manifest(self, name: str) -> dict[str, Any]:
        """That of a snapshot."""
        found = self._json(f"snapshots/{name}.json")
        if found is None:
            raise _away(f"the manifest of {name} is missing")
        return found

    def put_json(self, name: str, content: object) -> None:
        """Write one of these two, in one step."""
        with _reached(), self._writing(name) as file:
            file.write(json.dumps(content, ensure_ascii=False, indent=2).encode())

    def put(self, path: Path, sha256: str) -> bool:
        """Put a file there under its hash; false where it is there already."""
        target = f"{self._root}/files/{sha256}"
        with _reached():
            if self._storage.get_file_info(target).type == FileType.File:
                return False
            with path.open("rb") as source, self._writing(f"files/{sha256}") as file:
                while piece := source.read(PIECE):
                    file.write(piece)
        return True

    def take(self, sha256: str, path: Path) -> None:
        """Write the file of a hash to a path that is not there yet, and make sure that it is it."""
        digest = hashlib.sha256()
        with _reached():
            source = self._storage.open_input_stream(f"{self._root}/files/{sha256}")
            with source, path.open("xb") as file:
                while piece := source.read(PIECE):
                    digest.update(piece)
                    file.write(piece)
        if digest.hexdigest() != sha256:
            raise _away(f"{sha256} has another content")

    def _json(self, name: str) -> dict[str, Any] | None:
        with _reached():
            try:
                with self._storage.open_input_stream(f"{self._root}/{name}") as file:
                    found = json.loads(file.read())
            except FileNotFoundError:
                return None
            if not isinstance(found, dict):
                raise ValueError(f"{name} holds no object")
        return found

    @contextmanager
    def _writing(self, name: str) -> Iterator[Any]:
        """A file that is there whole or not at all."""
        target = f"{self._root}/{name}"
        if self._storage.type_name != "local":  # object storage shows what was closed
            with self._storage.open_output_stream(target) as file:
                yield file
            return
        half = f"{target}.{os.getpid()}.tmp"
        self._storage.create_dir(str(Path(target).parent), recursive=True)
        with self._storage.open_output_stream(half) as file:
            yield file
        self._storage.move(half, target)


def shared() -> Place | None:
    """The storage that DX_SNAPSHOTS names; None where each machine keeps its own."""
    address = os.environ.get(SHARED)
    return Place(address) if address else None


@contextmanager
def _reached() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, ArrowException) as error:
        raise _away(str(error)) from error


def _away(detail: str) -> AwayError:
    return AwayError(
        "snapshots",
        Bilingual(
            "không đọc hoặc ghi được kho bản số liệu dùng chung.",
            "the shared storage of snapshots cannot be read or written.",
        ),
        Bilingual(
            "Hãy kiểm tra máy chủ lưu trữ và quyền truy cập; không có gì bị mất.",
            "Check its server and the keys; nothing is lost.",
        ),
        detail=detail,
    )
