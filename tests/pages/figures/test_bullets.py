"""Bullet charts: every row has its bar, its path, its target and its amount, in the given order."""

import pandas as pd
import pytest

from pages.figures import palette
from pages.figures.bullets import bullets

WORDS = {"path": "Path today", "target": "Target", "met": "Met", "behind": "Behind"}
ROWS = pd.DataFrame(
    {
        "label": ["Ý Yên", "Vụ Bản", "Hải Hậu"],
        "value": [40.0, 82.0, 55.0],
        "value_text": ["40,0%", "82,0%", "55,0%"],
        "path": [60.0, 62.0, None],
        "target": [80.0, 80.0, 80.0],
        "status": ["behind", "met", "behind"],
        "hover": ["a", "b", "c"],
    }
)


@pytest.fixture
def figure():
    return bullets(ROWS, WORDS)


def trace(figure, name):
    """The one trace of a name."""
    (found,) = [one for one in figure.data if one.name and one.name.endswith(name)]
    return found


def test_one_entry_of_the_legend_a_status_with_its_sign_and_colour(figure):
    bars = [one for one in figure.data if one.type == "bar"]
    assert [one.name for one in bars] == ["▼ Behind", "✔ Met"]
    assert [one.marker.color for one in bars] == [palette.STATUS["behind"], palette.STATUS["met"]]
    assert dict(zip(bars[0].y, bars[0].x, strict=True)) == {0: 40, 2: 55}
    assert list(bars[0].customdata) == ["a", "c"]


def test_path_and_target_are_marked_in_every_row(figure):
    path, target = trace(figure, "Path today"), trace(figure, "Target")
    assert list(path.y) == list(target.y) == [0, 1, 2]
    assert list(path.x)[:2] == [60, 62]
    assert pd.isna(path.x[2])
    assert list(target.x) == [80, 80, 80]
    assert path.marker.line.color != target.marker.line.color


def test_a_path_that_is_the_target_is_seen_above_and_below_it(figure):
    path, target = trace(figure, "Path today"), trace(figure, "Target")
    names = [one.name for one in figure.data]
    assert names.index(path.name) > names.index(target.name)  # drawn over it
    assert path.marker.size - target.marker.size >= 5
    assert path.marker.line.width < target.marker.line.width


def test_on_a_narrow_screen_a_long_name_stands_above_its_bar():
    long = "Tỷ lệ thôn, xóm, tổ dân phố có tổ công nghệ số cộng đồng"
    figure = bullets(ROWS.assign(label=long), WORDS, is_narrow=True)
    notes = [one for one in figure.layout.annotations if one.xanchor == "left"]
    lines = notes[0].text.split("<br>")
    assert len(notes) == 3 and " ".join(lines) == long and max(map(len, lines)) <= 46
    bar = figure.data[0]
    assert [note.y for note in notes] == [place - bar.width / 2 for place in range(3)]
    assert not figure.layout.yaxis.showticklabels


def test_the_sign_of_the_unit_stands_at_the_axis():
    assert bullets(ROWS, WORDS, "%").layout.xaxis.ticksuffix == "%"


def test_what_is_in_no_row_is_not_in_the_legend():
    drawn = bullets(ROWS.assign(path=float("nan"), target=float("nan")), WORDS)
    assert [one.name for one in drawn.data] == ["▼ Behind", "✔ Met"]


def test_the_first_row_is_on_top(figure):
    axis = figure.layout.yaxis
    assert dict(zip(axis.tickvals, axis.ticktext, strict=True)) == dict(enumerate(ROWS["label"]))
    assert axis.range[0] > axis.range[1]  # upside down: 0 is on top


def test_the_amounts_are_written_as_they_are_given(figure):
    written = {note.y: note.text for note in figure.layout.annotations}
    assert written == dict(enumerate(ROWS["value_text"]))


@pytest.mark.parametrize("column", ["value", "path", "target"])
def test_nothing_lies_beyond_the_axis(column):
    rows = ROWS.assign(**{column: [10.0, 20.0, 140.0]})
    low, high = bullets(rows, WORDS).layout.xaxis.range
    assert low == 0
    assert 140 < high < 180


def test_two_units_of_one_name_have_a_bar_each():
    bars = bullets(ROWS.assign(label="Xã Nam Điền"), WORDS).data[:2]
    assert sorted(place for one in bars for place in one.y) == [0, 1, 2]


def test_more_rows_make_a_higher_figure(figure):
    longer = bullets(pd.concat([ROWS, ROWS.assign(label=["A", "B", "C"])]), WORDS)
    assert longer.layout.height > figure.layout.height
