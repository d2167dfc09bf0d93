"""Which entries the words of a wish name: the parses that leave the fewest words unread.

Words may stand in any order: a name is found where its words stand together, in whatever order,
and an indicator or something named by people wherever its words stand among the others.
"""

import heapq
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from operator import itemgetter

from pages.finder.dictionary import KPI, TOPIC, UNIT, Dictionary, Key, Phrase
from pages.finder.periods import LONGEST, periods_at
from pages.finder.typed import Word

PERIOD = "period"
MOST = {KPI: 2, UNIT: 2, PERIOD: 2}  # of a kind in one wish; of the others one
ENDINGS = 40  # words of the dictionary that a word may become that is still being typed
SHORTEST = 2  # letters: a single one begins a word of nearly every name
KEPT = 100  # ways to read the words up to one of them that are followed
PARSES = 12  # that are told apart; more are no help


@dataclass(frozen=True)
class Score:
    """How well entries fit the words: the greater the better, in this order."""

    read: int = 0  # words
    wrong: int = 0  # less than zero: words with other accents
    whole: int = 0  # words that belong to a name of which nothing is missing
    entries: int = 0  # less than zero
    in_order: int = 0  # words that stand in the order of the name
    guessed: int = 0  # less than zero: letters of a word that is still being typed

    def parts(self) -> tuple[int, ...]:
        """What it is sorted by."""
        return self.read, self.wrong, self.whole, self.entries, self.in_order, self.guessed

    def __add__(self, other: "Score") -> "Score":
        return Score(*(a + b for a, b in zip(self.parts(), other.parts(), strict=True)))


@dataclass(frozen=True)
class Match:
    """Entries of one kind that the same words name equally well; `words` is a set of bits."""

    kind: str
    words: int
    keys: tuple[str, ...]
    score: Score

    @property
    def is_weak(self) -> bool:
        """Whether of a longer name one word alone is said."""
        return self.score.read == 1 and not self.score.whole


@dataclass(frozen=True)
class Parse:
    """One way to read a wish: what is named, and which words are not read."""

    matches: tuple[Match, ...]
    unread: int
    score: Score


def parses(words: Sequence[Word], book: Dictionary, topics: bool = False) -> list[Parse]:
    """The best parses of a wish, equally good; `topics`: those of the groups' work are named."""
    idle = book.idle(words)
    spans = [_spans(words, at, book, idle, topics) for at in range(len(words))]
    fits = _fits(words, book)
    fitting = {at for _, places in fits for fitting in places for at in fitting}
    every, loose = (1 << len(words)) - 1, sum(1 << at for at in fitting)
    bags: dict[int, list[Match]] = {}
    best: list[Parse] = []
    for chosen in _choices(spans, loose):
        rest = every & ~sum(match.words for match in chosen)
        if best and _read(chosen) + (rest & loose).bit_count() < best[0].score.read:
            continue
        if rest not in bags:
            bags[rest] = _scattered(words, rest, fits, idle)
        for more in ((), *((match,) for match in bags[rest])):
            found = _parse((*chosen, *more), len(words), idle)
            if found is None or (best and found.score.parts() < best[0].score.parts()):
                continue
            if best and found.score.parts() > best[0].score.parts():
                best = []
            if found not in best:
                best.append(found)
    return best[:PARSES]


def _read(chosen: Sequence[Match]) -> int:
    return sum(match.score.read for match in chosen)


def _parse(matches: tuple[Match, ...], size: int, idle: frozenset[int]) -> Parse | None:
    kinds = [match.kind for match in matches]
    if any(kinds.count(kind) > MOST.get(kind, 1) for kind in set(kinds)):
        return None
    score, read = Score(), 0
    for match in matches:
        score, read = score + match.score, read | match.words
    unread = sum(1 << at for at in range(size) if not read >> at & 1 and at not in idle)
    in_order = sorted(matches, key=lambda match: match.words & -match.words)
    return Parse(tuple(in_order), unread, score)


def _choices(spans: Sequence[Sequence[Match]], loose: int) -> list[tuple[Match, ...]]:
    """The ways to take names whose words stand together, or to pass a word over, the best first.

    From word to word only the `KEPT` best are followed; `loose` are the words that may be read
    elsewhere. A wish has fewer ways, a page that somebody pastes any number.
    """
    ways: list[list[tuple[tuple[int, ...], tuple[Match, ...]]]] = [
        [] for _ in range(len(spans) + 1)
    ]
    ways[0] = [(Score().parts(), ())]
    for at, matches in enumerate(spans):
        for parts, chosen in heapq.nlargest(KEPT, ways[at], key=itemgetter(0)):
            elsewhere = loose >> at & 1
            ways[at + 1].append(((parts[0] + elsewhere, *parts[1:]), chosen))
            for match in matches:
                if sum(one.kind == match.kind for one in chosen) < MOST.get(match.kind, 1):
                    more = tuple(a + b for a, b in zip(parts, match.score.parts(), strict=True))
                    ways[match.words.bit_length()].append((more, (*chosen, match)))
    best = heapq.nlargest(KEPT, ways[-1], key=itemgetter(0))
    return sorted((chosen for _, chosen in best), key=_read, reverse=True)


def _spans(
    words: Sequence[Word], start: int, book: Dictionary, idle: frozenset[int], topics: bool
) -> list[Match]:
    """The names whose words begin at a word and stand together, the best of a kind and length."""
    found = []
    for end in range(start + 1, min(start + book.longest, len(words)) + 1):
        part = words[start:end]
        bits = sum(1 << at for at in range(start, end))
        phrases = [
            (phrase, guessed)
            for bare, guessed in _endings(part, book)
            for phrase in book.whole.get(tuple(sorted(bare)), ())
            if topics or phrase.key[0] != TOPIC
        ]
        found += _best(bits, [(one.key, _whole(part, one, guessed)) for one, guessed in phrases])
    begun = [word.bare for word in words[: start + LONGEST]]
    for end, code in periods_at(begun, start, book.reach.last_month):
        bits, size = sum(1 << at for at in range(start, end)), end - start
        found.append(Match(PERIOD, bits, (code,), Score(size, 0, size, -1, size)))
    is_idle = start in idle and len(words) > 1
    longest = max((match.words.bit_length() for match in found), default=0)
    begin = None if is_idle else _begun(words, start, book)
    if begin is not None and begin.words.bit_length() > longest:
        found.append(begin)
    return found


def _endings(part: Sequence[Word], book: Dictionary) -> Iterator[tuple[tuple[str, ...], int]]:
    """The words as they stand, and with what the last one may become; how many letters it takes."""
    bare = tuple(word.bare for word in part)
    yield bare, 0
    last = part[-1]
    if not last.is_open or (len(part) == 1 and len(last.bare) < SHORTEST):
        return
    at = bisect_left(book.vocabulary, last.bare)
    for word in book.vocabulary[at : at + ENDINGS]:
        if word.startswith(last.bare) and word != last.bare:
            yield (*bare[:-1], word), len(word) - len(last.bare)


def _whole(part: Sequence[Word], phrase: Phrase, guessed: int) -> Score:
    size = len(part)
    spelled = dict(zip(phrase.bare, phrase.full, strict=True))
    wrong = sum(word.differs(spelled.get(word.bare, word.full)) for word in part)
    in_order = all(a.bare == b for a, b in zip(part[: size - 1], phrase.bare, strict=False))
    return Score(size, -wrong, size, -1, size if in_order else 0, -guessed)


def _best(bits: int, scored: Sequence[tuple[Key, Score]]) -> list[Match]:
    """For each kind the entries with the best score."""
    best: dict[str, tuple[Score, dict[str, None]]] = {}
    for (kind, name), score in scored:
        known = best.get(kind)
        if known is None or score.parts() > known[0].parts():
            best[kind] = (score, {name: None})
        elif score == known[0]:
            known[1][name] = None
    return [Match(kind, bits, tuple(names), score) for kind, (score, names) in best.items()]


def _begun(words: Sequence[Word], start: int, book: Dictionary) -> Match | None:
    """Units of whose names only the first words are said."""
    for end in range(min(start + 3, len(words)), start, -1):
        part = words[start:end]
        if end - start == 1 and len(part[0].bare) < SHORTEST:
            continue
        scored = []
        for phrase in book.begun.get(part[0].bare, ()):
            if len(phrase.bare) <= end - start:
                continue
            pairs = list(zip(part, phrase.bare, phrase.full, strict=False))
            if all(word.bare == bare for word, bare, _ in pairs):
                wrong = sum(word.differs(full) for word, _, full in pairs)
                if end - start > 1 or not wrong:
                    scored.append((phrase.key, Score(end - start, -wrong, 0, -1)))
        if scored:
            return _best(sum(1 << at for at in range(start, end)), scored)[0]
    return None


Fits = list[tuple[Phrase, list[list[int]]]]


def _fits(words: Sequence[Word], book: Dictionary) -> Fits:
    """The names of indicators and named things, with the words that may be each of their words."""
    known: dict[str, list[int]] = {}
    found = []
    for phrase in book.scattered:
        for bare in phrase.bare:
            if bare not in known:
                known[bare] = [at for at, word in enumerate(words) if _begins(word, bare)]
        if any(known[bare] for bare in phrase.bare):
            found.append((phrase, [known[bare] for bare in phrase.bare]))
    return found


def _scattered(words: Sequence[Word], rest: int, fits: Fits, idle: frozenset[int]) -> list[Match]:
    """Indicators and named things by their words wherever they stand, the best of each kind."""
    top: dict[str, tuple[int, ...]] = {}
    found: dict[str, dict[int, list[tuple[Key, Score]]]] = {}
    for phrase, places in fits:
        bits, wrong, lacking = 0, 0, 0
        for full, fitting in zip(phrase.full, places, strict=True):
            at = next((at for at in fitting if rest >> at & 1 and not bits >> at & 1), -1)
            if at < 0:
                lacking += 1
            else:
                bits |= 1 << at
                wrong += words[at].differs(full) and not words[at].is_open
        if all(at in idle for at in range(len(words)) if bits >> at & 1):
            continue
        read, kind = bits.bit_count(), phrase.key[0]
        if wrong and read == 1 and lacking:
            continue
        score = Score(read, -wrong, 0 if lacking else read, -1)
        if score.parts() > top.get(kind, ()):
            top[kind], found[kind] = score.parts(), {}
        if score.parts() == top[kind]:
            found[kind].setdefault(bits, []).append((phrase.key, score))
    return [
        match
        for kind in found
        for bits, scored in found[kind].items()
        for match in _best(bits, scored)
    ]


def _begins(word: Word, bare: str) -> bool:
    """Whether a word of a name is meant, perhaps by its first letters."""
    return word.bare == bare or (word.is_open and len(word.bare) > 2 and bare.startswith(word.bare))


def named_by(parse: Parse) -> Iterator[dict[str, tuple[str, ...]]]:
    """A parse with each of the entries that are named equally well: by kind what is named."""
    named = [(match.kind, match.keys) for match in parse.matches]
    for chosen in product(*(keys for _, keys in named)):
        found: dict[str, tuple[str, ...]] = {}
        for (kind, _), key in zip(named, chosen, strict=True):
            found[kind] = (*found.get(kind, ()), key)
        yield found
