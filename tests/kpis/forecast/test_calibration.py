"""What forecasts promise, on laws that are known: the small run of bench_reliability.py.

Four batches a law are 228 areas, each with a law of its own. The bounds are those that are
promised, widened by what chance may do with so many, two standard errors: 5.3 points of a share of
80 %, 2.9 of 95 %; of what was stated by the number of statements.
"""

from math import sqrt

import pytest

from tests.kpis.forecast.judging import Verdict, of_batches
from tests.kpis.forecast.synthetic import NOISES, POINTS, SEEN, Law, Noise, batch
from tests.sweep import some

BATCHES, HORIZONS = 4, (12, 26, 50)
CASES = [(law, POINTS) for law in Law] + [
    (Law.TO_ALL, NOISES["carried on by 0.8"]),
    (Law.TO_CEILING, NOISES["logits"]),
    (Law.WALK, None),
]


def chance_of(share: float, count: int) -> float:
    """Two standard errors of a share of so many."""
    return 2 * sqrt(share * (1 - share) / count)


@pytest.fixture(
    scope="module",
    params=some(map(pytest.param, CASES), 3),
    ids=lambda case: f"{case[0].value}, {case[1]}",
)
def verdict(request: pytest.FixtureRequest) -> tuple[Law, Verdict]:
    law, noise = request.param
    assert isinstance(noise, Noise | None)
    return law, of_batches((batch(law, seed, noise) for seed in range(BATCHES)), SEEN, HORIZONS)


@pytest.mark.sweep
def test_intervals_hold_what_they_promise(verdict: tuple[Law, Verdict]) -> None:
    """Of a line that is held at 100 % only what is below it: at the bound an interval holds all."""
    law, found = verdict
    for ahead in HORIZONS:
        inside = found.below if law is Law.LINE else found.within
        held = {
            share: sum(inside[share, ahead]) / len(inside[share, ahead]) for share in (0.8, 0.95)
        }
        count = len(inside[0.8, ahead])
        margin = chance_of(0.8, count)
        assert 0.70 - margin <= held[0.8] <= 0.92 + margin, ahead
        assert held[0.95] >= 0.88 - chance_of(0.95, count), ahead


def test_what_is_stated_comes_true(verdict: tuple[Law, Verdict]) -> None:
    _, found = verdict
    (likely, true), (unlikely, still_true) = found.came_true(0.9), found.came_true(0, 0.1)
    assert likely >= 5 and unlikely >= 50
    assert true >= 0.8 - chance_of(0.8, likely)
    assert still_true <= 0.2


def test_a_year_ahead_is_better_than_no_change(verdict: tuple[Law, Verdict]) -> None:
    law, found = verdict
    assert found.lost / found.stayed < (0.95 if law is Law.WALK else 0.5)


def test_the_verdict_sees_an_interval_that_is_too_narrow_or_too_wide() -> None:
    found = of_batches([batch(Law.WALK, 0)], SEEN, (12,))
    assert 0.6 < found.coverage(0.8, 12) < 0.95 < found.coverage(0.95, 12) + 0.06
    assert found.by_class()
