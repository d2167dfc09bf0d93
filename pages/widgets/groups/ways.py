"""The ways to the pages about the groups."""

from html import escape

from pages.shell.selection import Selection, link


def ways(selection: Selection, **changes: str) -> str:
    """A line of links to the four pages as HTML, each with the selection or some of it changed."""
    t = selection.language.t
    pages = {
        "network": t("Network"),
        "work": t("Activities"),
        "difficulties": t("Difficulties"),
        "effect": t("What it brings"),
    }
    links = (link(page, text, selection, **changes) for page, text in pages.items())
    return f"<p class='told'>{escape(t('Digital groups'))}: {' · '.join(links)}</p>"
