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
from data.demo.exports.kinds import FORMS, TOPICS, forms, kinds_of, topics
from data.demo.exports.population import Population
from data.demo.exports.reports import Reports
from data.demo.places import TOWN, Places
from data.demo.scope import Scope
from data.demo.tables import Table

PER_MONTH = 15.7  # activities of an ordinary group in an ordinary month
NEW_TO_IT = 0.6  # … in its first two months
FADING = 24.0  # months after which first visits have become rare (1/e)

Ints = NDArray[np.int64]


def table(
    rng: np.random.Generator,
    places: Places,
    groups: Groups,
    population: Population,
    reports: Reports,
    scope: Scope,
) -> Table:
    """hoat_dong: a row for each activity, by day and village."""
    active = reports.active & scope.keep[groups.commune][:, None]
    village, month = _when(rng, places, groups, active)
    day = _days(rng, groups, village, month)
    form, topic = forms(rng, month), topics(rng, month)
    people, assists, visited, first_uses, sessions = kinds_of(
        rng, form, topic, places.maturity[groups.commune[village]]
    )
    households, adults = _ceilings(rng, places, groups, population)
    fading = np.rint(1000 * np.exp(-np.arange(months.COUNT) / FADING)).astype(np.int64)
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
    rng: np.random.Generator, places: Places, groups: Groups, active: NDArray[np.bool_]
) -> tuple[Ints, Ints]:
    """Village and month of each activity, by village and month; an active group has at least 1."""
    village, month = np.nonzero(active)
    seasons = np.array([months.season(in_fields=False), months.season(in_fields=True)])
    in_fields = (places.zone[groups.commune] != TOWN).astype(np.int64)
    zeal = np.round(
        np.exp(0.2 * places.maturity[groups.commune] + rng.normal(0, 0.22, len(in_fields))), 6
    )
    expected = PER_MONTH * zeal[village] * seasons[in_fields[village], month]
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


def _ceilings(
    rng: np.random.Generator, places: Places, groups: Groups, population: Population
) -> tuple[Ints, Ints]:
    """Households and adults of each village that the groups will have met in the end.

    Shares of the smallest population of all years, so that no later count falls below them.
    """
    c = groups.commune
    luck = rng.normal(0, 1, (2, len(places.base)))
    reach = np.clip(0.895 + 0.04 * places.maturity + 0.02 * luck[0], 0.6, 0.98)
    met = np.clip(0.62 + 0.06 * places.maturity + 0.03 * luck[1], 0.35, 0.9)
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
