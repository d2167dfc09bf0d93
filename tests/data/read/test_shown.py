"""Numbers as a workbook shows them: percentages, thousands and leading zeros."""

import io
import re
import zipfile

import pytest

from data.read.workbook.formats import Shown, shown


@pytest.mark.parametrize(
    ("code", "effect"),
    [
        ("0%", Shown(2, 0, True)),
        ("0.00%;[Red]-0.00%", Shown(2, 0, True)),
        ("#,##0.0 %", Shown(2, 0, True)),
        ("0.0,", Shown(-3)),
        ("#,##0,,", Shown(-6)),
        ("00000", Shown(0, 5)),
        ('0"%"', None),  # the sign is only written
        ("0\\%", None),
        ("General", None),
        ("", None),
        ("#,##0.00", None),
        ("0", None),
        ("dd/mm/yyyy", None),
        ("0.00E+00", None),
        ('#,##0 "tỷ đồng"', None),
    ],
)
def test_which_formats_change_the_digits(code, effect):
    assert shown(code) == effect


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("0%", 0.97, "97%"),
        ("0%", 0.29, "29%"),  # not 28.999999999999996
        ("0.0%", 0.9712, "97.12%"),
        ("0%", 1, "100%"),
        ("0%", 0, "0%"),
        ("0%", -0.05, "-5%"),
        ("0,", 12345, "12.345"),
        ("0,", 12000, "12"),
        ("00000", 356, "00356"),
        ("00000", 12345678, "12345678"),
    ],
)
def test_a_number_as_it_is_shown(code, value, text):
    assert shown(code).text(value) == f"\x1e{text}"


def test_cells_are_read_as_they_are_shown_and_told(take, rows_of, book):
    def fill(workbook, sheet):
        percent, code = (workbook.add_format({"num_format": f}) for f in ("0%", "00000"))
        quoted = workbook.add_format({"num_format": '0"%"'})
        sheet.write_row(1, 1, ["x", 0.5], percent)  # the range begins at B2
        sheet.write_row(2, 1, [0.97, 356], percent)
        sheet.write_number(2, 2, 356, code)
        sheet.write_number(2, 3, 97, quoted)
        sheet.write_formula(2, 4, "=1/2", percent, 0.5)
        sheet.write_boolean(2, 5, True, percent)

    reading = take(book(fill), "a.xlsx")
    assert rows_of(reading.sheets[0]) == [
        (1, None, None, None, None, None, None),
        (2, None, "x", "\x1e50%", None, None, None),
        (3, None, "\x1e97%", "\x1e00356", "\x1e97", "\x1e50%", "TRUE"),
    ]
    assert [(note.code, note.line, note.text) for note in reading.notes] == [
        ("as_shown", 2, "C2 50%"),
        ("as_shown", 3, "B3 97%"),
        ("as_shown", 3, "E3 50%"),
    ]


def test_a_column_of_percentages_is_told_in_few_words(take, book):
    def fill(workbook, sheet):
        percent = workbook.add_format({"num_format": "0%"})
        for row in range(120):
            sheet.write_number(row, 0, 0.5, percent)

    content = book(fill)
    texts = [note.text for note in take(content, "a.xlsx").notes if note.code == "more_notes"]
    assert texts == ["as_shown: 20"]
    # As some programs write them: with a prefix, and the style before the place.
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("sheet1.xml"):
                text = re.sub(rb'r="(A\d+)" (s="\d")', rb'\2 r="\1"', text)
            new.writestr(name, text)
    reading = take(stream.getvalue(), "b.xlsx")
    assert sum(note.code == "as_shown" for note in reading.notes) == 100
