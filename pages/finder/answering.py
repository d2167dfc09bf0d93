"""The answer to what was typed: where it leads, or the choices where it may lead to several."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from kpis.province import LEVELS, PART, WHOLE
from pages.finder.destination import Destination, destinations
from pages.finder.dictionary import KPI, LEVEL, NAMED, PAGE, RANKING, TOPIC, UNIT, Dictionary
from pages.finder.grammar import grammar
from pages.finder.parsing import PERIOD, Parse, named_by, parses
from pages.finder.typed import Bare, Word, bare, words_of
from pages.finder.wish import COMMUNES, FORECAST, MAP, TARGETS, WORK, Wish

MOST, MOST_OTHERS = 8, 4  # choices; what is also offered below them
COMBINED = 200  # ways to combine what is named equally well; more are no help
GROUPS = ("network", "group")


@dataclass(frozen=True)
class Answer:
    """Where a text may lead, best first; what else is near it; the words that are not understood.

    `is_sure`: there is one choice, and it is all that was wished. `more` choices are not listed.
    """

    choices: tuple[Destination, ...] = ()
    others: tuple[Destination, ...] = ()
    unread: tuple[str, ...] = ()
    more: int = 0
    is_sure: bool = False


def answer(text: str, shown: Mapping[str, str], book: Dictionary) -> Answer:
    """The answer to a text; `shown` is the selection of the page that is open."""
    words, group = _without_group(text, book)
    if group:
        return _told(destinations(Wish(group=group), shown, book), [], shown, book)
    if not words:
        return Answer()
    found: list[Destination] = []
    unread: list[str] = []
    is_weak = False
    for parse in _read(words, book):
        weak = [match.is_weak for match in parse.matches]
        if all(weak) and (parse.unread or not weak):  # nothing that a wish could stand on
            return Answer(unread=tuple(word.typed for word in words))
        is_weak |= any(weak)
        unread = [word.typed for at, word in enumerate(words) if parse.unread >> at & 1]
        wishes = [
            one
            for wish in islice(_wishes(parse, book), COMBINED)
            for one in _in_villages(parse, wish, words, book)
        ]
        if groups := [one for one in wishes if one.group]:
            wishes, unread = groups, []
        for one in wishes:
            found += destinations(one, shown, book)
    told = _told(found, unread, shown, book)
    return replace(told, is_sure=told.is_sure and not is_weak)


def _without_group(text: str, book: Dictionary) -> tuple[list[Word], str]:
    """The words, or the group of which the code is among them."""
    for part in text.split():
        if code := book.group_codes.get("".join(bare(part))):
            return [], code
    return words_of(text), ""


def _read(words: Sequence[Word], book: Dictionary) -> list[Parse]:
    """The best parses; topics of the groups' work are named only where they can be shown."""
    plain, said = parses(words, book), {word.bare for word in words}
    if not any(phrase.key[0] == TOPIC and said >= {*phrase.bare} for phrase in book.phrases):
        return plain
    topical = [
        one for one in parses(words, book, topics=True) if all(map(_has_topics, _wishes(one, book)))
    ]
    if topical and topical[0].score.parts() > plain[0].score.parts():
        return topical
    return plain


def _has_topics(wish: Wish) -> bool:
    return bool(wish.topic) and (wish.page == WORK or wish.is_topical)


def _wishes(parse: Parse, book: Dictionary) -> Iterable[Wish]:
    for named in named_by(parse):
        one = {kind: keys[0] for kind, keys in named.items()}
        kpis = tuple(dict.fromkeys(named.get(KPI, ())))
        yield Wish(
            kpis=kpis,
            units=named.get(UNIT, ()),
            periods=tuple(dict.fromkeys(named.get(PERIOD, ()))),
            page=one.get(PAGE, ""),
            ranking=one.get(RANKING, ""),
            level=one.get(LEVEL, ""),
            topic=one.get(TOPIC, ""),
            named=book.named[int(one[NAMED])] if NAMED in one else None,
            is_topical=any(book.kpis[kpi].breakdown for kpi in kpis),
        )


def _in_villages(parse: Parse, wish: Wish, words: Sequence[Word], book: Dictionary) -> list[Wish]:
    """The groups of a commune of which the village is named, where that is all that is said.

    The wish itself, where there is none.
    """
    if len(wish.units) != 1 or (wish.page and wish.page not in GROUPS):
        return [wish]
    read = sum(match.words for match in parse.matches if match.kind in (UNIT, PAGE))
    idle = book.idle(words)
    said = {word.bare for at, word in enumerate(words) if not read >> at & 1 and at not in idle}
    found = []
    for unit in book.places[wish.units[0].partition("@")[0]].values():
        if said and unit.level == "commune":
            groups = book.groups_of.get((unit.vintage, unit.code), ())
            found += [one.code for one in groups if _names(said, bare(one.village))]
    return [Wish(group=code) for code in dict.fromkeys(found)] or [wish]


def _names(said: set[str], village: Bare) -> bool:
    """Whether words name a village, beside those that say that a group is meant."""
    of_groups = {word for text in grammar()["pages"]["network"] for word in bare(text)}
    return said <= {*village} | of_groups and bool((said & {*village}) - of_groups)


def _told(
    found: Sequence[Destination],
    unread: Sequence[str],
    shown: Mapping[str, str],
    book: Dictionary,
) -> Answer:
    links: dict[tuple[object, ...], Destination] = {}
    for one in sorted(found, key=_order):  # of one link the way that meets most of the wish
        links.setdefault((one.page, *sorted(one.fields.items())), one)
    every = list(links.values())
    least = min(map(_faults, every), default=0)
    best = [one for one in every if _faults(one) == least]
    others = [one for one in every if _faults(one) > least]
    outer = [one for one in best if not _bears_its_district(one, best)]
    if len(outer) == 1 < len(best):
        best, others = outer, [*(one for one in best if one not in outer), *others]
    if len(best) == 1 and not best[0].faults and not unread:
        others = [*others, *_beside(best[0], shown, book)]
    return Answer(
        tuple(best[:MOST]),
        tuple(others[:MOST_OTHERS]),
        tuple(unread),
        max(0, len(best) - MOST),
        len(best) == 1 and not unread and not least,
    )


def _bears_its_district(one: Destination, every: Sequence[Destination]) -> bool:
    """Whether it leads to a commune that bears the name of the district around it, also named.

    The name alone is the district's, which is much the older; the commune is said with its type.
    """
    return one.unit is not None and any(
        other.unit is not None
        and other.unit.level == PART
        and (other.unit.code, other.unit.short) == (one.unit.parent_code, one.unit.short)
        for other in every
    )


def _faults(one: Destination) -> int:
    return len(one.faults)


def _order(one: Destination) -> tuple[int, bool, int]:
    """What is in force today first, and the larger units; the rest as it was found."""
    level = LEVELS.index(one.unit.level) if one.unit else 0
    return _faults(one), bool(one.unit and one.unit.valid_to), level


def _beside(one: Destination, shown: Mapping[str, str], book: Dictionary) -> list[Destination]:
    """Other pages about the same, where no page was named."""
    if one.page != MAP or one.named or one.ranking:
        return []
    same = {**shown, **one.fields}
    pages = [FORECAST, TARGETS, "catalogue"] if "kpi" not in one.carried else []
    if one.unit is not None and one.unit.level != WHOLE:
        pages = [COMMUNES, "network", *pages[:2]]
    return [_at(page, one, same) for page in pages]


def _at(page: str, one: Destination, fields: Mapping[str, str]) -> Destination:
    """The same on another page, without what that page does not show."""
    kpis = () if page in (COMMUNES, "network") else one.kpis
    periods = one.periods if page in ("network", TARGETS) else ()
    own: dict[str, str] = {"scope": "one"} if page in (FORECAST, TARGETS) else {}
    if page == COMMUNES and one.unit is not None:
        own = {"unit": one.unit.key}
    return replace(one, page=page, fields={**fields, **own}, kpis=kpis, periods=periods)
