"""The views of the items of an agenda, as they were shown."""

from data.ledger.meetings import shown
from data.ledger.meetings.agenda import Item
from pages.briefs.frozen import FrozenView, UnreadableError, read
from pages.shell.served import store_directory
from pages.text.language import Language


def frozen_view(item: Item) -> FrozenView | None:
    """The view of an item as it was shown; None where there is none, or it cannot be read."""
    try:
        kept = shown.shown(store_directory(), item.meeting, item.frozen, ".json")
        return read(kept, item.frozen)
    except (shown.LostError, UnreadableError):
        return None


def why_not(item: Item, words: Language) -> str:
    """Why an item has no view to show; "" for one that never was to have any."""
    return words.t("What was shown cannot be read any more.") if item.frozen else item.refused
