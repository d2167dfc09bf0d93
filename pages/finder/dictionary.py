"""What can be found, by every name that it has: indicators, units, pages, what people named."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from geo.units.search import PREFIXES
from geo.units.spelling import letters
from geo.units.spelling import words as spelt
from geo.units.unit import Unit, every
from kpis.catalogue.catalogue import Catalogue
from kpis.measure.extent import Extent
from pages.finder.grammar import grammar
from pages.finder.typed import Bare, bare

# What an entry is.
KPI, UNIT, PAGE, RANKING, LEVEL, TOPIC = "kpi", "unit", "page", "ranking", "level", "topic"
NAMED = "named"  # what people made and named: meetings, saved views
PROVINCE, PROVINCE_NAME = "province", "Nam Định"
Key = tuple[str, str]  # kind and name


@dataclass(frozen=True)
class Named:
    """What people made and gave a name: a meeting, a saved view; its page and fields of its link.

    `said` are further words by which it is found, as the day of a meeting.
    """

    kind: str
    name: str
    page: str
    fields: Mapping[str, str] = field(default_factory=dict, hash=False)
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class PageName:
    """A page of the menu: its address and its title in each language."""

    address: str
    titles: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True)
class GroupPlace:
    """A group: its code, its village, and the communes in which it lies: (vintage, code)."""

    code: str
    village: str
    communes: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Phrase:
    """One name of an entry: its words without accents and as they are spelt."""

    key: Key
    bare: Bare
    full: Bare


class Dictionary:
    """All entries of one snapshot, with the ways to look them up."""

    def __init__(
        self,
        kpis: Catalogue,
        reach: Extent,
        pages: Sequence[PageName],
        topics: Mapping[str, Mapping[str, str]],
        groups: Iterable[GroupPlace] = (),
        named: Sequence[Named] = (),
    ) -> None:
        self.kpis, self.reach, self.topics, self.named = kpis, reach, topics, tuple(named)
        self.pages = {page.address: page for page in pages}
        self.groups = {one.code: one for one in groups}
        self.group_codes = {"".join(bare(code)): code for code in self.groups}
        self.places = places()
        self.noise = frozenset(map(bare, grammar()["noise"]["words"]))
        self.phrases = tuple(self._phrases())
        self.whole: dict[Bare, list[Phrase]] = defaultdict(list)  # by the words in order of letters
        for phrase in self.phrases:
            self.whole[tuple(sorted(phrase.bare))].append(phrase)
        self.begun: dict[str, list[Phrase]] = defaultdict(
            list
        )  # names of units by their first word
        self.scattered = [one for one in self.phrases if one.key[0] in (KPI, NAMED)]
        for phrase in self.phrases:
            if phrase.key[0] == UNIT and len(phrase.bare) > 1:
                self.begun[phrase.bare[0]].append(phrase)
        self.longest = max(len(phrase.bare) for phrase in self.phrases)
        self.vocabulary = sorted({word for phrase in self.phrases for word in phrase.bare})

    @cached_property
    def groups_of(self) -> Mapping[tuple[str, str], list[GroupPlace]]:
        """The groups of a commune of a vintage."""
        found: dict[tuple[str, str], list[GroupPlace]] = defaultdict(list)
        for group in self.groups.values():
            for commune in group.communes:
                found[commune].append(group)
        return found

    def idle(self, words: Sequence[str]) -> frozenset[int]:
        """The places of the words that say nothing by themselves."""
        found: set[int] = set()
        for size in (1, 2):
            for at in range(len(words) - size + 1):
                if tuple(words[at : at + size]) in self.noise:
                    found |= {*range(at, at + size)}
        return frozenset(found)

    def _phrases(self) -> Iterable[Phrase]:
        seen: set[tuple[Key, Bare]] = set()
        for key, text in self._names():
            full = tuple(spelt(text).split())
            if key[0] == KPI:
                idle = self.idle([letters(word) for word in full])
                full = tuple(word for at, word in enumerate(full) if at not in idle)
            if full and (key, full) not in seen:
                seen.add((key, full))
                yield Phrase(key, tuple(letters(word) for word in full), full)

    def _names(self) -> Iterable[tuple[Key, str]]:
        words = grammar()
        for kpi in self.kpis.values():
            for text in (kpi.name.vi, kpi.name.en, *kpi.synonyms):
                yield (KPI, kpi.id), text
        for key, units in self.places.items():
            for one in units.values():
                for kind, text in _names_of(one):
                    yield (UNIT, f"{key}@{kind}" if kind else key), text
        for text in words["province"]["names"]:
            yield (UNIT, PROVINCE), text
        for address, page in self.pages.items():
            for text in (*page.titles.values(), *words["pages"].get(address, ())):
                yield (PAGE, address), text
        for section, kind in (("rankings", RANKING), ("levels", LEVEL)):
            for name, texts in words[section].items():
                for text in texts:
                    yield (kind, name), text
        for code, names in self.topics.items():
            for text in names.values():
                yield (TOPIC, code), text
        for at, one in enumerate(self.named):
            for text in (one.name, *one.said):
                yield (NAMED, str(at)), text


def places() -> dict[str, dict[str, Unit]]:
    """What people take for one place, by vintage: the units of one level, code and name."""
    found: dict[str, dict[str, Unit]] = {}
    for one in every():
        key = PROVINCE
        if one.level != PROVINCE:
            key = f"{one.level}-{one.code}-{letters(spelt(one.short))}"
        found.setdefault(key, {})[one.vintage] = one
    return found


def _names_of(one: Unit) -> Iterable[tuple[str, str]]:
    """The name alone, and behind its type as it is written or abbreviated, with the type; code."""
    if one.level == PROVINCE:
        return [("", PROVINCE_NAME)]
    kinds = [(k, short) for short, k in PREFIXES.items() if one.name.casefold().startswith(k)]
    alone = [("", one.short), ("", one.code)]
    return [*alone, *((kind, f"{short} {one.short}") for kind, short in kinds)]
