"""Files as they come: line numbers are exact, no good line is lost, torn ones are set aside."""

import pytest

from data.build.warehouse import configure
from data.exports import exports as stanzas
from data.old_reader import inspect, receive
from data.old_reader.build import build

HEADER = "Tháng;Thủ tục đủ điều kiện;Dịch vụ công toàn trình\n"
REGISTRY, SERVICES = "to_cong_nghe_so", "dich_vu_cong"


@pytest.fixture
def take(exports, con):
    """Reads one export: (what was received, its rows of text as tuples, the line first)."""
    configure(con)

    def taken(name: str):
        export = next(export for export in stanzas() if export.name == name)
        received = receive(con, export, inspect(exports.file(name)))
        rows = con.execute(f"from text_{name} order by line").fetchall()
        assert received.rows_in == len(rows) + len(received.torn) + received.blanks
        return received, rows

    return taken


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace("\n", "\r\n", 2).encode(),  # both endings in one file
        lambda text: text.removesuffix("\n").encode(),
    ],
    ids=["plain", "bom", "crlf", "cr", "mixed", "no_last_ending"],
)
def test_every_way_to_end_a_line_and_a_mark_in_front_or_not(exports, take, encode):
    text = HEADER + "07/2023;1000;650\nxx;1\n\n; ;\n08/2023; 1.000;\n"
    exports.file(SERVICES).write_bytes(encode(text))
    received, rows = take(SERVICES)
    assert rows == [(2, "07/2023", "1000", "650"), (6, "08/2023", "1.000", None)]
    assert received.torn == [(3, "", "wrong_number_of_cells", "xx;1")]
    assert (received.rows_in, received.blanks) == (5, 2)


def test_a_torn_line_is_set_aside_alone(exports, take):
    exports.append(SERVICES, "08/2023;1000", "09/2023;1000;1;2", "10/2023;1000;700")
    received, rows = take(SERVICES)
    assert received.torn == [
        (4, "", "wrong_number_of_cells", "08/2023;1000"),
        (5, "", "wrong_number_of_cells", "09/2023;1000;1;2"),
    ]
    assert [row[0] for row in rows] == [2, 3, 6]


def test_quoted_cells_may_hold_separators_and_quotes(exports, take):
    exports.append(
        REGISTRY,
        '"G5";13708;;V5;"Xóm 1; xóm ""Mới""";05/07/2023;',
        'G6;13708;;V6;Tổ "A";05/07/2023;',
        "G7;13708;;V7;Xóm 3;05/07/2023;",
    )
    received, rows = take(REGISTRY)
    assert received.torn == []
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
    received, rows = take(REGISTRY)
    assert {row[0]: row[5] for row in rows}[6] == "Xóm 1 phía đông; sông"
    assert (rows[-1][0], received.torn, received.blanks) == (9, [], 0)


def test_an_open_quotation_mark_swallows_no_good_line(exports, take):
    torn = 'G5;13708;;V5;"Xóm 1;05/07/2023;'
    exports.append(
        REGISTRY,
        torn,
        "G6;13708;;V6;Xóm 2;05/07/2023;",
        'G7;13708;;V7;"Xóm 3";05/07/2023;',
        "G8;13708;;V8;Xóm 4;05/07/2023;",
    )
    received, rows = take(REGISTRY)
    assert received.torn == [(6, "", "unbalanced_quote", torn)]
    assert [row[0] for row in rows] == [2, 3, 4, 5, 7, 8, 9]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('G5;13708;;V5;"Xóm 1;05/07/2023;', "unbalanced_quote"),
        ('G5;13708;;V5;"Xóm" 1;05/07/2023;', "unbalanced_quote"),
        ('G5;13708;;V5;"Xóm 1";05/07/2023', "wrong_number_of_cells"),
    ],
)
def test_a_wrong_quotation_in_the_last_line(exports, take, line, rule):
    exports.append(REGISTRY, line)
    received, rows = take(REGISTRY)
    assert received.torn == [(6, "", rule, line)]
    assert len(rows) == 4


def test_the_columns_may_stand_in_any_order(exports, take):
    exports.write(
        SERVICES,
        "Dịch vụ công toàn trình;Tháng;DỮ LIỆU TRÌNH DIỄN;Thủ tục đủ điều kiện\n"
        "650;07/2023;;1000\n",
    )
    received, rows = take(SERVICES)
    assert rows == [(2, "07/2023", "1000", "650")]
    assert received.is_demonstration


def test_lines_keep_their_numbers_in_a_large_file(exports, take, con):
    lines = [f"07/2023;{n};1" for n in range(300_000)]
    lines[123_456] = "broken"
    lines[200_000] = '07/2023;200000;"1"'
    exports.write(SERVICES, HEADER + "\n".join(lines) + "\n")
    received, rows = take(SERVICES)
    assert received.torn == [(123_458, "", "wrong_number_of_cells", "broken")]
    assert all(int(row[2]) == row[0] - 2 for row in rows)
    assert received.rows_in == 300_000


def test_what_is_torn_empty_or_for_demonstration_reaches_the_marts(exports, con):
    exports.write(SERVICES, HEADER.strip() + ";DỮ LIỆU TRÌNH DIỄN\n")
    exports.append("hoat_dong", "A9;12/07/2023;13708", "", "gọi 0912345678;;")
    build(con, exports.path)
    query = "select rows_in, accepted, quarantined, blanks from mart_export where export = ?"
    assert con.execute(query, [SERVICES]).fetchone() == (0, 0, 0, 0)
    assert con.execute(query, ["hoat_dong"]).fetchone() == (11, 8, 2, 1)
    torn = "select file, line, rule, text from mart_reject order by line"
    assert con.execute(torn).fetchall() == [
        ("hoat_dong.csv", 10, "wrong_number_of_cells", "A9;12/07/2023;13708"),
        ("hoat_dong.csv", 12, "wrong_number_of_cells", "gọi •••;;"),
    ]
    demonstration = "select value from mart_data where key = 'is_demonstration'"
    assert con.execute(demonstration).fetchone() == ("true",)
