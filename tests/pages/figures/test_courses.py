"""The chart of courses: a line each, in its own dash, and the targets as marks."""

from datetime import date

from pages.figures.courses import STYLE, Course, Mark, courses

MONTHS = [date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)]


def drawn():
    lines = [Course(kind, kind, MONTHS, [50.0, None, 52.0], ["50%", "–", "52%"]) for kind in STYLE]
    return courses(
        lines,
        [Mark(MONTHS[1], 60.0, "60%", False), Mark(MONTHS[-1], 80.0, "80%")],
        "Target",
        "%",
        400,
    )


def test_every_kind_can_be_told_without_colour():
    figure = drawn()
    assert [trace.name for trace in figure.data] == [*STYLE, "Target"]
    looks = {(trace.line.dash, trace.line.width) for trace in figure.data[:-1]}
    assert len(looks) == len(STYLE)


def test_values_keep_their_gaps_and_texts():
    figure = drawn()
    assert [None if y != y else y for y in figure.data[0].y] == [50.0, None, 52.0]
    assert list(figure.data[0].customdata) == ["50%", "–", "52%"]
    mark = figure.data[-1]
    assert (list(mark.x), list(mark.y), list(mark.text)) == (
        ["2026-11-01", "2026-12-01"],
        [60.0, 80.0],
        ["60%", "80%"],
    )
    assert list(mark.marker.symbol) == ["diamond-open", "diamond"]
    assert (figure.layout.height, figure.layout.yaxis.ticksuffix) == (400, "%")


def test_the_words_of_a_target_stand_where_fewer_lines_end():
    below, above = drawn().layout.annotations
    assert [below.text, above.text] == ["60%", "80%"]
    assert (below.yanchor, above.yanchor) == ("bottom", "bottom")  # all lines end at 52
    lines = [Course(kind, kind, MONTHS, [50.0, 70.0, 96.0], ["", "", ""]) for kind in STYLE]
    (mark,) = courses(lines, [Mark(MONTHS[-1], 80.0, "80%")], "T", "%", 400).layout.annotations
    assert mark.yanchor == "top"
