"""The views of the items of an agenda, as they were shown."""

from data.ledger.meetings import shown
from data.ledger.meetings.agenda import Item
from pages.briefs.frozen import FrozenView, UnreadableError, read
from pages.shell.served import store_directory


def frozen_view(item: Item) -> FrozenView | None:
    """The view of an item as it was shown; None where there is none, or it cannot be read."""
    try:
        kept = shown.shown(store_directory(), item.meeting, item.frozen, ".json")
        return read(kept, item.frozen)
    except (shown.LostError, UnreadableError):
        return None
