"""A cell in a column without a header is told, however far down it stands."""

import pytest

from data.intake import main
from tests.data.files.make import GROUP, SERVICE, TWO, book

GROUPS = [[f"G{n}", "13708", f"13708-{n}", f"Xóm {n}", "05/07/2023", ""] for n in range(101, 200)]


def told(outcome):
    return [(note["code"], note["sheet"], note["line"], note["text"]) for note in outcome["notes"]]


def with_cells(rows, cells):
    """Rows with further cells at (line, column), both from 1."""
    grid = [[*row, *[""] * 6] for row in rows]
    for (line, column), text in cells.items():
        grid[line - 1][column - 1] = text
    return grid


@pytest.mark.parametrize("line", [3, 59, 62, 90])
def test_a_cell_beyond_the_headers_of_a_workbook(send, line):
    cells = {(line, 8): "đã chuyển", (95, 8): "xem lại", (95, 10): 7}
    content = book(("Tổ", with_cells([GROUP, *GROUPS], cells)))
    code, (outcome,) = send("a.xlsx", content, "--dry-run")
    assert (code, outcome["accepted"], outcome["rows_in"]) == (0, 99, 100)
    assert told(outcome) == [("cells_without_header", "Tổ", line, f"H{line} (3)")]
    assert outcome["unread_columns"] == [f"H{line} (3)"]


def test_a_cell_between_the_headers(send, tmp_path):
    rows = with_cells([GROUP, *GROUPS], {})
    rows = [[*row[:4], "", *row[4:]] for row in rows]
    rows[80][4] = "?"
    code, (outcome,) = send("a.xlsx", book(("Tổ", rows)), "--dry-run")
    assert (code, told(outcome)) == (0, [("cells_without_header", "Tổ", 81, "E81 (1)")])
    text = "\n".join(";".join(row[:7]) for row in rows) + "\n"
    code, (outcome,) = send("a.csv", text, "--dry-run")
    assert (code, told(outcome)) == (0, [("cells_without_header", "", 81, "E81 (1)")])


def test_a_cell_beyond_the_headers_of_a_text_file_still_tears_its_line(send):
    rows = with_cells([GROUP, *GROUPS], {(90, 8): "xem lại"})
    text = "\n".join(";".join(row) for row in rows) + "\n"
    code, (outcome,) = send("a.csv", text, "--dry-run")
    assert (code, told(outcome)) == (1, [])
    assert [one["line"] for one in outcome["rejects"]] == [90]


@pytest.mark.sweep
def test_columns_without_a_cell_and_rows_without_data_are_not_told(send):
    total = ["", "Tổng cộng", "182", "202", "", "x"]
    for rows in ([SERVICE, *TWO], [[*SERVICE, "", ""], *TWO], [SERVICE, *TWO, total]):
        code, (outcome,) = send("a.xlsx", book(("A", rows)), "--dry-run")
        assert (code, told(outcome), outcome["unread_columns"]) == (0, [], [])


def test_the_command_says_it_in_words_too(store, tmp_path, capsys):
    path = tmp_path / "a.xlsx"
    path.write_bytes(book(("Tổ", with_cells([GROUP, *GROUPS], {(90, 8): "xem lại"}))))
    assert main([str(path), "--store", str(store), "--dry-run"]) == 0
    assert "note: cells_without_header Tổ 90: H90 (1)" in capsys.readouterr().out
