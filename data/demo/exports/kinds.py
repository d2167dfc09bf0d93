"""What an activity is like: its form, its topic, how many come and what they learn."""

import numpy as np
from numpy.typing import NDArray

from data.demo import months

FORMS = ("den_nha", "nha_van_hoa", "buoi_toi_cong_an", "truc_tuyen", "tru_so")
HOUSE, HALL, EVENING, ONLINE, OFFICE = range(5)
TOPICS = (
    "dvctt", "cong_dan_so", "bhxh_dt", "thanh_toan", "tmdt", "san_xuat", "attt", "nen_tang_vn",
)  # fmt: skip
# Shares in the first and in the last month: e-identity first, then selling and safety online.
FORM_SHARES = ((0.42, 0.18, 0.24, 0.05, 0.11), (0.33, 0.17, 0.25, 0.12, 0.13))
TOPIC_SHARES = (
    (0.17, 0.30, 0.11, 0.14, 0.05, 0.05, 0.08, 0.10),
    (0.22, 0.13, 0.10, 0.17, 0.11, 0.09, 0.13, 0.05),
)
# By form: at least so many people, so many more on average, share of them who are assisted.
LEAST_PEOPLE = (1, 12, 14, 4, 2)
MORE_PEOPLE = (3.2, 13.0, 15.0, 8.0, 4.5)
ASSISTED = (0.90, 0.28, 0.25, 0.40, 0.80)
# By topic: share of the assists that end in a first use.
FIRST_USE = (0.38, 0.57, 0.49, 0.45, 0.26, 0.29, 0.33, 0.52)
SECOND_SESSION = 0.12  # chance that an activity that is not a house visit has two sessions

Ints = NDArray[np.int64]


def forms(rng: np.random.Generator, month: Ints) -> Ints:
    """A form for each activity, by its month."""
    return _drawn(rng, month, FORM_SHARES)


def topics(rng: np.random.Generator, month: Ints) -> Ints:
    """A topic for each activity, by its month."""
    return _drawn(rng, month, TOPIC_SHARES)


def _drawn(rng: np.random.Generator, month: Ints, shares: tuple[tuple[float, ...], ...]) -> Ints:
    time = np.linspace(0, 1, months.COUNT)[:, None]
    table = (1 - time) * np.array(shares[0]) + time * np.array(shares[1])
    limits = np.round(np.cumsum(table, axis=1), 9)[:, :-1]
    chance = rng.random(len(month))
    kind = np.zeros(len(month), dtype=np.int64)
    for limit in limits.T:
        kind += chance >= limit[month]
    return kind


def kinds_of(
    rng: np.random.Generator, form: Ints, topic: Ints, maturity: NDArray[np.float64]
) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """People, assists, households visited, first uses and sessions of each activity."""
    people = np.array(LEAST_PEOPLE)[form] + rng.poisson(np.array(MORE_PEOPLE)[form])
    assists = rng.binomial(people, np.array(ASSISTED)[form])
    at_home = form == HOUSE
    visited = np.where(at_home, 1 + rng.binomial(people - 1, 0.62), 0)
    success = np.clip(np.array(FIRST_USE)[topic] * (1 + 0.06 * maturity), 0.1, 0.9)
    first_uses = rng.binomial(assists, np.round(success, 6))
    sessions = 1 + ((rng.random(len(form)) < SECOND_SESSION) & ~at_home)
    return people, assists, visited, first_uses, sessions
