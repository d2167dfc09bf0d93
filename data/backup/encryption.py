"""Where a backup is written to and read from: a file, encrypted by age where a key is named.

`DX_BACKUP_RECIPIENT` holds public keys (age1…), with spaces between; a secret key that opens any of
them is in a file as `age-keygen` writes it. What passes is never in a file as it is.
"""

import importlib
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import BinaryIO, cast

from data.backup import refusals

RECIPIENT = "DX_BACKUP_RECIPIENT"
MARK = b"age-encryption.org/"


@contextmanager
def sink(file: BinaryIO) -> Iterator[BinaryIO]:
    """What is written here lands in a file, encrypted where keys are named.

    RefusedError where a key is none, or the library is missing.
    """
    keys = os.environ.get(RECIPIENT, "").split()
    if not keys:
        yield file
        return
    pyrage, recipients = _pyrage(), []
    for key in keys:
        try:
            recipients.append(pyrage.x25519.Recipient.from_str(key))
        except pyrage.RecipientError:
            raise refusals.no_recipient(key) from None
    reader, writer = _pipe()
    with _beside(lambda: pyrage.encrypt_io(reader, file, recipients), reader), writer:
        yield writer


@contextmanager
def source(archive: Path, identity: Path | None) -> Iterator[BinaryIO]:
    """What was written to a sink; `identity` is the file of secret keys.

    RefusedError where it is encrypted and none of them opens it.
    """
    with archive.open("rb") as file:
        is_encrypted = file.read(len(MARK)) == MARK
        file.seek(0)
        if not is_encrypted:
            yield file
            return
        pyrage = _pyrage()
        keys = _identities(pyrage, archive, identity)
        reader, writer = _pipe()

        def decrypt() -> None:
            try:
                pyrage.decrypt_io(file, writer, keys)
            except pyrage.DecryptError as error:
                if "matching" in str(error).lower():
                    raise refusals.no_identity(archive) from None
                raise refusals.damaged(archive, str(error)) from None
            except OSError as error:
                if error.errno is not None:  # of the disk, or of the other end
                    raise
                raise refusals.damaged(archive, str(error)) from None

        with _beside(decrypt, writer), reader:
            yield reader


def _pipe() -> tuple[BinaryIO, BinaryIO]:
    """Both ends of a pipe: what is written at the second is read at the first."""
    reader, writer = os.pipe()
    return cast(BinaryIO, os.fdopen(reader, "rb")), cast(BinaryIO, os.fdopen(writer, "wb"))


def _identities(pyrage: ModuleType, archive: Path, identity: Path | None) -> list[object]:
    if identity is None:
        raise refusals.no_identity(archive)
    try:
        lines = identity.read_text("utf-8").splitlines()
        keys = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        return [pyrage.x25519.Identity.from_str(key) for key in keys]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError):
        raise refusals.no_identity(archive) from None


@contextmanager
def _beside(work: Callable[[], None], end: BinaryIO) -> Iterator[None]:
    """A thread that works at one end of a pipe; what fails in it is raised here.

    It is the cause of what then fails at the other end.
    """
    failed: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:
            failed.append(error)
        finally:
            try:
                end.close()
            except OSError as error:
                failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    except Exception as error:
        thread.join()
        cause = next((one for one in failed if not isinstance(one, BrokenPipeError)), None)
        if cause is not None:
            raise cause from error
        raise
    thread.join()
    if failed:
        raise failed[0]


def _pyrage() -> ModuleType:
    try:
        return importlib.import_module("pyrage")
    except ImportError:
        raise refusals.no_encryption() from None
