"""The way from a value to what it is made of."""

from pages.shell.selection import Selection, link


def explain_link(selection: Selection, **changes: str) -> str:
    """A link to the explanation of the value of the selection with some changes; HTML."""
    return link("explain", selection.language.t("Explain this number"), selection, **changes)
