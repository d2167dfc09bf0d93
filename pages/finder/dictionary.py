"""What can be found, by every name that it has: indicators, units, pages, what people named."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from geo.province import province
from geo.units.search import PREFIXES
from geo.units.spelling import letters
from geo.units.spelling import words as spelt
from geo.units.unit import Unit, every
from kpis.catalogue.catalogue import Catalogue
from kpis.measure.extent import Extent
from kpis.province import LEVELS, WHOLE
from pages.finder.grammar import grammar
from pages.finder.typed import Bare, Word, bare, words_of

# What an entry is.
KPI, UNIT, PAGE, RANKING, LEVEL, TOPIC = "kpi", "unit", "page", "ranking", "level", "topic"
NAMED = "named"  # what people made and named: meetings, saved views
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
    ) -> None:
        self.kpis, self.reach, self.topics = kpis, reach, topics
        self.named: tuple[Named, ...] = ()
        self.pages = {page.address: page for page in pages}
        self.groups = {one.code: one for one in groups}
        self.group_codes = {"".join(bare(code)): code for code in self.groups}
        self.places = places()
        self.noise = {tuple(one.bare for one in said): said for said in map(words_of, _noise())}
        self.phrases: list[Phrase] = []
        self.whole: dict[Bare, list[Phrase]] = defaultdict(list)  # by the words in order of letters
        self.begun: dict[str, list[Phrase]] = defaultdict(
            list
        )  # names of units by their first word
        self.scattered: list[Phrase] = []  # whose words may stand anywhere
        self.spellings: dict[str, str] = {}  # words, and two as one, and how they are spelt
        self._enter(self._names())

    def with_named(self, named: Sequence[Named]) -> "Dictionary":
        """The same with what people named; this one stays as it is."""
        if not named:
            return self
        other = copy(self)
        other.named, other.phrases = tuple(named), list(self.phrases)
        other.scattered, other.spellings = list(self.scattered), dict(self.spellings)
        other.whole = defaultdict(list, {key: list(found) for key, found in self.whole.items()})
        texts = [
            ((NAMED, str(at)), text)
            for at, one in enumerate(named)
            for text in (one.name, *one.said)
        ]
        other._enter(texts)
        return other

    def _enter(self, names: Iterable[tuple[Key, str]]) -> None:
        for phrase in self._phrases(names):
            self.phrases.append(phrase)
            self.whole[tuple(sorted(phrase.bare))].append(phrase)
            if phrase.key[0] in (KPI, NAMED):
                self.scattered.append(phrase)
            if phrase.key[0] == UNIT and len(phrase.bare) > 1:
                self.begun[phrase.bare[0]].append(phrase)
            self.spellings |= {word: word for word in phrase.bare if not word.isdigit()}
            for first, second in pairwise(phrase.bare):
                self.spellings.setdefault(first + second, f"{first} {second}")
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

    def idle(self, words: Sequence[Word]) -> frozenset[int]:
        """The places of the words that say nothing by themselves."""
        found: set[int] = set()
        for size in (1, 2):
            for at in range(len(words) - size + 1):
                part = words[at : at + size]
                said = self.noise.get(tuple(word.bare for word in part), ())
                pairs = zip(part, said, strict=False)
                if said and not any(word.differs(one.full) for word, one in pairs):
                    found |= {*range(at, at + size)}
        return frozenset(found)

    def _phrases(self, names: Iterable[tuple[Key, str]]) -> Iterable[Phrase]:
        seen: set[tuple[Key, Bare]] = set()
        for key, text in names:
            words = words_of(text)
            idle = self.idle(words) if key[0] == KPI else frozenset[int]()
            told = [word for at, word in enumerate(words) if at not in idle]
            full = tuple(word.full for word in told)
            if full and (key, full) not in seen:
                seen.add((key, full))
                yield Phrase(key, tuple(word.bare for word in told), full)

    def _names(self) -> Iterable[tuple[Key, str]]:
        words = grammar()
        for kpi in self.kpis.values():
            for text in (kpi.name.vi, kpi.name.en, *kpi.synonyms):
                yield (KPI, kpi.id), text
        for key, units in self.places.items():
            for one in units.values():
                for kind, text in _names_of(one):
                    yield (UNIT, f"{key}@{kind}" if kind else key), text
        for text in words["wholes"][WHOLE]:
            yield (UNIT, WHOLE), text
        for address, page in self.pages.items():
            for text in (*page.titles.values(), *words["pages"].get(address, ())):
                yield (PAGE, address), text
        levels = {level: words["levels"][level] for level in LEVELS[1:]}
        for kind, of_kind in ((RANKING, words["rankings"]), (LEVEL, levels)):
            for name, texts in of_kind.items():
                for text in texts:
                    yield (kind, name), text
        for code, names in self.topics.items():
            for text in names.values():
                yield (TOPIC, code), text


def places() -> dict[str, dict[str, Unit]]:
    """What people take for one place, by vintage: the units of one level, code and name."""
    found: dict[str, dict[str, Unit]] = {}
    for one in every():
        key = WHOLE
        if one.level != WHOLE:
            key = f"{one.level}-{one.code}-{letters(spelt(one.short))}"
        found.setdefault(key, {})[one.vintage] = one
    return found


def _names_of(one: Unit) -> Iterable[tuple[str, str]]:
    """The name alone, and behind its type as it is written or abbreviated, with the type; code."""
    if one.level == WHOLE:
        told = province()
        return [("", text) for text in (told.name, *told.spoken)]
    kinds = [(k, short) for short, k in PREFIXES.items() if one.name.casefold().startswith(k)]
    alone = [("", one.short), ("", one.code)]
    return [*alone, *((kind, f"{short} {one.short}") for kind, short in kinds)]


def _noise() -> list[str]:
    return grammar()["noise"]["words"]
