"""Units found by what a person types: any name of any vintage, with or without accents and type."""

import difflib

from geo.units import table
from geo.units.spelling import letters
from geo.units.spelling import words as spelt
from geo.units.unit import Unit, every

# The types as written, and as abbreviated, each with the word that begins the full name.
PREFIXES = {
    "thành phố": "thành phố",
    "thị trấn": "thị trấn",
    "đặc khu": "đặc khu",
    "phường": "phường",
    "huyện": "huyện",
    "tỉnh": "tỉnh",
    "xã": "xã",
    "tp": "thành phố",
    "tt": "thị trấn",
    "p": "phường",
    "h": "huyện",
    "x": "xã",
}
SHORTEST = 2  # letters: a single one begins a word of nearly every name


def search(text: str) -> list[Unit]:
    """Communes and what is above them, but the whole, of that name or code; best first.

    Or with a word that begins so.

    Without accents all names of these letters are found; with accents those that bear them come
    first and only a whole name may differ by them. A type ("Xã …") leaves out the other types as
    long as one of it is found.
    """
    words = spelt(text)
    if words.isdigit():
        return [one for one in _findable() if one.code == words]
    ranked = [(rank, one) for one in _findable() if (rank := _rank(one, words)) is not None]
    if not all(other for (_, other), _ in ranked):
        ranked = [(rank, one) for rank, one in ranked if not rank[1]]
    if any(score in (0, 2) for (score, _), _ in ranked):
        ranked = [(rank, one) for rank, one in ranked if rank[0] < 3]
    ranked.sort(key=lambda entry: _place(entry[0][0], entry[1], words))
    return [one for _, one in ranked]


def nearest(text: str, most: int = 5) -> list[Unit]:
    """The units of the names that are written most like the text, the nearest name first."""
    bare = {letters(spelt(one.short)) for one in _findable()}
    tries = [letters(name) for _, name in _readings(spelt(text))]
    near = [
        (difflib.SequenceMatcher(None, name, found).ratio(), found)
        for name in tries
        for found in difflib.get_close_matches(name, bare, n=most, cutoff=0.6)
    ]
    names = list(dict.fromkeys(found for _, found in sorted(near, reverse=True)))[:most]
    units = [one for one in _findable() if letters(spelt(one.short)) in names]
    return sorted(units, key=lambda one: names.index(letters(spelt(one.short))))


def _findable() -> tuple[Unit, ...]:
    return tuple(one for one in every() if one.level != table.LEVELS[0])


def _rank(one: Unit, words: str) -> tuple[int, bool] | None:
    """(0 the name, 1 its letters, 2 words in it, 3 their letters; whether its type is another)."""
    name = spelt(one.short)
    ranks = []
    for kind, wanted in _readings(words):
        other = not one.name.casefold().startswith(kind)
        if letters(name) == letters(wanted):
            ranks.append((0 if name == wanted else 1, other))
        elif len(wanted) >= SHORTEST and f" {letters(wanted)}" in f" {letters(name)}":
            ranks.append((2 if f" {wanted}" in f" {name}" else 3, other))
    return min(ranks, default=None)


def _place(score: int, one: Unit, words: str) -> tuple[int, bool, str]:
    """Names that begin with the words before those that hold them further on."""
    name = letters(spelt(one.short))
    return score, not any(name.startswith(letters(w)) for _, w in _readings(words)), name


def _readings(words: str) -> list[tuple[str, str]]:
    """The text as a whole name, and as a type before a name, where it can be read so."""
    found = [("", words)]
    for prefix, kind in PREFIXES.items():
        parts = words.split()
        size = len(prefix.split())
        head, rest = " ".join(parts[:size]), " ".join(parts[size:])
        if rest and head in (spelt(prefix), letters(prefix)):
            found.append((kind, rest))
    return found
