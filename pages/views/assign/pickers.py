"""What the reader picks on the page that shares targets out: fields of the link of its own."""

from kpis.whatif.sharing import Method
from pages.shell.selection import Selection
from pages.shell.url import remember_link, segments
from pages.views.assign.text import method_name
from pages.widgets.aims import YEAR

METHOD, SHOWN = "method", "shown"
SHOWS = ("asked", "rise")  # what the maps show: the values asked for, or what is to be gained


def own_link() -> dict[str, str]:
    """The fields of this page that the link or the session says."""
    return remember_link(YEAR, METHOD, SHOWN)


def method_of(asked: str, offered: tuple[Method, ...]) -> Method:
    """The method that is asked for, or the first."""
    return next((method for method in offered if method == asked), offered[0])


def pick_method(offered: tuple[Method, ...], method: Method, selection: Selection) -> None:
    """The method whose demands are written out and exported."""
    t = selection.language.t
    names = {one.value: method_name(one, selection.language) for one in offered}
    segments(METHOD, t("Shared by"), list(names), method.value, names)


def pick_shown(shown: str, selection: Selection) -> None:
    """What the maps show."""
    t = selection.language.t
    names = {"asked": t("Values proposed"), "rise": t("What is to be gained")}
    segments(SHOWN, t("The maps show"), SHOWS, shown, names)
