"""A long file that is taken in by pieces gives just what it gives as a whole."""

from datetime import date

import duckdb
import pytest

from data.match.aliases import Aliases
from data.match.gazetteer import Gazetteer
from data.match.tables import Ask
from data.publish.base import open_base
from data.read import relations
from data.stage.files import take_in
from data.stage.guards.closed_months import Closed
from data.stage.request import Context, Request
from tests.sweep import some

GOOD = "B{0};1{1}/07/2023;13708;G1;den_nha;dvctt;1;10;8;8;12;9;4"
TABLES = ("raw_hoat_dong", "core_reject", "core_export")
LAST = "A9;12/07/2023;13708;G1;den_nha;dvctt;1;10;8;8;12;9;4"


def lines(*more: str) -> list[str]:
    """Some pieces of good lines with others among them."""
    good = [GOOD.format(number, number % 10) for number in range(60)]
    step = 60 // (len(more) + 1)
    for place, line in enumerate(more, 1):
        good.insert(place * (step + 1), line)
    return good


def spoilt(place: int, text: str) -> str:
    cells = LAST.split(";")
    cells[place] = text
    return ";".join(cells)


STREAMED = {
    "good lines": [],
    "cells that cannot be read": [
        spoilt(1, "31/02/2025"),
        spoilt(5, "o dau do"),
        spoilt(7, "12 nguoi"),
        spoilt(0, "mot ma"),
        spoilt(0, "0912345678"),
    ],
    "missing cells": [spoilt(0, ""), spoilt(1, ""), spoilt(3, ""), spoilt(8, ""), spoilt(10, "")],
    "unknown codes": [
        spoilt(2, "99999"),
        spoilt(3, "G9"),
        spoilt(4, "o_dau_do"),
        spoilt(5, "DVCTTX"),
    ],
    "parts above the whole": [spoilt(11, "13"), spoilt(9, "9"), spoilt(1, "12/07/2062")],
    "the same line in two pieces": [LAST, LAST, LAST],
    "lines that contradict each other": [LAST, spoilt(7, "11"), spoilt(1, "12/07/2025")],
    "a wrong line with the key of a good one": [LAST, spoilt(3, "G9")],
    "thousands with a dot": [spoilt(7, "1.015")],
    "words for codes": [spoilt(4, "Đến nhà"), spoilt(4, "Tại trụ sở")],
    "rows of totals, the header again": [
        "Tổng cộng;;;;;;60;600;480;480;720;540;240",
        "Mã hoạt động;Ngày;Mã xã;Mã tổ;Hình thức;Nội dung;Số buổi;Số người tham dự;Số hộ đã đến;"
        "Số hộ đến lần đầu;Lượt hướng dẫn;Số người được hướng dẫn lần đầu (không trùng);"
        "Lượt dùng thành công lần đầu",
    ],
    "rows of nothing": [";" * 12, ";" * 12],
    "a piece, and a month, of wrong lines alone": [
        "\n".join(spoilt(3, f"G{number}") for number in range(10, 50)),
        "\n".join([spoilt(1, "12/06/2024"), spoilt(1, "13/06/2024")]),
    ],
}
AS_A_WHOLE = {
    "a line that was cut off": ["A9;12/07/2023;13708"],
    "days as a computer writes them": [spoilt(1, "2023-07-12")],
    "quotation marks": [spoilt(5, '"dvctt"')],
}


def contents(exports, spool, scratch):
    """What two files of a directory become, its types, and how many months have a file."""
    with duckdb.connect() as con:
        open_base(con, None)
        context = Context(Gazetteer.load(Aliases(scratch)), {}, Closed({}), date.today())
        for load, name in enumerate(("to_cong_nghe_so", "hoat_dong")):
            request = Request(exports.file(name), "", Ask(name), True, spool=spool)
            (outcome,) = take_in(con, [request], context, load, scratch)
            assert outcome.refused is None
        assert outcome.accepted > 60
        found = {table: con.execute(f"from {table} order by all").fetchall() for table in TABLES}
        types = {table: con.table(table).types for table in TABLES}
        return found, types, con.execute("select count(*) from month_file").fetchone()[0]


@pytest.mark.sweep
@pytest.mark.parametrize("case", some([*STREAMED, *AS_A_WHOLE], 8))
def test_the_tables_are_the_same(case, exports, tmp_path, monkeypatch):
    exports.append("hoat_dong", *lines(*(STREAMED | AS_A_WHOLE)[case]))
    found, types, files = contents(exports, None, tmp_path)
    assert files == 0
    monkeypatch.setattr(relations, "LONG", 10)
    monkeypatch.setattr(relations, "PIECE", 400)
    spool = tmp_path / "spool"
    spool.mkdir()
    again, types_again, files = contents(exports, spool, tmp_path)
    assert types_again == types
    for table in TABLES:
        assert again[table] == found[table]
    assert bool(files) == (case in STREAMED)
    assert not [*spool.glob("*.arrow")]


@pytest.mark.sweep
def test_many_lines_that_cannot_be_read_are_told_as_ever(exports, tmp_path, monkeypatch):
    exports.append("hoat_dong", *lines(*[spoilt(7, f"{number} nguoi") for number in range(30)]))
    found, _, _ = contents(exports, None, tmp_path)
    assert len(found["core_reject"]) == 30
    monkeypatch.setattr(relations, "LONG", 10)
    monkeypatch.setattr("data.stage.long.file.FEW", 29)
    again, _, files = contents(exports, tmp_path, tmp_path)
    assert (again["core_reject"], files) == (found["core_reject"], 0)
