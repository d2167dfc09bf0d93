"""Rows below the header that are no data are found in the database, and counted once."""

import duckdb
import pytest

from data.match.headers import find_table
from data.match.rows_without_data import rows_without_data


@pytest.fixture
def sheet():
    with duckdb.connect() as con:
        yield con


def filled(con, header, *rows):
    names = ", ".join(f"{name} varchar" for name in header)
    con.execute(f"create table sheet (line bigint, {names})")
    for line, row in enumerate(rows, 1):
        con.execute(f"insert into sheet values ({', '.join('?' * (len(row) + 1))})", [line, *row])


def test_every_row_below_the_header_is_data_or_counted(sheet):
    rows = [
        ["BÁO CÁO", None, None, None],
        [None] * 4,
        ["Tháng", "Mã xã", "Tên xã", "VssID"],
        ["(1)", "(2)", "(3)", "(4)"],
        ["07/2023", "13762", "Cộng Hòa", "5"],
        [None, None, "Tổng cộng", "5"],
        [None] * 4,
        ["Tháng", "Mã xã", "Tên xã", "VssID"],
        ["(1)", "(2)", "(3)", "(4)"],
        ["Tháng", "Mã xã", "x", "VssID"],
        [None, None, "Cô\u0323ng toàn tỉnh", "\x1e5"],
        ["Toàn", "13708", "x", "1"],
        [None] * 4,
    ]
    filled(sheet, ["c1", "c2", "c3", "c4"], *rows)
    table = find_table(list(enumerate(rows, 1)))
    assert (table.header_lines, table.first_data_line) == ((3, 4), 5)
    found = rows_without_data(sheet, "sheet", 4, table)
    assert (found.blanks, found.totals, found.headers) == (2, (6, 11), (8, 9))
