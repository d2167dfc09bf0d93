"""The chart of an answer: one mark a row in its order, gaps open, numbers as they are read."""

import pandas as pd

from pages.figures.analysis.answer import answer_chart

DAYS = pd.Series(pd.to_datetime(["2026-09-01", "2026-10-01", "2026-11-01"]))
UP = pd.Series([1.5, None, 3.0])
TEXTS = ["1,5", "–", "3"]


def test_a_line_has_time_along_the_bottom_and_leaves_gaps_open():
    figure = answer_chart(DAYS, UP, TEXTS, "line", ("month", "value"), ",.")
    (trace,) = figure.data
    assert (trace.type, trace.connectgaps, list(trace.customdata)) == ("scatter", False, TEXTS)
    assert figure.layout.xaxis.type == "date" and figure.layout.separators == ",."
    assert (figure.layout.xaxis.title.text, figure.layout.yaxis.title.text) == ("month", "value")


def test_bars_keep_the_order_of_the_rows_and_begin_at_zero():
    names = pd.Series(["Ý Yên", "Hải Hậu", "Hải Hậu"])
    figure = answer_chart(names, UP, TEXTS, "bar", ("unit", "value"), ".,")
    (trace,) = figure.data
    assert (trace.type, list(trace.x)) == ("bar", list(names))
    assert figure.layout.xaxis.type == "category" and figure.layout.yaxis.rangemode == "tozero"
