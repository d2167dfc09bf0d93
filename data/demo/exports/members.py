"""The members of each group and month (export thanh_vien).

At the end of 2023 they are exactly the published 10,557, 4 to 6 in a group, 8 × 5 in Tân Thành.
"""

import numpy as np
from numpy.typing import NDArray

from data.demo import months
from data.demo.exports import rows
from data.demo.exports.groups import LAST_SET_UP, Groups
from data.demo.exports.population import TAN_THANH
from data.demo.factors import Factors
from data.demo.places import Places
from data.demo.randomness import logistic, steady
from data.demo.scope import Scope
from data.demo.tables import Table

MEMBERS_2023 = 10_557
GROUPS_OF_6 = 400  # with it, 643 groups of 4 and 1,117 of 5 make 10,557 in 2,160
TURNOVER = 0.016  # chance that a group grows or shrinks by one in a month after 2023

Ints = NDArray[np.int64]


def make(rng: np.random.Generator, places: Places, groups: Groups) -> Ints:
    """Members by village and month (2160 × 50), worked out from 12/2023 both ways."""
    fixed = groups.commune == places.base.index(TAN_THANH)
    size = _sizes_2023(rng, fixed)
    members = np.repeat(size[:, None], months.COUNT, axis=1)
    _begin_smaller(rng, groups, members, fixed)
    for month in range(LAST_SET_UP + 1, months.COUNT):
        change = rng.random(len(size))
        step = (change < TURNOVER * 0.6).astype(np.int64) - (change > 1 - TURNOVER * 0.4)
        members[:, month] = np.clip(members[:, month - 1] + step, 4, 7)
    return members


def _sizes_2023(rng: np.random.Generator, fixed: NDArray[np.bool_]) -> Ints:
    size = np.full(len(fixed), 5)
    free = rng.permutation(np.flatnonzero(~fixed))
    missing = 5 * len(fixed) - MEMBERS_2023 + GROUPS_OF_6
    size[free[:GROUPS_OF_6]] = 6
    size[free[GROUPS_OF_6 : GROUPS_OF_6 + missing]] = 4
    return size


def _begin_smaller(
    rng: np.random.Generator, groups: Groups, members: Ints, fixed: NDArray[np.bool_]
) -> None:
    """One group in eight has found its size of 2023 only some months after it was set up."""
    until = rng.integers(2, LAST_SET_UP, len(members))
    differs = (rng.random(len(members)) < 0.125) & ~fixed
    early = differs[:, None] & (np.arange(months.COUNT) < until[:, None])
    step = np.where(members[:, :1] > 4, -1, 1)
    members += early * step


def table(
    rng: np.random.Generator,
    places: Places,
    factors: Factors,
    groups: Groups,
    members: Ints,
    scope: Scope,
) -> Table:
    """thanh_vien: a row for each group and month in which it exists. The register is always kept:
    it has rows also for months in which a commune reported nothing else."""
    count = len(groups.codes)
    parts = {
        "women": 0.44 + 0.10 * rng.normal(0, 1, count),
        "youth_union": 0.33 + 0.10 * rng.normal(0, 1, count),
        "firm_staff": 0.13 + 0.06 * rng.normal(0, 1, count),
    }
    trained = _trained_share(rng, factors)
    luck = rng.random((count, 1 + months.COUNT // 6))  # a course more or less every half-year
    cells = rows.existing(groups, scope)
    people = members[cells.village, cells.month]
    columns = {"month": rows.month_labels(cells.month), **rows.keys(places, groups, cells)}
    columns["members"] = people
    for name, share in parts.items():
        part = np.floor(people * np.round(np.clip(share, 0, 1), 3)[cells.village] + 0.5)
        columns[name] = part.astype(np.int64)
    expected = people * trained[groups.commune[cells.village], cells.month]
    chance = luck[cells.village, cells.month // 6]
    columns["trained"] = np.minimum(people, np.floor(expected + chance).astype(np.int64))
    return columns


def _trained_share(rng: np.random.Generator, factors: Factors) -> NDArray[np.float64]:
    """Share of members trained in the last 12 months, by base commune and month."""
    month = np.arange(months.COUNT)
    level = 0.3 * factors["groups"] + rng.normal(0, 0.45, len(factors.of))
    # Courses come in waves: more in the second half of a year, when there is money left.
    wave = 0.25 * np.sin((month - 1) * np.pi / 6)
    return steady(0.25 + 0.68 * logistic(0.055 * (month - 14) + wave + level[:, None]))
