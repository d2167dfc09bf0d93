"""How much the groups of each commune work, and on what: the cause whose effect the law knows.

Most of it is chance by commune and quarter of a year, so that the effect can be told from what a
commune is like; some of it is not (`groups` factor): who compares leaders with laggards only, finds
too much.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.demo import months
from data.demo.factors import Factors
from data.demo.indicators import TOPICS
from data.demo.places import Places
from data.demo.randomness import steady
from data.demo.shocks import slow_district

PER_MONTH = 14.3  # activities of an ordinary group in an ordinary month
# Shares in the first and in the last month: e-identity first, then selling and safety online.
TOPIC_SHARES = (
    (0.17, 0.30, 0.08, 0.14, 0.06, 0.06, 0.08, 0.11),
    (0.24, 0.09, 0.07, 0.19, 0.12, 0.10, 0.14, 0.05),
)
ZEAL, OWN_ZEAL = 0.14, 0.12  # of the factor, of the commune's own
FOCUS, PHASE = 0.15, 0.50  # on a topic: lasting, and for a quarter of a year
SLOW = -0.6  # in the district that falls behind

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Work:
    """`intensity`: activities of a group in a month without season, by base commune and month of
    the law (226 × 100). `mix`: their shares by topic (8 × 226 × 100)."""

    intensity: Floats
    mix: Floats


def usual_mix() -> Floats:
    """The usual shares of the topics by month of the law (8 × 100)."""
    time = np.clip(np.arange(months.HORIZON) / (months.COUNT - 1), 0, 1)
    first, last = (np.array(row)[:, None] for row in TOPIC_SHARES)
    return np.asarray((1 - time) * first + time * last)


def make(rng: np.random.Generator, places: Places, factors: Factors) -> Work:
    """The work of the groups; the draws reach to the end of the law, whatever is exported."""
    count, quarters = len(places.base), -(-months.HORIZON // 3)
    zeal = ZEAL * factors["groups"] + OWN_ZEAL * rng.normal(0, 1, count)
    lasting = FOCUS * rng.normal(0, 1, (len(TOPICS), count, 1))
    phase = PHASE * rng.normal(0, 1, (len(TOPICS), count, quarters))
    focus = np.repeat(lasting + phase, 3, axis=2)[:, :, : months.HORIZON]
    weights = usual_mix()[:, None] * np.exp(focus)
    behind = slow_district()
    slow = places.district[0] == places.districts[0].index(str(behind.unit))
    pace = zeal[:, None] + SLOW * slow[:, None] * behind.course()
    return Work(steady(PER_MONTH * np.exp(pace)), steady(weights / weights.sum(axis=0)))


def extra(work: Work, topic: str, coverage: Floats) -> Floats:
    """Months of usual work on a topic that a commune has had more than usual, by the beginning of
    each month (226 × 100); `coverage` (226 × 100) is the share of villages that have a group."""
    k = TOPICS.index(topic)
    done = work.intensity * work.mix[k] * coverage / (PER_MONTH * usual_mix()[k])
    return np.asarray(np.cumsum(done - 1, axis=1) - (done - 1))
