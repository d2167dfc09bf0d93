"""Quotation marks: cells with separators and line breaks, and marks that swallow nothing."""

import pytest

HEADER = "Mã;Tên;Ghi chú;Ngày\n"


@pytest.fixture
def cut(take, rows_of):
    """Reads lines below a header: the rows, and (line, rule, text) of the torn ones."""

    def done(*lines, separator=";", **limits):
        text = (HEADER + "1;a;b;c\n").replace(";", separator) + "\n".join(lines) + "\n"
        reading = take(text.encode(), **limits)
        return rows_of(reading.sheets[0])[2:], [torn[1:] for torn in reading.torn]

    return done


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_quoted_cells_hold_separators_and_marks(cut, separator):
    cells = ['"G5"', f'"Xóm 1{separator} xóm ""Mới"""', 'Tổ "A"', ""]
    rows, torn = cut(separator.join(cells), separator=separator)
    inside = "Xóm 1 xóm" if separator == "\t" else f"Xóm 1{separator} xóm"
    assert rows == [(3, "G5", f'{inside} "Mới"', 'Tổ "A"', None)]
    assert torn == []


def test_a_cell_over_several_lines_is_one_row_at_its_first_line(cut):
    rows, torn = cut('G5;"Xóm 1', "", 'đông; sông";x;y', "G6;a;b;c")
    assert rows == [(3, "G5", "Xóm 1 đông; sông", "x", "y"), (6, "G6", "a", "b", "c")]
    assert torn == []


def test_the_first_cell_may_have_line_breaks_too(cut):
    rows, torn = cut('"G5', 'tiếp";a;b;c', '"G6";"d', 'e";f;"g', 'h"')
    assert rows == [(3, "G5 tiếp", "a", "b", "c"), (5, "G6", "d e", "f", "g h")]
    assert torn == []


@pytest.mark.parametrize("line", ['G5;"Xóm 1;b;c', 'G5;"Xóm" 1;b;c', '"G5;a;b;c'])
def test_a_mark_gone_astray_swallows_no_good_line(cut, line):
    rows, torn = cut(line, "G6;a;b;c", 'G7;"a";b;c', "G8;a;b;c")
    assert [row[0] for row in rows] == [4, 5, 6]
    assert torn == [(3, "unbalanced_quote", line)]
    rows, torn = cut("G6;a;b;c", line)
    assert ([row[0] for row in rows], torn) == ([3], [(4, "unbalanced_quote", line)])


def test_two_marks_gone_astray_do_not_enclose_a_good_line(cut):
    rows, torn = cut('G5;"x;b;c', "G6;a;b;c", 'G7;z";b;c')
    assert rows == [(4, "G6", "a", "b", "c"), (5, "G7", 'z"', "b", "c")]
    assert torn == [(3, "unbalanced_quote", 'G5;"x;b;c')]


@pytest.mark.sweep
def test_many_marks_gone_astray_take_no_long_time(cut):
    rows, torn = cut(*['G5;"Xóm" 1;b;c', 'x"y"'] * 20_000, seconds=5)
    assert (len(rows), len(torn)) == (20_000, 20_000)


def test_what_is_kept_of_a_torn_line_is_short(cut):
    _, torn = cut('G5;"' + "x" * 5000 + ";b;c")
    assert len(torn[0][2]) == 500
