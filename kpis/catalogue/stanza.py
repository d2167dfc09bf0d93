"""One table of a definition file, read key by key; whatever is wrong is refused by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from kpis.catalogue.kpi import Text
from kpis.errors import CatalogueError, nearest

Word = TypeVar("Word", bound=StrEnum)
LANGUAGES = ("vi", "en")


@dataclass(frozen=True)
class Stanza:
    """A TOML table with its place, so that every refusal can name file and stanza."""

    file: Path
    name: str
    table: Mapping[str, Any]

    def refuse(self, problem: str) -> CatalogueError:
        """The error to raise."""
        return CatalogueError(f"{self.file}, [{self.name}]: {problem}")

    def allow(self, required: Iterable[str], optional: Iterable[str] = ()) -> None:
        """Refuses a key that is not known and a required one that is not there."""
        required, optional = list(required), list(optional)
        for key in self.table:
            if key not in required and key not in optional:
                near = nearest(key, required + optional)
                raise self.refuse(f"unknown key “{key}”. {near}")
        for key in required:
            if key not in self.table:
                raise self.refuse(f"the key “{key}” is missing.")

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self.table[key]
        if not isinstance(value, str) or not value.strip():
            raise self.refuse(f"“{key}” must be a text, not {value!r}.")
        return value

    def text_or_none(self, key: str) -> str | None:
        """A text, or None where the key is not there."""
        return self.text(key) if key in self.table else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, possibly empty."""
        value = self.table[key]
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.refuse(f"“{key}” must be a list of texts, not {value!r}.")
        return tuple(value)

    def bilingual(self, key: str) -> Text:
        """A text in both languages."""
        part = self.sub(key)
        part.allow(LANGUAGES)
        return Text(part.text("vi"), part.text("en"))

    def integer(self, key: str, least: int, most: int) -> int:
        """A whole number between two bounds."""
        value = self.table[key]
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise self.refuse(f"“{key}” must be a whole number {least}–{most}, not {value!r}.")
        return value

    def truth(self, key: str) -> bool:
        """true or false."""
        value = self.table[key]
        if not isinstance(value, bool):
            raise self.refuse(f"“{key}” must be true or false, not {value!r}.")
        return value

    def number(self, key: str) -> float:
        """A number that is finite."""
        value = self.table[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or value - value != 0:
            raise self.refuse(f"“{key}” must be a number, not {value!r}.")
        return float(value)

    def choice(self, key: str, words: type[Word]) -> Word:
        """One word of a vocabulary."""
        return self.word(key, self.table[key], words)

    def choices(self, key: str, words: type[Word]) -> tuple[Word, ...]:
        """One or more words of a vocabulary, none twice."""
        value = self.table[key]
        if not isinstance(value, list) or not value:
            raise self.refuse(f"“{key}” must be a list of {', '.join(words)}, not {value!r}.")
        chosen = tuple(self.word(key, word, words) for word in value)
        if len(set(chosen)) < len(chosen):
            raise self.refuse(f"“{key}” names a word twice.")
        return chosen

    def word(self, key: str, value: object, words: type[Word]) -> Word:
        """A value as a word of a vocabulary; refused with the nearest valid one."""
        if isinstance(value, str) and value in list(words):
            return words(value)
        raise self.refuse(f"“{key}” cannot be {value!r}. {nearest(str(value), words)}")

    def sub(self, key: str) -> "Stanza":
        """A table inside this one."""
        value = self.table[key]
        if not isinstance(value, dict):
            raise self.refuse(f"“{key}” must be a table, not {value!r}.")
        return Stanza(self.file, f"{self.name}.{key}", value)

    def subs(self, key: str) -> list["Stanza"]:
        """The tables of a list inside this one."""
        value = self.table[key]
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.refuse(f"“{key}” must be a list of tables, not {value!r}.")
        return [Stanza(self.file, f"{self.name}.{key}[{i}]", t) for i, t in enumerate(value)]
