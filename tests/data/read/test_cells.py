"""The canonical text of dates, numbers and strings of a workbook."""

import datetime as dt

from data.read.workbook.cells import moment, number


def test_cells_have_one_canonical_text(take, rows_of, book):
    def fill(workbook, sheet):
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        moment = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
        long = workbook.add_format({"num_format": "[h]:mm:ss"})
        cells = [
            (dt.datetime(2024, 5, 1), day),
            (dt.datetime(2024, 5, 1), moment),
            (dt.datetime(2024, 5, 1, 8, 5, 9), moment),
            (1.5, long),
            (dt.time(8, 5, 9), long),
            (45413, None),
            (1234.0, None),
            (-1234.5, None),
            (0.1 + 0.2, None),
            (1e-7, None),
            (1.5e20, None),
            (True, None),
            ("1.234", None),
            ("  Xã\u00a0Ðồng\n Sơn\t", None),
            ("e\u0302\u0301\x02", None),
            ("=x", None),
        ]
        for row, (cell, form) in enumerate(cells):
            sheet.write(row, 0, cell, form)

    content = book(fill, strings_to_formulas=False)
    assert [cell for _, cell in rows_of(take(content, "a.xlsx").sheets[0])] == [
        "01/05/2024",
        "01/05/2024",
        "01/05/2024 08:05:09",
        "36:00:00",
        "08:05:09",
        "\x1e45413",
        "\x1e1234",
        "\x1e-1234.5",
        "\x1e0.3",
        "\x1e0.0000001",
        "\x1e150000000000000000000",
        "TRUE",
        "1.234",
        "Xã Đồng Sơn",
        "ế",
        "=x",
    ]


def test_no_more_digits_than_a_spreadsheet_shows():
    assert number(0.1 + 0.2) == "\x1e0.3"
    assert number(float("inf")) == "inf"
    assert moment(dt.datetime(2024, 5, 1)) == "01/05/2024"
    assert moment(dt.datetime(2024, 4, 30, 23, 59, 59, 999_999)) == "01/05/2024"


def test_dates_since_1904_are_the_same(take, rows_of, book):
    def fill(workbook, sheet):
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_datetime(0, 0, dt.datetime(2024, 5, 1), day)

    reading = take(book(fill, date_1904=True), "a.xlsx")
    assert rows_of(reading.sheets[0]) == [(1, "01/05/2024")]
