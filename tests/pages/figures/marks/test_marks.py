"""Circles, lines and tables of a map: areas, sizes and counts, and where their legend stands."""

import math

import pandas as pd
import pytest

from pages.figures import palette
from pages.figures.choropleth import Hover, MapClass, MapLayers, Marks, choropleth
from pages.figures.marks import circles as circles_of
from pages.figures.marks.circles import Circles, largest_radius, round_sizes
from pages.figures.marks.lines import EDGE, Line, traces
from pages.figures.marks.table import Table, key

POINTS = (("a", 106.0, 20.2, 400.0), ("b", 106.1, 20.3, 100.0), ("c", 106.2, 20.4, 0.0))
CIRCLES = Circles("Diện tích: hồ sơ", POINTS, ((200.0, "200"), (50.0, "50")))
TABLE = Table("Bao phủ", "Sử dụng", ("< 1", "1–<2", "≥ 2"), ("< 5", "5–<6", "≥ 6"),
              ((1, 2, 3), (4, 5, 6), (7, 8, 9)))  # fmt: skip
CLASSES = [MapClass("x", "#123456", ["a"]), MapClass("╱╱ Chưa gửi", "#fff", ["b"], "not_reported")]


def layers(marks: Marks, is_inside: bool = True) -> MapLayers:
    return MapLayers("u", (105.9, 19.9, 106.6, 20.6), "d", [], marks=marks,
                     is_legend_inside=is_inside, labels=pd.DataFrame())  # fmt: skip


def drawn(marks: Marks, is_inside: bool = True):
    return choropleth(CLASSES, Hover({}), layers(marks, is_inside), 400, "r")


def test_areas_are_proportional_to_the_counts():
    trace = circles_of.trace(CIRCLES, 720)
    assert len(trace["lon"]) == 2, "nothing is drawn of nothing"
    large, small = (size / 2 for size in trace["marker"]["size"])
    assert large == pytest.approx(720 * circles_of.RADIUS, abs=0.01)
    assert math.pi * large**2 == pytest.approx(4 * math.pi * small**2, rel=1e-3)


def test_the_legend_of_sizes_has_circles_of_the_same_scale():
    shapes = circles_of.key(CIRCLES, 720).shapes
    radii = [(one["x1"] - one["x0"]) / 2 for one in shapes]
    assert radii == [pytest.approx(CIRCLES.radius(count, 720)) for count in (50, 200)]
    assert shapes[0]["y1"] < shapes[1]["y0"], "the larger one stands above the smaller, apart"


@pytest.mark.parametrize(
    ("most", "sizes"), [(15946, [10000, 2000, 500]), (480, [200, 50, 10]), (7, [5, 1]), (0.4, [])]
)
def test_the_sizes_in_the_legend_are_round(most, sizes):
    assert round_sizes(most) == sizes


def test_many_circles_are_smaller_so_that_the_units_are_seen():
    # 100 equal circles cover a quarter of 10,000 km²: π r² = 25, r = 2.82 of a map 100 km wide
    assert largest_radius([7.0] * 100, 10_000, 100) == pytest.approx(0.0282, abs=1e-4)
    assert largest_radius([7.0], 10_000, 100) == circles_of.RADIUS, "one is no larger for it"
    assert largest_radius([0.0], 10_000, 100) == circles_of.RADIUS


def test_without_a_count_there_is_no_circle():
    assert Circles("x", (), ()).radius(5, 720) == 0
    assert drawn(Marks(circles=Circles("x", (), ())))["data"]


def test_lines_have_a_white_edge_below_all_of_them():
    lines = [
        Line("1 đến 2 (1)", 2, (((1, 2), (3, 4)),)),
        Line("2 đến 3 (1)", 7, (((5, 6), (7, 8)),)),
    ]
    found = traces(lines)
    assert [one["line"]["width"] for one in found] == [2 + EDGE, 7 + EDGE, 2, 7]
    assert [one["showlegend"] for one in found] == [False, False, True, True]
    assert found[2]["lon"] == [1, 3, None] and found[2]["lat"] == [2, 4, None]


def test_the_table_has_a_cell_for_each_pair_with_its_count_and_colour():
    made = key(TABLE)
    cells = sorted((one["y0"], one["x0"], one["fillcolor"]) for one in made.shapes)
    assert [colour for *_, colour in cells] == [colour for row in palette.TWO for colour in row]
    texts = [one["text"] for one in made.texts]
    assert set("123456789") <= set(texts) and {"< 1", "≥ 6", "<b>Bao phủ</b>"} <= set(texts)
    at = {one["text"]: one["yshift"] for one in made.texts}
    assert at["1"] < at["4"] < at["7"], "the lowest row is at the bottom"


def test_a_table_stands_in_the_place_of_the_classes_and_what_is_missing_stays():
    figure = drawn(Marks("Hai chỉ số", table=TABLE))
    shown = [trace["name"] for trace in figure["data"] if trace.get("showlegend") and trace["name"]]
    assert shown == ["╱╱ Chưa gửi (1)"]
    assert len(figure["layout"]["shapes"]) == 9
    assert "Hai chỉ số" in figure["layout"]["legend"]["title"]["text"]


def test_where_the_legend_is_under_the_map_the_sizes_stand_above_it_in_room_of_their_own():
    inside, under = (drawn(Marks(circles=CIRCLES), one)["layout"] for one in (True, False))
    assert "t" in under["margin"] and under["margin"]["t"] > 0 and under["height"] > 400
    assert {one["yanchor"] for one in under["shapes"]} == {1}
    assert {one["yanchor"] for one in inside["shapes"]} == {0}


def test_a_usual_map_is_drawn_as_before():
    assert not {"shapes", "annotations"} & drawn(Marks())["layout"].keys()
    assert "title" not in drawn(Marks())["layout"]["legend"]
