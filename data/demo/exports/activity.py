"""The activities of the groups (export hoat_dong), about 1.3 million.

First visits and first assists are shared out so that their running totals stay within the
households and adults of the village, which is why they are worked out by village, not by group.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.demo import months
from data.demo.exports import rows
from data.demo.exports.groups import Groups
from data.demo.exports.kinds import FORMS, forms, kinds_of, topics
from data.demo.exports.population import Population
from data.demo.exports.reports import Reports
from data.demo.factors import Factors
from data.demo.indicators import STOCKS, TOPICS
from data.demo.law import Law
from data.demo.places import TOWN, Places
from data.demo.scope import Scope
from data.demo.tables import Table

NEW_TO_IT = 0.6  # … in its first two months
FADING = 24.0  # months after which first visits have become rare (1/e)
# First uses: the stock of whose growth the groups taught a part, and that part; of the other topics
# the share of the assists that end in one. Nobody is taught twice, so a topic has few in the end.
TAUGHT = {
    "dvctt": ("online_service_users", 0.62),
    "cong_dan_so": ("eid_level2_accounts", 0.60),
    "bhxh_dt": ("vssid_accounts", 0.66),
    "thanh_toan": ("epayment_people", 0.55),
}
FIRST_USE = {"tmdt": 0.20, "san_xuat": 0.24, "attt": 0.30, "nen_tang_vn": 0.46}
MOST_FIRST_USES, SKILL = 0.75, 0.10  # share of the assists; more where groups are able

Ints = NDArray[np.int64]


def table(
    rng: np.random.Generator,
    places: Places,
    factors: Factors,
    groups: Groups,
    population: Population,
    law: Law,
    reports: Reports,
    scope: Scope,
) -> Table:
    """hoat_dong: a row for each activity, by day and village."""
    active = reports.active & scope.keep[groups.commune][:, None]
    active &= np.arange(months.COUNT) >= months.FIRST
    village, month = _when(rng, places, groups, law, active)
    day = _days(rng, groups, village, month)
    commune = groups.commune[village]
    form, topic = forms(rng, places, commune, month), topics(rng, law.work, commune, month)
    people, assists, visited, sessions = kinds_of(rng, form)
    chance = _first_use(rng, factors, population, law, topic, commune, month, assists)
    first_uses = rng.binomial(assists, chance)
    households, adults = _ceilings(rng, factors, groups, population)
    fading = np.rint(1000 * np.exp(-np.arange(months.COUNT + 1) / FADING)).astype(np.int64)
    age = month - np.searchsorted(months.FIRST_DAYS, groups.set_up_day, "right")[village] + 1
    new = np.minimum(_spread(village, visited * fading[age], households), visited)
    distinct = np.minimum(_spread(village, assists * fading[age], adults), assists)
    order = np.argsort(day.astype(np.int16), kind="stable")
    order = order[month[order] <= scope.last_month]
    cells = rows.Cells(village[order], month[order])
    number = pc.utf8_lpad(pa.array(np.arange(1, len(order) + 1)).cast(pa.string()), 7, "0")
    return {
        "activity_code": pc.binary_join_element_wise("HD", number, ""),
        "activity_date": rows.taken([*months.day_labels()], day[order]),
        **rows.keys(places, groups, cells),
        "form": rows.taken([*FORMS], form[order]),
        "topic": rows.taken([*TOPICS], topic[order]),
        "sessions": sessions[order],
        "people": people[order],
        "households_visited": visited[order],
        "households_new": new[order],
        "assists": assists[order],
        "distinct_people": distinct[order],
        "first_uses": first_uses[order],
    }


def _when(
    rng: np.random.Generator, places: Places, groups: Groups, law: Law, active: NDArray[np.bool_]
) -> tuple[Ints, Ints]:
    """Village and month of each activity, by village and month; an active group has at least 1."""
    village, month = np.nonzero(active)
    seasons = np.array([months.season(in_fields=False), months.season(in_fields=True)])
    in_fields = (places.zone[groups.commune] != TOWN).astype(np.int64)
    zeal = np.round(np.exp(rng.normal(0, 0.22, len(in_fields))), 6)
    expected = law.work.intensity[groups.commune[village], month] * zeal[village]
    expected *= seasons[in_fields[village], month]
    start = np.searchsorted(months.FIRST_DAYS, groups.set_up_day, "right") - 1
    expected *= np.where(month - start[village] < 2, NEW_TO_IT, 1.0)
    count = np.maximum(1, rng.poisson(expected))
    return np.repeat(village, count), np.repeat(month, count)


def _days(rng: np.random.Generator, groups: Groups, village: Ints, month: Ints) -> Ints:
    """The day of each activity, in order within each village; none before the group is set up."""
    total = np.concatenate([[0.0], np.cumsum(months.day_weights())])
    first = np.maximum(months.FIRST_DAYS[month], groups.set_up_day[village])
    low, high = total[first], total[months.FIRST_DAYS[month + 1]]
    place = low + rng.random(len(month)) * (high - low)
    last = months.FIRST_DAYS[month + 1] - 1
    day = np.clip(np.searchsorted(total, place, "right") - 1, first, last)
    key = np.sort(village * (months.DAYS + 1) + day)
    return np.asarray(key % (months.DAYS + 1))


def _first_use(
    rng: np.random.Generator,
    factors: Factors,
    population: Population,
    law: Law,
    topic: Ints,
    commune: Ints,
    month: Ints,
    assists: Ints,
) -> NDArray[np.float64]:
    """The chance of each assist to end in a first use.

    Where a stock counts the users, groups taught a part of its growth in the commune and month:
    first uses cannot be more than there are new users.
    """
    shape = (len(TOPICS), len(factors.of), months.COUNT)
    cell = (topic * shape[1] + commune) * shape[2] + month
    done = np.bincount(cell, weights=assists, minlength=int(np.prod(shape))).reshape(shape)
    able = np.exp(SKILL * (factors["groups"] + rng.normal(0, 1, shape[1])))
    chance = np.empty(shape)
    for k, code in enumerate(TOPICS):
        if code in TAUGHT:
            name, part = TAUGHT[code]
            share = law.shares[name][:, : months.COUNT]
            steps = np.diff(share, axis=1, prepend=2 * share[:, :1] - share[:, 1:2])
            grown = np.maximum(steps, 0) * population.by_month(STOCKS[name].of)
            chance[k] = part * grown / np.maximum(done[k], 1)
        else:
            chance[k] = (FIRST_USE[code] * able)[:, None]
    return np.asarray(np.round(np.minimum(chance, MOST_FIRST_USES), 6).ravel()[cell])


def _ceilings(
    rng: np.random.Generator, factors: Factors, groups: Groups, population: Population
) -> tuple[Ints, Ints]:
    """Households and adults of each village that the groups will have met in the end.

    Shares of the smallest population of all years, so that no later count falls below them.
    """
    c = groups.commune
    luck = rng.normal(0, 1, (2, len(factors.of)))
    reach = np.clip(0.88 + 0.04 * factors["groups"] + 0.05 * luck[0], 0.6, 0.98)
    met = np.clip(0.62 + 0.05 * factors["groups"] + 0.06 * luck[1], 0.35, 0.9)
    households = population.households.min(axis=1) * np.round(reach, 6)
    adults = population.adults.min(axis=1) * np.round(met, 6)
    share = np.round(groups.share, 9)
    return (households[c] * share).astype(np.int64), (adults[c] * share).astype(np.int64)


def _spread(village: Ints, weight: Ints, ceiling: Ints) -> Ints:
    """Each village's ceiling shared out over its rows by weight, in whole numbers and in order.

    `village` is sorted. Integer arithmetic: the sums are exact, the same on every machine.
    """
    total = np.bincount(village, weights=weight, minlength=len(ceiling)).astype(np.int64)
    running = np.cumsum(weight)
    first = np.searchsorted(village, np.arange(len(ceiling)))
    before = np.concatenate([[0], running])[first]
    reached = ceiling[village] * (running - before[village]) // np.maximum(total, 1)[village]
    last_row = np.concatenate([[0], reached[:-1]])
    same_village = np.concatenate([[-1], village[:-1]]) == village
    return np.asarray(reached - np.where(same_village, last_row, 0))
