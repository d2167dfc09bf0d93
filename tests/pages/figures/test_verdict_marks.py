"""The colours of first attainment are told apart."""

import re
from itertools import pairwise

import pytest

from pages.figures.verdict_marks import LATE, NEVER, in_time


@pytest.mark.parametrize("count", range(6))
def test_every_class_has_its_own_colour(count):
    colours = [*in_time(count), LATE, NEVER]
    assert len(set(colours)) == count + 2


@pytest.mark.parametrize("count", range(6))
def test_the_earlier_the_darker_in_greys_too(count):
    steps = [brightness(colour) for colour in [*in_time(count), LATE, NEVER]]
    assert all(later - earlier > 8 for earlier, later in pairwise(steps))


def brightness(colour):
    """How bright a colour looks, 0 to 255."""
    red, green, blue = (int(part, 16) for part in re.findall("[0-9a-f]{2}", colour))
    return 0.299 * red + 0.587 * green + 0.114 * blue
