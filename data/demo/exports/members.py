"""The members of each group and month (export thanh_vien).

At the end of 2023 they are exactly the published 10,557, 4 to 6 in a group, 8 × 5 in Tân Thành.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.demo import facts, months
from data.demo.exports import rows
from data.demo.exports.groups import LAST_SET_UP, Groups
from data.demo.factors import Factors
from data.demo.places import Places
from data.demo.randomness import Streams, logistic, steady
from data.demo.scope import Scope
from data.demo.tables import Table

GROUPS_OF_6 = 400  # with it, 643 groups of 4 and 1,117 of 5 make the published sum of members
# The national Zalo OA: since when it is asked who follows it; the share at first, and how it grows.
ASKED_SINCE, FOLLOWING, FOLLOWS_MORE = months.numbered("01/2023"), 0.18, 0.075
TURNOVER = 0.016  # chance that a group grows or shrinks by one in a month after 2023

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def make(rng: np.random.Generator, places: Places, groups: Groups) -> Ints:
    """Members by village and month (2160 × 50), worked out from 12/2023 both ways."""
    fixed = groups.commune == places.base.index(facts.model_commune()["code"])
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
    missing = 5 * len(fixed) - facts.published("members") + GROUPS_OF_6
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


@dataclass(frozen=True)
class Shares:
    """Who the members are: `parts` by village; those trained in 12 months and those who follow the
    national Zalo OA by base commune and month, and what rounds each in a village and half-year."""

    parts: dict[str, Floats]
    trained: Floats
    course: Floats
    following: Floats
    habit: Floats


def shares(rng: Streams, factors: Factors, groups: Groups) -> Shares:
    """The shares of all groups, whatever is written."""
    count, halves = len(groups.codes), 1 + months.COUNT // 6
    normal = rng["thanh_vien"].normal
    parts = {
        "women": 0.44 + 0.10 * normal(0, 1, count),
        "youth_union": 0.33 + 0.10 * normal(0, 1, count),
        "firm_staff": 0.13 + 0.06 * normal(0, 1, count),
    }
    trained = _trained_share(rng["thanh_vien"], factors)
    course = rng["thanh_vien"].random((count, halves))  # a course more or less every half-year
    following = _following_share(rng["zalo_followers"], factors)
    return Shares(parts, trained, course, following, rng["zalo_followers"].random((count, 1)))


def table(places: Places, groups: Groups, members: Ints, of: Shares, scope: Scope) -> Table:
    """thanh_vien: a row for each group and month in which it exists. The register is always kept:
    it has rows also for months in which a commune reported nothing else."""
    cells = rows.existing(groups, scope)
    people = members[cells.village, cells.month]
    columns = {"month": rows.month_labels(cells.month), **rows.keys(places, groups, cells)}
    columns["members"] = people
    for name, share in of.parts.items():
        part = np.floor(people * np.round(np.clip(share, 0, 1), 3)[cells.village] + 0.5)
        columns[name] = part.astype(np.int64)
    commune = groups.commune[cells.village]
    chance = of.course[cells.village, cells.month // 6]
    expected = people * of.trained[commune, cells.month]
    columns["trained"] = np.minimum(people, np.floor(expected + chance).astype(np.int64))
    expected = people * of.following[commune, cells.month] + of.habit[cells.village, 0]
    follow = np.minimum(people, np.floor(expected).astype(np.int64)).tolist()
    asked = (cells.month >= ASKED_SINCE).tolist()
    columns["zalo_followers"] = [
        n if is_asked else None for n, is_asked in zip(follow, asked, strict=True)
    ]
    return columns


def _following_share(rng: np.random.Generator, factors: Factors) -> Floats:
    """Share of members who follow the national Zalo OA, by base commune and month."""
    level = 0.4 * factors["youth"] + 0.3 * factors["groups"] + rng.normal(0, 0.4, len(factors.of))
    month = np.arange(months.COUNT) - ASKED_SINCE
    start = np.log(FOLLOWING / (1 - FOLLOWING))
    return logistic(start + FOLLOWS_MORE * month + level[:, None])


def _trained_share(rng: np.random.Generator, factors: Factors) -> Floats:
    """Share of members trained in the last 12 months, by base commune and month."""
    month = np.arange(months.COUNT)
    level = 0.3 * factors["groups"] + rng.normal(0, 0.45, len(factors.of))
    # Courses come in waves: more in the second half of a year, when there is money left.
    wave = 0.25 * np.sin((month - 1) * np.pi / 6)
    return steady(0.25 + 0.68 * logistic(0.055 * (month - 14) + wave + level[:, None]))
