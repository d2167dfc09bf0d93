"""The interface in English, as the code has it, and Vietnamese, from a catalogue of gettext."""

import gettext
from collections.abc import Callable, Mapping
from functools import lru_cache
from io import BytesIO
from numbers import Integral
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from kpis.catalogue.catalogue import Text
from kpis.province import WHOLE

Translate = Callable[..., str]
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT = "vi"
LOCALE = Path(__file__).parent.parent / "locale"
COUNTS = frozenset({"n", "all", "of", "count"})  # what texts call counts; a year or a code is none


class Language:
    """One language: `t` translates a text of the interface, `pick` takes the half of a pair."""

    def __init__(self, code: str) -> None:
        self.code = code if code in LANGUAGES else DEFAULT
        self._translations = _translations(self.code)

    def t(self, text: str, /, **values: object) -> str:
        """The text in this language, with `{name}` filled from the values.

        Counts, whole numbers of COUNTS, are written with the language's sign of thousands.
        """
        translated = self._translations.gettext(text)
        return translated.format(**self._written(values)) if values else translated

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """The text for one or for many, whichever this language has for the count.

        `{name}` is filled from the values, as by `t`.
        """
        return self._translations.ngettext(one, many, count).format(**self._written(values))

    def _written(self, values: Mapping[str, object]) -> dict[str, object]:
        counts = {
            name: f"{value:,}".replace(",", "." if self.code == "vi" else ",")
            for name, value in values.items()
            if name in COUNTS and isinstance(value, Integral)
        }
        return {**values, **counts}

    def pick(self, pair: Text | dict[str, str]) -> str:
        """The half of a pair of texts, one Vietnamese, one English, that is in this language."""
        return pair[self.code] if isinstance(pair, dict) else str(getattr(pair, self.code))

    def __hash__(self) -> int:
        return hash(self.code)

    def __repr__(self) -> str:
        return f"Language({self.code!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Language) and other.code == self.code


@lru_cache
def _translations(code: str) -> gettext.NullTranslations:
    texts = gettext.NullTranslations()  # English: each text is its own key
    names = ["messages.po", f"{WHOLE}.po"]  # that of a country says otherwise what is of a province
    for file in (LOCALE / code / "LC_MESSAGES" / name for name in names):
        if file.exists():
            own = _compiled(file, code)
            own.add_fallback(texts)
            texts = own
    return texts


def _compiled(file: Path, code: str) -> gettext.GNUTranslations:
    # In memory at start, so that no stale .mo file can ever be shown.
    with file.open("rb") as source:
        catalogue = read_po(source, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
