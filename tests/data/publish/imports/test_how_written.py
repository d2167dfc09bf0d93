"""What nothing in a file decides is asked once, and the answer kept for the sender's layout."""

import pytest

from data.ledger.layouts import remember, remembered, writings
from tests.data.files.make import ACTIVITY, ECONOMY, activity, text

COMMAS = text(ECONOMY, ["2025", "tinh", "36", "98,765", "61,234"])
DAYS = text(ACTIVITY, *(activity(f"B{n}", f"7/{n}/2023") for n in (6, 7, 14, 15)))


def test_a_comma_is_asked_about_once(store, send, marts_value):
    code, (one,) = send("a.csv", COMMAS)
    assert (code, one["status"]) == (2, "refused")
    assert "--written grdp=plain" in one["refused"]["remedy"]["en"]
    assert send("a.csv", COMMAS, "--written", "grdp=plain", "--dry-run")[0] == 0
    assert send("a.csv", COMMAS)[0] == 2  # a trial keeps nothing
    assert send("a.csv", COMMAS, "--written", "grdp=plain")[0] == 0
    assert marts_value("grdp from mart_economy_year where month = '2025-12-01'") == [98765]
    code, (one,) = send("b.csv", COMMAS.replace("98,765", "98,766"))
    assert (code, one["status"]) == (0, "published")
    other = COMMAS.replace("Tổng mức bán lẻ (tỷ đồng)", "TMBL")  # of another sender
    assert send("c.csv", other)[0] == 2


@pytest.mark.sweep
def test_no_line_is_taken_with_a_swapped_day(send, marts_value):
    assert send("a.csv", DAYS)[1][0]["status"] == "refused"
    code, (one,) = send("a.csv", DAYS, "--written", "activity_date=month_first")
    assert (code, one["accepted"], one["months"]) == (0, 4, ["2023-07"])
    early = text(ACTIVITY, activity("C1", "07/08/2023"))  # could be read both ways
    assert send("b.csv", early)[1][0]["months"] == ["2023-07"]


def test_columns_and_writing_of_a_layout_are_kept_apart(store, send):
    send("a.csv", COMMAS, "--written", "grdp=plain")
    ((layout, said),) = writings(store).items()
    assert said == {"grdp": "plain"} and remembered(store) == {}
    remember(store, layout, {4: ""}, "An")
    assert remembered(store) == {layout: {4: ""}} and writings(store) == {layout: said}
    remember(store, layout, {3: "grdp"}, "An")
    assert remembered(store) == {layout: {3: "grdp"}} and writings(store) == {layout: said}


def far(outcome):
    return [(n["code"], n["line"], n["text"]) for n in outcome["notes"]]


@pytest.mark.sweep
def test_a_value_far_from_that_of_the_year_before_is_told(store, send):
    send("a.csv", text(ECONOMY, ["2024", "tinh", "36", "98765,4", "61234,5"]))
    now = text(ECONOMY, ["2025", "tinh", "36", "98,7654", "61235,5"])
    _, (one,) = send("b.csv", now, "--dry-run")
    assert far(one) == [("far_from_last_year", 2, "GRDP (tỷ đồng), 36: 98,7654 (98765,4)")]
    _, (one,) = send("b.csv", now.replace("98,7654", "98766,5"), "--dry-run")
    assert far(one) == []


@pytest.mark.sweep
def test_a_target_far_below_the_others_of_its_indicator_is_told(send):
    head = ["Mã chỉ tiêu", "Cấp", "Mã đơn vị", "Năm", "Giá trị", "Ngày ban hành", "Văn bản"]
    rest = ["15/10/2024", "KH 9"]
    _, (one,) = send(
        "a.csv", text(head, ["online_dossier_share", "xa", "13708", "2025", "0,8", *rest])
    )
    ((code, line, said),) = far(one)
    assert (code, line) == ("far_below_others", 2) and said.startswith("Giá trị, 13708: 0,8 (")
    _, (one,) = send(
        "a.csv", text(head, ["online_dossier_share", "xa", "13708", "2025", "8", *rest])
    )
    assert far(one) == []
