"""The groups: one in every village, set up between 04/2022 and 12/2023 (export to_cong_nghe_so).

Groups close where communes merge, in two communes most of them dissolve, and now and then one gives
up; a new group takes over the village at once or some months later. So coverage dips where and when
something happened.
"""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from data.demo import facts, months
from data.demo.factors import Factors
from data.demo.places import TOWN, Places
from data.demo.randomness import steady
from data.demo.scope import Scope
from data.demo.tables import Table

FIRST_SET_UP, LAST_SET_UP = -5, 15  # 04/2022, a month after the ministry's letter, and 12/2023
STRAGGLERS = 0.03  # villages that found no one until the second half of 2023
# Last month before a merger → (merged units where it happens, share of the villages there).
CLOSED = {23: (7, 0.25), 33: (9, 0.16)}
AT_ONCE, LONGEST_WAIT = (
    0.3,
    9,
)  # share replaced on the next day; months that the others wait at most
GAVE_UP, OF_DISSOLVED = 26, 0.8  # single groups since 2024; share of the groups that dissolve
NEVER = 10**6

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Groups:
    """The villages (2,160, in the order of their codes) and the life of their groups.

    `commune` is the base commune, `number` counts from 1 in it, `share` is the village's part of
    its people. Days and months count as in `months`; NEVER where nothing happens. `exists` and
    `second` (village × month): there is a group in that month; it is the one that took over.
    """

    commune: Ints
    number: Ints
    share: NDArray[np.float64]
    set_up_day: Ints
    closed_month: Ints
    restart_day: Ints
    exists: NDArray[np.bool_]
    second: NDArray[np.bool_]
    codes: list[str]
    second_codes: list[str]


def make(rng: np.random.Generator, places: Places, factors: Factors, villages: Ints) -> Groups:
    """The villages and groups of all base communes; `villages` counts those of each."""
    commune = np.repeat(np.arange(len(villages)), villages)
    number = np.arange(len(commune)) - np.repeat(np.cumsum(villages) - villages, villages) + 1
    weights = np.round(np.exp(rng.normal(0, 0.22, len(commune))), 3)
    share = weights / np.bincount(commune, weights=weights)[commune]
    set_up_day = _set_up_days(rng, places, factors, commune)
    closed_month, restart_day = _closures(rng, places, commune)
    month = np.arange(months.COUNT)
    start = _month_of(set_up_day)[:, None]
    restart = _month_of(restart_day)[:, None]
    second = restart <= month
    exists = (start <= month) & (month <= closed_month[:, None]) | second
    base = [places.base[c] for c in commune]
    codes = [f"T-{code}-{n:02d}" for code, n in zip(base, number, strict=True)]
    second_codes = [f"{code}B" for code in codes]
    return Groups(
        commune, number, share, set_up_day, closed_month, restart_day,
        exists, second, codes, second_codes,
    )  # fmt: skip


def _month_of(day: Ints) -> Ints:
    """The month of a day; -1 for any before the first one, which is early enough for all uses."""
    return np.where(day == NEVER, NEVER, np.searchsorted(months.FIRST_DAYS, day, "right") - 1)


def coverage(groups: Groups) -> NDArray[np.float64]:
    """Share of the villages that have a group, by base commune and month of the law (226 × 100).

    After the exports every village has one.
    """
    villages = np.bincount(groups.commune)
    covered = np.ones((len(villages), months.HORIZON))
    covered[:, : months.COUNT] = 0
    np.add.at(
        covered[:, : months.COUNT],
        groups.commune,
        groups.exists / villages[groups.commune][:, None],
    )
    return steady(covered)


def _set_up_days(rng: np.random.Generator, places: Places, factors: Factors, commune: Ints) -> Ints:
    """Each commune begins in a month of its own, earlier where groups are eager, within 5 months.

    Most begin before 09/2022, some only in 2023.
    """
    fixed = places.base.index(facts.model_commune()["code"])
    eager = rng.random(len(places.base)) - 0.08 * factors["groups"]
    late = steady(np.clip(eager, 0, 0.999) ** 3.2)
    begins = FIRST_SET_UP + np.floor(late * (LAST_SET_UP - FIRST_SET_UP - 3)).astype(np.int64)
    later = rng.choice(5, len(commune), p=[0.5, 0.22, 0.14, 0.09, 0.05])
    begins[fixed], later[commune == fixed] = 0, 0
    month = begins[commune] + later
    straggles = (rng.random(len(commune)) < STRAGGLERS) & (commune != fixed)
    month[straggles] = rng.integers(9, LAST_SET_UP + 1, int(straggles.sum()))
    if months.FIRST:  # units that are younger set theirs up anew: half at once, the rest by and by
        month = months.FIRST + np.maximum(month, 0) // 3
    of = range(FIRST_SET_UP, months.COUNT)
    first = np.array([months.day_number(months.start_of(m)) for m in of])
    return np.asarray(first[month - FIRST_SET_UP] + rng.integers(0, 25, len(commune)))


def _closures(rng: np.random.Generator, places: Places, commune: Ints) -> tuple[Ints, Ints]:
    """Last month of a village's group and first day of its successor; most have neither."""
    closed, wait = np.full(len(commune), NEVER), np.ones(len(commune), dtype=np.int64)
    spared = commune == places.base.index(facts.model_commune()["code"])

    def close(villages: Ints, month: int | Ints, pause: int | Ints) -> None:
        villages_left = closed[villages] == NEVER
        free = villages_left & ~spared[villages]
        closed[villages[free]] = np.broadcast_to(month, villages.shape)[free]
        wait[villages[free]] = np.broadcast_to(pause, villages.shape)[free]

    for code, (last, pause) in facts.dissolved().items():
        there = np.flatnonzero(commune == places.base.index(code))
        gone = there[: round(OF_DISSOLVED * len(there))]
        close(gone, months.numbered(last), pause + rng.integers(0, 3, len(gone)))
    for month, (count, part) in CLOSED.items():
        vintage = int(months.VINTAGE[month + 1])
        merged = np.flatnonzero(np.bincount(places.unit[vintage]) > 1)
        units = rng.choice(merged, min(count, len(merged)), replace=False)
        inside = np.isin(places.unit[vintage][commune], units)
        chosen = np.flatnonzero(inside & (rng.random(len(commune)) < part))
        at_once = rng.random(len(chosen)) < AT_ONCE
        close(chosen, month, np.where(at_once, 1, rng.integers(2, LONGEST_WAIT + 1, len(chosen))))
    chosen = rng.choice(len(commune), GAVE_UP, replace=False)
    close(
        chosen,
        rng.integers(max(LAST_SET_UP, months.FIRST + 6) + 1, months.COUNT - 2, GAVE_UP),
        rng.integers(2, 8, GAVE_UP),
    )
    again = closed + wait
    back = again < months.COUNT  # later ones are not known yet
    restart = np.where(back, months.FIRST_DAYS[np.where(back, again, 0)], NEVER)
    return closed, restart


def village_name(places: Places, groups: Groups, village: int) -> str:
    """What a village is called; the names are made up."""
    c = int(groups.commune[village])
    district = places.districts[0][places.district[0][c]]
    if places.zone[c] == TOWN:
        return f"Tổ dân phố số {groups.number[village]}"
    kind = "Xóm" if district in facts.districts()["hamlets"] else "Thôn"
    return f"{kind} {groups.number[village]}"


def table(places: Places, groups: Groups, scope: Scope) -> Table:
    """to_cong_nghe_so: a row for each group, those that took over at the end."""
    as_of = months.day_number(scope.as_of)
    kept = scope.keep[groups.commune]
    first = np.flatnonzero(kept & (groups.set_up_day <= as_of))
    second = np.flatnonzero(kept & (groups.restart_day <= as_of))
    rows = [(int(v), groups.codes[v], groups.set_up_day[v]) for v in first]
    rows += [(int(v), groups.second_codes[v], groups.restart_day[v]) for v in second]
    columns: Table = {"group_code": [code for _, code, _ in rows]}
    days = [months.DAY_ZERO + timedelta(days=int(day)) for _, _, day in rows]
    vintages = [months.vintage_of(day) for day in days]
    units = [
        places.units[k][places.unit[k][groups.commune[v]]]
        for (v, _, _), k in zip(rows, vintages, strict=True)
    ]
    columns["commune_code"] = units
    columns["commune_name"] = [places.name(k, u) for k, u in zip(vintages, units, strict=True)]
    columns["village_code"] = [groups.codes[v].removeprefix("T-") for v, _, _ in rows]
    columns["village_name"] = [village_name(places, groups, v) for v, _, _ in rows]
    columns["set_up_date"] = [months.day_label(day) for day in days]
    closing = [_closing(groups, v, code, as_of) for v, code, _ in rows]
    columns["closed_date"] = closing
    return columns


def _closing(groups: Groups, village: int, code: str, as_of: int) -> str | None:
    if code == groups.second_codes[village] or groups.closed_month[village] == NEVER:
        return None
    day = int(months.FIRST_DAYS[groups.closed_month[village] + 1]) - 1
    return months.day_label(months.DAY_ZERO + timedelta(days=day)) if day <= as_of else None
