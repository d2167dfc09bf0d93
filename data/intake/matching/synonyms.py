"""What headers mean, export by export, from data/synonyms.toml."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from rapidfuzz import fuzz, process

from data.intake.matching.folding import fold
from data.intake.matching.kinds import named
from data.intake.matching.words import said
from data.stanzas import DEMONSTRATION, exports

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
def neutral() -> frozenset[str]:
    """Folded group headers that add nothing to the headers below them."""
    return frozenset(map(fold, said()["groups"]["neutral"]))


@cache
def all_headers() -> frozenset[str]:
    """Every folded header of every export."""
    return frozenset(text for export in exports() for text in headers(export.name))
