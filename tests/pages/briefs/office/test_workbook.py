"""The workbook of a meeting: numbers stay numbers, and a sheet says what they are."""

from dataclasses import replace
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from pages.briefs.frozen import FrozenTable
from pages.briefs.office.workbook import xlsx
from tests.pages.briefs.example import DECISIONS, LINK, brief


@pytest.fixture(scope="module")
def book() -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(BytesIO(xlsx(brief())))


def test_equal_briefs_give_equal_bytes():
    assert xlsx(brief()) == xlsx(brief())


def test_each_item_with_a_view_has_a_sheet_with_the_same_numbers(book):
    assert [name[:2] for name in book.sheet_names[:2]] == ["1.", "2."]
    assert book.sheet_names[2:] == ["Ghi chú"]
    for name, item in zip(book.sheet_names[:2], brief().items, strict=False):
        titles, *rows = book.get_sheet_by_name(name).to_python()
        assert tuple(titles) == item.view.table.columns
        assert [tuple(cell if cell != "" else None for cell in row) for row in rows] == list(
            item.view.table.rows
        )


def test_the_notes_say_what_was_asked_decided_and_where_it_is_from(book):
    cells = [cell for row in book.get_sheet_by_name("Ghi chú").to_python() for cell in row]
    whole = brief()
    told = [whole.name, whole.body, whole.items[0].question, LINK, "220/226"]
    told += [*whole.items[0].view.sentences, DECISIONS[0].owner, DECISIONS[0].due]
    assert set(told) <= set(cells)
    assert any("trình diễn" in str(cell) for cell in cells)
    assert "Chỉ số này không còn." in cells


def test_a_text_is_no_formula_and_two_items_of_one_title_have_a_sheet_each():
    view = replace(brief().items[0].view, table=FrozenTable(("a",), (("=1+1",),)))
    item = replace(brief().items[0], title="Một tiêu đề dài hơn ba mươi mốt ký tự", view=view)
    made = CalamineWorkbook.from_filelike(BytesIO(xlsx(replace(brief(), items=(item, item)))))
    assert len(made.sheet_names) == 3
    assert made.get_sheet_by_index(0).to_python() == [["a"], ["=1+1"]]
