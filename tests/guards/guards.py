"""The guards that SECURITY.md promises, as `guards.toml` names them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIST = Path(__file__).with_name("guards.toml")


@dataclass(frozen=True)
class Guard:
    """A promise, the line that keeps it, what stands there without it, the tests that then fail."""

    promise: str
    file: str
    line: str
    without: str
    tests: tuple[str, ...]


def guards() -> list[Guard]:
    """All guards, in the order of the list."""
    found = tomllib.loads(LIST.read_text("utf-8"))["guard"]
    return [Guard(**{**one, "tests": tuple(one["tests"])}) for one in found]


def promises() -> str:
    """The table of SECURITY.md: each promise with the tests that hold it."""
    lines = ["| Promise | Held by |", "|---|---|"]
    for guard in guards():
        held = "<br>".join(f"`{name.removeprefix('tests/')}`" for name in guard.tests)
        lines.append(f"| {guard.promise} | {held} |")
    return "\n".join(lines) + "\n"
