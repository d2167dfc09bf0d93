"""Whether the reader sees all indicators or one: a field of the link that this page alone has."""

from pages.widgets import own_fields
from pages.widgets.picking import segments
from pages.widgets.selection import Selection

FIELD = "result"
VIEWS = ("all", "one")


def remember_link() -> str:
    """The view that is asked for, kept before the selection, which does not know it."""
    asked = own_fields.remember_link(FIELD)[FIELD]
    return asked if asked in VIEWS else VIEWS[0]


def pick_view(view: str, selection: Selection) -> None:
    """All indicators, or one of them in all units."""
    t = selection.language.t
    names = {"all": t("All indicators"), "one": t("One indicator")}
    segments(FIELD, t("Show"), VIEWS, view, names)
