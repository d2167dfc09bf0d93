"""A line that is cut off is set aside with its text; one that only lacks a note is taken."""

import pytest

from tests.data.files.make import SERVICE, text
from tests.sweep import some

HEAD = "Mã tổ;Mã xã;Mã thôn;Thôn, xóm, tổ dân phố;Ngày thành lập;Ngày giải thể"
FULL = "G{n};13708;13708-{n};Xóm {n};05/07/2023;"
CUT = "G90;13708;13708-90;Xóm 90;05/07/2023"


def sent(send, rows, head=HEAD, **options):
    code, (outcome,) = send("a.csv", "\n".join([head, *rows, ""]), "--dry-run", **options)
    assert outcome["rows_in"] == 1 + len(rows)
    rejects = [(one["line"], one["rule"], one["field"], one["text"]) for one in outcome["rejects"]]
    return code, outcome["accepted"], rejects


def full(*numbers):
    return [FULL.format(n=n) for n in numbers]


@pytest.mark.parametrize("odd", some(["", '"', "  "], 3), ids=["plain", "quoted", "spaces"])
@pytest.mark.parametrize("cut", [CUT, CUT[:30], "G90"])
def test_a_line_without_a_cell_of_a_field_is_torn(send, odd, cut):
    first = full(101)[0].replace("Xóm 101", f"{odd}Xóm 101{odd}")
    code, accepted, rejects = sent(send, [first, cut, *full(102)])
    assert (code, accepted) == (1, 2)
    assert rejects == [(3, "wrong_number_of_cells", "", cut)]


@pytest.mark.sweep
def test_the_end_of_a_file_that_was_cut(send):
    line = FULL.format(n=130)
    for end in range(1, len(line), 3):
        code, accepted, rejects = sent(send, [*full(*range(101, 130)), line[:end]])
        assert (code, accepted) == (1, 29), line[:end]
        assert rejects[0][:2] == (31, "wrong_number_of_cells"), line[:end]


@pytest.mark.parametrize("odd", ["", '"'])
def test_a_line_that_lacks_a_note_is_taken(send, odd):
    rows = [*full(101), FULL.format(n=102) + ";", f"{full(103)[0]};{odd}đã họp{odd};x"]
    code, accepted, rejects = sent(send, rows, head=f"{HEAD};Ý kiến của xã;Người lập biểu")
    assert (code, accepted, rejects) == (0, 3, [])


def test_blank_lines_and_totals_may_be_short(send):
    text = "\n".join(["BÁO CÁO", ";".join(SERVICE), "", ";;", "07/2023;13708;101;111", "Tổng cộng"])
    code, (outcome,) = send("a.csv", text + "\n", "--dry-run")
    assert (code, outcome["accepted"], outcome["headers_and_blanks"]) == (0, 1, 5)


def test_excel_leaves_out_the_last_cells_of_sixteen_rows_where_all_are_empty(send):
    """Rows 17 to 32 of the sheet, and 33 to the end, of which no group is closed."""
    short = [line.rstrip(";") for line in full(*range(117, 141))]
    code, accepted, rejects = sent(send, [*full(*range(102, 117)), *short])
    assert (code, accepted, rejects) == (0, 39, [])
    short[3] = short[3].replace("Xóm 120", '"Xóm\n120"')
    code, (outcome,) = send(
        "a.csv", "\n".join([HEAD, *full(*range(102, 117)), *short]), "--dry-run"
    )
    assert (code, outcome["accepted"]) == (0, 39)


@pytest.mark.parametrize("at", some([20, 31, 39], 3))
def test_a_line_that_is_shorter_than_its_sixteen_is_torn(send, at):
    rows = [*full(*range(102, 117)), *(line.rstrip(";") for line in full(*range(117, 141)))]
    rows[at - 2] = rows[at - 2].rpartition(";")[0]
    code, _, rejects = sent(send, rows)
    assert code == 1 and rejects[0][1] == "wrong_number_of_cells"
    assert (at, "wrong_number_of_cells", "", rows[at - 2]) in rejects


def test_the_same_line_is_torn_in_a_large_uneven_file(send):
    rows = full(*range(101, 5000))
    rows[3000] = CUT
    code, accepted, rejects = sent(send, rows)
    assert (code, accepted, rejects) == (1, 4898, [(3002, "wrong_number_of_cells", "", CUT)])


def test_phone_numbers_in_a_torn_line_are_masked(send):
    _, _, rejects = sent(send, [*full(101), "G90;13708;0912345678"])
    assert rejects == [(3, "wrong_number_of_cells", "", "G90;13708;•••")]


def test_a_comma_file_shows_its_own_separator(send):
    full_row, cut = ["07/2023", "13708", "101", "111"], ["07/2023", '"13729"', "8"]
    content = text(SERVICE, full_row, cut, separator=",")
    _, (outcome,) = send("a.csv", content, "--dry-run")
    assert [one["text"] for one in outcome["rejects"]] == ["07/2023,13729,8"]
