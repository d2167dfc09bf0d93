"""The question that both gates ask: may who is at work do this, and with these communes?"""

from collections.abc import Iterable

from data.access.person import Person, person
from data.access.roles import may
from data.refusal import Bilingual, RefusedError


def is_allowed(action: str) -> bool:
    """Whether who is at work may do something at all: for what a page offers, never as a guard."""
    return may(person().role, action)


def require(action: str, units: Iterable[str] = ()) -> Person:
    """Who is at work; RefusedError where they may not do this, or not with these communes."""
    one = person()
    if not may(one.role, action):
        raise RefusedError(
            action,
            Bilingual(
                "vai trò của bạn không được làm việc này.", "your role is not allowed to do this."
            ),
            Bilingual(
                "Hãy nhờ người quản trị cấp quyền.", "Ask the administrator for the right to."
            ),
        )
    if one.units is not None and not one.units.issuperset(units):
        raise RefusedError(
            action,
            Bilingual(
                "việc này đụng đến xã ngoài phạm vi được giao cho bạn.",
                "this concerns communes beyond those that you are in charge of.",
            ),
            Bilingual(
                "Chỉ làm với xã của bạn, hoặc nhờ người quản trị.",
                "Keep to your communes, or ask the administrator.",
            ),
        )
    return one
