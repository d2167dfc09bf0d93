"""Rows of units under the headers and of signatures below the table are no data, and are told."""

import pytest

from tests.data.files.make import MEMBERS, SERVICE, TWO, book, text
from tests.sweep import some

SIGNED = [
    ["", "", "Nam Định, ngày 05 tháng 8 năm 2023", ""],
    ["Người lập biểu", "", "", "TM. ỦY BAN NHÂN DÂN"],
    ["(Ký, họ tên)", "", "", "CHỦ TỊCH"],
    ["Nguyễn Văn A", "", "", "Trần Thị B"],
]


def told(send, rows, kind="a.csv"):
    content = text(*rows) if kind.endswith("csv") else book(("S", rows))
    _, (one,) = send(kind, content, "--dry-run")
    assert one["rows_in"] == one["accepted"] + one["quarantined"] + one["headers_and_blanks"]
    notes = [(note["code"], note["text"]) for note in one["notes"]]
    return one["accepted"], one["quarantined"], one["headers_and_blanks"], notes


@pytest.mark.parametrize("kind", some(["a.csv", "a.xlsx"], 2))
@pytest.mark.parametrize(
    "units",
    some(
        [
            ["", "", "(người)", "(tài khoản)"],
            ["", "", "", "(VssID)"],
            ["(mm/yyyy)", "ĐVT", "người", "Người"],
            ["", "", "%", ""],
        ],
        2,
    ),
)
def test_a_row_of_units_belongs_to_the_header(send, kind, units):
    numbers = ["1", "2", "3", "4"]
    rows_of_no_data = [("rows_of_no_data", "2")]
    assert told(send, [SERVICE, units, *TWO], kind) == (2, 0, 2, rows_of_no_data)
    assert told(send, [SERVICE, units, numbers, *TWO], kind) == (2, 0, 3, rows_of_no_data)
    after = [("rows_of_no_data", "3")]
    assert told(send, [SERVICE, numbers, units, *TWO], kind) == (2, 0, 3, after)


@pytest.mark.parametrize("kind", some(["a.csv", "a.xlsx"], 2))
def test_signatures_below_a_table_are_no_data(send, kind):
    blank = [["", "", "", ""]]
    rows = [SERVICE, *TWO, *blank, *SIGNED]
    assert told(send, rows, kind) == (2, 0, 6, [("rows_of_no_data", "5, 6, 7, 8")])
    total = [["Tổng cộng", "", "182", "202"]]
    rows = [SERVICE, *TWO, *total, *SIGNED[1:]]
    assert told(send, rows, kind) == (2, 0, 5, [("rows_of_no_data", "5, 6, 7")])


def test_signatures_with_fewer_cells_than_the_header_tear_no_line(send):
    content = text(SERVICE, *TWO) + "Người lập biểu;Thủ trưởng đơn vị\nNguyễn Văn A;Trần Thị B\n"
    _, (one,) = send("a.csv", content, "--dry-run")
    assert (one["accepted"], one["quarantined"], one["headers_and_blanks"]) == (2, 0, 3)


@pytest.mark.sweep
def test_what_only_looks_like_it_is_still_set_aside(send):
    torn = ["xem lại", "", "", ""]
    # No word of a signature; a value below one; a signature between rows of data.
    assert told(send, [SERVICE, *TWO, torn])[:3] == (2, 1, 1)
    assert told(send, [SERVICE, *TWO, SIGNED[1], ["", "13708", "", ""]])[:3] == (2, 2, 1)
    assert told(send, [SERVICE, TWO[0], SIGNED[1], TWO[1]])[:3] == (2, 1, 1)
    members = [MEMBERS, ["07/2023", "13708", "G1", "5", "2"], ["(a)", "13708", "G1", "5", "2"]]
    assert told(send, members)[:3] == (1, 1, 1)
