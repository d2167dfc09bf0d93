"""A table of a document: numbers as they are read, and what is the same in all rows said once."""

import pytest

from pages.briefs.frozen import FrozenTable
from pages.briefs.tables import decimals_of, table
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


def test_a_table_in_other_words_is_charted_by_its_first_names_and_last_numbers():
    other = FrozenTable(("code", "who", "n", "share"), (("1", "a", 3, 0.5), ("2", "b", 4, 0.25)))
    assert (table(other, VI).names, table(other, VI).values) == (1, 3)
    wordless = FrozenTable(("code", "text"), (("1", "same"), ("2", "same")))
    assert (table(wordless, VI).names, table(wordless, VI).values) == (None, None)


def test_a_table_without_rows_has_its_titles():
    empty = table(FrozenTable(("a", "b"), ()), VI)
    assert (empty.columns, empty.rows, empty.values) == (("a", "b"), (), None)
