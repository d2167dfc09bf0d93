"""Where the files of data are told of: the pages of quality and of loading."""

from html import escape
from urllib.parse import urlencode

from pages.shell.selection import wanted
from pages.text.language import Language


def data_links(words: Language) -> str:
    """Sentences that lead on, HTML; the links keep the selection of the reader."""
    t = words.t
    lines = [
        (t("Which files are in force, with their rows, months and checks:"), "quality"),
        (t("When they were loaded, and which snapshots can be restored:"), "load"),
        (t("What each indicator is computed from:"), "catalogue"),
    ]
    names = {
        "quality": t("Data quality"),
        "load": t("Load data"),
        "catalogue": t("Catalogue of indicators"),
    }
    return "<br>".join(f"{escape(text)} {_link(page, names[page], words)}." for text, page in lines)


def _link(page: str, name: str, words: Language) -> str:
    query = escape(urlencode({**wanted(), "lang": words.code}), quote=True)
    return f"<a href='{page}?{query}' target='_self'>{escape(name)}</a>"
