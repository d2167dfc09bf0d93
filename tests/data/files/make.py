"""Writes the awkward files beside it: `python tests/data/files/make.py`, always the same bytes.

All units are of the sample or of units.csv; all figures and numbers of people are invented.
What must become of each file is in expected.toml.
"""

import datetime as dt
import io
import unicodedata
import zipfile
from pathlib import Path

import xlsxwriter
import xlwt

from data.read.text.legacy import TCVN3, VNI

HERE = Path(__file__).parent
CREATED = dt.datetime(2025, 1, 1)
TONES = "\u0300\u0301\u0303\u0309\u0323"

SERVICE = ["Tháng", "Mã xã", "Người dùng DVCTT trong 12 tháng", "Tài khoản VssID"]
NAMED = ["Tháng", "Tên xã", "Huyện", "Tài khoản VssID"]
TWO = [["07/2023", "13708", "101", "111"], ["07/2023", "13729", "81", "91"]]
ACTIVITY = [
    *("Mã hoạt động", "Ngày", "Mã xã", "Mã tổ", "Hình thức", "Nội dung", "Số buổi"),
    *("Số người tham dự", "Số hộ đã đến", "Số hộ đến lần đầu", "Lượt hướng dẫn"),
    *("Số người được hướng dẫn lần đầu (không trùng)", "Lượt dùng thành công lần đầu"),
]
REPORT = ["Tháng", "Mã xã", "Mã tổ", "Hạn gửi", "Ngày gửi", "Trạng thái", "Khó khăn"]
GROUP = ["Mã tổ", "Mã xã", "Mã thôn", "Thôn, xóm, tổ dân phố", "Ngày thành lập", "Ngày giải thể"]
MEMBERS = ["Tháng", "Mã xã", "Mã tổ", "Số thành viên", "Nữ"]
ECONOMY = ["Năm", "Cấp", "Mã đơn vị", "GRDP (tỷ đồng)", "Tổng mức bán lẻ (tỷ đồng)"]


def activity(code="B1", day="12/07/2023", **other):
    """The cells of an activity of G1 in 13708, all right but for what is given."""
    cells = dict(zip(ACTIVITY, [code, day, "13708", "G1", "den_nha", "dvctt"], strict=False))
    cells |= dict(zip(ACTIVITY[6:], ["1", "10", "8", "8", "12", "9", "4"], strict=True))
    return [*{**cells, **{ACTIVITY[int(at[1:])]: text for at, text in other.items()}}.values()]


def text(*rows, separator=";", end="\n"):
    """Rows of cells as the text of a CSV file."""
    return "".join(separator.join(row) + end for row in rows)


def in_cp1258(whole):
    """Windows-1258 has most letters with a tone as a letter and a sign."""
    out = []
    for letter in whole:
        parts = unicodedata.normalize("NFD", letter)
        base = "".join(sign for sign in parts if sign not in TONES)
        tone = "".join(sign for sign in parts if sign in TONES)
        out.append(unicodedata.normalize("NFC", base) + tone)
    return "".join(out).encode("cp1258")


def typed_in_font(whole, legacy):
    """Bytes as someone with an old font would have typed them."""
    signs = {}
    for sign, letter in (TCVN3 if legacy == "tcvn3" else VNI).items():
        signs.setdefault(letter, sign)
    if legacy == "vni":
        signs |= {letter: letter for letter in "íìÍÌ"}
    letters = (signs.get(c) or signs.get(c.lower(), c) for c in whole)
    return "".join(letters).encode("cp1252")


def book(*sheets, fill=None):
    """An XLSX of (name, rows); `fill` does the rest with the workbook and its first sheet."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": CREATED})
        for name, rows in sheets:
            sheet = workbook.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell not in ("", None):
                        sheet.write(at, column, cell)
        if fill:
            fill(workbook, workbook.worksheets()[0])
    return stream.getvalue()


def old_book(name, rows, merged=()):
    """An XLS of one sheet."""
    workbook = xlwt.Workbook(encoding="utf-8")
    sheet = workbook.add_sheet(name)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell not in ("", None) and not any(m[0] == at and m[2] == column for m in merged):
                sheet.write(at, column, cell)
    for top, bottom, left, right, label in merged:
        sheet.write_merge(top, bottom, left, right, label)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def zipped(parts):
    """A zip whose parts all have the same old date."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compresslevel=9)
    return stream.getvalue()


def with_part(content, name, change):
    """A workbook one of whose parts is changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    return zipped({**parts, name: change(parts[name])})


SHEET = "xl/worksheets/sheet1.xml"


def encodings():
    """The same two lines in every encoding and with every separator and line end."""
    two = text(SERVICE, *TWO)
    pasted = text(SERVICE) + text(TWO[0], end="\r\n") + text(TWO[1], end="\r")
    named = text(NAMED, ["07/2023", "Thị trấn Mỹ Lộc", "Huyện Mỹ Lộc", "111"])
    named += text(["07/2023", "Xã Mỹ Hưng", "Huyện Mỹ Lộc", "91"])
    return {
        "utf8.csv": two.encode(),
        "utf8_bom.csv": two.encode("utf-8-sig"),
        "utf8_nfd.csv": unicodedata.normalize("NFD", named).encode(),
        "utf16_le.csv": two.encode("utf-16"),
        "utf16_be.csv": b"\xfe\xff" + two.encode("utf-16-be"),
        "utf16_no_bom.csv": two.encode("utf-16-le"),
        "windows_1258.csv": in_cp1258(named),
        "tcvn3.csv": typed_in_font(named, "tcvn3"),
        "vni.csv": typed_in_font(named, "vni"),
        "tcvn3_not_said.csv": typed_in_font(named, "tcvn3"),
        "no_encoding.csv": bytes(range(128, 256)) * 4,
        "comma.csv": text(SERVICE, *TWO, separator=",").encode(),
        "tab.txt": text(SERVICE, *TWO, separator="\t").encode(),
        "ends_crlf.csv": text(SERVICE, *TWO, end="\r\n").encode(),
        "ends_cr.csv": text(SERVICE, *TWO, end="\r").encode(),
        "ends_mixed.csv": pasted.encode(),
        "no_last_end.csv": two.rstrip("\n").encode(),
        "blank_lines.csv": two.replace("\n", "\n\n").encode() + b";;;\n \n",
        "spaces.csv": text(*[[f" {c}\u00a0 " for c in row] for row in (SERVICE, *TWO)]).encode(),
    }


def lines():
    """Lines that are quoted, torn, or have too many cells."""
    group = ["G8", "13708", "13708-08", '"Xóm 8\n(ven sông)"', "05/07/2023", ""]
    unclosed = ["G8", "13708", "13708-08", '"Xóm 8', "05/07/2023", ""]
    good = ["G9", "13708", "13708-09", "Xóm 9", "05/07/2023", ""]
    return {
        "quoted_break.csv": text(GROUP, group, good).encode(),
        "unbalanced_quote.csv": text(GROUP, unclosed, good).encode(),
        "torn_line.csv": text(SERVICE, TWO[0], ["07/2023", "137"], ["29", "81", "91"]).encode(),
        "too_many_cells.csv": text(SERVICE, TWO[0], [*TWO[1], "7"]).encode(),
        "too_few_cells.csv": text(SERVICE, TWO[0], TWO[1][:3]).encode(),
    }


def workbooks():
    """Workbooks as officers make them."""
    months = ("Tháng 7/2023", "Tháng 7 năm 2023", "T7/2023", "2023-07", "7-2023")
    title = [["UBND HUYỆN MỸ LỘC"], ["BÁO CÁO SỬ DỤNG DỊCH VỤ SỐ"], []]
    native = [["07/2023", 13708, 101, 111], ["07/2023", 13729, 81, 91]]
    total = ["", "Tổng cộng", 182, 202]
    gaps = [[row[0], "", row[1], "", row[2], row[3]] for row in [SERVICE, *native]]
    report = [REPORT, ["07/2023", "13708", "G1", "10/08/2023", "09/08/2023", "Đã khóa", ""]]
    days = [
        dt.date(2023, 7, 12),
        45120,
        "12/7/2023",
        "2023-07-12",
        "12-07-2023 08:30",
        "31/02/2023",
    ]

    def merged(workbook, sheet):
        sheet.merge_range(0, 0, 1, 0, "Tháng")
        sheet.merge_range(0, 1, 1, 1, "Mã xã")
        sheet.merge_range(0, 2, 0, 3, "Kết quả")
        sheet.write_row(1, 2, ["Người dùng DVCTT", "Tài khoản VssID"])
        for at, row in enumerate([*native, ["Tổng cộng", "", 182, 202]]):
            sheet.write_row(2 + at, 0, row)

    def hidden(workbook, sheet):
        workbook.worksheets()[1].hide()

    def dated(workbook, sheet):
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for at, value in enumerate(days):
            cells = activity(f"B{at}", "")
            sheet.write_row(1 + at, 0, cells)
            if isinstance(value, dt.date):
                sheet.write_datetime(1 + at, 1, dt.datetime.combine(value, dt.time()), day)
            else:
                sheet.write(1 + at, 1, value)

    def first_days(workbook, sheet):
        day = workbook.add_format({"num_format": "mm/yyyy"})
        sheet.write_datetime(1, 0, dt.datetime(2023, 7, 1), day)

    def formula(workbook, sheet):
        sheet.write_formula(1, 3, "=100+11", None, "")
        sheet.write_formula(2, 3, "=90+1", None, 91)

    def far(workbook, sheet):
        sheet.write(1_048_575, 3, " ")

    def far_wide(workbook, sheet):
        sheet.write(1_048_575, 200, "x")

    two = book(("Báo cáo", [SERVICE, *TWO]))
    bomb = b"<worksheet><sheetData>" + b" " * 20_000_000
    return {
        "plain.xlsx": book(("Báo cáo", [SERVICE, *TWO])),
        "native_numbers.xlsx": book(("Báo cáo", [SERVICE, *native])),
        "title_rows.xlsx": book(("Báo cáo", [*title, SERVICE, *native])),
        "merged_header.xlsx": book(("Báo cáo", []), fill=merged),
        "numbered_columns.xlsx": book(("Báo cáo", [SERVICE, [1, 2, 3, 4], *native])),
        "totals.xlsx": book(("Báo cáo", [SERVICE, *native, [], total, ["Cộng toàn huyện"]])),
        "header_again.xlsx": book(("Báo cáo", [SERVICE, native[0], SERVICE, native[1]])),
        "blank_columns.xlsx": book(("Báo cáo", gaps)),
        "several_sheets.xlsx": book(
            ("Thị trấn", [SERVICE, native[0]]), ("Xã", [SERVICE, native[1]]), ("Ghi chú", [["Hết"]])
        ),
        "two_exports.xlsx": book(("Dịch vụ", [SERVICE, *native]), ("Báo cáo", report)),
        "hidden_sheet.xlsx": book(
            ("Báo cáo", [SERVICE, native[0]]), ("Cũ", [SERVICE, native[1]]), fill=hidden
        ),
        "dates.xlsx": book(("Hoạt động", [ACTIVITY]), fill=dated),
        "month_as_date.xlsx": book(("Báo cáo", [SERVICE, ["", *native[0][1:]]]), fill=first_days),
        "months_in_words.xlsx": book(
            ("Báo cáo", [MEMBERS, *[[m, "13708", f"G{n}", 5, 2] for n, m in enumerate(months, 1)]])
        ),
        "formula_without_value.xlsx": book(("Báo cáo", [SERVICE, *native]), fill=formula),
        "million_rows.xlsx": book(("Báo cáo", [SERVICE, *native]), fill=far),
        "too_wide.xlsx": book(("Báo cáo", [SERVICE, *native]), fill=far_wide),
        "zip_bomb.xlsx": with_part(two, SHEET, lambda part: bomb),
        "entity.xlsx": with_part(two, SHEET, lambda part: b'<!DOCTYPE x [<!ENTITY a "b">]>' + part),
        "truncated.xlsx": two[: len(two) * 2 // 3],
        "not_a_workbook.zip": zipped({"a.txt": b"a"}),
        "xlsx_named.csv": two,
        "csv_named.xlsx": text(SERVICE, *TWO).encode(),
        "html_named.xlsx": b"<html><table><tr><td>Th\xc3\xa1ng</td></tr></table></html>",
        "old.xls": old_book("Báo cáo", [SERVICE, *native]),
        "old_title_and_total.xls": old_book("Báo cáo", [*title, SERVICE, *native, total]),
        "old_merged_header.xls": old_book(
            "Báo cáo",
            [["", "", "", ""], ["", "", "Người dùng DVCTT", "Tài khoản VssID"], *native],
            [(0, 1, 0, 0, "Tháng"), (0, 1, 1, 1, "Mã xã"), (0, 0, 2, 3, "Kết quả")],
        ),
        "old_truncated.xls": old_book("Báo cáo", [SERVICE, *native])[:1100],
        "empty_sheet.xlsx": book(("Báo cáo", [])),
    }


def headers():
    """Files without a header, or with one that is not quite right."""
    double = [*SERVICE, "TK VssID"]
    unknown = ["Tháng", "Mã xã", "Tài khoản VssID", "Cột mới của huyện"]
    return {
        "empty.csv": b"",
        "only_blanks.csv": b"\n \n\t\n",
        "header_only.csv": text(SERVICE).encode(),
        "no_header.csv": text(*TWO).encode(),
        "unknown_header.csv": text(["A", "B", "C"], ["x", "y", "z"]).encode(),
        "unknown_column.csv": text(unknown, ["07/2023", "13708", "111", "ghi chú"]).encode(),
        "duplicate_header.csv": text(double, [*TWO[0], "5"]).encode(),
        "missing_required.csv": text(ACTIVITY[:-1], activity()[:-1]).encode(),
        "month_not_given.csv": text(SERVICE[1:], *[row[1:] for row in TWO]).encode(),
        "month_given.csv": text(SERVICE[1:], *[row[1:] for row in TWO]).encode(),
        "ordinal_column.csv": text(["STT", *SERVICE], ["1", *TWO[0]], ["2", *TWO[1]]).encode(),
        "shouted_header.csv": text([h.upper() for h in SERVICE], *TWO).encode(),
        "demonstration.csv": text([*SERVICE, "Số liệu minh họa"], [*TWO[0], "có"]).encode(),
        "ambiguous_kind.csv": text(["Tháng", "Mã xã"], ["07/2023", "13708"]).encode(),
    }


def names():
    """Units by name."""

    def named(*rows):
        return text(
            NAMED, *[[month, name, district, "9"] for month, name, district in rows]
        ).encode()

    return {
        "names_old_tone.csv": named(
            ("07/2023", "Phường Lộc Hoà", ""), ("07/2023", "xã  CỘNG HOÀ", "Vụ Bản")
        ),
        "names_prefixes.csv": named(
            ("07/2023", "TT. Mỹ Lộc", ""),
            ("07/2023", "X. Mỹ Hưng", "H. Mỹ Lộc"),
            ("07/2023", "Mỹ Thuận", "huyện Mỹ Lộc"),
            ("07/2025", "P. Mỹ Lộc", ""),
        ),
        "names_ambiguous.csv": named(
            ("10/2024", "Hồng Quang", ""), ("10/2024", "Xã Nam Điền", ""), ("10/2024", "Mỹ Lộc", "")
        ),
        "names_with_district.csv": named(
            ("10/2024", "Hồng Quang", "Ý Yên"), ("10/2024", "Nam Điền", "Nam Trực")
        ),
        "names_one_in_2023.csv": named(("07/2023", "Hồng Quang", ""), ("07/2023", "Nam Điền", "")),
        "names_unknown.csv": named(("07/2023", "Xã Mỹ Thuậm", ""), ("07/2023", "Xã Không Có", "")),
        "names_other_tone.csv": named(("07/2023", "Mỹ Hùng", "")),
        "names_wrong_type.csv": named(("10/2024", "Thị trấn Mỹ Lộc", "")),
        "names_wrong_district.csv": named(("07/2023", "Mỹ Hưng", "Ý Yên")),
        "names_former.csv": named(("10/2024", "Xã Mỹ Thuận (cũ)", "")),
    }


def values():
    """Numbers, days, codes and what contradicts itself."""

    def people(*cells):
        return text(SERVICE, *[["07/2023", "13708", *pair] for pair in cells]).encode()

    def economy(*amounts):
        rows = [[str(2020 + at), "tinh", "36", *pair] for at, pair in enumerate(amounts)]
        return text(ECONOMY, *rows).encode()

    days = ["25/07/2023", "1/8/2023", "2-8-2023", "2023-08-03", "04/08/2023 08:30", "31/02/2023"]
    days += ["08/23/2023", "12.07.2023", "12/07/23", "12/07/2062", "hôm qua", ""]
    conflict = [activity("B1"), activity("B1", c7="11"), activity("B2"), activity("B2")]
    personal = ["0900000000", "Bà A 001234567890", "a@vidu.vn", "Xóm 4"]
    reports = [
        ["07/2023", "13708", "G1", "10/08/2023", "09/08/2023", "Đã khóa", "nhan_thuc; kinh_phi"],
        ["07/2023", "13729", "G2", "10/08/2023", "", "Chưa gửi", ""],
        ["08/2023", "13729", "G3", "10/09/2023", "", "BẢN NHÁP", "không rõ"],
    ]
    return {
        "numbers_bad_dot.csv": people(("1.00", "1"), ("100", "110")),
        "numbers_vietnamese.csv": text(
            SERVICE, ["09/2024", "13708", "1.200", "400"], ["07/2025", "13708", "501", "500"]
        ).encode(),
        "numbers_plain.csv": text(
            SERVICE, ["09/2024", "13708", "1,200", "400"], ["07/2025", "13708", "501", "500"]
        ).encode(),
        "shifted_by_comma.csv": text(
            SERVICE, TWO[0], [*TWO[1][:2], "1,081", "91"], separator=","
        ).encode(),
        "numbers_mixed.csv": text(
            SERVICE, ["09/2024", "13708", "1.200", "400"], ["07/2025", "13708", "1,201", "500"]
        ).encode(),
        "numbers_wrong.csv": text(
            SERVICE,
            ["07/2023", "13708", "-5", "1"],
            ["07/2023", "13729", "mười", "1"],
            ["07/2023", "13732", "1,5", "1"],
            ["09/2024", "13708", "1e3", "1"],
        ).encode(),
        "amounts_vietnamese.csv": economy(("1.234,5", "64.010"), ("12", "1.000.000,25")),
        "amounts_plain.csv": economy(("1,234.5", "64,010"), ("12", "1,000,000.25")),
        "amounts_mixed.csv": economy(("1.234,5", "1"), ("1,234.5", "1")),
        "amounts_by_other_column.csv": economy(("1.234", "1,5"), ("2.345", "2,5")),
        "days.csv": text(ACTIVITY, *[activity(f"B{n}", d) for n, d in enumerate(days)]).encode(),
        "future.csv": text(SERVICE, ["07/2062", "13708", "1", "1"]).encode(),
        "parts_above_wholes.csv": text(
            ACTIVITY,
            activity("B1", c11="13"),
            activity("B2", c9="9"),
            activity("B3", c12="13"),
            activity("B4"),
        ).encode(),
        "above_population.csv": people(("711", "1")),
        "at_population.csv": people(("710", "260")),
        "duplicate_lines.csv": text(SERVICE, TWO[0], TWO[0], TWO[1]).encode(),
        "conflicting_lines.csv": text(ACTIVITY, *conflict).encode(),
        "personal_data.csv": text(
            GROUP,
            *[
                [f"G{20 + n}", "13708", f"13708-{20 + n}", cell, "05/07/2023", ""]
                for n, cell in enumerate(personal)
            ],
        ).encode(),
        "personal_code.csv": text(
            GROUP, ["0900000000", "13708", "13708-30", "Xóm 5", "05/07/2023", ""]
        ).encode(),
        "unknown_group.csv": text(ACTIVITY, activity("B1", c3="G99")).encode(),
        "unknown_unit.csv": text(SERVICE, ["07/2023", "99999", "1", "1"]).encode(),
        "unit_of_another_time.csv": text(SERVICE, ["10/2024", "13729", "1", "1"]).encode(),
        "unknown_code.csv": text(ACTIVITY, activity("B1", c4="di_bo"), activity("B2")).encode(),
        "codes_by_name.csv": text(
            ACTIVITY,
            activity("B1", c4="Trực tuyến", c5="Dịch vụ công trực tuyến"),
            activity("B2", c4="tại NHÀ VĂN HOÁ", c5="bhxh_dt"),
        ).encode(),
        "states_by_name.csv": text(REPORT, *reports).encode(),
        "missing_cells.csv": text(ACTIVITY, activity("B1", c10=""), activity("")).encode(),
        "another_group.csv": text(ACTIVITY, activity("A3")).encode(),
        "formula_text.csv": text(
            GROUP, ["G40", "13708", "13708-40", "=1+1", "05/07/2023", ""]
        ).encode(),
    }


def files():
    """Name → bytes."""
    return encodings() | lines() | workbooks() | headers() | names() | values()


if __name__ == "__main__":
    for name, content in files().items():
        (HERE / name).write_bytes(content)
