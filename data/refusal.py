"""What stops a publish: a whole file that cannot be used. Single lines are set aside instead."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Bilingual:
    """One sentence for people, in Vietnamese and English."""

    vi: str
    en: str

    def as_dict(self) -> dict[str, str]:
        """The two halves as `{"vi": …, "en": …}`, as files and pages take them."""
        return {"vi": self.vi, "en": self.en}


class RefusedError(Exception):
    """Exports that cannot be published: which file, at which line, why, and what to do.

    `line` is None where the fault is not at one line. The text of the error is the English one.
    """

    def __init__(
        self, file: str | Path, reason: Bilingual, remedy: Bilingual, line: int | None = None
    ) -> None:
        self.file, self.line, self.reason, self.remedy = Path(file).name, line, reason, remedy
        place = self.file if line is None else f"{self.file}, line {line}"
        super().__init__(f"{place}: {reason.en} {remedy.en}")
