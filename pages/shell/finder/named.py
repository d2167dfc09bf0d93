"""What people made and named: meetings and saved views, as the box lists them."""

from pathlib import Path

from data.ledger.analysis.saved_views import saved_views
from data.ledger.meetings import agenda
from data.refusal import RefusedError
from pages.finder.dictionary import Named
from pages.text import formats
from pages.text.language import Language


def named(store: Path, words: Language) -> list[Named]:
    """All of it; where the ledger cannot be read, nothing: each page says so."""
    try:
        return [*_meetings(store, words), *_saved_views(store, words)]
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


def _saved_views(store: Path, words: Language) -> list[Named]:
    """Each view that somebody saved: found by its name and by what its page was called."""
    return [
        Named(words.t("Saved view"), one.name, one.page, one.selection, (one.name, one.title))
        for one in saved_views(store)
    ]
