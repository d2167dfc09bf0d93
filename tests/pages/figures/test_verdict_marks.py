"""The colours of first attainment are told apart, and lost units are lined on any class."""

import pytest

from pages.figures import palette
from pages.figures.verdict_marks import LATE, NEVER, in_time, lost_lines


@pytest.mark.parametrize("count", range(6))
def test_every_class_has_its_own_colour(count):
    colours = [*in_time(count), LATE, NEVER]
    assert len(set(colours)) == count + 2


def test_the_earlier_the_darker():
    for count in (2, 3, 4, 5):
        greens = [int(colour[3:5], 16) for colour in in_time(count)]
        assert greens == sorted(greens)


def test_lines_are_dark_on_a_white_edge_and_once_in_the_legend():
    edge, dark = lost_lines(([106.1, 106.2], [20.1, 20.2]), "Lost since: 1")
    assert (edge.line.color, dark.line.color) == (palette.PAPER, palette.INK)
    assert edge.line.width > dark.line.width
    assert [edge.showlegend, dark.showlegend] == [False, True]
