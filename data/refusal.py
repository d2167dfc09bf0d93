"""What stops a publish: a whole file that cannot be used. Single lines are set aside instead."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDERS = re.compile(r"(?<![\w.])(?:[A-Za-z]:)?[/\\](?:[^\s\"'“”<>|:;,()/\\]+[/\\])+")
ADDRESSES = re.compile(
    r"<?[^\s<>(]+@[^\s<>);,]+>?"  # of people
    r"|(?:\b\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-fA-F:]+\]|(?:[\w-]+\.)+[A-Za-z][\w-]*)(?::\d+)?"
    r"|\b[\w-]*[A-Za-z][\w-]*:\d+"
)


@dataclass(frozen=True)
class Bilingual:
    """One sentence for people, in Vietnamese and English."""

    vi: str
    en: str

    def as_dict(self) -> dict[str, str]:
        """The two halves as `{"vi": …, "en": …}`, as files and pages take them."""
        return {"vi": self.vi, "en": self.en}


def without_places(text: str) -> str:
    """What a system or a library said, for readers: of a path only the last name is left."""
    return FOLDERS.sub("", text)


def without_addresses(text: str) -> str:
    """The same without the addresses of people and of servers, in place of which stands “…”."""
    return ADDRESSES.sub("…", without_places(text))


class RefusedError(Exception):
    """Exports that cannot be published: which file, at which line, why, and what to do.

    `line` is None where the fault is not at one line. Reason and remedy are for readers. The text
    of the error is the English one, with the `detail` that is for who runs the server.
    """

    def __init__(
        self,
        file: str | Path,
        reason: Bilingual,
        remedy: Bilingual,
        line: int | None = None,
        detail: str = "",
    ) -> None:
        self.file, self.line, self.reason, self.remedy = Path(file).name, line, reason, remedy
        place = self.file if line is None else f"{self.file}, line {line}"
        super().__init__(f"{place}: {reason.en} {remedy.en}" + (f" [{detail}]" if detail else ""))

    def __reduce__(self) -> tuple[Any, ...]:
        """It is handed from one process to another as it is."""
        return type(self).__new__, (type(self), *self.args), self.__dict__


class AskedError(RefusedError):
    """A file that is not taken before a person says how a column is written.

    `choices` are the answers and what each would mean; who knows the layout of the file sets it, as
    the answer is remembered for it.
    """

    layout = ""

    def __init__(
        self,
        file: str | Path,
        reason: Bilingual,
        remedy: Bilingual,
        line: int | None,
        field: str,
        choices: Mapping[str, Bilingual],
    ) -> None:
        super().__init__(file, reason, remedy, line)
        self.field, self.choices = field, choices
