"""The figures of fair comparison: what is drawn where, and what is named."""

import numpy as np
import pandas as pd

from pages.figures import palette
from pages.figures.fair.caterpillar import caterpillar
from pages.figures.fair.contributions import contributions
from pages.figures.fair.cumulative import cumulative
from pages.figures.fair.dot_plot import dot_plot
from pages.figures.fair.funnel import funnel, grid_of
from pages.figures.fair.level_change import level_change

UNITS = pd.DataFrame(
    {
        "code": ["a", "b", "c"],
        "name": ["A", "B", "C"],
        "x": [50.0, 400.0, 2000.0],
        "y": [20.0, 50.0, 52.0],
        "side": [-1, 0, 1],
        "text": ["ta", "tb", "tc"],
    }
)
WORDS = dict.fromkeys(
    ("inner", "outer", "chance", "rate", "x", "y", "below", "inside", "above"), ""
) | {name: name for name in ("inner", "outer", "chance", "below", "inside", "above")}
SIZE = (14, 400)


def named(figure):
    return [trace.name for trace in figure.data if trace.name and trace.showlegend]


def limits(width):
    ends = {f"{end}_{kind}": [50 + sign * width] * 2 for kind in ("inner", "outer")
            for end, sign in (("low", -1), ("high", 1))}  # fmt: skip
    return pd.DataFrame({"size": [50.0, 2000.0], **ends})


def test_a_funnel_names_each_kind_once_and_rings_the_chosen_unit():
    figure = funnel(UNITS, limits(10), limits(5), 50.0, WORDS, "{:g}".format, "b", SIZE)
    assert named(figure) == ["chance", "inner", "outer", "below", "inside", "above"]
    below, inside, above = (t for t in figure.data if t.name in ("below", "inside", "above"))
    assert [list(one.x) for one in (below, inside, above)] == [[50], [400], [2000]]
    assert below.marker.symbol != above.marker.symbol  # never by colour alone
    assert figure.data[-1].marker.line.color == palette.FOCUS and figure.data[-1].text == ("B",)
    assert figure.layout.xaxis.type == "log"
    assert list(figure.layout.xaxis.ticktext) == ["50", "100", "200", "500", "1000", "2000"]


def test_a_funnel_of_chance_alone_has_one_pair_of_each_limit():
    near = UNITS.assign(x=[100.0, 150.0, 200.0], side=0)
    figure = funnel(near, limits(10), None, 50.0, WORDS, "{:g}".format, "", SIZE)
    assert named(figure) == ["inner", "outer", "inside"]
    assert figure.layout.xaxis.type != "log"


def test_limits_are_drawn_from_before_the_smallest_unit_to_beyond_the_largest():
    grid = grid_of(np.array([10.0, 500.0]))
    assert grid[0] < 10 and grid[-1] > 500 and (np.diff(grid) > 0).all()


def test_ranks_run_from_one_on_top_and_have_their_intervals():
    rows = UNITS.assign(x=[1, 2, 3], y=[1, 2, 3], rank_low=[1, 1, 2], rank_high=[2, 3, 3])
    figure = caterpillar(rows, dict.fromkeys(("x", "y", "interval", "rank"), "w"), "", SIZE)
    spans, ranks = figure.data
    assert list(spans.y[:2]) == [1, 2] and np.isnan(spans.y[2]) and list(ranks.y) == [1, 2, 3]
    low, high = figure.layout.yaxis.range
    assert low > high and figure.layout.yaxis.tickvals[0] == 1


def test_level_and_change_stand_between_the_lines_of_the_whole():
    corners = {(a, b): f"{a}{b}" for a in (True, False) for b in (True, False)}
    words = {"x": "x", "y": "y", "sign": "%"}
    figure = level_change(UNITS, (40.0, 30.0), words, corners, "a", SIZE)
    assert [(s.x0, s.y0) for s in figure.layout.shapes] == [(40, 0), (0, 30)]
    assert len(figure.layout.annotations) == 4
    low, high = figure.layout.yaxis.range
    assert low < 20 and high > 52  # the names of the corners lie beyond the points
    fell = level_change(UNITS.assign(y=[-1, 0, 1]), (40.0, 0.5), words, corners, "", SIZE)
    assert [s.y0 for s in fell.layout.shapes] == [0, 0.5, 0]


def test_an_effect_that_is_nowhere_is_left_out_and_amounts_stand_beside_the_bars():
    rows = pd.DataFrame(
        {
            "label": ["A", "B"],
            "rate_effect": [2.0, -1.0],
            "mix_effect": [-0.5, 0.25],
            "coverage_effect": [0.0, 0.0],
            "written": ["+1.50", "−0.75"],
            "text": ["ta", "tb"],
        }
    )
    words = {"rate_effect": "rate", "mix_effect": "mix", "coverage_effect": "cover", "x": "x"}
    figure = contributions(rows, words, 14)
    assert [bar.name for bar in figure.data] == ["rate", "mix"]
    assert [(note.x, note.text) for note in figure.layout.annotations] == [
        (2.0, "+1.50"),
        (0.25, "−0.75"),
    ]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]


def test_the_steps_lead_to_the_goal_where_there_is_one():
    rows = pd.DataFrame({"x": [0, 1, 2], "y": [40.0, 47.0, 54.0], "text": ["", "a", "b"]})
    words = {"x": "x", "y": "", "goal": "goal", "sign": "%", "whole": "whole"}
    figure = cumulative(rows, 50.0, 2, words, SIZE)
    assert named(figure) == ["whole", "goal"] and figure.layout.shapes[0].x0 == 2
    assert named(cumulative(rows, None, None, words, SIZE)) == ["whole"]


def test_a_unit_stands_out_among_its_peers():
    rows = UNITS.assign(label=UNITS["name"])
    words = {"x": "x", "sign": "%", "median": "m"}
    figure = dot_plot(rows, (20.0, 50.0, 52.0), words, "b", 14)
    assert list(figure.data[0].marker.color)[1] == palette.FOCUS
    assert figure.layout.yaxis.ticktext[1] == "<b>B</b>"
    band, median = figure.layout.shapes
    assert (band.x0, band.x1, median.x0) == (20, 52, 50)
