"""The table in a sheet is found by its headers, which must be known words; never by likeness."""

import csv
from pathlib import Path

import pytest

from data.exports import DEMONSTRATION, exports
from data.match.folding import fold
from data.match.headers import find_table
from data.match.layout import is_total_row
from data.match.table import fingerprint
from data.match.vocabulary import headers, helpers, said
from data.refusal import RefusedError

SAMPLE = Path(__file__).parents[1] / "sample"
ACTIVITY = ["Mã HĐ", "Ngày tổ chức", "Mã xã", "Mã tổ", "Hình thức", "Nội dung", "SL buổi"]
ACTIVITY_FIELDS = [
    *("activity_code", "activity_date", "commune_code", "group_code", "form", "topic", "sessions"),
]


def numbered(*rows):
    return list(enumerate((list(row) for row in rows), 1))


def fields(table):
    return [column.field for column in table.columns]


@pytest.mark.parametrize("export", exports(), ids=lambda export: export.name)
def test_every_export_is_known_by_its_own_headers(export):
    with (SAMPLE / export.file).open(encoding="utf-8-sig", newline="") as file:
        rows = numbered(*csv.reader(file, delimiter=";"))
    table = find_table(rows)
    assert (table.kind, table.header_lines, table.first_data_line) == (export.name, (1,), 2)
    assert fields(table) == [name for name in export.fields if name not in export.may_lack]
    assert (table.missing_required, table.unmatched, table.duplicates) == ((), (), {})
    assert table.candidates[0].kind == export.name and table.candidates[0].score == 1


@pytest.mark.parametrize("export", exports(), ids=lambda export: export.name)
def test_every_export_is_known_by_the_names_of_its_fields(export):
    table = find_table(numbered(export.fields, ["1"] * len(export.fields)))
    assert (table.kind, fields(table)) == (export.name, list(export.fields))


@pytest.mark.parametrize("export", exports(), ids=lambda export: export.name)
def test_every_field_has_at_least_three_more_names(export):
    known = headers(export.name)
    for field in export.fields:
        assert sum(found == field for found in known.values()) >= 5, field


def test_titles_stand_above_the_header_and_blank_rows_do_not_matter():
    rows = numbered(
        ["BÁO CÁO HOẠT ĐỘNG TỔ CÔNG NGHỆ SỐ", "", "", "", "", "", ""],
        ["Đơn vị: UBND huyện Vụ Bản", "", "", "Tháng 7/2023"],
        [],
        ACTIVITY,
        ["A", "B", "1", "2", "3", "4", "5"],
        [None] * 7,
        ["A1", "12/07/2023", "13708", "G1", "den_nha", "dvctt", "1"],
    )
    table = find_table(rows)
    assert (table.kind, fields(table)) == ("hoat_dong", ACTIVITY_FIELDS)
    assert (table.header_lines, table.first_data_line) == ((4, 5), 7)
    assert "Tháng 7/2023" in table.titles


def test_accents_case_and_signs_of_headers_do_not_matter():
    written = [
        "MA HD",
        "ngay  to chuc:",
        "Ma Xa",
        "MÃ TỔ",
        "Hi\u0300nh thư\u0301c",
        "Noi_dung",
        "sl. buoi",
    ]
    assert fields(find_table(numbered(written, ["x"] * 7))) == ACTIVITY_FIELDS
    assert fold("Ðường") == fold("ĐƯỜNG") == fold("duong")


TWO_HIGH = (
    ["Mã hoạt động", "Ngày", "Mã xã", "Mã tổ", "Số hộ", "", "Kết quả", ""],
    ["", "", "", "", "đã đến", "đến lần đầu", "Số buổi", "Lượt hướng dẫn"],
    ["A1", "12/07/2023", "13708", "G1", "8", "8", "1", "12"],
)
TWO_HIGH_FIELDS = [
    *("activity_code", "activity_date", "commune_code", "group_code"),
    *("households_visited", "households_new", "sessions", "assists"),
]
MERGED = [*((1, at, 2, at) for at in range(1, 5)), (1, 5, 1, 6), (1, 7, 1, 8)]


@pytest.mark.parametrize("merged", [MERGED, []], ids=["merged", "text"])
def test_a_header_of_two_rows_is_read_as_one(merged):
    table = find_table(numbered(*TWO_HIGH), merged)
    assert table.header_lines == (1, 2) and table.first_data_line == 3
    assert fields(table) == TWO_HIGH_FIELDS
    assert table.columns[5].header == "Số hộ đến lần đầu"


def test_a_part_of_another_group_is_not_taken_for_a_field():
    rows = numbered(
        ["Tháng", "Mã xã", "Mã tổ", "Số thành viên", "Đoàn viên thanh niên", ""],
        ["", "", "", "", "Nam", "Nữ"],
        ["07/2023", "13708", "G1", "5", "1", "1"],
    )
    table = find_table(rows)
    assert table.kind == "thanh_vien"
    assert fields(table) == ["month", "commune_code", "group_code", "members", None, None]
    assert "women" in table.columns[5].suggestions or "youth_union" in table.columns[5].suggestions


def test_an_unknown_header_is_reported_with_the_nearest_fields_and_not_taken():
    misspelt = find_table(numbered([*ACTIVITY, "Lượt hướng dẫnn", "Ghi chú"], ["x"] * 9))
    assert [column.header for column in misspelt.unmatched] == ["Lượt hướng dẫnn", "Ghi chú"]
    assert misspelt.columns[7].suggestions[0] == "assists"
    assert "assists" in misspelt.missing_required


def test_a_column_without_a_header_but_with_cells_is_reported():
    table = find_table(numbered([*ACTIVITY, ""], [*["x"] * 7, "12"]))
    assert [(column.index, column.field) for column in table.unmatched] == [(7, None)]


def test_ordinals_and_the_mark_of_demonstration_say_nothing_about_a_row():
    table = find_table(numbered(["STT", *ACTIVITY, DEMONSTRATION], ["1", *["x"] * 7, ""]))
    assert fields(table) == ["", *ACTIVITY_FIELDS, ""]
    assert table.is_demonstration and not table.unmatched
    assert not find_table(numbered(ACTIVITY)).is_demonstration


def test_two_columns_of_one_field_are_reported():
    table = find_table(numbered(["Tháng", "Kỳ báo cáo", "Mã xã", "VssID", "Số TK VssID"]))
    assert table.duplicates == {"month": (0, 1), "vssid_accounts": (3, 4)}


def test_the_name_of_a_unit_stands_for_its_code():
    table = find_table(numbered(["Tháng", "Huyện", "Xã", "VssID", "Chữ ký số"]))
    assert (table.kind, table.missing_required) == ("su_dung_dich_vu", ())
    assert fields(table)[:3] == ["month", "district_name", "commune_name"]
    table = find_table(numbered(["Năm", "Cấp", "Đơn vị", "GRDP", "DNNVV"]))
    assert (table.kind, table.missing_required) == ("kinh_te_so", ())
    assert helpers("kinh_te_so") == ("unit_name", "district_name") and helpers("dich_vu_cong") == ()


def test_what_many_exports_have_names_none_of_them():
    table = find_table(numbered(["Tháng", "Mã xã", "Mã tổ"], ["07/2023", "13708", "G1"]))
    assert table.kind is None and fields(table) == [None] * 3
    assert {"thanh_vien", "bao_cao"} <= {candidate.kind for candidate in table.candidates}
    chosen = find_table(numbered(["Tháng", "Mã xã", "Mã tổ"]), kind="thanh_vien")
    assert (chosen.kind, chosen.missing_required) == ("thanh_vien", ("members",))


def test_a_kind_that_is_given_is_not_doubted():
    rows = numbered(["Tháng", "Mã xã", "Mã tổ", "Số thành viên"], ["07/2023", "13708", "G1", "5"])
    table = find_table(rows, kind="bao_cao")
    assert table.kind == "bao_cao" and fields(table)[3] is None
    assert table.missing_required == ("due_date", "state")


def test_what_a_person_confirmed_overrides():
    rows = numbered(["Kỳ", "Xã", "Vss", "Nguồn lấy số"], ["07/2023", "Gôi", "5", "x"])
    unknown = find_table(rows, kind="su_dung_dich_vu")
    assert [column.index for column in unknown.unmatched] == [2, 3]
    kept = {2: "vssid_accounts", 3: ""}
    table = find_table(rows, kind="su_dung_dich_vu", remembered=kept)
    assert fields(table) == ["month", "commune_name", "vssid_accounts", ""]
    assert table.fingerprint == unknown.fingerprint
    with pytest.raises(RefusedError, match="no field “members”"):
        find_table(rows, kind="su_dung_dich_vu", remembered={2: "members"})


def test_a_header_of_unknown_words_is_found_by_its_shape_where_the_kind_is_known():
    rows = numbered(["BÁO CÁO"], ["aaa", "bbb", "ccc"], ["07/2023", "13708", "5"])
    table = find_table(rows, kind="thanh_vien")
    assert table.header_lines == (2,) and fields(table) == [None] * 3
    with pytest.raises(RefusedError):
        find_table(rows)


@pytest.mark.parametrize("rows", [[], [[""]], [["x"]], [["07/2023", "13708", "5"]] * 3])
@pytest.mark.parametrize("kind", [None, "thanh_vien"])
def test_a_sheet_without_a_header_is_refused(rows, kind):
    with pytest.raises(RefusedError) as refused:
        find_table(numbered(*rows), kind=kind, file="a.xlsx")
    assert refused.value.file == "a.xlsx"
    assert "tiêu đề" in refused.value.reason.vi and "header" in refused.value.reason.en


def test_a_fingerprint_names_the_order_and_the_words():
    one = fingerprint(["Mã xã", "Tháng", ""])
    assert one == fingerprint(["MA XA", "thang:"]) and len(one) == 16
    assert one not in (fingerprint(["Tháng", "Mã xã"]), fingerprint(["Mã xã", "Năm"]))


@pytest.mark.parametrize(
    ("cells", "is_total"),
    [
        (["Tổng cộng", "", "120"], True),
        (["", "TỔNG", "120"], True),
        (["", "", "Cộng:", "120"], True),
        (["Toàn tỉnh", "5"], True),
        (["Cộng toàn huyện", "5"], True),
        (["Tổng cộng cả nước", "5"], True),
        (["Cộng nước sạch", "5"], False),
        (["Tổng huyện Vụ Bản", "5"], True),
        (["Xã Cộng Hòa", "5"], False),
        (["Cộng Hòa", "5"], False),
        (["13762", "Tổng", "5"], False),
        (["1", "2"], False),
        ([None, None], False),
    ],
)
def test_a_row_of_totals_is_no_data(cells, is_total):
    assert is_total_row(cells) is is_total


def test_totals_headers_and_blank_rows_below_the_header_are_no_data():
    table = find_table(numbered(*TWO_HIGH), MERGED)
    no_data = [*TWO_HIGH[:2], [None] * 8, [None, "Tổng cộng", None, None, "8", "8", "1", "12"]]
    assert not any(map(table.is_data, no_data))
    assert table.is_data(TWO_HIGH[2])
    assert table.is_data(["Tổng cộng", "12/07/2023", "13708", "G1", "8", "8", "1", "12"])


def test_a_word_for_two_fields_is_refused_at_load(monkeypatch):
    spoilt = {**said(), "fields": {"thanh_vien": {"women": ["Số nữ"], "trained": ["so nu"]}}}
    monkeypatch.setattr("data.match.vocabulary.said", lambda: spoilt)
    with pytest.raises(ValueError, match="thanh_vien: “so nu” is women and trained"):
        headers.__wrapped__("thanh_vien")


def test_a_list_of_units_is_no_export():
    heads = ["Tỉnh Thành Phố", "Mã TP", "Quận Huyện", "Mã QH", "Phường Xã", "Mã PX", "Cấp"]
    row = ["Tỉnh Nam Định", "36", "Huyện Vụ Bản", "359", "Xã Minh Tân", "13750", "Xã"]
    table = find_table(numbered(heads, row))
    assert table.kind is None and table.candidates
