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


@pytest.mark.parametrize("name", palette.RAMPS)
@pytest.mark.parametrize("count", range(1, 8))
def test_a_chosen_palette_is_darker_with_each_class(name, count):
    colours = palette.classes(count, None, name)
    steps = [brightness(colour) for colour in colours]
    assert len(colours) == count and palette.FOCUS not in colours
    assert all(one - other > 8 for one, other in pairwise(steps)), "a copy in greys loses the order"


@pytest.mark.parametrize("name", palette.DIVERGING)
@pytest.mark.parametrize(
    ("count", "below"), [*SPLITS, (7, 6), (7, 1), (7, 0), (6, None), (7, None)]
)
def test_a_diverging_palette_is_darker_away_from_its_middle(name, count, below):
    colours = palette.classes(count, below, name)
    under = count // 2 if below is None else below
    assert len(set(colours)) == len(colours) == count
    low = [brightness(colour) for colour in colours[:under]]
    high = [brightness(colour) for colour in colours[under:]]
    assert low == sorted(low) and high == sorted(high, reverse=True)


@pytest.mark.parametrize(("count", "below"), [(7, 6), (7, 5), (7, 1), (6, 6), (7, 0)])
def test_many_classes_on_one_side_of_a_target_have_a_colour_each(count, below):
    assert len(set(palette.classes(count, below))) == count


# What protanopes and deuteranopes see of linear red, green and blue: Machado and others (2009)
SEEN = {
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
                   (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
                     (-0.011820, 0.042940, 0.968881)),
}  # fmt: skip


def lab(colour, kind):
    """CIE L*a*b* (D65) of a colour as somebody sees it."""
    parts = [int(part, 16) / 255 for part in re.findall("[0-9a-f]{2}", colour)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    seen = [min(max(sum(a * b for a, b in zip(row, linear, strict=True)), 0), 1)
            for row in SEEN[kind]]  # fmt: skip
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    x, y, z = (
        (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116)
        for t in (
            sum(a * b for a, b in zip(row, seen, strict=True)) / w
            for row, w in zip(to_xyz, white, strict=True)
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one, other, kind):
    """How different two colours look, ΔE*ab: 2.3 is just noticeable."""
    pairs = zip(lab(one, kind), lab(other, kind), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


@pytest.mark.parametrize("kind", SEEN)
@pytest.mark.parametrize("name", palette.NAMES)
def test_neighbouring_classes_look_different_to_everybody(name, kind):
    for count in range(2, 8):
        for below in [None] if name in palette.RAMPS else [None, *range(count + 1)]:
            colours = palette.classes(count, below, name)
            assert all(apart(one, other, kind) > 6 for one, other in pairwise(colours)), colours


@pytest.mark.parametrize("kind", SEEN)
@pytest.mark.parametrize(
    "colours", [sum(palette.TWO, ()), tuple(palette.CLUSTER.values())], ids=["two", "cluster"]
)
def test_colours_that_are_no_order_are_told_apart_by_everybody(colours, kind):
    for at, one in enumerate(colours):
        assert all(apart(one, other, kind) > 10 for other in colours[at + 1 :]), one


def brightness(colour):
    """How bright a colour looks, 0 to 255."""
    red, green, blue = (int(part, 16) for part in re.findall("[0-9a-f]{2}", colour))
    return 0.299 * red + 0.587 * green + 0.114 * blue
