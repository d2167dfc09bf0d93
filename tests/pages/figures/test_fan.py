"""The fan chart: nothing beyond the scale, every line named, names that do not touch."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from pages.figures.fan import Fan, FanWords, Goal, axis, fan
from pages.figures.line_ends import apart

WORDS = FanWords("Số liệu đến 10/2026", "Đổi địa giới", "Dự báo", "80%", "95%", "lộ trình")
SERIES = pd.DataFrame(
    {
        "date": [date(2026, month, 1) for month in (8, 9, 10)],
        "value": [60.0, None, 64.0],
        "text": ["60", "–", "64"],
        "is_estimate": [True, False, False],
    }
)
FORECAST = pd.DataFrame(
    {
        "date": [date(2026, 11, 1), date(2030, 12, 1)],
        **{"value": [65.0, 90.0], "low_80": [64.0, 80.0], "high_80": [66.0, 95.0]},
        **{"low_95": [63.0, 70.0], "high_95": [67.0, 99.0], "text": ["", ""]},
    }
)
PATH = pd.DataFrame({"date": [date(2022, 12, 1), date(2030, 12, 1)], "value": [50.0, 95.0]})
LAW = Goal(date(2025, 12, 1), (80.0,), "Mục tiêu 2025:<br>80%", "80%", is_law=True)
WISH = Goal(date(2030, 12, 1), (95.0,), "Mục tiêu 2030:<br>95%", "95%", is_law=False)
SHOWN = Fan(SERIES, FORECAST, PATH, [LAW, WISH], [date(2024, 9, 1)], ceiling=100.0)


def texts(figure):
    return [note.text for note in figure.layout.annotations]


def test_a_percent_is_never_drawn_beyond_the_scale():
    low, top = fan(SHOWN, WORDS).layout.yaxis.range
    assert (low, top) == (0, 100)
    assert axis(replace(SHOWN, ceiling=None)) == (0, pytest.approx(1.08 * 99))


def test_the_axis_begins_under_what_lies_high():
    """All from 63 on: the whole ten below 63 is 60, one ten of air leaves 50."""
    high = replace(SHOWN, path=PATH.assign(value=[65.0, 95.0]), series=SERIES.assign(value=64.0))
    assert axis(high) == (50, 100)


def test_small_values_fill_the_height():
    small = Fan(SERIES.assign(value=[1.0, 2, 4]), FORECAST[:0], PATH[:0], ceiling=100.0)
    assert axis(small) == (0, pytest.approx(4.32))
    assert fan(small, replace(WORDS, value="")).layout.yaxis.range[1] < 5


def test_the_wider_interval_lies_under_the_narrower_one():
    wide, near, *_ = fan(SHOWN, WORDS).data
    assert list(wide.y) == [67, 99, 70, 63]
    assert list(near.y) == [66, 95, 80, 64]
    assert wide.fill == near.fill == "toself"


def test_every_line_is_named_where_it_ends_and_there_is_no_legend():
    figure = fan(SHOWN, WORDS)
    assert figure.layout.showlegend is False
    ends = {"Dự báo", "80%", "95%", "Mục tiêu 2030:<br>95%<br>lộ trình"}
    assert set(texts(figure)) == ends | {"Số liệu đến 10/2026", "Đổi địa giới"}


def test_an_estimate_is_dotted_and_gaps_stay_open():
    lines = [trace for trace in fan(SHOWN, WORDS).data if trace.mode == "lines"]
    solid, dotted = lines[3], lines[4]
    assert [v == v and v is not None for v in solid.y] == [False, False, True]
    assert (solid.line.dash, dotted.line.dash, solid.connectgaps) == ("solid", "dot", False)
    assert [v == v and v is not None for v in dotted.y] == [True, False, False]


def test_without_an_estimate_no_dotted_line_is_sent():
    exact = fan(replace(SHOWN, series=SERIES.assign(is_estimate=False)), WORDS)
    assert len(exact.data) == len(fan(SHOWN, WORDS).data) - 1


def test_a_target_that_is_no_law_is_hollow():
    marks = [trace for trace in fan(SHOWN, WORDS).data if "markers" in trace.mode]
    assert [mark.marker.symbol for mark in marks] == ["diamond", "diamond-open"]
    assert marks[0].text == "80%" and marks[1].mode == "markers"  # the last is named at its end


def test_without_a_forecast_there_is_no_band():
    figure = fan(replace(SHOWN, forecast=FORECAST[:0]), WORDS)
    assert all(trace.fill is None for trace in figure.data)
    assert "80%" not in texts(figure)


def test_what_is_certain_has_no_interval():
    ends = dict.fromkeys(("low_80", "high_80", "low_95", "high_95"), 100.0)
    certain = FORECAST.assign(value=100.0, **ends)
    assert "80%" not in texts(fan(replace(SHOWN, forecast=certain), WORDS))


@pytest.mark.parametrize(
    ("wished", "found"),
    [
        ([10, 50], [10, 50]),  # room enough
        ([50, 51], [50, 70]),  # pushed up
        ([95, 96], [70, 90]),  # and down again from the upper end
        ([0, 0], [10, 30]),  # and up from the lower one
    ],
)
def test_names_do_not_touch(wished, found):
    assert apart(wished, [20, 20], 0, 100) == found
