"""Classes of probability: their edges after rounding, and how far a number may be told."""

import pytest

from kpis.catalogue.chance import EDGES, Chance, class_of, cut, percent


@pytest.mark.parametrize(
    ("probability", "name"),
    [
        (0.0, Chance.VERY_UNLIKELY),
        (0.0949, Chance.VERY_UNLIKELY),
        (0.0951, Chance.UNLIKELY),  # it is written as 10 %
        (0.3249, Chance.UNLIKELY),
        (0.3251, Chance.OPEN),
        (0.6549, Chance.OPEN),
        (0.6551, Chance.LIKELY),
        (0.8949, Chance.LIKELY),
        (0.8951, Chance.VERY_LIKELY),
        (1.0, Chance.VERY_LIKELY),
    ],
)
def test_a_class_is_that_of_the_percent_that_is_written(probability, name):
    assert list(Chance)[class_of(probability)] is name
    assert EDGES[class_of(probability)] <= percent(probability) <= EDGES[class_of(probability) + 1]


def test_beyond_two_years_no_number_is_told_beyond_5_and_95_percent():
    assert [cut(one, 24) for one in (0.0, 0.01, 0.5, 1.0)] == [0.0, 0.01, 0.5, 1.0]
    assert [cut(one, 25) for one in (0.0, 0.01, 0.5, 0.96)] == [0.05, 0.05, 0.5, 0.95]
