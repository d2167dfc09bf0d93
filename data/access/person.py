"""Who is at work: a person with a role, maybe for some communes alone; or the program itself."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from data.access import sign_in
from data.access.roles import ADMIN, PROGRAM, VIEWER


@dataclass(frozen=True)
class Person:
    """A name as the log keeps it, a role, and the codes of the communes that it is limited to.

    `units` is None for who is not limited. The name may be "": nobody signs in on a server for
    one person.
    """

    name: str
    role: str
    units: frozenset[str] | None = None


OPERATOR = Person("", ADMIN)  # on the command line, or the one person of a machine of their own
READER = Person("", VIEWER)  # of a server that is open for reading
NOBODY = Person("", "")  # whose session is over, or cannot be known: no role, nothing allowed
PROCESS = Person(PROGRAM, PROGRAM)  # what the server does of its own accord
HANDED = "DX_PERSON"  # in the environment of a process that a server starts: who it works for


def alone() -> Person:
    """Who is at work where no server finds it out: whom the process was handed, else the operator.

    A process that a server started and handed nobody is nobody's (`hand_nobody`).
    """
    if (told := os.environ.get(HANDED)) is not None:
        return _read(told)
    return READER if is_open() else OPERATOR


def is_open() -> bool:
    """Whether this process serves whoever reaches it, for reading alone (DX_OPEN=read).

    Never where somebody has to sign in.
    """
    return os.environ.get("DX_OPEN") == "read" and not sign_in.is_on()


_handed = ContextVar[Person | None]("person", default=None)
_found: Callable[[], Person] = alone


def person() -> Person:
    """Who is at work here and now."""
    return _handed.get() or _found()


def find_by(find: Callable[[], Person]) -> None:
    """Says how this process finds out who is at work: a server by the session of the request."""
    global _found
    _found = find


@contextmanager
def at_work(one: Person) -> Iterator[None]:
    """Within it this person is at work: for a route, a thread or a process that was handed one."""
    token = _handed.set(one)
    try:
        yield
    finally:
        _handed.reset(token)


def handed_on(one: Person) -> dict[str, str]:
    """What the environment of a process needs so that it works for this person."""
    units = sorted(one.units) if one.units is not None else None
    return {HANDED: json.dumps([one.name, one.role, units])}


def hand_nobody() -> None:
    """From now on a process that this one starts is nobody's, unless it is handed a person.

    This one itself goes on as whose it is.
    """
    if _found is alone:
        one = alone()
        find_by(lambda: one)
    os.environ[HANDED] = ""


def _read(told: str) -> Person:
    try:
        name, role, units = json.loads(told)
        return Person(str(name), str(role), None if units is None else frozenset(units))
    except (ValueError, TypeError):
        return NOBODY
