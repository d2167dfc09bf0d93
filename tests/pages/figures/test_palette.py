"""Colours: every state has one, with a sign that does not depend on it."""

import re
from itertools import pairwise

import pytest

from kpis.catalogue.vocabulary import Missing, Status
from pages.figures import palette


def test_every_status_has_a_colour_and_a_sign_of_its_own():
    for table in (palette.STATUS, palette.STATUS_SIGN):
        assert set(table) == {str(status) for status in Status}
        assert len(set(table.values())) == len(Status)


def test_every_reason_for_a_missing_value_has_a_hatch_of_its_own():
    for table in (palette.HATCH, palette.HATCH_SIGN):
        assert set(table) == {str(reason) for reason in Missing}
        assert len(set(table.values())) == len(Missing)


@pytest.mark.parametrize("count", range(1, 8))
def test_every_class_has_a_colour_darker_than_the_one_before(count):
    colours = palette.classes(count)
    assert len(set(colours)) == count
    assert [brightness(c) for c in colours] == sorted(map(brightness, colours), reverse=True)


SPLITS = [(low + high, low) for low in range(5) for high in range(5) if low + high]


@pytest.mark.parametrize(("count", "below"), SPLITS)
def test_a_locked_target_parts_two_hues(count, below):
    colours = palette.classes(count, below)
    assert len(set(colours)) == count
    assert set(colours[:below]) <= set(palette.BELOW)
    assert set(colours[below:]) <= set(palette.ABOVE)
    assert palette.FOCUS not in colours
    steps = [brightness(c) for c in colours]
    assert all(one - other > 8 for one, other in pairwise(steps)), "a copy in greys loses the order"


def brightness(colour):
    """How bright a colour looks, 0 to 255."""
    red, green, blue = (int(part, 16) for part in re.findall("[0-9a-f]{2}", colour))
    return 0.299 * red + 0.587 * green + 0.114 * blue
