"""What the map of the network shows, kept in the link."""

from pages.shell import url
from pages.shell.selection import Selection
from pages.shell.url import dropdown
from pages.views.network.figures import measures

FIELD = "figure"


def asked() -> str:
    """The word of the link; kept before the selection, which does not know it, is read."""
    return url.remember_link(FIELD)[FIELD]


def pick_figure(wish: str, selection: Selection) -> str:
    """Draws the list; the word of the measure that is shown."""
    known = measures(selection.language)
    current = wish if wish in known else next(iter(known))
    label = selection.language.t("The map shows")
    dropdown(FIELD, label, list(known), current, lambda one: known[one].title, width="stretch")
    return current
