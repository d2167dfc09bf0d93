"""The part of the maps by the keys that runs in the browser: one file, which browsers keep."""

import json
from functools import cache
from pathlib import Path

from pages.text.language import LANGUAGES, Language

NAME = "map_keys.js"


@cache
def map_keys_script() -> str:
    """The script with its words in each language."""
    given = {code: _words(Language(code)) for code in LANGUAGES}
    code = (Path(__file__).parent / NAME).read_text(encoding="utf-8")
    return f"const MAP_KEYS = {json.dumps(given, ensure_ascii=False)};\n{code}"


def _words(language: Language) -> dict[str, str]:
    t = language.t
    keys = t(
        "Home and End: the first and the last unit. Page Up and Page Down: ten units. Letters: the"
        " unit of that name."
    )
    leave = t("Escape: out of the map.")
    return {
        "map": t("map"),
        "order": t("Arrow keys: unit by unit, in the order of their names."),
        "opens": f"{keys} {t('Enter: what a click does.')} {leave}",
        "shows": f"{keys} {leave}",
        "place": t("unit {n} of {all}"),
        "group": t("Class: {group}"),
        "marked": t("marked"),
        "count": t("The map has {n} units now."),
        "table": t("To the table of these figures"),
        "tab": t("Table"),
    }
