"""The part of the box that runs in the browser: one file, which browsers keep."""

import json
from functools import cache
from pathlib import Path

from pages.shell.finder.answers import LONGEST
from pages.text.language import LANGUAGES, Language

NAME = "finder.js"
HERE = Path(__file__).parent


@cache
def finder_script() -> str:
    """The script with its style and its words in each language."""
    given = {
        "words": {code: _words(Language(code)) for code in LANGUAGES},
        "style": (HERE / "finder.css").read_text(encoding="utf-8"),
        "longest": LONGEST,
    }
    code = (HERE / NAME).read_text(encoding="utf-8")
    return f"const FINDER = {json.dumps(given, ensure_ascii=False)};\n{code}"


def _words(language: Language) -> dict[str, str | list[str]]:
    t = language.t
    return {
        "find": t("Find"),
        "open": t("Find anything (Ctrl+K)"),
        "label": t("An indicator, a place, a period, a page …"),
        "close": t("Close the box"),
        "hint": t("Say what you wish to see, with or without accents. For example:"),
        "examples": [
            t("e-signature nam truc 2025"),
            t("slowest communes online dossiers"),
            t("compare 2024 2025 online dossiers"),
            t("forecast digital skills"),
        ],
        "page": t("page"),
        "meant": t("Did you mean:"),
        "also": t("Also about it:"),
        "failed": t("Nothing can be found at the moment. Open a page by the menu."),
    }
