"""Cells are rewritten into the form that parse.sql reads, by the style of the whole column."""

from datetime import date
from decimal import Decimal

import pytest

from data.exports import exports
from data.match.fields import Kind, field_kinds
from data.match.styles.numbers import Basis, Numbers
from data.match.values import judge
from data.match.vocabulary import code_of, words
from data.refusal import AskedError, RefusedError
from tests.data.match.conftest import FIELD
from tests.data.match.support import canonical_query

KINDS = ["count", "amount", "day", "month", "year", "level", "code", "text"]
VI, PLAIN = Numbers.VIETNAMESE, Numbers.PLAIN


def test_every_field_has_the_kind_that_the_sql_reads():
    for export in exports():
        assert list(field_kinds(export.name)) == list(export.fields)
    assert field_kinds("chi_tieu")["target_value"].kind is Kind.VALUE
    assert field_kinds("kinh_te_so")["year"].kind is Kind.YEAR
    assert field_kinds("bao_cao")["difficulties"].list == "difficulty"
    assert field_kinds("bao_cao")["difficulties"].is_many


@pytest.mark.parametrize(
    ("kind", "cells", "numbers", "basis", "values"),
    [
        ("count", ["1.234", "5"], VI, Basis.CELLS, [1234, 5]),
        ("count", ["1,234", "5"], PLAIN, Basis.CELLS, [1234, 5]),
        ("count", ["12", "5"], None, None, [12, 5]),
        ("count", ["\x1e12", "\x1e5.0", "1.234"], VI, Basis.CELLS, [12, 5, 1234]),
        ("count", ["\x1e1.234", "\x1e-3"], VI, Basis.DEFAULT, [None, None]),
        ("count", ["1,5", "x", "1 234", "1,23,4"], VI, Basis.DEFAULT, [None] * 4),
        ("amount", ["1.234,5", "1.234"], VI, Basis.CELLS, [Decimal("1234.5"), 1234]),
        ("amount", ["1,234.5", "1.234"], PLAIN, Basis.CELLS, [Decimal("1234.5"), Decimal("1.234")]),
        ("amount", ["1234.5", "7"], PLAIN, Basis.CELLS, [Decimal("1234.5"), 7]),
        ("amount", ["1.234"], VI, Basis.DEFAULT, [1234]),
        ("amount", ["\x1e1234.5", "\x1e-2"], VI, Basis.DEFAULT, [Decimal("1234.5"), -2]),
        ("amount", ["\x1e0.30000000000000004", "0,3"], VI, Basis.CELLS, [Decimal("0.3")] * 2),
        (
            "amount",
            ["\x1e" + "9" * 13, "\x1e" + "9" * 13 + ".99999"],
            VI,
            Basis.DEFAULT,
            [10**13 - 1, None],
        ),
        ("amount", ["1e3", "1.23.4", "0.5"], PLAIN, Basis.CELLS, [None, None, Decimal("0.5")]),
    ],
)
def test_the_cells_of_a_column_tell_how_its_numbers_are_written(
    rewritten, read, kind, cells, numbers, basis, values
):
    style, _ = rewritten(kind, cells)
    assert (style.numbers, style.basis) == (numbers, basis)
    assert read(kind, cells) == values


@pytest.mark.parametrize(
    ("kind", "cells", "values"),
    [
        ("day", ["1/7/2024", "01-07-2024", "2024-07-01", "01/07/2024"], [date(2024, 7, 1)] * 4),
        ("day", ["01/07/2024 10:30:00", "2024-07-01T00:00:00"], [date(2024, 7, 1)] * 2),
        ("day", ["\x1e45474", "\x1e45474.75"], [date(2024, 7, 1)] * 2),
        ("day", ["\x1e32874", "\x1e32873", "\x1e73051", "45474"], [date(1990, 1, 1), *[None] * 3]),
        ("day", ["13/25/2024", "2024-13-25", "31/02/2024", "2024-02-31", "1/7/24"], [None] * 5),
        ("day", ["1/7-2024", "01.07.2024", "07/2024", "20240701", "1/7/2024 x"], [None] * 5),
        ("month", ["7/2024", "07-2024", "2024-07", "2024-7"], [date(2024, 7, 1)] * 4),
        ("month", ["Tháng 7/2024", "THÁNG 07 năm 2024", "T7/2024"], [date(2024, 7, 1)] * 3),
        ("month", ["tha\u0301ng 7/2024", "T.07/2024", "T07-2024"], [date(2024, 7, 1)] * 3),
        ("month", ["01/07/2024", "31/07/2024", "\x1e45474"], [date(2024, 7, 1)] * 3),
        ("month", ["15/07/2024", "\x1e45480", "13/2024", "7", "\x1e7", "Quý 3/2024"], [None] * 6),
        ("year", ["2024", "Năm 2024", "\x1e2024", "NĂM 2024"], [2024] * 4),
        ("year", ["24", "\x1e24", "\x1e2024.5", "2.024", "01/01/2024"], [None] * 5),
        ("code", ["\x1e13708", "13708", "\x1e13708.0"], ["13708"] * 3),
        ("text", ["\x1e7", "Tổ 7"], ["7", "Tổ 7"]),
        ("level", ["Xã", "cấp huyện", "TỈNH", "xa", "Phường", "Vùng"],
         ["commune", "district", "province", "commune", "commune", None]),
    ],
)  # fmt: skip
def test_cells_are_read_by_their_kind(read, kind, cells, values):
    assert read(kind, cells) == values


@pytest.mark.parametrize("kind", KINDS)
def test_what_cannot_be_read_stays_as_it_was_written(rewritten, kind):
    cells = ["13/25/2024", "31/02/2024", "1.2.3", "1,2,3", "2024-02-31", "Vùng", "'", None]
    texts = rewritten(kind, [*cells, "\x1e45474"])[1]
    assert texts[:-1] == cells


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("count", ["12", None, "0"]),
        ("count", ["1.234", "5"]),
        ("amount", ["1.234,5", "-7"]),
        ("day", ["01/07/2024", None]),
        ("month", ["07/2024"]),
        ("year", ["2024"]),
        ("level", ["xa", "tinh", None]),
        ("code", ["13708", "x y"]),
        ("text", ["Xã Đại An"]),
        ("text", [None]),
    ],
)
def test_a_column_that_is_written_as_agreed_costs_nothing(rewritten, kind, cells):
    assert rewritten(kind, cells)[0].expression == "c1"


@pytest.mark.parametrize(
    ("kind", "cells", "vi", "plain"),
    [
        ("amount", ["5", "1,234.5", "7,5"], (4, "7,5"), (3, "1,234.5")),
        ("count", ["1.234", "1.235", "1,234", "1,235"], (2, "1.234"), (4, "1,234")),
    ],
)
def test_a_column_in_two_styles_refuses_the_file(db, filled, kind, cells, vi, plain):
    export, field = "kinh_te_so", {"amount": "grdp", "count": "smes"}[kind]
    filled(c1=cells)
    with pytest.raises(RefusedError) as refused:
        judge(db, "cells", export, "x/a.csv", {field: "c1"}, {field: "Tiền"})
    assert refused.value.file == "a.csv"
    for text in refused.value.reason.as_dict().values():
        assert "“Tiền”" in text
        for line, cell in (vi, plain):
            assert f"{line} “{cell}”" in text
    assert "7,5 " not in refused.value.reason.en or "(7.5)" in refused.value.reason.en


def test_a_column_that_can_be_read_both_ways_follows_the_others(db, filled):
    both = {"grdp": "c1", "retail_revenue": "c2"}
    for other, numbers in (("1,234.5", PLAIN), ("1.234,5", VI)):
        filled(c1=["1,234"], c2=[other])
        styles = judge(db, "cells", "kinh_te_so", "a.csv", both)
        assert (styles["grdp"].numbers, styles["grdp"].basis) == (numbers, Basis.FILE)
    filled(c1=["1,234"], c2=["1.234,5"], c3=["1,234.5"])
    with pytest.raises(RefusedError, match="can be read in two ways"):
        judge(db, "cells", "kinh_te_so", "a.csv", {**both, "ecommerce_revenue": "c3"})


@pytest.mark.parametrize("cells", [["1,234"], ["1,234", "12"], ["\x1e5", "1,234"]])
def test_a_comma_that_nothing_decides_is_asked_about(db, filled, cells):
    """12 and 5 are written alike in both styles."""
    filled(c1=cells)
    columns = {"grdp": "c1"}
    with pytest.raises(AskedError) as asked:
        judge(db, "cells", "kinh_te_so", "a.csv", columns, {"grdp": "Tiền"})
    assert (asked.value.field, list(asked.value.choices)) == ("grdp", [VI, PLAIN])
    assert "is 1.234 or 1234" in asked.value.reason.en and "“Tiền”" in asked.value.reason.vi
    for answer, value in ((VI, Decimal("1.234")), (PLAIN, Decimal(1234))):
        styles = judge(db, "cells", "kinh_te_so", "a.csv", columns, answers={"grdp": answer})
        assert (styles["grdp"].numbers, styles["grdp"].basis) == (answer, Basis.SAID)
        query = f"select as_amount({styles['grdp'].expression}) from cells where c1 = '1,234'"
        assert db.execute(query).fetchall() == [(value,)]


def test_what_was_said_of_a_column_holds_for_the_others_and_against_no_cell(db, filled):
    both = {"grdp": "c1", "retail_revenue": "c2"}
    filled(c1=["1,234"], c2=["5,678"])
    styles = judge(db, "cells", "kinh_te_so", "a.csv", both, answers={"grdp": PLAIN})
    assert {style.numbers for style in styles.values()} == {PLAIN}
    filled(c1=["1.234,5"], c2=["1"])
    styles = judge(db, "cells", "kinh_te_so", "a.csv", both, answers={"grdp": PLAIN})
    assert styles["grdp"].numbers is VI


MONTH_FIRST = [
    ("day", ["9/1/2025", "9/14/2025"], ["01/09/2025", "14/09/2025"]),
    ("day", ["09/01/2025", "09/14/2025 10:30"], ["01/09/2025", "14/09/2025"]),
    ("day", ["9-14-2025", "2025-09-01", "\x1e45901"], ["14/09/2025", "01/09/2025", "01/09/2025"]),
    ("month", ["9/1/2025", "10/1/2025", "1/1/2025"], ["09/2025", "10/2025", "01/2025"]),
    ("month", ["9/30/2025", "08/2025"], ["09/2025", "08/2025"]),
]


@pytest.mark.parametrize(("kind", "cells", "texts"), MONTH_FIRST)
def test_days_that_prove_themselves_month_first_are_asked_about(db, filled, kind, cells, texts):
    export, field = FIELD[kind]
    filled(c1=cells)
    with pytest.raises(AskedError) as asked:
        judge(db, "cells", export, "a.csv", {field: "c1"})
    assert list(asked.value.choices) == ["month_first", "day_first"]
    assert "the month in front" in asked.value.reason.en
    answers = {field: "month_first"}
    style = judge(db, "cells", export, "a.csv", {field: "c1"}, answers=answers)[field]
    found = db.execute(f"select {style.expression} from cells order by line").fetchall()
    assert [text for (text,) in found] == texts


@pytest.mark.parametrize(
    ("cells", "answer", "texts"),
    [
        (["9/1/2025", "10/2/2025"], {}, ["09/01/2025", "10/02/2025"]),
        (["09/01/2025"], {"set_up_date": "month_first"}, ["01/09/2025"]),  # as an earlier file was
        (["14/9/2025"], {"set_up_date": "month_first"}, ["14/09/2025"]),  # it proves itself
        (["9/14/2025", "1/9/2025"], {"set_up_date": "day_first"}, ["9/14/2025", "01/09/2025"]),
        (["9/14/2025", "14/9/2025"], {}, ["9/14/2025", "14/09/2025"]),  # one slip of the pen
    ],
)
def test_days_with_the_day_in_front_stay(db, filled, cells, answer, texts):
    filled(c1=cells)
    style = judge(db, "cells", "to_quan_ly", "a.csv", {"set_up_date": "c1"}, answers=answer)
    query = f"select {style['set_up_date'].expression} from cells order by line"
    found = [text for (text,) in db.execute(query).fetchall()]
    assert found == texts


def test_days_in_two_styles_refuse_the_file(db, filled):
    filled(c1=["9/14/2025", "9/15/2025", "14/9/2025"])
    with pytest.raises(RefusedError, match=r"days in two styles: line 4 “14/9/2025”.*line 2") as no:
        judge(db, "cells", "to_quan_ly", "a.csv", {"set_up_date": "c1"})
    assert not isinstance(no.value, AskedError)


def test_codes_may_be_said_in_words(db, filled):
    columns = {"state": ["Đã nộp", "da_gui", "ĐÃ GỬI", "xong"]}
    columns["difficulties"] = [
        "Nhận thức; Thiếu thiết bị",
        "nhan_thuc, mạng",
        "nhan_thuc",
        "x, mạng",
    ]
    filled(**columns)
    names = {field: field for field in columns}
    styles = judge(db, "cells", "bao_cao", "a.csv", names)
    rows = db.execute(canonical_query("cells", styles) + " order by line").fetchall()
    assert rows == [
        (2, "da_gui", "nhan_thuc, thiet_bi"),
        (3, "da_gui", "nhan_thuc, duong_truyen"),
        (4, "da_gui", "nhan_thuc"),
        (5, "xong", "x, mạng"),
    ]


@pytest.mark.parametrize(
    ("name", "cell", "code"),
    [
        ("form", "Đến từng nhà (đi từng ngõ, gõ từng nhà, rà từng đối tượng)", "den_nha"),
        ("form", "tai nha van hoa", "nha_van_hoa"),
        ("topic", "Online public services", "dvctt"),
        ("handling_level", "Cấp tỉnh", "tinh"),
        ("population_base", "Dân số theo hồ sơ đăng ký", "so_dang_ky"),
        ("difficulty", "Kỹ năng thành viên", "ky_nang"),
        ("topic", "Nội dung khác", "Nội dung khác"),
    ],
)
def test_a_word_is_a_code_only_if_it_is_known(name, cell, code):
    assert code_of(cell, name) == code
    assert set(words(name).values()) >= {words(name).get(cell, next(iter(words(name).values())))}
