"""A percentage is a value where the field holds shares, and set aside where it does not."""

import pytest

from tests.data.files.make import SERVICE, book, text
from tests.sweep import some

TARGET = ["Mã chỉ tiêu", "Cấp", "Mã đơn vị", "Năm", "Giá trị", "Ngày ban hành", "Văn bản"]


def target(value, kpi="online_dossier_share", unit="13708"):
    return [kpi, "xa", unit, "2025", value, "15/10/2024", "KH 3"]


def percents(*rows, column):
    """A workbook whose cells of a column are shown as percentages."""

    def fill(workbook, sheet):
        shown = workbook.add_format({"num_format": "0%"})
        for at, row in enumerate(rows):
            sheet.write(at + 1, column, row[column], shown)

    return book(("CT", [TARGET if len(rows[0]) == len(TARGET) else SERVICE, *rows]), fill=fill)


def told(outcome):
    return [(one["line"], one["rule"], one["text"]) for one in outcome["rejects"]]


def test_shares_shown_as_percentages_are_what_they_look_like(store, send, marts_value):
    content = percents(target(0.97), target(1, unit="13729"), column=4)
    code, (one,) = send("a.xlsx", content)
    assert told(one) == [(3, "ended_unit", "13729")] and code == 1
    assert [note["text"] for note in one["notes"]] == ["E2 97%", "E3 100%"]
    assert marts_value("value from mart_target where decision = 'KH 3'") == [97]


@pytest.mark.parametrize(("said", "value"), some([("97,5 %", 97.5), ("97%", 97), ("100", 100)], 3))
def test_a_share_may_be_written_with_its_sign(send, marts_value, said, value):
    assert send("a.csv", text(TARGET, target(said)))[0] == 0
    assert marts_value("value from mart_target where decision = 'KH 3'") == [value]


@pytest.mark.sweep
def test_a_percentage_of_what_is_no_share_is_set_aside(send):
    for name, content in {
        "a.xlsx": percents(target(0.97, "assists_per_1000"), column=4),
        "a.csv": text(TARGET, target("97%", "assists_per_1000")),
    }.items():
        assert told(send(name, content, "--dry-run")[1][0]) == [(2, "not_an_amount", "97%")]
    content = percents(["07/2023", "13708", 1, 0.85], column=3)
    assert told(send("a.xlsx", content, "--dry-run")[1][0]) == [(2, "not_a_count", "85%")]


@pytest.mark.parametrize(("value", "said"), some([(0.85, "0,85"), (-1, "-1"), (1.234, "1,234")], 3))
def test_a_number_that_is_no_count_is_told_as_a_person_writes_it(send, value, said):
    content = book(("S", [SERVICE, ["07/2023", "13708", 1, value]]))
    assert told(send("a.xlsx", content, "--dry-run")[1][0]) == [(2, "not_a_count", said)]
