"""Passwords: how long one is, its Argon2 hash, and whether one fits, in the same time for all."""

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from data.refusal import Bilingual, RefusedError

SHORTEST, LONGEST = 12, 256  # characters
_hasher = PasswordHasher()  # the second of the two choices of RFC 9106: 64 MiB, three passes


def hash_of(password: str) -> str:
    """The hash of a new password; RefusedError where it is too short or too long."""
    plain = _plain(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise RefusedError(
            "account",
            Bilingual(
                f"mật khẩu phải dài từ {SHORTEST} đến {LONGEST} ký tự.",
                f"a password has {SHORTEST} to {LONGEST} characters.",
            ),
            Bilingual("Hãy đặt mật khẩu khác.", "Take another one."),
        )
    return _hasher.hash(plain)


def fits(password: str, hashed: str) -> bool:
    """Whether a password is that of a hash.

    "" is the hash of no password; that is found out in the time in which another is compared.
    """
    plain = _plain(password)
    try:
        is_same = _hasher.verify(hashed or _nobodys(), plain if len(plain) <= LONGEST else "")
    except (VerificationError, InvalidHashError):
        return False
    return is_same and bool(hashed)


@cache
def _nobodys() -> str:
    return _hasher.hash("")


def _plain(password: str) -> str:
    """One password, however a keyboard composes its letters."""
    return unicodedata.normalize("NFC", password)
