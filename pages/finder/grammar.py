"""The words of wishes, from grammar.toml."""

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "grammar.toml"
Grammar = dict[str, dict[str, list[str]]]


@cache
def grammar() -> Grammar:
    """By section and key the phrases that mean it."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
