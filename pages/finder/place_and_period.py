"""Where and when a wish is: the period, and the units that its place may be in that period."""

from collections.abc import Mapping

from geo.units.unit import Unit
from kpis.errors import KpiError
from kpis.periods import Kind, Period
from kpis.province import LEVELS, PART, WHOLE
from pages.finder.dictionary import Dictionary
from pages.finder.periods import is_offered
from pages.finder.wish import OF_YEARS, TARGET_YEARS, Fault, Wish


def period_of(
    wish: Wish, shown: Mapping[str, str], kpi: str, book: Dictionary
) -> tuple[str, list[Fault]]:
    """The period that is shown: the latest that is named, else that of the page, else the last."""
    first, last = book.reach.first_month, book.reach.last_month
    asked = sorted(wish.periods, key=lambda code: Period.parse(code).start)
    if wish.page in OF_YEARS:
        asked = [code for code in asked if code not in TARGET_YEARS and not is_ahead(code, book)]
    offered = [code for code in asked if is_offered(code, first, last)]
    faults = [Fault("no_data", code) for code in asked if code not in offered]
    if offered:
        return offered[-1], faults
    current = shown.get("period", "")
    period = current if _is_period(current, book) else f"{last:%Y-%m}"
    known = book.kpis.get(kpi)
    if known is not None and known.frequency == "year" and Period.parse(period).kind != Kind.YEAR:
        ended = last.year if last.month == 12 else last.year - 1
        period = str(max(ended, first.year))
    return period, faults


def said_periods(wish: Wish) -> set[str]:
    """The periods that are said, without years of targets."""
    of_targets = (
        [one for one in wish.periods if one in TARGET_YEARS] if wish.page in OF_YEARS else []
    )
    return set(wish.periods) - set(of_targets)


def _is_period(code: str, book: Dictionary) -> bool:
    try:
        return is_offered(code, book.reach.first_month, book.reach.last_month)
    except KpiError:
        return False


def is_ahead(code: str, book: Dictionary) -> bool:
    """Whether a period begins after the data end."""
    return Period.parse(code).first_month > book.reach.last_month


def units_of(wish: Wish, period: str, book: Dictionary) -> list[tuple[Unit | None, bool]]:
    """Each unit that the place may be, with whether it is in force in the period.

    Where a place is said with another one around it, only what lies in that one.
    """
    if not wish.units:
        return [(None, True)]
    base = book.reach.base_vintage(Period.parse(period))
    places = [_members(key, book) for key in wish.units]
    if len(places) == 2:
        inner, outer = sorted(places, key=lambda one: -LEVELS.index(next(iter(one.values())).level))
        around = {(unit.vintage, unit.code) for unit in outer.values()}
        inside = {
            vintage: unit
            for vintage, unit in inner.items()
            if (vintage, unit.parent_code) in around or next(iter(outer.values())).level == WHOLE
        }
        if not inside:
            return []
        places = [inside]
    members = places[0]
    is_there = base in members
    return [(members[base if is_there else max(members)], is_there)]


def _members(key: str, book: Dictionary) -> dict[str, Unit]:
    """The units of a place by vintage; behind "@" stands the type that was said."""
    name, _, kind = key.partition("@")
    every = book.places[name]
    fitting = {v: one for v, one in every.items() if one.name.casefold().startswith(kind)}
    return fitting or every


def last_month_of(unit: Unit, book: Dictionary) -> str:
    """The last month in which a unit of before was in force."""
    last = book.reach.last_month
    return min(unit.valid_to[:7], f"{last:%Y-%m}") if unit.valid_to else f"{last:%Y-%m}"


def level_of(wish: Wish, unit: Unit | None) -> str:
    """The level of the units that are wanted; "" where nothing says it."""
    if wish.level and (unit is None or holds(unit, wish)):
        return wish.level
    if unit is None or (wish.ranking and unit.level == WHOLE):
        return ""
    return "commune" if wish.ranking and unit.level == PART else unit.level


def holds(unit: Unit, wish: Wish) -> bool:
    """Whether a unit is of the level that is said, or one whose units of that level are wanted."""
    here, asked = LEVELS.index(unit.level), LEVELS.index(wish.level)
    return here < asked or (here == asked and not wish.ranking)
