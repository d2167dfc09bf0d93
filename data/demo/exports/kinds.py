"""What an activity is like: its form, its topic, how many come and how many are assisted."""

import numpy as np
from numpy.typing import NDArray

from data.demo import facts, months
from data.demo.places import Places
from data.demo.randomness import unrelated
from data.demo.work import Work

FORMS = ("den_nha", "nha_van_hoa", "buoi_toi_cong_an", "truc_tuyen", "tru_so")
HOUSE, HALL, EVENING, ONLINE, OFFICE = range(5)
# Shares in the first and in the last month.
FORM_SHARES = ((0.42, 0.18, 0.24, 0.05, 0.11), (0.33, 0.17, 0.25, 0.12, 0.13))
# Evenings with the police: how much more (exponent) by district, commune, district and quarter.
EVENING_DISTRICT, EVENING_COMMUNE, EVENING_QUARTER = 0.40, 0.25, 0.22
# By form: at least so many people, so many more on average, share of them who are assisted.
LEAST_PEOPLE = (1, 12, 14, 4, 2)
MORE_PEOPLE = (3.2, 13.0, 15.0, 8.0, 4.5)
ASSISTED = (0.90, 0.28, 0.25, 0.40, 0.80)
SECOND_SESSION = 0.12  # chance that an activity that is not a house visit has two sessions

Ints = NDArray[np.int64]


def forms(rng: np.random.Generator, places: Places, commune: Ints, month: Ints) -> Ints:
    """A form for each activity: districts and their police agree on evenings by the quarter."""
    time = np.linspace(0, 1, months.COUNT)[:, None]
    shares = (1 - time) * np.array(FORM_SHARES[0]) + time * np.array(FORM_SHARES[1])
    district, quarters = places.district[0], -(-months.COUNT // 3)
    more = EVENING_DISTRICT * unrelated(rng, len(places.districts[0]), 1)
    more = more + EVENING_QUARTER * rng.normal(0, 1, (len(more), quarters))
    more = np.repeat(more, 3, axis=1)[district, : months.COUNT]
    more = more + EVENING_COMMUNE * unrelated(rng, len(district), 1)
    weights = np.repeat(shares.T[:, None], len(district), axis=1)
    weights[EVENING] *= np.exp(np.clip(more, -1.2, 1.0))
    return drawn(rng, commune, month, weights / weights.sum(axis=0))


def topics(rng: np.random.Generator, work: Work, commune: Ints, month: Ints) -> Ints:
    """A topic for each activity, as the law mixes them."""
    return drawn(rng, commune, month, work.mix[:, :, : months.COUNT])


def drawn(
    rng: np.random.Generator, commune: Ints, month: Ints, shares: NDArray[np.float64]
) -> Ints:
    """A kind for each row, by the shares of its commune and month (kinds × communes × months)."""
    limits = np.round(np.cumsum(shares, axis=0), 9)[:-1].reshape(len(shares) - 1, -1)
    cell = commune * months.COUNT + month
    chance = rng.random(len(month))
    kind = np.zeros(len(month), dtype=np.int64)
    for limit in limits:
        kind += chance >= limit[cell]
    return kind


def kinds_of(rng: np.random.Generator, form: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """People, assists, households visited and sessions of each activity."""
    times = facts.people_at_once()
    people = times * np.array(LEAST_PEOPLE)[form] + rng.poisson(times * np.array(MORE_PEOPLE)[form])
    assists = rng.binomial(people, np.array(ASSISTED)[form])
    at_home = form == HOUSE
    visited = np.where(at_home, 1 + rng.binomial(people - 1, 0.62), 0)
    sessions = 1 + ((rng.random(len(form)) < SECOND_SESSION) & ~at_home)
    return people, assists, visited, sessions
