"""Exports as they come: line numbers are exact, no good line is lost, torn ones are set aside."""

from datetime import date

import pytest

from data.publish.directory import build
from tests.data.files.make import book, in_cp1258
from tests.sweep import some

HEADER = "Tháng;Thủ tục đủ điều kiện;Dịch vụ công toàn trình\n"
REGISTRY, SERVICES = "to_cong_nghe_so", "dich_vu_cong"


@pytest.fixture
def take(exports, con, only):
    """Builds one export and tells of it: rows taken, (line, rule, text) set aside, rows in, blank.

    The header is a row in, and counted as a blank one.
    """

    def taken(name: str):
        only(name)
        build(con, exports.path)
        rows = con.execute(f"select * exclude load from raw_{name} order by line").fetchall()
        query = "select line, rule, text from mart_reject where export = ? order by line"
        aside = con.execute(query, [name]).fetchall()
        query = "select rows_in, accepted, quarantined, blanks from mart_export where export = ?"
        rows_in, accepted, quarantined, blanks = con.execute(query, [name]).fetchall()[0]
        assert (accepted, quarantined) == (len(rows), len(aside))
        assert rows_in == len(rows) + len(aside) + blanks
        return rows, aside, rows_in, blanks

    return taken


@pytest.mark.parametrize(
    "encode",
    some(
        [
            lambda text: text.encode(),
            lambda text: text.encode("utf-8-sig"),
            lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
            lambda text: text.replace("\n", "\r").encode(),
            lambda text: text.replace("\n", "\r\n", 2).encode(),  # both endings in one file
            lambda text: text.removesuffix("\n").encode(),
            lambda text: text.encode("utf-16"),
            in_cp1258,
            lambda text: text.replace("Tháng", " Thang ").replace("Dịch", "DỊCH").encode(),
        ],
        3,
    ),
    ids=["plain", "bom", "crlf", "cr", "mixed", "no_last_ending", "utf16", "cp1258", "header"],
)
def test_every_way_to_write_a_file(exports, take, encode):
    text = HEADER + "07/2023;1000;650\nxx;1\n\n; ;\n08/2023; 1.000;0\n"
    exports.file(SERVICES).write_bytes(encode(text))
    rows, aside, rows_in, blanks = take(SERVICES)
    assert rows == [(2, date(2023, 7, 1), 1000, 650), (6, date(2023, 8, 1), 1000, 0)]
    assert aside == [(3, "wrong_number_of_cells", "xx;1")]
    assert (rows_in, blanks) == (6, 3)


def test_a_torn_line_is_set_aside_alone(exports, take):
    exports.append(SERVICES, "08/2023;1000", "09/2023;1000;1;2", "10/2023;1000;700;")
    rows, aside, *_ = take(SERVICES)
    assert aside == [
        (4, "wrong_number_of_cells", "08/2023;1000"),
        (5, "wrong_number_of_cells", "09/2023;1000;1;2"),
    ]
    assert [row[0] for row in rows] == [2, 3, 6]  # an empty cell too many says nothing


def test_quoted_cells_may_hold_separators_and_quotes(exports, take):
    exports.append(
        REGISTRY,
        '"G5";13708;;V5;"Xóm 1; xóm ""Mới""";05/07/2023;',
        'G6;13708;;V6;Tổ "A";05/07/2023;',
        "G7;13708;;V7;Xóm 3;05/07/2023;",
    )
    rows, aside, *_ = take(REGISTRY)
    assert aside == []
    found = {row[0]: (row[1], row[5]) for row in rows}
    assert found[6] == ("G5", 'Xóm 1; xóm "Mới"')
    assert (found[7], found[8]) == (("G6", 'Tổ "A"'), ("G7", "Xóm 3"))


def test_a_cell_over_several_lines_is_one_row_at_its_first_line(exports, take):
    exports.append(
        REGISTRY,
        'G5;13708;;V5;"Xóm 1',
        "",
        'phía đông; sông";05/07/2023;',
        "G6;13708;;V6;;05/07/2023;",
    )
    rows, aside, _, blanks = take(REGISTRY)
    assert {row[0]: row[5] for row in rows}[6] == "Xóm 1 phía đông; sông"
    assert (rows[-1][0], aside, blanks) == (9, [], 1)


def test_an_open_quotation_mark_swallows_no_good_line(exports, take):
    torn = 'G5;13708;;V5;"Xóm 1;05/07/2023;'
    exports.append(
        REGISTRY,
        torn,
        "G6;13708;;V6;Xóm 2;05/07/2023;",
        'G7;13708;;V7;"Xóm 3";05/07/2023;',
        "G8;13708;;V8;Xóm 4;05/07/2023;",
    )
    rows, aside, *_ = take(REGISTRY)
    assert aside == [(6, "unbalanced_quote", torn)]
    assert [row[0] for row in rows] == [2, 3, 4, 5, 7, 8, 9]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('G5;13708;;V5;"Xóm 1;05/07/2023;', "unbalanced_quote"),
        ('G5;13708;;V5;"Xóm" 1;05/07/2023;', "unbalanced_quote"),
        ('G5;13708;;V5;"Xóm 1"', "wrong_number_of_cells"),
    ],
)
def test_a_wrong_quotation_in_the_last_line(exports, take, line, rule):
    exports.append(REGISTRY, line)
    rows, aside, *_ = take(REGISTRY)
    assert aside == [(6, rule, line.replace('"', "") if rule.startswith("wrong") else line)]
    assert len(rows) == 4


def test_the_columns_may_stand_in_any_order(exports, take):
    exports.write(
        SERVICES,
        "Dịch vụ công toàn trình;Tháng;DỮ LIỆU TRÌNH DIỄN;Thủ tục đủ điều kiện\n"
        "650;07/2023;;1000\n",
    )
    rows, *_ = take(SERVICES)
    assert rows == [(2, date(2023, 7, 1), 1000, 650)]


@pytest.mark.parametrize("mark", some(["", '"'], 2))
@pytest.mark.sweep
def test_lines_keep_their_numbers_in_a_large_file(exports, con, take, mark):
    con.execute("set threads = 4")  # so that blocks of it are read at the same time
    lines = [f"QL{n};xa;13708;TT Mỹ Lộc;01/08/2023;;{n + 1};1" for n in range(200_000)]
    lines[123_456] = "broken"
    lines[150_000] = f"QL150000;xa;13708;{mark}TT Mỹ Lộc{mark};01/08/2023;;150001;1"
    head = exports.text("to_quan_ly").splitlines()[0]
    exports.write("to_quan_ly", "\n".join([head, *lines]) + "\n")
    rows, aside, rows_in, _ = take("to_quan_ly")
    assert aside == [(123_458, "wrong_number_of_cells", "broken")]
    assert all(row[7] == row[0] - 1 for row in rows)
    assert (rows_in, len(rows)) == (200_001, 199_999)


def test_a_workbook_under_the_name_of_an_export_is_read(exports, take):
    cells = [line.split(";") for line in exports.text(SERVICES).splitlines()]
    exports.file(SERVICES).write_bytes(book(("A", cells)))
    rows, aside, *_ = take(SERVICES)
    assert (len(rows), aside) == (2, [])


def test_a_name_beside_a_code_has_to_be_of_its_unit(exports, take):
    exports.replace("dan_so", "2022;13708;Thị trấn Mỹ Lộc", "2022;13708;Xã Mỹ Thuận")
    _, aside, *_ = take("dan_so")
    assert [(rule, text) for _, rule, text in aside] == [
        ("code_not_of_name", "13708 · Xã Mỹ Thuận")
    ]


@pytest.mark.sweep
def test_a_line_never_takes_the_place_of_one_set_aside_here(exports, con):
    """The column names lines of the loads of another store: here they are only numbers."""
    head = HEADER.strip() + ";Mã dòng tách riêng\n"
    exports.write(SERVICES, head + "07/2023;1;1;10:2\n08/2023;x;1;10:3\n09/2023;2;1;5:10\n")
    exports.append("hoat_dong", "A9;12/07/2023;13708")
    build(con, exports.path)
    query = "select load, line from mart_reject order by all"
    assert con.execute(query).fetchall() == [(5, 10), (10, 3)]


def test_what_is_torn_empty_or_for_demonstration_reaches_the_marts(exports, con):
    exports.write(SERVICES, HEADER.strip() + ";DỮ LIỆU TRÌNH DIỄN\n")
    exports.append("hoat_dong", "A9;12/07/2023;13708", "", "gọi 0912345678;;")
    build(con, exports.path)
    query = "select rows_in, accepted, quarantined, blanks from mart_export where export = ?"
    assert con.execute(query, [SERVICES]).fetchone() == (1, 0, 0, 1)
    assert con.execute(query, ["hoat_dong"]).fetchone() == (12, 8, 2, 2)
    torn = "select file, line, rule, text from mart_reject order by line"
    assert con.execute(torn).fetchall() == [
        ("hoat_dong.csv", 10, "wrong_number_of_cells", "A9;12/07/2023;13708"),
        ("hoat_dong.csv", 12, "wrong_number_of_cells", "gọi •••;;"),
    ]
    demonstration = "select value from mart_data where key = 'is_demonstration'"
    assert con.execute(demonstration).fetchone() == ("true",)
