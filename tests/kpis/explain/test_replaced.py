"""A file that takes the place of lines of another: before and after, sheets of a workbook."""

from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from kpis.catalogue.catalogue import load
from kpis.explain.replaced import change, missing
from kpis.explain.trace import COLUMNS, Question, trace
from kpis.periods import Period
from kpis.store import connect_with_raw
from tests.kpis.explain.corrected import copied, correct

CATALOGUE = load()


@pytest.fixture(scope="module")
def corrected(sample_store, tmp_path_factory):
    """(con, raw) of the snapshot of the sample, and of the one after two files came."""
    place = tmp_path_factory.mktemp("corrected")
    store = copied(sample_store, place)
    before, first = connect_with_raw(store)
    correct(store, place)
    after, second = connect_with_raw(store)
    with before, after:
        yield (before, first), (after, second)


def lines(data, kpi, level="commune", area="13696", period="2024-08"):
    with trace(*data, Question(CATALOGUE[kpi], level, area, Period.parse(period))) as found:
        return [dict(zip(COLUMNS, row, strict=True)) for row in found.each()]


def test_a_line_of_a_workbook_has_its_sheet_and_the_line_that_a_person_sees(corrected):
    _, after = corrected
    first, _ = lines(after, "online_dossier_share")
    assert (first["file"], first["sheet"], first["line"]) == ("ho_so_sua.xlsx", 2, 2)
    assert (first["unit"], first["amount"], first["weight"]) == ("13696", 21, 1)


def test_a_group_that_did_two_things_in_a_month_counts_once_by_halves(corrected):
    _, after = corrected
    counted = [
        (row["file"], row["line"], row["amount"], row["weight"])
        for row in lines(after, "active_group_share")
        if row["side"] == "numerator"
    ]
    assert counted == [
        *(("hoat_dong.csv", 9, 1, 1), ("hoat_dong.csv", 10, 1, 0.5)),
        ("hoat_dong_bo_sung.csv", 2, 1, 0.5),
    ]


def told(rows):
    columns = ("side", "file", "line", "amount", "weight")
    return [tuple(row) for row in rows[list(columns)].itertuples(index=False)]


def test_a_replaced_line_is_told_with_the_one_that_took_its_place(corrected):
    before, after = corrected
    question = Question(
        CATALOGUE["online_dossier_share"], "commune", "13696", Period.parse("2024-08")
    )
    found = change(*after, *before, question)
    assert (found.before, found.after) == (
        {"numerator": 18, "denominator": 30},
        {"numerator": 21, "denominator": 30},
    )
    assert told(found.gone) == [
        *(("numerator", "ho_so.csv", 9, 18, 1), ("denominator", "ho_so.csv", 9, 30, 1)),
    ]
    assert told(found.new) == [
        *(("numerator", "ho_so_sua.xlsx", 2, 21, 1), ("denominator", "ho_so_sua.xlsx", 2, 30, 1)),
    ]
    assert list(found.new["sheet"]) == [2, 2]


@pytest.mark.parametrize(
    ("kpi", "area", "period"),
    [
        ("active_group_share", "13696", "2024-08"),  # a line was added, and none has gone
        ("online_dossier_share", "13720", "2024-08"),  # a commune that the file does not name
        ("online_dossier_share", "13696", "2024-07"),  # a month that it does not name
    ],
)
def test_where_no_line_has_gone_there_is_no_change(corrected, kpi, area, period):
    before, after = corrected
    question = Question(CATALOGUE[kpi], "commune", area, Period.parse(period))
    assert change(*after, *before, question) is None


def test_an_earlier_snapshot_without_its_marts_is_read_with_those_of_today(corrected):
    (_, first), after = corrected
    question = Question(
        CATALOGUE["online_dossier_share"], "commune", "13696", Period.parse("2024-08")
    )
    found = change(*after, after[0], first, question)
    assert (found.before["numerator"], found.after["numerator"]) == (18, 21)


def test_a_period_that_was_not_there_yet_has_no_lines_before(corrected, tmp_path):
    _, after = corrected
    with duckdb.connect() as empty:
        empty.execute("create table mart_data (key varchar, value varchar)")
        question = Question(
            CATALOGUE["online_dossier_share"], "commune", "13696", Period.parse("2024-08")
        )
        assert change(*after, empty, Path(tmp_path), question) is None


def told_of(file, sha256, amount):
    """One line of a numerator, the second of its file."""
    cells = {"is_numerator": True, "export": "ho_so", "file": file, "sha256": sha256, "place": 2}
    cells |= {"unit": "13696", "month": date(2024, 8, 1), "amount": amount, "weight": 1.0}
    return pa.Table.from_pylist([cells])


def test_the_second_line_of_another_file_is_another_line():
    old, new = told_of("ho_so.csv", "a", 18.0), told_of("ho_so.csv", "b", 21.0)
    with duckdb.connect() as con:
        assert list(missing(con, old, new)["amount"]) == [18]
        assert missing(con, old, told_of("renamed.csv", "a", 18.0)).empty
