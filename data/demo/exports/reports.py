"""The monthly report of each group (export bao_cao), and in which months a group was active.

A report that would be sent after the exports were drawn has not been sent. Groups that do not
report mostly do nothing either.
"""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.demo import months
from data.demo.exports import rows
from data.demo.exports.groups import Groups
from data.demo.factors import Factors
from data.demo.places import COAST, Places
from data.demo.randomness import logistic
from data.demo.scope import Scope
from data.demo.tables import Table

DIFFICULTIES = ("nhan_thuc", "thiet_bi", "duong_truyen", "kinh_phi", "ky_nang")
STATES = ("chua_gui", "nhap", "da_gui", "da_duyet", "da_khoa")
NOT_SENT, DRAFT, SENT, APPROVED, LOCKED = range(5)
DUE_DAY = 10  # of the next month
UNSENT = -1
# The factor whose lack a difficulty is; funding has none, it is each commune's own.
CAUSES = ("youth", "devices", "network", None, "groups")
BY_CAUSE = 0.85  # how much more often (exponent) for each unit of the factor that is lacking
OWN = 0.5  # … or by chance

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Reports:
    """By village and month (2160 × 50): the day of sending or UNSENT, and whether it was active."""

    sent_day: Ints
    active: NDArray[np.bool_]


def make(
    rng: np.random.Generator,
    factors: Factors,
    groups: Groups,
    silent: NDArray[np.bool_],
    scope: Scope,
) -> Reports:
    """Who sent when, who was active; `silent` are the base communes × months without reports."""
    shape = groups.exists.shape
    month = np.arange(months.COUNT)
    eager = 0.35 * factors["groups"] + 0.4 * rng.normal(0, 1, len(silent))
    habit = eager[groups.commune] + rng.normal(0, 0.6, len(groups.commune))
    tet = (months.season(in_fields=False) < 0.75) * 0.5  # reports wait, too
    sends = logistic(2.75 + 0.028 * month - tet + habit[:, None])
    in_time = logistic(1.95 + 0.026 * month - tet + habit[:, None])
    due = months.FIRST_DAYS[1:] + DUE_DAY - 1
    early = due - np.minimum(rng.geometric(0.3, shape) - 1, DUE_DAY - 1)
    late = due + rng.geometric(0.11, shape)
    day = np.where(rng.random(shape) < in_time, early, late)
    as_of = months.day_number(scope.as_of)
    sent = (rng.random(shape) < sends) & (day <= as_of) & ~silent[groups.commune] & groups.exists
    works = np.where(sent, 0.965 - tet * 0.09, 0.15)
    active = (rng.random(shape) < works) & groups.exists & ~silent[groups.commune]
    return Reports(np.where(sent, day, UNSENT), active)


def table(
    rng: np.random.Generator,
    places: Places,
    factors: Factors,
    groups: Groups,
    reports: Reports,
    scope: Scope,
) -> Table:
    """bao_cao: a row for each group and month in which it exists, whether sent or not."""
    cells = rows.existing(groups, scope)
    day = reports.sent_day[cells.village, cells.month]
    due = [months.day_label(start + timedelta(days=DUE_DAY - 1)) for start in months.STARTS[1:]]
    chance = rng.random(len(day))
    age = scope.last_month - cells.month
    locked = np.where(age >= 3, 0.98, np.where(age == 2, 0.6, 0.0))
    approved = np.where(age >= 1, 0.995, 0.45)
    state = np.where(chance < locked, LOCKED, np.where(chance < approved, APPROVED, SENT))
    state = np.where(day != UNSENT, state, np.where(chance < 0.25, DRAFT, NOT_SENT))
    named = _named(rng, places, factors, groups.commune[cells.village], cells.month)
    sent_label = pa.array(day, mask=day == UNSENT)
    return {
        "month": rows.month_labels(cells.month),
        **rows.keys(places, groups, cells),
        "due_date": rows.taken([*due], cells.month),
        "sent_date": pa.array(months.day_labels()).take(sent_label),
        "state": rows.taken([*STATES], state),
        "difficulties": rows.taken(_combinations(), np.where(day != UNSENT, named, 0)),
    }


def _combinations() -> list[str | None]:
    """The text of every set of difficulties, by its bits; none = an empty cell."""
    return [
        ", ".join(code for bit, code in enumerate(DIFFICULTIES) if number >> bit & 1) or None
        for number in range(2 ** len(DIFFICULTIES))
    ]


def _named(
    rng: np.random.Generator, places: Places, factors: Factors, commune: Ints, month: Ints
) -> Ints:
    """The set of difficulties that each report names, as bits: most often what a commune lacks.

    Awareness and skills improve with time, lines reach the coast late, funding stays as it is.
    """
    time = month / months.COUNT
    coast = places.zone[commune] == COAST
    base = (
        0.28 - 0.15 * time,
        0.15 - 0.05 * time,
        np.where(coast, 0.18 - 0.10 * time, 0.08),
        np.full(len(month), 0.17),
        0.19 - 0.09 * time,
    )
    own = OWN * rng.normal(0, 1, len(places.base))
    named = np.zeros(len(month), dtype=np.int64)
    for bit, (share, cause) in enumerate(zip(base, CAUSES, strict=True)):
        lack = own if cause is None else -BY_CAUSE * factors[cause]
        often = np.round(np.exp(lack), 6)[commune]
        named += (rng.random(len(month)) < np.clip(share * often, 0, 0.9)) * 2**bit
    return named
