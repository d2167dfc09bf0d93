"""Patterns over units: each has a colour of its own, small units get closer lines."""

import re

import pytest

from pages.figures import palette
from pages.figures.patterns import ALL, KINDS, OVER, fill, of_unit, script, step, svg

SHADES = {fill(drawn) for drawn in ALL}


def test_each_pattern_has_a_colour_that_no_class_has():
    assert len(SHADES) == len(ALL)
    classes = [*palette.BELOW, *palette.ABOVE, *palette.STATUS.values(), palette.SURROUNDING]
    classes += [colour for colours in palette.SEQUENTIAL.values() for colour in colours]
    values = {tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5)) for colour in classes}
    assert values.isdisjoint(tuple(map(int, re.findall(r"\d+", shade)[:3])) for shade in SHADES)


def test_without_its_pattern_a_missing_unit_looks_grey_and_an_estimate_like_its_class():
    for kind, place in ALL:
        *shade, alpha = re.findall(r"[\d.]+", fill((kind, place)) + ("" if kind in OVER else "1"))
        grey = [int(palette.NO_VALUE[i : i + 2], 16) for i in (1, 3, 5)]
        assert all(abs(int(a) - b) <= 2 for a, b in zip(shade, grey, strict=True))
        assert (float(alpha) < 0.02) == (kind in OVER)


@pytest.mark.parametrize(("pixels", "place"), [(5000, 0), (1600, 0), (1599, 1), (400, 1), (99, 2)])
def test_a_small_unit_gets_closer_lines(pixels, place):
    assert step("not_due", pixels) == place
    assert step("not_due", pixels, widest=1) == max(place, 1)


def test_what_lies_over_a_class_is_never_so_close_that_it_hides_it():
    assert [step("estimate", pixels) for pixels in (400, 100, 1)] == [0, 1, 1]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_drawn_in_its_own_way(kind):
    ways = {re.sub(r"pattern-\w+-\d|rgba?\([^)]*\)", "", script(((one, 1),))) for one in KINDS}
    assert len(ways) == len(KINDS)
    assert f"pattern-{kind}-1" in script(((kind, 1), (kind, 1)))


def test_the_script_holds_no_tag_for_which_streamlit_would_drop_it():
    body = script(ALL).removeprefix("<script>").removesuffix("</script>")
    assert not re.search(r"<[/\w!]", body)
    assert script(()) == ""


def test_a_pattern_of_a_level_is_as_wide_as_the_unit_lets_it_be():
    assert of_unit("not_due", "district", 5000) == ("not_due", 0)
    assert of_unit("not_due", "commune", 5000) == ("not_due", 1)
    assert of_unit("estimate", "commune", 5000) == ("estimate", 0)


def test_a_pattern_is_the_same_on_a_page_and_in_a_picture():
    assert svg("pattern-lost-1", ("lost", 1)) in script((("lost", 1),)).replace(r"\u003c", "<")
