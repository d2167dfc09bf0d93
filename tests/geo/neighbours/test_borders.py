"""Common borders: each once, where they lie, and how far their two sides differ."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.map import served
from geo.neighbours import borders as module
from geo.neighbours.borders import Border, borders, differences, strongest

PAIR = Border("a", "b", (((0.0, 0.0), (0.0, 1.0)),))
OTHER = Border("b", "c", (((1.0, 0.0), (1.0, 1.0)),))
THIRD = Border("a", "c", (((2.0, 0.0), (2.0, 1.0)),))


def test_the_borders_of_four_squares_are_their_four_common_sides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    squares = [shapely.box(x, y, x + 1, y + 1) for y in (0, 1) for x in (0, 1)]
    frame = gpd.GeoDataFrame({"code": list("abcd")}, geometry=squares, crs="EPSG:4326")
    monkeypatch.setattr(served, "read", lambda file: frame)
    found = module._of_file.__wrapped__(served.web_files.WEB_DIRECTORY)
    assert [(one.one, one.other) for one in found] == [
        ("a", "b"),
        ("a", "c"),
        ("b", "d"),
        ("c", "d"),
    ]
    assert set(found[0].lines[0]) == {(1.0, 0.0), (1.0, 1.0)}, "a and d touch in one point only"


def test_every_border_of_the_province_lies_on_both_its_units() -> None:
    shapes = served.shapes("2025", "commune").set_index("code").geometry
    found = borders("2025", "commune")
    assert len(found) > 100
    for one in found[::9]:
        line = shapely.linestrings(np.array(one.lines[0]))
        for code in (one.one, one.other):
            assert shapely.distance(line, shapely.boundary(shapes[code])) < 1e-4


def test_differences_are_of_written_values_and_the_largest_comes_first() -> None:
    values = {"a": 10.04, "b": 20.0, "c": 50.06, "d": 1.0}
    found = differences((PAIR, OTHER, THIRD), values, 1)
    assert [(one.border, one.amount) for one in found] == [
        (THIRD, 40.1),
        (OTHER, 30.1),
        (PAIR, 10.0),
    ]


def test_a_border_beside_a_missing_value_has_no_difference() -> None:
    assert differences((PAIR, OTHER), {"a": 1.0, "b": float("nan"), "c": 3.0}, 1) == []


def test_the_strongest_are_a_share_of_the_borders_with_all_that_equal_the_last() -> None:
    found = differences((PAIR, OTHER, THIRD), {"a": 0.0, "b": 5.0, "c": 10.0}, 0)
    assert [one.amount for one in strongest(found, 10)] == [10]
    assert [one.amount for one in strongest(found, 50)] == [10, 5, 5]
    level = differences((PAIR, OTHER), {"a": 1.0, "b": 1.0, "c": 1.0}, 0)
    assert strongest(level, 50) == [] == strongest([], 50)
