"""A table of a document: numbers as they are read, and what is the same in all rows said once."""

import pytest

from pages.briefs.frozen import FrozenTable
from pages.briefs.tables import decimals_of, in_one_line, left_out, shortened, table, widths
from pages.text.language import Language

VI, EN = Language("vi"), Language("en")
FROZEN = FrozenTable(
    ("Kỳ", "Mã", "Đơn vị", "Hồ sơ", "Giá trị", "Ghi chú"),
    (
        ("2026", "356", "Nam Định", 1234, 81.25, ""),
        ("2026", "358", "Mỹ Lộc", 56, 7.5, ""),
        ("2026", "359", "Ý Yên", None, "Chưa gửi", ""),
    ),
)


def test_numbers_are_written_with_as_many_decimals_as_one_of_the_column_needs():
    shown = table(FROZEN, VI)
    assert shown.columns == ("Mã", "Đơn vị", "Hồ sơ", "Giá trị")
    assert [row[2:] for row in shown.rows] == [
        ("1.234", "81,25"),
        ("56", "7,50"),
        ("–", "Chưa gửi"),
    ]
    assert [row[3] for row in table(FROZEN, EN).rows][:2] == ["81.25", "7.50"]


@pytest.mark.parametrize(
    ("cells", "decimals"),
    [((1, 2, None), 0), ((1.0, 2.0), 0), ((0.5, 2), 1), ((0.125, "–"), 3), ((1 / 3,), 4), ((), 0)],
)
def test_the_decimals_of_a_column(cells, decimals):
    assert decimals_of(cells) == decimals


def test_what_is_the_same_in_all_rows_is_said_once():
    assert table(FROZEN, VI).common == (("Kỳ", "2026"),)
    assert table(FROZEN, VI, known={"2026"}).common == ()
    one = FrozenTable(FROZEN.columns, FROZEN.rows[:1])
    assert table(one, VI).columns == FROZEN.columns


def test_rows_that_are_all_alike_stay():
    alike = FrozenTable(("a", "b"), ((1, "x"), (1, "x")))
    assert table(alike, VI).rows == (("1", "x"), ("1", "x"))


def test_a_chart_shows_the_values_by_unit():
    shown = table(FROZEN, VI)
    assert (shown.columns[shown.names], shown.columns[shown.values]) == ("Đơn vị", "Giá trị")
    assert shown.is_number == (False, False, True, True)
    assert shown.amounts[0] == ("356", "Nam Định", 1234, 81.25)


def test_a_table_in_other_words_is_charted_by_its_first_names_and_its_only_numbers():
    other = FrozenTable(("code", "who", "share"), (("1", "a", 0.5), ("2", "b", 0.25)))
    assert (table(other, VI).names, table(other, VI).values) == (1, 2)
    several = FrozenTable(("who", "n", "m"), (("a", 1, 2), ("b", 3, 4)))
    assert table(several, VI).values is None
    wordless = FrozenTable(("code", "text"), (("1", "same"), ("2", "same")))
    assert (table(wordless, VI).names, table(wordless, VI).values) == (None, None)


def test_a_table_without_rows_has_its_titles():
    empty = table(FrozenTable(("a", "b"), ()), VI)
    assert (empty.columns, empty.rows, empty.values) == (("a", "b"), (), None)


def test_no_word_of_a_column_is_cut_while_there_is_room():
    columns = [("Hạn", "30/11/2026"), ("Quyết định", "một câu dài " * 20)]
    assert widths(columns, 70) == [12, 58]
    assert widths(columns, 500) == [12, 7 + 80]
    assert widths([("Mã", "356")], 70) == [5]
    assert widths([("Hồ sơ tiếp nhận", "1")], 70) == [16]
    assert sum(widths(columns, 10)) <= 10


def test_a_year_has_no_sign_of_thousands():
    years = FrozenTable(("Năm", "Số"), ((2025, 2025), (2030, 3000), (None, 1)))
    assert table(years, VI).rows == (("2025", "2.025"), ("2030", "3.000"), ("–", "1"))


def test_a_rare_long_cell_takes_two_lines():
    assert widths([("a", *["xx xx"] * 19, "xx " * 40)], 500) == [7]


def test_a_table_is_shortened_to_its_names_its_values_and_what_has_room():
    whole = table(FROZEN, VI)
    names = shortened(whole, 2, room=17)
    assert names.columns == ("Đơn vị", "Giá trị")
    assert names.rows == (("Nam Định", "81,25"), ("Mỹ Lộc", "7,50"))
    assert (names.names, names.values, names.amounts[0]) == (0, 1, ("Nam Định", 81.25))
    assert left_out(names, whole, VI).startswith("Dòng: 2/3; cột: 2/4.")
    assert shortened(whole, 99) == whole and left_out(whole, whole, VI) == ""


def test_a_cell_that_may_take_lines_needs_the_room_of_a_word():
    whole = table(FrozenTable(("Đơn vị", "a"), (("x" * 9, "yy " * 9), ("z", "y"))), VI)
    assert shortened(whole, 9, room=20).columns == ("Đơn vị", "a")
    assert shortened(whole, 9, room=20, wide=in_one_line).columns == ("Đơn vị",)


def test_a_title_takes_about_two_lines_and_a_cell_one():
    assert in_one_line(["Hồ sơ tiếp nhận trong kỳ", "1.000"]) == 12 + 2
    assert in_one_line(["Mã", "Thị trấn Rạng Đông"]) == 18 + 2
    assert in_one_line([""]) == 2


def test_a_space_without_a_break_ends_no_line():
    change = ["Thay đổi", "+0,3\N{NO-BREAK SPACE}điểm\N{NO-BREAK SPACE}%"]
    assert widths([change, ["x", "y " * 40]], 30)[0] >= len(change[1])


def test_rows_of_one_name_are_told_apart_first():
    units = ("Ý Yên", "Ý Yên", "Mỹ Lộc")
    rows = tuple((unit, f"Chỉ số {n}", float(n)) for n, unit in enumerate(units))
    whole = table(FrozenTable(("Đơn vị", "Chỉ số", "Giá trị"), rows), VI)
    room = len("Chỉ số 0") + len("Giá trị") + 4  # with no room for the unit
    assert shortened(whole, 3, room, in_one_line).columns == ("Chỉ số", "Giá trị")
