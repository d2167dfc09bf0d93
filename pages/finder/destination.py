"""From what a wish names to the link that it means: page, fields, and what of it cannot be met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from geo.units.unit import Unit
from kpis.catalogue.kpi import Kpi
from kpis.periods import Period
from kpis.province import PART, WHOLE
from pages.finder.dictionary import Dictionary, Named
from pages.finder.place_and_period import (
    holds,
    is_ahead,
    last_month_of,
    level_of,
    period_of,
    said_periods,
    units_of,
)
from pages.finder.wish import (
    ALERTS,
    COMMUNES,
    COMPARE,
    FORECAST,
    MAP,
    OF_YEARS,
    OVERVIEW,
    TARGET_YEARS,
    TARGETS,
    VERDICT,
    WORK,
    Fault,
    Wish,
)

OF_A_PLACE = frozenset({"kpi", "level", "district", "area", "topic", "vintage", "ranking"})
ORDERS = ("best", "worst", "highest", "lowest")


@dataclass(frozen=True)
class Destination:
    """Where a wish leads: the page, the fields of its link, and what it shows.

    `years` are those of targets. `carried` are fields that nobody named: they are as shown now.
    """

    page: str
    fields: Mapping[str, str]
    kpis: tuple[Kpi, ...] = ()
    unit: Unit | None = None
    level: str = ""
    periods: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    ranking: str = ""
    topic: str = ""
    group: str = ""
    named: Named | None = None
    faults: tuple[Fault, ...] = ()
    carried: frozenset[str] = field(default_factory=frozenset)


def destinations(wish: Wish, shown: Mapping[str, str], book: Dictionary) -> list[Destination]:
    """The links that a wish may mean: several where a place is, or was, several units.

    `shown` is the selection of the page that is open.
    """
    if wish.named is not None:
        fields = {**_kept(shown), **wish.named.fields}
        return [Destination(wish.named.page, fields, named=wish.named)]
    if wish.group:
        return [Destination("group", {**_kept(shown), "group": wish.group}, group=wish.group)]
    years = [code for code in wish.periods if is_ahead(code, book)]
    if years and not wish.page:
        pages = (FORECAST, TARGETS)
        return [
            one for page in pages for one in destinations(replace(wish, page=page), shown, book)
        ]
    wish = replace(wish, page=wish.page or _page(wish))
    kpi = wish.kpis[0] if wish.kpis else shown.get("kpi", "")
    period, faults = period_of(wish, shown, kpi, book)
    said = said_periods(wish)
    places = units_of(wish, period, book)
    if not places:  # two that do not lie in each other: each by itself
        faults = [*faults, Fault("no_places")]
        places = [
            one for key in wish.units for one in units_of(replace(wish, units=(key,)), period, book)
        ]
    found = []
    for unit, is_there in places:
        told = [*faults, *_unmet(wish, unit, is_there, kpi, period, book)]
        when = period
        if unit is not None and not is_there and not said and wish.page != COMMUNES:
            when = last_month_of(unit, book)
            told = [*faults, *_unmet(wish, unit, True, kpi, "", book)]
        found.append(_destination(wish, unit, kpi, when, shown, book, told))
    return found


def _page(wish: Wish) -> str:
    if len(wish.kpis) > 1 or len(wish.periods) > 1:
        return COMPARE
    if wish.topic and not wish.kpis:
        return WORK
    is_only_period = wish.periods and not (wish.kpis or wish.units or wish.ranking or wish.level)
    return OVERVIEW if is_only_period else MAP


def _kept(shown: Mapping[str, str]) -> dict[str, str]:
    """What every link carries: the language, the snapshot, and the choices that stay."""
    return {name: text for name, text in shown.items() if name not in OF_A_PLACE | {"period"}}


def _unmet(
    wish: Wish, unit: Unit | None, is_there: bool, kpi: str, period: str, book: Dictionary
) -> list[Fault]:
    """What of a wish the page cannot show."""
    faults = []
    if not is_there and wish.page != COMMUNES:
        faults.append(Fault("not_in_force", period))
    known = book.kpis.get(kpi)
    level = level_of(wish, unit)
    if known is not None and wish.kpis and level and level not in known.levels:
        faults.append(Fault("not_measured", level))
    if unit is not None and wish.level and not holds(unit, wish):
        faults.append(Fault("other_level", wish.level))
    if wish.topic and wish.page != WORK and (known is None or not known.breakdown):
        faults.append(Fault("no_topics"))
    if len(wish.kpis) > 1 and wish.page != COMPARE:
        faults.append(Fault("two_indicators"))
    if len(wish.periods) > 1 and wish.page not in (COMPARE, *OF_YEARS):
        faults.append(Fault("two_periods"))
    kinds = {Period.parse(code).kind for code in wish.periods}
    if wish.page == COMPARE and len(kinds) > 1:
        faults.append(Fault("two_kinds"))
    return faults


def _destination(
    wish: Wish,
    unit: Unit | None,
    kpi: str,
    period: str,
    shown: Mapping[str, str],
    book: Dictionary,
    faults: Sequence[Fault],
) -> Destination:
    known = book.kpis.get(kpi)
    fields = {**_kept(shown), "period": period}
    level = level_of(wish, unit)
    if known is not None and level and level not in known.levels:
        level = str(known.levels[-1])
        unit = None
    if not level and known is not None and shown.get("level") in known.levels:
        level = shown["level"] if not wish.ranking or shown["level"] != WHOLE else ""
    if known is not None:
        fields["kpi"] = known.id
    if level:
        fields["level"] = level
    if unit is not None:
        fields |= _place(unit, level, period, wish, book)
    if wish.topic:
        fields |= {"topic": wish.topic, "work_topic": wish.topic}
    if wish.ranking:
        fields["ranking"] = wish.ranking
    years = tuple(code for code in wish.periods if code in TARGET_YEARS or is_ahead(code, book))
    fields |= _own(wish, unit, period, years, book)
    return Destination(
        page=wish.page,
        fields=fields,
        kpis=tuple(book.kpis[one] for one in wish.kpis) or _shown_too(wish, unit, known),
        unit=unit,
        level=level if wish.level or wish.ranking else "",
        periods=_periods(wish, period, years),
        years=years if wish.page in OF_YEARS else (),
        ranking=wish.ranking,
        topic=wish.topic,
        faults=tuple(faults),
        carried=_carried(wish, shown, period),
    )


def _shown_too(wish: Wish, unit: Unit | None, kpi: Kpi | None) -> tuple[Kpi, ...]:
    """The indicator of the page that is open, where the wish leads to a figure of it."""
    is_one = wish.page in (MAP, COMPARE, TARGETS, VERDICT, FORECAST) and (unit or wish.ranking)
    return (kpi,) if kpi is not None and is_one else ()


def _periods(wish: Wish, period: str, years: Sequence[str]) -> tuple[str, ...]:
    """The periods that are shown, the earliest first."""
    others = set(wish.periods) - set(years) if wish.page in OF_YEARS else set(wish.periods)
    codes = {period, *others} if wish.page == COMPARE else {period}
    return tuple(sorted(codes, key=lambda code: Period.parse(code).start))


def _carried(wish: Wish, shown: Mapping[str, str], period: str) -> frozenset[str]:
    """The fields that nobody named and that are as on the page that is open."""
    found = set() if wish.kpis else {"kpi"}
    if not said_periods(wish) and shown.get("period") == period:
        found.add("period")
    return frozenset(found)


def _place(unit: Unit, level: str, period: str, wish: Wish, book: Dictionary) -> dict[str, str]:
    """The fields of a place: its card, or where the level below is wanted, what lies in it."""
    if unit.level == WHOLE:
        return {}
    found = {"vintage": unit.vintage}
    if unit.vintage == book.reach.base_vintage(Period.parse(period)):
        del found["vintage"]
    if unit.level == PART and level == "commune":
        return {**found, "district": unit.code}
    if wish.page == TARGETS and unit.level == "commune":
        found["district"] = unit.parent_code
    return {**found, "area": unit.code}


def _own(
    wish: Wish, unit: Unit | None, period: str, years: Sequence[str], book: Dictionary
) -> dict[str, str]:
    """The fields that one page alone has."""
    page, is_one = wish.page, bool(wish.kpis or unit or wish.ranking)
    if page == COMPARE:
        others = [code for code in wish.periods if code != period]
        if len(wish.kpis) > 1:
            return {"comparison": "indicators", "other_kpi": wish.kpis[1]}
        if others:
            return {"comparison": "periods", "other_period": others[0]}
        return {"comparison": "periods"} if wish.periods else {}
    if page == TARGETS:
        year = {"year": years[-1]} if years and years[-1] in TARGET_YEARS else {}
        return {**year, **({"scope": "one"} if is_one else {})}
    if page == FORECAST:
        due = {"due": years[-1]} if years else {}
        return {**due, **({"scope": "one"} if is_one else {})}
    if page == VERDICT:
        return {"result": "one"} if is_one else {}
    if page == COMMUNES and unit is not None:
        return {"unit": unit.key}
    if page == ALERTS:
        found = {"alert_kpi": wish.kpis[0]} if wish.kpis else {}
        if unit is not None and unit.level == PART:
            found["alert_district"] = unit.code
        elif unit is not None and unit.level == "commune":
            found["alert_find"] = unit.short
        return found
    return {}
