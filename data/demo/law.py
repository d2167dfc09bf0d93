"""The law of the demonstration data: the share of each indicator, commune and month to 12/2030.

    share    = low + (high − low) × S(exponent),  S(x) = 1 / (1 + e^−x)
    exponent = shift + speed × month                    the same everywhere
             + Σ loading × factor + own × own term      what the commune is like
             + effect × extra months of group work      what its groups did (data.demo.work)
             + shocks                                   what happened once (data.demo.shocks)
             + drift + weather                          chance: of the commune, of the province

`indicators` has the constants, docs/demonstration-law.md the whole in one page. The exports hold
the first 50 months; `continued` gives them and those after, on the same draws.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.demo import factors, months, shocks, work
from data.demo.exports import groups, population
from data.demo.exports.groups import Groups
from data.demo.exports.population import Population
from data.demo.factors import Factors
from data.demo.indicators import INDICATORS, Indicator
from data.demo.places import UNITS_CSV, Places, load
from data.demo.randomness import SEED, Streams, logistic, steady, streams
from data.demo.work import Work

DRIFT, WEATHER = 0.018, 0.012  # standard deviation of a month's step of the exponent
OWN_CEILING = 0.008  # how much the own term raises the ceiling
HIGHEST = 0.995  # nobody reaches everyone
# A user files so many online dossiers in 12 months; communes differ by so much.
PER_USER, OWN_PER_USER = 2.05, 0.05
AHEAD = 6  # months: the 12 months up to a month are, on average, those of half a year before it

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Law:
    """By base commune and month (226 × 100): `shares` by indicator, `received` dossiers without
    season, `coverage`: the share of villages that have a group; and the `work` of the groups."""

    shares: dict[str, Floats]
    received: Floats
    coverage: Floats
    work: Work


def make(
    rng: np.random.Generator,
    places: Places,
    like: Factors,
    people: Population,
    worked: Work,
    coverage: Floats,
) -> Law:
    """The law of all indicators; `coverage` (226 × 100): share of villages that have a group."""
    size = (len(places.base), months.HORIZON)
    per_user = np.clip(1 + OWN_PER_USER * rng.normal(0, 1, size[0]), 0.88, 1.12)
    shares: dict[str, Floats] = {}
    received = np.zeros(size)
    for name, row in INDICATORS.items():
        exponent = row.speed * np.arange(size[1]) + (
            like.of @ np.array(row.loadings) + row.own * like.own[name]
        )[:, None]  # fmt: skip
        exponent += np.cumsum(DRIFT * rng.normal(0, 1, size), axis=1)
        exponent += np.cumsum(WEATHER * rng.normal(0, 1, size[1]))
        exponent += shocks.total(name, places, like)
        if row.topic:
            exponent += row.effect * work.extra(worked, row.topic, coverage)
        high = ceilings(name, places, like)[:, None]
        weights = received
        if row.of != "received":
            weights = people.by_month(row.of, size[1]).astype(np.float64)
        shares[name] = _anchored(row, steady(exponent), high, weights)
        if name == "online":
            received = _received(shares, weights, steady(per_user)[:, None])
    return Law(shares, received, coverage, worked)


def ceilings(name: str, places: Places, like: Factors) -> Floats:
    """The share that each base commune approaches (226)."""
    row = INDICATORS[name]
    high = np.array(row.high)[places.zone] + OWN_CEILING * like.own[name]
    return np.asarray(np.clip(high, row.low, HIGHEST))


def _anchored(row: Indicator, exponent: Floats, high: Floats, weights: Floats) -> Floats:
    """The shares with the shift that brings the province's share to its anchor."""
    when = months.numbered(row.when)
    low, up = -15.0, 15.0
    for _ in range(50):  # the share grows with the shift: halve the interval
        shift = (low + up) / 2
        share = _share(row, exponent[:, [when]] + shift, high)[:, 0]
        if float(share @ weights[:, when] / weights[:, when].sum()) < row.anchor:
            low = shift
        else:
            up = shift
    # Five decimals are far more than is known of the shift, and the same on every machine.
    return _share(row, exponent + round(low, 5), high)


def _share(row: Indicator, exponent: Floats, high: Floats) -> Floats:
    # The straight line has the slope of the S-curve's middle part, and its ends.
    part = np.clip(0.5 + exponent / 6, 0, 1) if row.line else logistic(exponent)
    return steady(row.low + (high - row.low) * part)


def _received(shares: dict[str, Floats], adults: Floats, per_user: Floats) -> Floats:
    """Dossiers a month: as many as the users of half a year later need, at the share online.

    So there are never more users in 12 months than online dossiers.
    """
    later = np.minimum(np.arange(months.HORIZON) + AHEAD, months.HORIZON - 1)
    users = shares["online_service_users"][:, later] * adults
    return steady(users * PER_USER * per_user / 12 / shares["online"])


@dataclass(frozen=True)
class World:
    """What all exports of a seed are made from, and the streams of chance as they are after it."""

    rng: Streams
    places: Places
    factors: Factors
    population: Population
    groups: Groups
    law: Law


def world(seed: int = SEED, units_csv: Path = UNITS_CSV) -> World:
    """The world of a seed; DemoError when the list of units cannot be used."""
    rng = streams(seed)
    where = load(units_csv)
    like = factors.make(rng["places"], where)
    people = population.make(rng["population"], where)
    all_groups = groups.make(rng["groups"], where, like, people.villages[:, 0])
    worked = work.make(rng["work"], where, like)
    covered = groups.coverage(all_groups)
    rule = make(rng["law"], where, like, people, worked, covered)
    return World(rng, where, like, people, all_groups, rule)


def continued(seed: int = SEED, until: str = "2030-12") -> pa.Table:
    """The law as a table from 09/2022 to `until` (yyyy-mm, at most 2030-12).

    A row for each indicator, base commune and month, in this order: `kpi`, `column` (of the
    export), `commune_code` (2022), `month` (first day), `numerator` and `denominator` (expected
    people, households, dossiers or files; to be summed up to any unit), `share` (their ratio, 0 to
    1). Flows have the month's numbers, without the season. The first 50 months are exactly those
    that the exports of the seed are made from, whatever `until` is.
    """
    made = world(seed)
    count = months.numbered(f"{until[5:]}/{until[:4]}") + 1
    if not 0 < count <= months.HORIZON:
        raise ValueError(f"The law has the months 2022-09 to 2030-12, not {until}.")
    days = [months.start_of(month) for month in range(count)]
    return pa.concat_tables([_rows(name, made, days) for name in INDICATORS])


def _rows(name: str, made: World, days: list[date]) -> pa.Table:
    row, count, communes = INDICATORS[name], len(days), len(made.places.base)
    if name in ("online", "digitised", "fee_online", "on_time", "satisfied"):
        denominator = made.law.received[:, :count]
    else:
        denominator = made.population.by_month(row.of, count).astype(np.float64)
    share = made.law.shares[name][:, :count]
    return pa.table(
        {
            "kpi": [row.kpi] * share.size,
            "column": [name] * share.size,
            "commune_code": np.repeat(made.places.base, count).tolist(),
            "month": pa.array(days * communes, pa.date32()),
            "numerator": (share * denominator).ravel(),
            "denominator": denominator.ravel(),
            "share": share.ravel(),
        }
    )
