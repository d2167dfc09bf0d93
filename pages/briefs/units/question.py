"""What is asked of sheets, by who lays them out and by the process that gathers."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """Whose sheets: "" of an area stands for all, None for what `asked` chooses."""

    level: str
    vintage: str | None = None
    period: str | None = None
    area: str = ""
    language: str = "vi"
