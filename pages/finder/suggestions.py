"""What may have been meant by words that name nothing: offered, never taken."""

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pages.finder.dictionary import Dictionary
from pages.finder.parsing import Parse, parses
from pages.finder.typed import Word

MOST = 3  # suggestions
TRIED = 4  # words of the dictionary in the place of each that names nothing
WORDS = 3  # that name nothing and are replaced
ALIKE, ALIKE_SHORT, SHORT = 0.7, 0.6, 4  # of letters; words of so many letters are short


def suggestions(words: Sequence[Word], book: Dictionary) -> list[str]:
    """Texts in which one or all words that name nothing are replaced by ones that are like them.

    Each names more than what was typed; the best first.
    """
    before = _best(words, book)
    places = [at for at in range(len(words)) if before.unread >> at & 1][:WORDS]
    ways = {at: _like(words[at].bare, book) for at in places}
    tried = [{at: word} for at in places for word in ways[at]]
    if len(places) > 1 and all(ways.values()):
        tried.append({at: next(iter(ways[at])) for at in places})
    found: dict[str, tuple[float, ...]] = {}
    for changes in tried:
        changed = [
            _words(changes[at]) if at in changes else [word] for at, word in enumerate(words)
        ]
        after = _best([word for part in changed for word in part], book)
        if after.unread.bit_count() < before.unread.bit_count():
            text = " ".join(changes.get(at, word.typed) for at, word in enumerate(words))
            alike = sum(ways[at][word] for at, word in changes.items()) / len(changes)
            found[text] = (-after.unread.bit_count(), alike, *after.score.parts())
    return sorted(found, key=found.__getitem__, reverse=True)[:MOST]


def _best(words: Sequence[Word], book: Dictionary) -> Parse:
    return parses([replace(word, is_open=False) for word in words], book)[0]


def _like(word: str, book: Dictionary) -> dict[str, float]:
    """The words of the dictionary, and pairs that were typed as one, most like a word: how much."""
    cutoff = ALIKE_SHORT if len(word) <= SHORT else ALIKE
    near = process.extract(
        word,
        book.spellings.keys(),
        scorer=OSA.normalized_similarity,
        limit=TRIED,
        score_cutoff=cutoff,
    )
    found: dict[str, float] = {}
    for spelling, alike, _ in near:
        found.setdefault(book.spellings[spelling], alike)
    return found


def _words(text: str) -> list[Word]:
    return [Word(one, one, one) for one in text.split()]
