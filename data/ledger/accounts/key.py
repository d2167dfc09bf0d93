"""The key that signs cookies: a file of the store, which all processes of a server share."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from data.refusal import Bilingual, RefusedError
from data.store.atomic import flush

KEY = "sign-in.key"
BYTES = 32


def key_of(store: Path) -> bytes:
    """The key, made where there is none yet.

    RefusedError where it cannot be read or made, is no key, or others than the owner may read it.
    """
    path = Path(store).absolute() / KEY
    try:
        if not path.exists():
            _make(path)
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise _unusable("others than its owner may read it: chmod 600")
        key = bytes.fromhex(path.read_text("ascii").strip())
    except OSError as error:
        raise _unusable(str(error.strerror)) from error
    except ValueError as error:
        raise _unusable("it is no key") from error
    if len(key) != BYTES:
        raise _unusable("it is no key")
    return key


def _make(path: Path) -> None:
    """Put a key in place, whole; of two that do so at once the second keeps the first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{KEY}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(BYTES) + "\n")
        flush(fresh)
        with suppress(FileExistsError):
            os.link(fresh, path)
        flush(path.parent)
    finally:
        fresh.unlink(missing_ok=True)


def _unusable(why: str) -> RefusedError:
    return RefusedError(
        KEY,
        Bilingual(
            "không dùng được khóa ký phiên đăng nhập.", "the key that signs sessions is unusable."
        ),
        Bilingual(
            f"Hãy kiểm tra tệp {KEY} trong kho: chỉ chủ sở hữu được đọc; xóa tệp thì mọi người"
            " phải đăng nhập lại.",
            f"Check the file {KEY} of the store: its owner alone may read it; without it a new one"
            " is made, and everybody signs in again.",
        ),
        detail=why,
    )
