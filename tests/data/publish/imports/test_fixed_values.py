"""A text for all rows of a file is read as a cell is, once; what does not fit is refused."""

from pathlib import Path

import pytest

from data.intake import main
from data.match.tables import Ask
from data.publish.imports import Order, Request, preview
from data.stage.mend_workbook import workbook
from tests.data.files.make import book
from tests.data.publish.imports.test_replacing import service
from tests.sweep import some

FILES = Path(__file__).parents[2] / "files"
MONTHLESS = "Mã xã;Tài khoản VssID\n13708;111\n13729;91\n"
ECONOMY = "Cấp;Mã đơn vị;Tổng mức bán lẻ (tỷ đồng)\ntinh;36;64010\n"
READ = [
    "month=6/2023",
    "month=06/2023",
    "month= Tháng 6 năm  2023 ",
    "month=THÁNG 6/2023",
    "month=2023-06",
    "month=30/6/2023",
]


@pytest.mark.parametrize("constant", some(READ, 3))
def test_a_month_for_all_rows_is_read_however_it_is_written(send, store, constant):
    code, (outcome,) = send("a.csv", MONTHLESS, "--set", constant)
    assert (code, outcome["accepted"], outcome["months"]) == (0, 2, ["2023-06"])
    assert service(store, "vssid_accounts", month="2023-06-01") == 111


@pytest.mark.parametrize(
    ("text", "constants", "field", "value"),
    [
        (ECONOMY, ["year=Năm 2023", "grdp=1,234.5"], "grdp", 1234.5),
        (ECONOMY, ["year=2023", "grdp=1.234,5"], "grdp", 1234.5),
        (ECONOMY, ["year=2023", "smes=1.234"], "smes", 1234),
        (ECONOMY, ["year=2023", "smes=1,234"], "smes", 1234),
        (
            ECONOMY.replace("Cấp;", "").replace("tinh;", ""),
            ["year=2023", "level=Tỉnh"],
            "year",
            2023,
        ),
    ],
)
def test_other_kinds_of_fields(store, tmp_path, text, constants, field, value):
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    ask = Ask(constants=dict(one.split("=") for one in constants))
    of = "year = 2023 and level = 'province'"
    with preview(Order([Request(path, ask=ask)]), store) as ((outcome,), con):
        assert (outcome.accepted, outcome.rejects) == (1, []), outcome
        assert con.execute(f"select {field} from raw_kinh_te_so where {of}").fetchall() == [
            (value,)
        ]


def test_words_of_a_list_for_all_rows(send):
    head = "Mã hoạt động;Ngày;Mã xã;Mã tổ;Nội dung;Số buổi;Số người tham dự;Lượt hướng dẫn;"
    head += "Số người được hướng dẫn lần đầu (không trùng);Lượt dùng thành công lần đầu\n"
    row = "B1;12/07/2023;13708;G1;dvctt;1;10;12;9;4\n"
    code, (outcome,) = send("a.csv", head + row, "--set", "form=Đến nhà")
    assert (code, outcome["accepted"]) == (0, 1)


REFUSED = {
    "month=13/2023": "“13/2023” for all rows cannot be read as “Tháng”",
    "month=15/06/2023": "“15/06/2023” for all rows cannot be read",
    "month=": "“” for all rows cannot be read",
    "moth=06/2023": "no field “moth”",
    "Tháng=06/2023": "no field “Tháng”",
    "vssid_accounts=5": "has a column for “Tài khoản VssID”",
    "commune_code=13708": "has a column for “Mã xã”",
    "smartphone_adults=nhiều": "cannot be read as “Người trưởng thành",
    "commune_name=a@vidu.vn": "“•••” for all rows cannot be read",
}


@pytest.mark.parametrize("constant", some(REFUSED, 3))
def test_what_does_not_fit_is_refused_and_never_ignored(send, constant):
    options = ["--set", constant]
    if not constant.startswith("month"):
        options += ["--set", "month=06/2023"]
    code, (outcome,) = send("a.csv", MONTHLESS, *options)
    assert (code, outcome["status"]) == (2, "refused")
    assert REFUSED[constant] in outcome["refused"]["reason"]["en"]
    assert outcome["refused"]["reason"]["vi"] and outcome["refused"]["remedy"]["vi"]


def test_the_nearest_field_is_named(send):
    _, (outcome,) = send("a.csv", MONTHLESS, "--set", "moth=06/2023")
    assert "month (Tháng)" in outcome["refused"]["remedy"]["en"]


def test_a_code_that_is_in_no_list_is_refused(send):
    text = "Tháng;Mã xã;Mã tổ;Hạn gửi\n07/2023;13708;G1;10/08/2023\n"
    code, (outcome,) = send("a.csv", text, "--set", "state=không rõ")
    assert code == 2
    assert "“không rõ” for all rows" in outcome["refused"]["reason"]["en"]


def test_a_field_that_is_set_twice_is_refused(store, tmp_path, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(
            [
                str(tmp_path / "a.csv"),
                "--store",
                str(store),
                "--set",
                "month=06/2023",
                "--set",
                "month=07/2023",
            ]
        )
    assert stopped.value.code == 2
    assert "month" in capsys.readouterr().err


@pytest.mark.sweep
def test_one_of_two_exports_in_a_workbook_has_the_field(store, send):
    reports = [
        ["Mã xã", "Mã tổ", "Hạn gửi", "Trạng thái"],
        ["13729", "G2", "10/08/2023", "chua_gui"],
    ]
    rows = [line.split(";") for line in MONTHLESS.splitlines()]
    content = book(("A", rows), ("B", reports))
    code, outcomes = send("a.xlsx", content, "--set", "month=7/2023", "--set", "vssid_accounts=1")
    assert code == 2 and "column" in outcomes[0]["refused"]["reason"]["en"]
    code, outcomes = send("a.xlsx", content, "--set", "month=7/2023", "--set", "state=chua_gui")
    assert code == 2
    code, outcomes = send("a.xlsx", content, "--set", "month=7/2023", "--set", "sent_date=9/8/2023")
    assert [one["accepted"] for one in outcomes] == [1, 2], outcomes


RULES = {"not_a_count": "Không phải số nguyên"}


@pytest.mark.sweep
def test_the_workbook_to_mend_carries_what_was_said_for_all_rows(store, tmp_path, send):
    path = tmp_path / "a.csv"
    path.write_text(MONTHLESS.replace(";111", ";x"), encoding="utf-8")
    order = Order([Request(path, ask=Ask(constants={"month": "Tháng 7/2023"}))])
    with preview(order, store) as ((outcome,), con):
        content = workbook(con, outcome, RULES)
    code, (first,) = send("a.csv", path.read_bytes(), "--set", "month=Tháng 7/2023")
    assert (code, [one["rule"] for one in first["rejects"]]) == (1, ["not_a_count"])
    code, (again,) = send("can-sua.xlsx", content)
    assert [one["rule"] for one in again["rejects"]] == ["not_a_count"]
    mended = _mended(content, "x", "112")
    code, (outcome,) = send("can-sua.xlsx", mended)
    assert (code, outcome["accepted"], outcome["months"]) == (0, 1, ["2023-07"])
    assert service(store, "vssid_accounts") == 112
    # The file had no such column, so neither has the workbook: what is known of it stays.
    assert service(store, "smartphone_adults") == 560


def _mended(content: bytes, old: str, new: str) -> bytes:
    """The workbook as an officer sends it back, with one cell written anew."""
    import io

    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert sum(cell == old for row in rows for cell in row) == 1
    return book(("Can sua", [[new if cell == old else cell for cell in row] for row in rows]))
