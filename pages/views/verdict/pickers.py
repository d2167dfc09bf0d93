"""Whether the reader sees all indicators or one: a field of the link that this page alone has."""

from pages.shell import url
from pages.shell.selection import Selection
from pages.shell.url import segments

FIELD = "result"
VIEWS = ("all", "one")


def remember_link() -> str:
    """The view that is asked for, kept before the selection, which does not know it."""
    asked = url.remember_link(FIELD)[FIELD]
    return asked if asked in VIEWS else VIEWS[0]


def pick_view(view: str, selection: Selection) -> None:
    """All indicators, or one of them in all units."""
    t = selection.language.t
    names = {"all": t("All indicators"), "one": t("One indicator")}
    segments(FIELD, t("Show"), VIEWS, view, names)
