"""Lines and cells of text files: line numbers, separators, files that are left as they are."""

import pytest

from data.read.relations import load
from data.refusal import RefusedError
from tests.sweep import some


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", None])
def test_lines_keep_their_numbers_however_they_end(take, rows_of, end, last):
    lines = ["Mã;Tên", "1;a", "", ";", "2; b "]
    reading = take((end.join(lines) + (end if last is None else last)).encode())
    sheet = reading.sheets[0]
    assert (sheet.rows, sheet.width, reading.notes) == (5, 2, ())
    assert rows_of(sheet) == [
        (1, "Mã", "Tên"),
        (2, "1", "a"),
        (3, None, None),
        (4, None, None),
        (5, "2", "b"),
    ]


def test_a_bare_return_ends_a_line_in_a_file_of_line_feeds(take, rows_of):
    rows = rows_of(take(b"a;b\r1;2\n3;4\n").sheets[0])
    assert rows == [(1, "a", "b"), (2, "1", "2"), (3, "3", "4")]


def test_mixed_line_ends_are_told(take, rows_of):
    reading = take(b"a;b\r\n1;2\n3;4\r5;6")
    assert [row[0] for row in rows_of(reading.sheets[0])] == [1, 2, 3, 4]
    assert [(n.code, n.text) for n in reading.notes] == [
        ("mixed_line_endings", "1 CRLF, 1 CR, 1 LF")
    ]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_clean_file_is_not_written_again(take, rows_of, mark, end):
    reading = take(mark + end.join(["Mã;Tên".encode(), b"1;a", b"2"]) + end)
    sheet = reading.sheets[0]
    assert (sheet.plain, sheet.path) == (";", reading.path)
    assert rows_of(sheet) == [(1, "Mã", "Tên"), (2, "1", "a"), (3, "2", None)]


@pytest.mark.parametrize(
    ("odd", "read"),
    [
        ('"', 'a"b'),
        ("  ", "a b"),
        ("\t", "a b"),
        ("\u00a0", "a b"),
        ("e\u0301", "aéb"),
        ("\x02", "ab"),
    ],
)
def test_a_file_with_anything_odd_is_written_again(take, rows_of, odd, read):
    sheet = take(f"Mã;Tên\n1;a{odd}b\n2;c\n".encode()).sheets[0]
    assert sheet.plain == ""
    assert rows_of(sheet)[1] == (2, "1", read)


@pytest.mark.parametrize("line", [" 1;a", "1;a ", "1 ;a", "1; a", " 1 ; a "])
@pytest.mark.parametrize("end", some(["\n", "\r\n", ""], 3))
def test_spaces_at_the_edge_of_a_cell_are_trimmed(take, rows_of, line, end):
    for text in (f"{line}\n2;b{end}", f"2;b\n{line}{end}"):
        rows = {row[1:] for row in rows_of(take(text.encode()).sheets[0])}
        assert rows == {("1", "a"), ("2", "b")}


def test_surplus_cells_are_further_columns(take, rows_of):
    for quoted in ("3;c;d", '"3";c;d'):
        reading = take(f"Mã;Tên\n1;a\n2\n{quoted}\n".encode())
        assert reading.torn == ()
        assert rows_of(reading.sheets[0]) == [
            (1, "Mã", "Tên", None),
            (2, "1", "a", None),
            (3, "2", None, None),
            (4, "3", "c", "d"),
        ]


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("Mã;Tỷ lệ\n1;0,5\n2;1,5\n3;2,5\n", ";"),  # a decimal comma in each line but the header
        ("Mã;Tỷ lệ\n" + "1;0,5\n" * 50 + "1;0,5;\n" * 3, ";"),  # some lines are torn
        ("Mã,Ghi chú\n1,a; b\n2,c; d\n", ","),
        ("BÁO CÁO, THÁNG 7\n\nMã\tTên\tSố\n1\ta, b\t2\n2\tc, d\t3\n", "\t"),
        ('"a;b","c;d"\n"e;f","g;h"\n', ","),
        ('"a\nb";"c\nd"\n"e\nf";"g,h\ni"\n', ";"),
        ("chỉ một cột\n1\n2\n", ";"),
    ],
)
def test_the_separator_is_the_most_consistent(take, text, separator):
    assert take(text.encode()).separator == separator


def test_a_line_or_a_table_that_is_too_long_is_refused(take):
    with pytest.raises(RefusedError, match="line is longer"):
        take(b"a;b\n" + b"x" * 5_000_000)
    with pytest.raises(RefusedError, match="line 3: a line is longer"):
        take(b'a;b\n"1";2\n' + b"x" * 1_200_000 + b"\n")
    with pytest.raises(RefusedError, match="21 columns"):
        take(b"a" + b";b" * 20, columns=20)


@pytest.mark.sweep
def test_lines_keep_their_numbers_in_a_large_file(take, rows_of):
    lines = [f"07/2023;{n};1" for n in range(1, 400_001)]
    lines[300_000] = '07/2023;"300\n001";1'
    plain = "\n".join(lines[:300_000]).encode()
    assert all(int(row[2]) == row[0] for row in rows_of(take(plain).sheets[0]))
    sheet = take("\n".join(lines).encode()).sheets[0]
    rows = rows_of(sheet)
    assert rows[300_000] == (300_001, "07/2023", "300 001", "1")
    assert (rows[-1][0], rows[-1][2], sheet.rows) == (400_001, "400000", 400_001)


def test_a_table_of_lines_is_kept_while_the_connection_is(take, con):
    sheet = take("Mã;Tên\n1\n".encode()).sheets[0]
    for name in ("first", "second"):
        load(con, sheet, name)
    assert con.table("first").fetchall() == con.table("second").fetchall()
    kept = con.sql("select count(*) from duckdb_tables() where table_name like 'lines_%'")
    assert kept.fetchall() == [(1,)]
