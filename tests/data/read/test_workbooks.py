"""Workbooks: where the cells stand, and what is told of what a reader cannot see."""

import datetime as dt
import io

import xlwt

from data.read.workbook.sheetscan import SheetScan


def notes_of(reading):
    return [(note.code, note.sheet, note.line, note.text) for note in reading.notes]


def test_a_formula_may_give_an_empty_text():
    scan = SheetScan("S")
    scan.add(b'<worksheet><row r="1"><c r="A1" t="str"><f>B1</f><v></v></c><c r="B1"><f>1</f></c>')
    assert [note.text for note in scan.notes()] == ["B1"]


def test_rows_and_columns_are_counted_from_the_corner(take, rows_of, book):
    def fill(workbook, sheet):
        sheet.write(2, 1, "Mã")
        sheet.write(4, 2, "x")
        sheet.merge_range("D7:F8", "gộp")
        workbook.add_worksheet("trống")

    reading = take(book(fill), "a.xlsx")
    first, second = reading.sheets
    assert (first.name, first.rows, first.width) == ("Báo cáo", 7, 4)
    assert first.merged == ((7, 4, 8, 6),)
    assert rows_of(first)[2] == (3, None, "Mã", None, None)
    assert [row for row in rows_of(first) if any(row[1:])][-1] == (7, None, None, None, "gộp")
    assert (second.name, second.rows, second.width, rows_of(second)) == ("trống", 0, 0, [])
    assert (reading.format, reading.encoding, reading.separator) == ("xlsx", "", "")
    assert len(reading.sha256) == 64


def test_what_a_reader_cannot_see_is_told(take, rows_of, book):
    def fill(workbook, sheet):
        sheet.write_row(0, 0, ["Mã", "Số", "Tổng"])
        sheet.write_row(1, 0, ["a", 5])
        sheet.write_formula(1, 2, "=B2*2", None, 10)
        sheet.write_formula(2, 1, "=B2*2", None, "")
        sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
        sheet.write_formula(3, 0, '=""&A2', None, "a")
        for row in (5, 6, 7, 9):
            sheet.write(row, 0, "x")
            sheet.set_row(row, None, None, {"hidden": True})
        workbook.add_worksheet("Ẩn & kín").hide()
        workbook.get_worksheet_by_name("Ẩn & kín").write(0, 0, "y")

    reading = take(book(fill), "a.xlsx")
    assert notes_of(reading) == [
        ("hidden_sheet", "Ẩn & kín", 0, "Ẩn & kín"),
        ("error_cell", "Báo cáo", 3, "C3 #DIV/0!"),
        ("formula_without_value", "Báo cáo", 3, "B3"),
        ("hidden_row", "Báo cáo", 6, "6–8"),
        ("hidden_row", "Báo cáo", 10, "10"),
    ]
    assert [sheet.is_hidden for sheet in reading.sheets] == [False, True]
    assert rows_of(reading.sheets[0])[1:3] == [(2, "a", "\x1e5", "\x1e10"), (3, None, None, None)]


def test_a_hundred_notes_of_a_kind_are_enough(take, book):
    def fill(_, sheet):
        for row in range(250):
            sheet.write_formula(row, 0, "=1/0", None, "#DIV/0!")
        sheet.write(0, 1, "x")

    notes = take(book(fill), "a.xlsx").notes
    assert len(notes) == 101
    assert (notes[-1].code, notes[-1].text) == ("more_notes", "error_cell: 150")


def test_styled_empty_cells_are_no_data(take, book):
    def fill(workbook, sheet):
        style = workbook.add_format({"bg_color": "yellow"})
        sheet.write(0, 0, "Mã")
        for row in range(300):
            sheet.write_blank(row, 40, None, style)

    reading = take(book(fill), "a.xlsx", columns=30)
    assert (reading.sheets[0].rows, reading.sheets[0].width) == (1, 1)
    assert notes_of(reading) == [("declared_larger", "Báo cáo", 0, "300 × 41")]


def test_an_old_font_is_suspected_by_sheet_and_converted_on_demand(take, rows_of, book):
    def fill(_, sheet):
        sheet.write_column(0, 0, ["x· Yªn §ång", "tØnh Nam §Þnh", "Sè ng\u00adêi"])

    reading = take(book(fill), "a.xlsx")
    assert reading.legacy == "tcvn3"
    assert rows_of(reading.sheets[0])[2] == (3, "Sè ng\u00adêi")
    reading = take(book(fill), "a.xlsx", legacy="tcvn3")
    assert [cell for _, cell in rows_of(reading.sheets[0])] == [
        "xã Yên Đồng",
        "tỉnh Nam Định",
        "Số người",
    ]


def test_an_old_workbook(take, rows_of):
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Tháng 7")
    sheet.write(0, 0, "Tên xã")
    sheet.write(1, 0, "Đồng Sơn")
    sheet.write(1, 1, 12)
    sheet.write(1, 2, dt.date(2024, 5, 1), xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    sheet.write_merge(3, 4, 0, 2, "gộp")
    workbook.add_sheet("ẩn").visibility = 1
    file = io.BytesIO()
    workbook.save(file)
    reading = take(file.getvalue(), "a.xls")
    assert (reading.format, reading.sheets[0].merged) == ("xls", ((4, 1, 5, 3),))
    assert rows_of(reading.sheets[0])[:2] == [
        (1, "Tên xã", None, None),
        (2, "Đồng Sơn", "\x1e12", "01/05/2024"),
    ]
    assert notes_of(reading) == [("hidden_sheet", "ẩn", 0, "ẩn")]
