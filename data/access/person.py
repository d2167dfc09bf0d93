"""Who is at work: a person with a role, maybe for some communes alone; or the program itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

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

_handed = ContextVar[Person | None]("person", default=None)
_found: Callable[[], Person] = lambda: OPERATOR  # noqa: E731


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
