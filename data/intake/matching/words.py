"""Words that stand for a code: levels, and the names and synonyms of the code lists."""

import csv
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from data.intake.matching.folding import NATIVE, fold
from data.reference import CODE_LISTS

SYNONYMS_TOML = Path(__file__).parents[2] / "synonyms.toml"
LEVEL = "level"  # not a file of data/code_lists; its codes are those that as_level reads


@cache
def said() -> dict[str, Any]:
    """All of data/synonyms.toml."""
    with SYNONYMS_TOML.open("rb") as file:
        return tomllib.load(file)


@cache
def words(name: str) -> Mapping[str, str]:
    """Folded word → code of a list. ValueError where a word stands for two codes."""
    synonyms = said()["lists"].get(name, {})
    codes = {code: [code, *more] for code, more in synonyms.items()}
    if name != LEVEL:
        for code, *names in _rows(name):
            codes.setdefault(code, [code]).extend(names)
    found: dict[str, str] = {}
    for code, texts in codes.items():
        for text in texts:
            if found.setdefault(fold(text), code) != code:
                raise ValueError(f"{name}: “{text}” stands for {found[fold(text)]} and {code}")
    return MappingProxyType(found)


def code_of(cell: str, name: str, is_many: bool = False) -> str:
    """The code that a cell says, or the cell itself. Of many all must be known."""
    if whole := words(name).get(fold(cell)):
        return whole
    parts = [part for part in re.split(r"[,;\n]", cell) if fold(part)] if is_many else []
    codes = [words(name).get(fold(part), "") for part in parts]
    return ", ".join(codes) if codes and all(codes) else cell.removeprefix(NATIVE)


def _rows(name: str) -> list[tuple[str, str, str]]:
    with (CODE_LISTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [(row["code"], row["name_vi"], row["name_en"]) for row in csv.DictReader(file)]
