"""Each entry of the dictionary is found by each of its names, without accents, in any order."""

import random

import pytest

from pages.finder.answering import answer
from pages.finder.dictionary import KPI, LEVEL, NAMED, PAGE, RANKING, TOPIC, UNIT, Dictionary
from pages.finder.parsing import parses
from pages.finder.suggestions import suggestions
from pages.finder.typed import Word, words_of
from tests.pages.finder.conftest import PEOPLE
from tests.sweep import some

KINDS = (KPI, UNIT, PAGE, RANKING, LEVEL, NAMED)


def named(text: str, book: Dictionary) -> set[tuple[str, str]]:
    """What the best parses of a text name."""
    words = [Word(one.bare, one.full, one.typed) for one in words_of(text)]
    return {
        (match.kind, key)
        for parse in parses(words, book, topics=True)
        for match in parse.matches
        for key in match.keys
    }


def test_there_is_something_of_each_kind(book: Dictionary) -> None:
    assert {phrase.key[0] for phrase in book.phrases} == {*KINDS, TOPIC}
    assert len(book.phrases) > 1500


@pytest.mark.parametrize("seed", some(range(20), 2))
def test_each_name_finds_its_entry_in_any_order(seed: int, book: Dictionary) -> None:
    """Unless in that order they are another name: Trung Nghĩa, and Nghĩa Trung."""
    mixed, names = random.Random(seed), {phrase.bare for phrase in book.phrases}
    for phrase in mixed.sample(book.phrases, 300):
        words = list(phrase.bare)
        if seed:
            mixed.shuffle(words)
        is_other = tuple(words) != phrase.bare and tuple(words) in names
        assert is_other or phrase.key in named(" ".join(words), book), (phrase, words)


@pytest.mark.sweep
def test_every_name_finds_its_entry(book: Dictionary) -> None:
    for phrase in book.phrases:
        assert phrase.key in named(" ".join(phrase.bare), book), phrase


def test_what_people_named_does_not_change_the_dictionary_of_the_snapshot(book: Dictionary) -> None:
    size = len(book.phrases), len(book.whole), len(book.scattered)
    more = book.with_named([*PEOPLE, *PEOPLE])
    assert len(more.phrases) > size[0]
    assert (len(book.phrases), len(book.whole), len(book.scattered)) == size


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("chu kyy so", "chu ky so"),
        ("chữ ký số nam truk", "chữ ký số nam truc"),
        ("chuky so namtruc", "chu ky so nam truc"),
        ("du baoo chu ky so", "du bao chu ky so"),
        ("vneidd", "vneid"),
    ],
)
def test_a_slip_is_suggested_and_not_taken(typed: str, first: str, book: Dictionary) -> None:
    assert suggestions(words_of(typed), book)[0] == first
    assert not answer(typed, {}, book).is_sure


def test_nothing_is_suggested_for_what_is_like_nothing(book: Dictionary) -> None:
    assert suggestions(words_of("qqqqqq zzzzzzz"), book) == []
