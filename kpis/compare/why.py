"""Why units cannot be compared in a way that was asked for."""

from enum import StrEnum

from kpis.errors import KpiError


class Why(StrEnum):
    """The reason, for a page to say in words."""

    NO_VALUE = "no_value"  # no unit has one, or none in one of both periods
    FEW = "few"  # fewer than two units have one
    NO_PROPORTION = "no_proportion"  # more are counted than there are
    SAME = "same"  # all units have none, or all: chance has no say
    RANGE = "range"  # best within a range: no direction, no mark
    COUNT = "count"  # no denominator
    VINTAGES = "vintages"  # two sets of units
    UNKNOWN = "unknown"  # conditions that are not known


class IncomparableError(KpiError):
    """A comparison that cannot be made; `why` says it for a page."""

    def __init__(self, why: Why, text: str) -> None:
        self.why = why
        super().__init__(text)
