"""What a rule of the alerts is, and the words that it may use."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kpis.catalogue.kpi import Kpi, Text
from kpis.catalogue.vocabulary import Level, Status


class Condition(StrEnum):
    """What a rule looks for."""

    OFF_TRACK = "off_track"
    JUMP = "jump"
    NO_REPORT = "no_report"
    TARGET_LOST = "target_lost"
    SILENT_GROUPS = "silent_groups"
    DIFFICULTY = "difficulty"


OF_GROUPS = (Condition.SILENT_GROUPS, Condition.DIFFICULTY)  # these watch groups, and no KPI


class Severity(StrEnum):
    """How much an alert asks for, the most first."""

    SERIOUS = "serious"
    WARNING = "warning"
    NOTICE = "notice"


class Way(StrEnum):
    """The way that a value moved."""

    UP = "up"
    DOWN = "down"
    BOTH = "both"


class OffTrack(StrEnum):
    """From which status on a value is off its track."""

    SLIGHTLY_BEHIND = Status.SLIGHTLY_BEHIND
    BEHIND = Status.BEHIND
    MISSED = Status.MISSED


@dataclass(frozen=True)
class Rule:
    """One rule: which KPIs and levels it watches, for what, and from when on it speaks.

    `periods` is how many reported periods in a row it takes; of a jump, that is always one.
    What a condition does not use keeps its default.
    """

    id: str
    name: Text
    condition: Condition
    severity: Severity
    kpis: tuple[Kpi, ...]
    levels: tuple[Level, ...]
    enabled: bool = True
    periods: int = 1
    status: OffTrack = OffTrack.BEHIND
    past: bool = False  # whether a target whose year is over counts, where no other is still due
    unconfirmed: bool = False  # whether targets count that are no law
    points: float | None = None  # a change of more than that, in the unit of the KPI
    times: float | None = None  # a change to more than so many times, or to less than that part
    way: Way = Way.BOTH
    least: float = 0  # the denominator from which on a change is no accident
    months: int = 3  # for so long a group did nothing
    groups: int = 1  # so many groups of a unit at least
    share: float = 0  # and so many per cent of those of which it is known

    def subjects(self) -> Iterator[tuple[Kpi, Level]]:
        """Each KPI with each of the levels at which it is measured."""
        return ((kpi, level) for level in self.levels for kpi in self.kpis if level in kpi.levels)
