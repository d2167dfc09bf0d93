"""What the box answers to a text, from the snapshot that the page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import fields

import pandas as pd

from pages.finder.answering import answer
from pages.finder.dictionary import Dictionary, GroupPlace, Named, PageName
from pages.finder.suggestions import suggestions
from pages.finder.telling import Reply, reply
from pages.finder.typed import words_of
from pages.shell.finder.named import named
from pages.shell.menu import entries
from pages.shell.opened import find, trouble
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue, store_directory
from pages.text.language import DEFAULT, LANGUAGES, Language

LONGEST = 200  # letters of a wish that are read


def found(text: str, shown: Mapping[str, str]) -> Reply:
    """The answer to a text on a page whose link has these fields."""
    words = Language(shown.get("lang", DEFAULT))
    known = {field.name for field in fields(Selection)}
    fields_shown = {name: value for name, value in shown.items() if name in known}
    served = _served(fields_shown.get("snapshot", ""))
    if served is None or not served.fact("last_month"):
        said = words.t("There is nothing to find yet: no data are published.")
        return Reply(choices=[], others=[], said=said, suggestions=[], sure=False)
    book = dictionary(served, tuple(named(store_directory(), words)))
    got = answer(text[:LONGEST], fields_shown, book)
    near = suggestions(words_of(text[:LONGEST]), book) if got.unread else []
    return reply(got, near, book, words)


def dictionary(served: Served, people: Sequence[Named] = ()) -> Dictionary:
    """All that can be found in a snapshot, and what people named meanwhile."""
    whole = served.once(_dictionary)
    return whole.with_named(people)


def _served(asked: str) -> Served | None:
    """The snapshot of the link while it can be read, else the one that pages show."""
    if asked and not trouble(asked):
        return Served(asked)
    shown = find().shown
    return Served(shown.name) if shown else None


def _dictionary(served: Served) -> Dictionary:
    topics = {
        code: {lang: served.topics(lang)[code] for lang in LANGUAGES}
        for code in served.topics(DEFAULT)
    }
    return Dictionary(catalogue(), served.extent(), _pages(), topics, _groups(served))


def _pages() -> list[PageName]:
    """The pages that can be opened by themselves."""
    by_language = {
        lang: [one for under in entries(Language(lang)).values() for one in under]
        for lang in LANGUAGES
    }
    every = zip(*by_language.values(), strict=True)
    names = [(ones[0].address, [one.title for one in ones]) for ones in every]
    return [
        PageName(address, dict(zip(by_language, titles, strict=True)))
        for address, titles in names
        if address != "group"
    ]


def _groups(served: Served) -> list[GroupPlace]:
    """Each group with its village and the communes of all vintages in which it lies."""
    columns = ["group_code", "vintage", "area_code"]
    homes = served.table("mart_group")
    places = pd.concat([homes[columns], served.table("mart_group_place")[columns]])
    communes: dict[str, set[tuple[str, str]]] = {}
    for code, vintage, area in places.dropna().itertuples(index=False):
        communes.setdefault(code, set()).add((vintage, area))
    villages = zip(homes["group_code"], homes["village_name"], strict=True)
    return [GroupPlace(code, str(village), frozenset(communes[code])) for code, village in villages]
