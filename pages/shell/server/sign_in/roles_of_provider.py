"""Which role somebody has who signs in through a provider: by a claim, or by a file.

DX_OIDC_ROLE_CLAIM names the claim, `groups` or `realm_access.roles`. DX_OIDC_ROLES names a file:

    [roles]                          # what the values of the claim mean; without it they are roles
    "dashboard-admins" = "admin"

    [people."248289761001"]          # by `sub`; goes before the claim, and holds at once
    role = "steward"
    units = ["13795", "13870"]       # communes; left out: not limited

Whoever has no role by either is not let in.
"""

import hashlib
import hmac
import logging
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from data.access.roles import ROLES
from data.access.sign_in import OIDC
from data.ledger.accounts.key import key_of
from data.ledger.accounts.sessions import Session
from data.refusal import Bilingual, RefusedError
from data.store.snapshot import store_directory

CLAIM, FILE = "DX_OIDC_ROLE_CLAIM", "DX_OIDC_ROLES"
Granted = tuple[str, tuple[str, ...] | None]  # a role, or ""; the communes that it is limited to
NONE: Granted = ("", None)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Roles:
    """What the file says: roles by the values of the claim, and by the hash of a subject."""

    values: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, Granted] = field(default_factory=dict)


def subject_of(claims: Mapping[str, Any]) -> str:
    """What is kept of who somebody is: a keyed hash of what the provider calls them."""
    return _hash(str(claims["sub"]))


def granted(claims: Mapping[str, Any]) -> str:
    """The role of somebody as a provider tells of them, at sign-in; "" where they have none.

    The one that stands last in the list of roles, where there are several.
    """
    roles = _file()
    known = roles.people.get(subject_of(claims))
    if known is not None:
        return known[0]
    names = {name: name for name in ROLES} if not roles.values else roles.values
    found = {names[one] for one in _claimed(claims) if one in names}
    return next((role for role in reversed(ROLES) if role in found), "")


def of_now(session: Session) -> Granted:
    """The role and the communes of a session: of a provider's, what the file says of them now.

    RefusedError where the file cannot be used.
    """
    kept: Granted = (session.role, session.units)
    if session.way != OIDC:
        return kept
    known = _file().people.get(session.folded.removeprefix(f"{OIDC}:"))
    return known or (kept if os.environ.get(CLAIM) else NONE)


def _claimed(claims: Mapping[str, Any]) -> list[str]:
    found: Any = claims
    for part in filter(None, os.environ.get(CLAIM, "").split(".")):
        found = found.get(part) if isinstance(found, Mapping) else None
    if found is claims or found is None:
        return []
    return [one for one in (found if isinstance(found, list) else [found]) if isinstance(one, str)]


def _file() -> Roles:
    name = os.environ.get(FILE)
    if not name:
        return Roles()
    try:
        facts = Path(name).stat()
        return _read(name, facts.st_mtime_ns, facts.st_size)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        _LOG.error("The file of roles %s cannot be used: %s", name, error)
        raise _unusable() from error


@lru_cache(maxsize=2)
def _read(name: str, mtime: int, size: int) -> Roles:
    with Path(name).open("rb") as file:
        found = tomllib.load(file)
    values = {str(key): _role(role) for key, role in found.get("roles", {}).items()}
    people: dict[str, Granted] = {}
    for sub, said in found.get("people", {}).items():
        units = said.get("units")
        people[_hash(sub)] = _role(said["role"]), None if units is None else tuple(map(str, units))
    return Roles(values, people)


def _role(name: str) -> str:
    if name not in ROLES:
        raise ValueError(f"“{name}” is no role; there are {', '.join(ROLES)}")
    return name


def _hash(sub: str) -> str:
    key = key_of(store_directory())
    return hmac.new(key, f"sub {sub}".encode(), hashlib.sha256).hexdigest()[:16]


def _unusable() -> RefusedError:
    return RefusedError(
        FILE,
        Bilingual("không đọc được tệp vai trò.", "the file of roles cannot be used."),
        Bilingual("Hãy xem nhật ký của máy chủ.", "See the log of the server."),
    )
