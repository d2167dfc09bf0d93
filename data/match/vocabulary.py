"""What headers mean, export by export, from data/synonyms.toml."""

import csv
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rapidfuzz import fuzz, process

from data import province
from data.exports import DEMONSTRATION
from data.match.fields import named
from data.match.folding import NATIVE, fold
from data.reference import CODE_LISTS

SYNONYMS_TOML = Path(__file__).parents[1] / "synonyms.toml"
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


IGNORED = ""  # a column that says nothing about the row
DISTRICT = "district_name"
CUT_OFF, MOST = 60, 3


@cache
def headers(export_name: str) -> Mapping[str, str]:
    """Folded header → field, or a helper field, or IGNORED. ValueError if one says two fields."""
    export, listed = named(export_name), said()
    texts = {field: [header, field] for field, header in export.fields.items()}
    for helper in helpers(export_name):
        texts.setdefault(helper, [helper])
    for field, synonyms in listed["common"].items():
        if field in texts:
            texts[field] += synonyms
    for field, synonyms in listed["fields"].get(export_name, {}).items():
        texts[field] += synonyms  # a KeyError names a field that the export does not have
    texts[IGNORED] = [*listed["ignored"]["headers"], DEMONSTRATION]
    found: dict[str, str] = {}
    for field, synonyms in texts.items():
        for text in synonyms:
            if found.setdefault(fold(text), field) != field:
                raise ValueError(f"{export_name}: “{text}” is {found[fold(text)]} and {field}")
    return MappingProxyType(found)


@cache
def helpers(export_name: str) -> tuple[str, ...]:
    """Columns that tell the unit of a row where its code is missing: its name and its district."""
    unit = named(export_name).unit
    return (unit.replace("_code", "_name"), DISTRICT) if unit else ()


@cache
def unit_name(export_name: str) -> str:
    """The field, or helper, with the name of the unit; "" of an export without units."""
    return next(iter(helpers(export_name)), "")


def suggestions(header: str, export_name: str) -> tuple[str, ...]:
    """The fields with the nearest headers, to be offered to a person and never taken unasked."""
    known = headers(export_name)
    near = process.extract(fold(header), list(known), scorer=fuzz.token_sort_ratio, limit=None)
    fields = [known[text] for text, score, _ in near if score >= CUT_OFF]
    return tuple(dict.fromkeys(field for field in fields if field))[:MOST]


@cache
def province_names() -> Mapping[str, tuple[str, ...]]:
    """Vintage → other names that senders call the province by at that time."""
    called = province.told().get("also_called", {})
    return MappingProxyType({v: tuple(names) for v, names in called.items()})


@cache
def neutral() -> frozenset[str]:
    """Folded group headers that add nothing to the headers below them."""
    return frozenset(map(fold, said()["groups"]["neutral"]))
