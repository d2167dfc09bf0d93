"""The cookies of sign-in: signed with the key of the store, out of the reach of scripts."""

import hashlib
from functools import lru_cache
from http.cookies import SimpleCookie
from pathlib import Path

from itsdangerous import BadSignature, TimestampSigner
from starlette.requests import cookie_parser

from data.ledger.accounts.key import key_of
from data.store.snapshot import store_directory
from pages.shell.server.asgi import Message, values

SESSION = "dx_session"
FORM = "dx_sign_in"  # what a form of ours was given, and where its reader wanted to go


def read(cookies: dict[str, str], name: str, seconds: int | None = None) -> str:
    """What we signed in a cookie of that name, at most so many seconds ago; "" for anything else.

    RefusedError where the key cannot be read.
    """
    signer = _signer(store_directory(), name)
    try:
        return signer.unsign(cookies.get(name, ""), max_age=seconds).decode()
    except (BadSignature, UnicodeDecodeError):
        return ""


def of(scope: Message) -> dict[str, str]:
    """The cookies of a request."""
    found: dict[str, str] = {}
    for text in values(scope, b"cookie"):
        found.update(cookie_parser(text))
    return found


def header(
    scope: Message, name: str, value: str, path: str = "/", seconds: int | None = None
) -> tuple[bytes, bytes]:
    """The header that gives a browser a signed cookie; of no value, that takes it away."""
    cookie: SimpleCookie = SimpleCookie()
    cookie[name] = _signer(store_directory(), name).sign(value).decode() if value else ""
    one = cookie[name]
    one["path"], one["httponly"], one["samesite"] = path, True, "Lax"
    one["secure"] = scope.get("scheme") in ("https", "wss")
    if not value:
        one["max-age"] = 0
    elif seconds is not None:
        one["max-age"] = seconds
    return b"set-cookie", one.OutputString().encode("latin-1")


@lru_cache(maxsize=8)
def _signer(store: Path, name: str) -> TimestampSigner:
    return TimestampSigner(key_of(store), salt=name, digest_method=hashlib.sha256)
