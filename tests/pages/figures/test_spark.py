"""Sparklines: gaps stay gaps, nothing is drawn outside the picture, flat is flat."""

import re
from base64 import b64decode
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.figures.spark import HEIGHT, WIDTH, sparkline

NAN = float("nan")
SVG = "{http://www.w3.org/2000/svg}"


def drawn(values, **options):
    """The runs of points, one alone included, and the last dot of a sparkline."""
    uri = sparkline(values, **options)
    kind, data = uri.split(",")
    assert kind == "data:image/svg+xml;base64"
    root = ElementTree.fromstring(b64decode(data))
    runs = [
        [tuple(map(float, point.split(","))) for point in line.get("points").split()]
        for line in root.iter(SVG + "polyline")
    ]
    *alone, dot = [(float(c.get("cx")), float(c.get("cy"))) for c in root.iter(SVG + "circle")]
    return sorted(runs + [[point] for point in alone]), dot


@pytest.mark.parametrize(
    ("values", "lengths"),
    [
        ([1, 2, 3], [3]),
        ([1, 2, None, 4, 5], [2, 2]),
        ([1, 2, NAN, NAN, 5, 6, 7], [2, 3]),
        ([None, 1, 2, None], [2]),
        ([1, 2, None, 3, None, 4, 5], [2, 1, 2]),
    ],
)
def test_gaps_stay_gaps(values, lengths):
    runs, dot = drawn(values)
    assert [len(run) for run in runs] == lengths
    assert dot == runs[-1][-1]


@pytest.mark.parametrize("values", [[], [None], [5.0], [None, 5.0, NAN]])
def test_less_than_two_values_are_no_line(values):
    assert sparkline(values) == ""


def test_up_is_up_and_flat_is_flat():
    (rising,), _ = drawn([1.0, 2.0, 3.0])
    assert [y for _, y in rising] == sorted((y for _, y in rising), reverse=True)
    (flat,), _ = drawn([7.0, 7.0])
    assert flat[0][1] == flat[1][1]


def test_a_ripple_does_not_look_like_a_fall():
    (full,), _ = drawn([80.0, 79.0])
    (ripple,), _ = drawn([80.0, 79.0], least=10)
    assert ripple[1][1] - ripple[0][1] == pytest.approx((full[1][1] - full[0][1]) / 10, abs=0.1)


@given(
    st.lists(st.none() | st.floats(-1e6, 1e6), min_size=2, max_size=24).filter(
        lambda values: sum(v is not None for v in values) > 1
    ),
    st.sampled_from([0, 5]),
)
def test_nothing_lies_outside_the_picture(values, least):
    runs, dot = drawn(values, least=least)
    assert sum(map(len, runs)) == sum(v is not None for v in values)
    for x, y in [dot, *(point for run in runs for point in run)]:
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT


def test_the_picture_says_its_size():
    svg = b64decode(sparkline([1.0, 2.0]).split(",")[1]).decode()
    assert re.search(f'width="{WIDTH}" height="{HEIGHT}"', svg)
