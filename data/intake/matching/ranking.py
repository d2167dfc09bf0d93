"""Rows that may be a header, and how well they fit each export."""

from dataclasses import dataclass

from data.intake.matching.folding import fold
from data.intake.matching.kinds import named
from data.intake.matching.layout import Heading
from data.intake.matching.synonyms import headers, neutral, unit_name
from data.intake.matching.words import said
from data.stanzas import exports


@dataclass(frozen=True)
class Header:
    """Rows that may be a header: the place of the first in the rows given, and what they say."""

    place: int
    height: int
    headings: list[Heading]

    def fields(self, kind: str) -> list[str | None]:
        return [field_of(heading, kind) for heading in self.headings]

    def found(self, kind: str) -> set[str]:
        return {field for field in self.fields(kind) if field}


def field_of(heading: Heading, kind: str) -> str | None:
    known = headers(kind)
    field = known.get(fold(heading.joined)) if heading.text else None
    if field is None and fold(heading.group) in neutral():
        field = known.get(fold(heading.text))
    return field


def rank(header: Header, kind: str) -> tuple[int, float]:
    """How many fields are found, and the share of the required ones."""
    required = named(kind).required
    absent = missing(header.found(kind), kind)
    return len(header.found(kind)), 1 - len(absent) / len(required)


def missing(found: set[str], kind: str) -> tuple[str, ...]:
    export = named(kind)
    has_name = unit_name(kind) in found
    return tuple(
        field
        for field in export.required
        if field not in found and not (field == export.unit and has_name)
    )


def chosen(header: Header) -> str | None:
    """The export that explains most columns, if it is only one and has a column of its own."""
    ranks = {export.name: rank(header, export.name) for export in exports()}
    top = max(ranks.values())
    names = [name for name, found in ranks.items() if found == top]
    own = header.found(names[0]) - said()["common"].keys()
    return names[0] if len(names) == 1 and own else None
