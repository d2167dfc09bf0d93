"""The words that a definition may use, and those that a reading may carry."""

from enum import StrEnum

from kpis import province


class Level(StrEnum):
    """The size of an area, as the units of the province or country in force are called."""

    WHOLE = province.WHOLE
    PART = province.PART
    COMMUNE = province.COMMUNE


class WrittenLevel(StrEnum):
    """A level as definitions and rules write it: for a province; in a country, by its place."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"

    @property
    def meant(self) -> Level:
        """The level of the units in force."""
        return list(Level)[list(WrittenLevel).index(self)]


class Unit(StrEnum):
    """What a value counts."""

    PERCENT = "percent"
    PER_1000 = "per_1000"
    COUNT = "count"
    RATIO = "ratio"

    @property
    def scale(self) -> int:
        """What the ratio of the two sums is multiplied by."""
        return {Unit.PERCENT: 100, Unit.PER_1000: 1000}.get(self, 1)


class Time(StrEnum):
    """How one side of a KPI goes from months to a period."""

    FLOW = "flow"  # all rows of the period
    STOCK = "stock"  # the rows of the last month that a unit reported
    EXPOSURE = "exposure"  # a stock, counted once for each month of the period: person-months


class Frequency(StrEnum):
    """How often the source is renewed."""

    MONTH = "month"
    YEAR = "year"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    RANGE = "range"


class Shape(StrEnum):
    """How a path runs from one point to the next; the formulas are in `path_shape.py`."""

    STRAIGHT = "straight"
    S_CURVE = "s_curve"


class Confirmation(StrEnum):
    """How far a target or a KPI is known from a published source."""

    CONFIRMED = "confirmed"  # read in the source itself
    RESTATED = "restated"  # read in another document that restates it
    DERIVED = "derived"  # arithmetic on confirmed figures
    UNCONFIRMED = "unconfirmed"  # never to be shown as law
    PROPOSED = "proposed"  # proposed by the makers of this dashboard


class Breakdown(StrEnum):
    """A column of the source by which a KPI may be split."""

    TOPIC = "topic"


class Collected(StrEnum):
    """What offices may send and need not: a field or an export, as mart_data calls it."""

    ZALO_FOLLOWERS = "zalo_followers"
    TRAININGS = "tap_huan"


class Counted(StrEnum):
    """What a numerator counts: of people, whose small numbers are hidden, or of something else."""

    PEOPLE = "people"
    HOUSEHOLDS = "households"
    ASSISTS = "assists"  # each of one person
    DOSSIERS = "dossiers"  # each of one applicant
    ANSWERS = "answers"  # each of one applicant
    POPULATION = "population"  # all residents, as statistics publish them everywhere
    MEMBERS = "members"  # of the groups, who do a task of the province
    GROUPS = "groups"
    VILLAGES = "villages"
    SESSIONS = "sessions"
    REPORTS = "reports"
    PROCEDURES = "procedures"
    WORK_FILES = "work_files"
    FIRMS = "firms"
    MONEY = "money"

    @property
    def is_personal(self) -> bool:
        """Whether one of it is one person, or a few who live together, in private."""
        private = (self.PEOPLE, self.HOUSEHOLDS, self.ASSISTS, self.DOSSIERS, self.ANSWERS)
        return self in private


class Missing(StrEnum):
    """Why a reading has no value; never zero instead."""

    NOT_REPORTED = "not_reported"  # due and not there
    NOT_DUE = "not_due"  # nothing can be there yet, or the day until when it is sent is not over
    NOT_COLLECTED = "not_collected"  # nobody has to send it, and up to then nobody did
    SUPPRESSED = "suppressed"  # few people stand behind it, or behind one that it would tell
    NOT_APPLICABLE = "not_applicable"
    NO_BOUNDARY = "no_boundary"


class Status(StrEnum):
    """Where a value stands against a target; the rules are in `kpis.progress.paths.status`."""

    MET = "met"
    ON_TRACK = "on_track"
    SLIGHTLY_BEHIND = "slightly_behind"
    BEHIND = "behind"
    MISSED = "missed"
    NO_TARGET = "no_target"
    INSUFFICIENT = "insufficient"


class Comparability(StrEnum):
    """How a reading came onto the units that it is shown on."""

    EXACT = "exact"
    ESTIMATED = "estimated"
    NOT_COMPARABLE = "not_comparable"


class Caveat(StrEnum):
    """Why a status is to be read with care: its two readings are not of the same thing."""

    POPULATION_CHANGED = "population_changed"  # whom the denominator counts is above 10 % another
    UNITS_CHANGED = "units_changed"  # of a divided unit one of both is a part, or not known at all


class Verdict(StrEnum):
    """What became of a target whose year is over."""

    MET = "met"
    MISSED = "missed"
    NO_VALUE = "no_value"
    NO_TARGET = "no_target"


class SinceDue(StrEnum):
    """What became of a target since its year was over, by its verdict and the value today."""

    HELD = "held"  # met then, met today
    LATE = "late"  # missed then, met today
    NOT_YET = "not_yet"  # missed then, not met today
    LOST = "lost"  # met then, not met today
    UNKNOWN = "unknown"  # no value then or today


class Momentum(StrEnum):
    """How the growth that is forecast differs from the one seen; `kpis.progress.momentum`."""

    SLOWS_AT_END = "slows_at_end"  # and the end of the scale is near
    SLOWS = "slows"
    STEADY = "steady"
    SPEEDS_UP = "speeds_up"
    TURNS = "turns"  # it fell, and is to grow again
    FALLS = "falls"  # away from the target
    OPEN = "open"  # the growth does not explain the probability: the months leave much open
