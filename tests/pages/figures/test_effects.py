"""The figures of an effect: what must be nothing is grey, each point has its interval."""

import pandas as pd

from pages.figures.effects import BESIDE, TOLD, by_month, forest

ROWS = pd.DataFrame(
    {
        "month": [-1, 0, 1],
        "label": ["Told", "Later", "Placebo"],
        "estimate": [0.3, 0.01, -0.02],
        "low_95": [0.2, -0.1, -0.12],
        "high_95": [0.4, 0.12, 0.08],
        "text": ["a", "b", "c"],
    }
)


def test_work_to_come_is_grey_and_parted_by_a_line():
    figure = by_month(ROWS, {"to_come": "về sau", "before": "trước", "axis": "tháng"}, 14)
    later, before, points = figure.data
    assert (later.line.color, before.line.color) == (BESIDE, TOLD)
    assert list(later.x[:2]) == [-1, -1] and list(later.y[:2]) == [0.2, 0.4]
    assert len(before.x) == 6 and list(before.y[3:5]) == [-0.12, 0.08]
    assert list(points.x) == [-1, 0, 1] and list(points.customdata) == ["a", "b", "c"]
    assert list(figure.layout.xaxis.ticktext) == ["−1", "0", "1"]
    assert [shape.x0 for shape in figure.layout.shapes] == [0, -0.5]
    assert [note.text for note in figure.layout.annotations] == ["về sau", "trước"]


def test_what_is_told_stands_on_top_of_what_is_beside_it():
    figure = forest(ROWS, 1, 14)
    told, beside, points = figure.data
    assert list(told.x[:2]) == [0.2, 0.4] and told.line.color == TOLD
    assert len(beside.x) == 6 and list(points.marker.color) == [TOLD, BESIDE, BESIDE]
    low, high = figure.layout.yaxis.range
    assert low > high  # the first row on top
    assert list(figure.layout.yaxis.ticktext) == ["Told", "Later", "Placebo"]
    assert figure.layout.shapes[0].x0 == 0
