"""The colours of first attainment are told apart."""

import pytest

from pages.figures.verdict_marks import LATE, NEVER, in_time


@pytest.mark.parametrize("count", range(6))
def test_every_class_has_its_own_colour(count):
    colours = [*in_time(count), LATE, NEVER]
    assert len(set(colours)) == count + 2


def test_the_earlier_the_darker():
    for count in (2, 3, 4, 5):
        greens = [int(colour[3:5], 16) for colour in in_time(count)]
        assert greens == sorted(greens)
