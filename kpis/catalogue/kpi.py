"""What a KPI is: the dataclasses that a definition becomes."""

from dataclasses import dataclass
from datetime import date

from kpis.catalogue.path_shape import Course
from kpis.catalogue.vocabulary import (
    Breakdown,
    Collected,
    Confirmation,
    Counted,
    Direction,
    Frequency,
    Level,
    Time,
    Unit,
)


@dataclass(frozen=True)
class Text:
    """The same words in both languages."""

    vi: str
    en: str


@dataclass(frozen=True)
class Group:
    """A group of KPIs; groups have the order of definitions/groups.toml."""

    id: str
    name: Text


@dataclass(frozen=True)
class Target:
    """What a KPI should be at the end of a year: a value, or for a range its two ends."""

    year: int
    source: str
    status: Confirmation
    value: float | None = None
    min: float | None = None
    max: float | None = None


@dataclass(frozen=True)
class Sides:
    """How each side of the ratio goes from months to a period."""

    numerator: Time
    denominator: Time


@dataclass(frozen=True)
class Kpi:
    """One indicator: where its two sums come from and what is asked of it.

    `numerator` and `denominator` are SQL aggregates over the rows of the mart `source` for which
    `where` holds; the value is their ratio times `unit.scale`. `source_level` is the level of the
    areas in the mart, `levels` are those at which the KPI is shown. `valid_to` is the last month
    in which the KPI means anything. `collected` is what it rests on that nobody has to send.
    `synonyms` are other names by which people look for it, in either language.
    `is_proportion`: the denominator counts separate people, households, dossiers …, each once, and
    the numerator those of them for which something holds, so that both may be taken for trials and
    successes of a binomial law. `counts` is what the numerator counts.
    """

    id: str
    group: str
    name: Text
    synonyms: tuple[str, ...]
    definition: Text
    source: str
    source_level: Level
    where: str | None
    numerator: str
    denominator: str
    numerator_label: Text
    denominator_label: Text
    counts: Counted
    unit: Unit
    time: Sides
    staleness_months: int
    frequency: Frequency
    direction: Direction
    levels: tuple[Level, ...]
    valid_to: date | None
    breakdown: Breakdown | None
    collected: Collected | None
    targets: tuple[Target, ...]
    course: Course
    legal_basis: tuple[str, ...]
    value_status: Confirmation
    notes: Text | None
    is_proportion: bool = False

    @property
    def is_personal(self) -> bool:
        """Whether it counts people, so that small numbers of them are hidden."""
        return self.counts.is_personal
