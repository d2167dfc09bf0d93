"""The question that both gates ask: may who is at work do this, and with these communes?

A reading asks it before what all sessions share: within a cached function it would be asked once
for everybody. What it answers (`readable`) goes into the key of what is kept, or limits the rows
after they were fetched.
"""

from collections.abc import Iterable

from data.access.charge import codes_of
from data.access.person import READER, Person, person
from data.access.roles import may
from data.refusal import Bilingual, RefusedError

EVERYWHERE = ("*",)  # the unit of what concerns all communes: nobody who is limited has it


class BeyondError(RefusedError):
    """What was asked for concerns communes that who is at work is not in charge of."""


def is_allowed(action: str, units: Iterable[str] = ()) -> bool:
    """Whether who is at work may do something: for what a page offers, never as a guard."""
    one = person()
    return may(one.role, action) and _is_in_charge(one, units)


def require(action: str, units: Iterable[str] = ()) -> Person:
    """Who is at work; RefusedError where they may not do this, or not with these communes.

    `units` are codes of communes, of whatever vintage, or EVERYWHERE.
    """
    one = person()
    if not may(one.role, action):
        raise _open(action) if one == READER else _not_of_the_role(action)
    if not _is_in_charge(one, units):
        raise beyond(action)
    return one


def charge() -> frozenset[str] | None:
    """The codes of the communes whose rows are those of who is at work, of every vintage.

    None where they are not limited.
    """
    units = person().units
    return None if units is None else codes_of(units)


def readable(action: str) -> frozenset[str] | None:
    """`charge`, where who is at work may read this at all; RefusedError where not."""
    require(action)
    return charge()


def beyond(file: str, told: Bilingual | None = None, line: int | None = None) -> BeyondError:
    """The refusal of what concerns communes of others; `told` says which."""
    told = told or Bilingual(
        "việc này đụng đến xã ngoài phạm vi được giao cho bạn.",
        "this concerns communes beyond those that you are in charge of.",
    )
    remedy = Bilingual(
        "Chỉ làm với xã của bạn, hoặc nhờ người quản trị.",
        "Keep to your communes, or ask the administrator.",
    )
    return BeyondError(file, told, remedy, line)


def _is_in_charge(one: Person, units: Iterable[str]) -> bool:
    wanted = frozenset(units)
    return one.units is None or not wanted or codes_of(one.units).issuperset(wanted)


def _not_of_the_role(action: str) -> RefusedError:
    return RefusedError(
        action,
        Bilingual(
            "vai trò của bạn không được làm việc này.", "your role is not allowed to do this."
        ),
        Bilingual("Hãy nhờ người quản trị cấp quyền.", "Ask the administrator for the right to."),
    )


def _open(action: str) -> RefusedError:
    return RefusedError(
        action,
        Bilingual(
            "máy chủ này mở cho mọi người xem nên không ai được thay đổi số liệu trên đó.",
            "this server is open for reading, so nobody can change anything on it.",
        ),
        Bilingual(
            "Hãy làm việc này trên chính máy chủ, bằng dòng lệnh.",
            "Do it on the server itself, on the command line.",
        ),
    )
