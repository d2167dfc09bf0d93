"""A look at a file reads its first rows only, whatever its length."""

import xlsxwriter

from data.read import read
from data.read.relations import head
from data.stage.preview import HEAD, look
from data.stage.request import Request


def test_the_first_rows_of_a_long_file_are_shown(tmp_path):
    path = tmp_path / "dich_vu_cong.csv"
    path.write_text("thang;so_dich_vu;so_toan_trinh\n" + "08/2023;1000;700\n" * 5000, "utf-8")
    sheet = head(read(path, tmp_path / "read").sheets[0], HEAD, tmp_path)
    assert (sheet.rows, sheet.width) == (HEAD, 3)
    assert len(sheet.path.read_bytes().splitlines()) == HEAD


def test_a_workbook_of_many_blank_rows_is_looked_at(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Một")
        sheet.write_row(40, 0, ["Mã tổ", "Mã xã", "Thôn, xóm, tổ dân phố", "Ngày thành lập"])
        for row in range(41, 2000):
            sheet.write_row(row, 0, [f"T{row}", "13708", "Thôn 1", "01/09/2022"])
    (glimpse,) = look(Request(path, path.name), tmp_path).glimpses
    assert glimpse.table.kind == "to_cong_nghe_so" and len(glimpse.rows) == 8
    assert glimpse.rows[0][0] == "T41"
