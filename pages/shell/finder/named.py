"""What people made and named, as the finder lists it. What a person saves gets its place here."""

from pathlib import Path

from data.ledger.meetings import agenda
from data.refusal import RefusedError
from pages.finder.dictionary import Named
from pages.text import formats
from pages.text.language import Language


def named(store: Path, words: Language) -> list[Named]:
    """All of it; where the ledger cannot be read, nothing: each page says so."""
    try:
        return [*_meetings(store, words), *saved_views(store, words)]
    except RefusedError:
        return []


def _meetings(store: Path, words: Language) -> list[Named]:
    """Each meeting: found by its name, its day and its number."""
    return [
        Named(
            words.t("Meeting"),
            f"{one.name}, {formats.iso_day(one.held_on, words)}",
            "meetings",
            {"meeting": str(one.id)},
            (one.name, formats.iso_day(one.held_on, Language("vi")), str(one.id)),
        )
        for one in agenda.meetings(store)
    ]


def saved_views(_store: Path, _words: Language) -> list[Named]:
    """Each view that somebody saved under a name, with its page and the fields of its link."""
    return []  # nothing keeps any yet
