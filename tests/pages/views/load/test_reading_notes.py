"""What is told of how a file was read: each kind once, with its first places."""

from data.read import Note
from pages.text.language import Language
from pages.views.load.reading_notes import note_lines

VI = Language("vi")


def test_a_kind_is_told_once_with_its_places():
    notes = [
        Note("hidden_sheet", "Nháp", 0, "Nháp"),
        Note("error_cell", "Tháng 9", 7, "C7 #N/A"),
        Note("error_cell", "Tháng 9", 9, "C9 #REF!"),
    ]
    assert note_lines(notes, VI) == [
        "Trang tính ẩn không được đọc: Nháp.",
        "Ô báo lỗi được coi là trống: Tháng 9: C7 #N/A; Tháng 9: C9 #REF!.",
    ]


def test_many_places_are_counted_those_that_the_reader_left_out_too():
    cells = [Note("formula_without_value", "", line, f"B{line}") for line in range(1, 8)]
    more = Note("more_notes", "", 0, "formula_without_value: 30")
    assert note_lines([*cells, more], VI) == [
        "Công thức chưa lưu kết quả được coi là trống: B1; B2; B3; B4; B5 và 32 nơi khác."
    ]


def test_every_kind_that_a_reader_notes_has_words():
    kinds = [
        *("mislabelled", "mixed_line_endings", "hidden_sheet", "hidden_row", "error_cell"),
        *("formula_without_value", "declared_larger", "cells_without_header"),
    ]
    for kind in kinds:
        (line,) = note_lines([Note(kind, "", 0, "x")], VI)
        assert kind not in line


def test_nothing_noted_nothing_told():
    assert note_lines([], VI) == []
