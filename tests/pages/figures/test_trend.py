"""A value over time: open gaps, the path behind it, a mark where the boundaries changed."""

from datetime import date

import pandas as pd

from pages.figures.trend import trend

WORDS = {"value": "Giá trị", "path": "Đường tới mục tiêu", "estimate": "Ước tính"}
NO_PATH = pd.DataFrame(columns=["date", "value"])
SERIES = pd.DataFrame(
    {
        "date": [date(2024, month, 1) for month in (7, 8, 9, 10)],
        "value": [60.0, None, 64.0, 65.0],
        "text": ["07/2024: 60", "08/2024: –", "09/2024: 64", "10/2024: 65"],
        "is_estimate": [False, False, False, False],
    }
)
PATH = pd.DataFrame({"date": [date(2022, 12, 1), date(2025, 12, 31)], "value": [50.0, 80.0]})
BREAKS = [(date(2024, 9, 1), "175 xã"), (date(2025, 7, 1), "57 xã")]


def test_the_sign_of_the_unit_stands_at_the_axis():
    assert trend(SERIES, NO_PATH, [], WORDS, "%").layout.yaxis.ticksuffix == "%"


def test_gaps_stay_open():
    (line,) = trend(SERIES, NO_PATH, [], WORDS).data
    assert line.connectgaps is False
    assert list(pd.isna(list(line.y))) == [False, True, False, False]
    assert list(line.customdata) == list(SERIES["text"])
    assert line.name == "Giá trị"


def test_the_path_lies_behind_the_value_and_is_told_apart_without_colour():
    path, line = trend(SERIES, PATH, [], WORDS).data
    assert (path.name, list(path.y)) == ("Đường tới mục tiêu", [50, 80])
    assert path.line.dash == "dot"
    assert line.line.dash is None


def test_the_line_is_broken_where_estimates_begin_and_they_are_dotted():
    mixed = SERIES.assign(value=[60.0, 61, 64, 65], is_estimate=[False, False, True, True])
    exact, estimate = trend(mixed, NO_PATH, [], WORDS).data
    assert list(pd.isna(list(exact.y))) == [False, False, True, True]
    assert list(pd.isna(list(estimate.y))) == [True, True, False, False]
    assert (estimate.name, estimate.line.dash, estimate.marker.symbol) == (
        "Ước tính",
        "dot",
        "circle-open",
    )
    assert exact.line.dash is None


def test_estimates_alone_have_one_line_and_one_entry():
    (line,) = trend(SERIES.assign(is_estimate=True), NO_PATH, [], WORDS).data
    assert line.name == "Ước tính"


def test_each_change_of_the_boundaries_has_a_line_and_its_words():
    layout = trend(SERIES, NO_PATH, BREAKS, WORDS).layout
    assert [shape.x0 for shape in layout.shapes] == ["2024-09-01", "2025-07-01"]
    assert [(a.x, a.text) for a in layout.annotations] == [
        ("2024-09-01", "175 xã"),
        ("2025-07-01", "57 xã"),
    ]
    assert [a.xanchor for a in layout.annotations] == ["right", "left"]  # none over the other
    assert not trend(SERIES, NO_PATH, [], WORDS).layout.shapes


def test_the_axis_begins_and_ends_with_the_data_and_holds_zero():
    layout = trend(SERIES, PATH, BREAKS, WORDS).layout
    first, last = (pd.Timestamp(end) for end in layout.xaxis.range)
    assert first < pd.Timestamp(2022, 12, 1) < pd.Timestamp(2025, 12, 31) < last
    assert (last - first) / (pd.Timestamp(2025, 12, 31) - pd.Timestamp(2022, 12, 1)) < 1.1
    assert layout.yaxis.rangemode == "tozero"
