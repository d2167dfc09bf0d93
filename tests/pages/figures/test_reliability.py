"""The figures of the test of forecasts: what fails has its colour, nominal values their line."""

import pandas as pd

from pages.figures.reliability import BAD, GOOD, coverage, errors


def test_what_is_no_better_than_no_change_is_marked():
    rows = pd.DataFrame({"label": ["A", "B"], "mase": [1.0, 0.4], "text": ["1,00", "0,40"]})
    figure = errors(rows, "← tốt hơn", 14)
    assert list(figure.data[0].marker.color) == [BAD, GOOD]
    assert [note.text for note in figure.layout.annotations] == ["1,00", "0,40", "← tốt hơn"]
    assert figure.layout.shapes[0].x0 == 1
    low, high = figure.layout.yaxis.range
    assert low > high  # the first row on top


def test_both_uncertainties_stand_behind_the_share():
    row = {"label": "A"}
    for share, value in (("80", 72.0), ("95", 93.0)):
        row |= {f"share_{share}": value, f"text_{share}": ""}
        row |= {f"low_{share}": value - 2, f"high_{share}": value + 2}
        row |= {f"least_{share}": value - 31, f"most_{share}": value + 5}
    figure = coverage(pd.DataFrame([row]), {"80": "cần 80%", "95": "cần 95%"}, 14)
    thin, thick, point = figure.data[:3]
    assert (list(thin.x[:2]), thin.line.width) == ([41, 77], 1)
    assert (list(thick.x[:2]), thick.line.width) == ([70, 74], 5)
    assert list(point.x) == [72]
    assert [shape.x0 for shape in figure.layout.shapes] == [80, 95]
    assert figure.layout.xaxis.range[0] == 39  # a little below the tens under 41
