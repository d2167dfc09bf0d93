"""The groups: one in every village, set up between 09/2022 and 12/2023 (export to_cong_nghe_so).

A few groups close when their commune merges; a new group takes over the village at once or some
months later, so that coverage dips a little and explains itself.
"""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from data.demo import months
from data.demo.exports.population import TAN_THANH
from data.demo.places import TOWN, Places
from data.demo.randomness import steady
from data.demo.scope import Scope
from data.demo.tables import Table

LAST_SET_UP = 15  # 12/2023
# Last month before a merger → (groups closed, of them replaced on the next day).
CLOSED = {23: (10, 6), 33: (14, 8)}
NEVER = 10**6
HAMLET_DISTRICTS = ("361", "362", "365", "366")  # their villages are called xóm, elsewhere thôn

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


def make(rng: np.random.Generator, places: Places, villages: Ints) -> Groups:
    """The villages and groups of all base communes; `villages` counts those of each."""
    commune = np.repeat(np.arange(len(villages)), villages)
    number = np.arange(len(commune)) - np.repeat(np.cumsum(villages) - villages, villages) + 1
    weights = np.round(np.exp(rng.normal(0, 0.22, len(commune))), 3)
    share = weights / np.bincount(commune, weights=weights)[commune]
    set_up_day = _set_up_days(rng, places, commune)
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
    return np.where(day == NEVER, NEVER, np.searchsorted(months.FIRST_DAYS, day, "right") - 1)


def _set_up_days(rng: np.random.Generator, places: Places, commune: Ints) -> Ints:
    """Each commune begins in a month of its own, earlier where it is mature, and takes up to 3."""
    eager = steady(rng.random(len(places.base)) ** 1.25) - 0.06 * places.maturity
    begins = np.floor(np.clip(eager, 0, 0.999) * (LAST_SET_UP - 1)).astype(np.int64)
    begins[places.base.index(TAN_THANH)] = 0
    later = rng.choice(3, len(commune), p=[0.6, 0.28, 0.12])
    later[commune == places.base.index(TAN_THANH)] = 0
    month = begins[commune] + later
    return np.asarray(months.FIRST_DAYS[month] + rng.integers(0, 25, len(commune)))


def _closures(rng: np.random.Generator, places: Places, commune: Ints) -> tuple[Ints, Ints]:
    """Last month and first day of the successor, for the few villages whose group closes."""
    closed, restart = np.full(len(commune), NEVER), np.full(len(commune), NEVER)
    for month, (count, at_once) in CLOSED.items():
        vintage = int(months.VINTAGE[month + 1])
        merged = np.bincount(places.unit[vintage])[places.unit[vintage]] > 1
        merged &= np.array(places.base) != TAN_THANH
        open_still = np.flatnonzero(merged[commune] & (closed == NEVER))
        chosen = rng.choice(open_still, count, replace=False)
        closed[chosen] = month
        wait = np.where(np.arange(count) < at_once, 1, rng.integers(2, 6, count))
        restart[chosen] = months.FIRST_DAYS[month + wait]
    return closed, restart


def village_name(places: Places, groups: Groups, village: int) -> str:
    """What a village is called; the names are made up."""
    c = int(groups.commune[village])
    district = places.districts[0][places.district[0][c]]
    if places.zone[c] == TOWN:
        return f"Tổ dân phố số {groups.number[village]}"
    return f"{'Xóm' if district in HAMLET_DISTRICTS else 'Thôn'} {groups.number[village]}"


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
