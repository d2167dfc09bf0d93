"""The verdict on 2025: sentences in both languages, classes of the map, the table, the file."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from kpis.catalogue.catalogue import load
from kpis.catalogue.vocabulary import Direction, Unit
from kpis.measure.extent import Extent
from pages.shell.menu import DRAWN
from pages.shell.served import Served
from pages.text.language import Language
from pages.text.results import verdict_line
from pages.text.verdicts import (
    counted,
    counted_short_or_over,
    points,
    result_badge,
    sentence,
    since,
    when,
)
from pages.views.verdict.download import table
from pages.views.verdict.map import attained
from pages.views.verdict.ranking import ranked
from pages.widgets.verdicts import kept, not_over

CATALOGUE = load()
STOCK, FLOW = CATALOGUE["fibre_household_share"], CATALOGUE["online_dossier_share"]
RANGE, YEARLY = CATALOGUE["members_per_group"], CATALOGUE["sme_platform_share"]
VI, EN = Language("vi"), Language("en")


def judged(kpi=STOCK, **changes):
    """One row of a verdict: 84.5 % of 1,000 households against 80 %, met in 02/2025 and held."""
    row = {
        "area_code": "1",
        "area_name": "Xã A",
        "period": "2025-12",
        "value": 84.5,
        "denominator": 1000.0,
        "comparability": "exact",
        "missing_reason": None,
        "target": 80.0,
        "target_max": None,
        "target_status": "confirmed",
        "gap": 4.5,
        "people": 45,
        "verdict": "met",
        "first_met": "2025-02",
        "lost": None,
        "latest": "2026-10",
        "latest_value": 87.6,
        "since": "held",
    }
    frame = pd.DataFrame([{**row, **changes}]).astype({"first_met": object, "lost": object})
    return frame.assign(kept=[kept(one, kpi) for one in frame.itertuples()])


def first(frame):
    return next(frame.itertuples())


MISSED = {"value": 72.4, "gap": -7.6, "people": -76, "verdict": "missed"}
NOT_YET = {"first_met": None, "latest_value": 78.0}
SENTENCES = {
    "met and held": (
        STOCK,
        {},
        "Đạt chỉ tiêu 80% (đã xác minh) từ 02/2025, giữ được đến 10/2026. Tháng 12/2025: 84,5%,"
        " vượt 4,5 điểm %, tương đương 45 trong 1.000 hộ.",
        "Met the target of 80% (confirmed) since Feb 2025, held until Oct 2026. Dec 2025: 84.5%,"
        " 4.5 pts over, equal to 45 of 1,000 households.",
    ),
    "missed, not met since either": (
        STOCK,
        {**MISSED, **NOT_YET},
        "Không đạt: tháng 12/2025 là 72,4% so với 80% (đã xác minh), thiếu 7,6 điểm %, tương đương"
        " 76 trong 1.000 hộ. Đến 10/2026 vẫn chưa đạt: 78,0%.",
        "Missed: 72.4% in Dec 2025 against 80% (confirmed), 7.6 pts short, equal to 76 of 1,000"
        " households. Not met until Oct 2026 either: 78.0%.",
    ),
    "missed and met late, by an estimate": (
        STOCK,
        {**MISSED, "first_met": "2026-04", "comparability": "estimated"},
        "Không đạt: tháng 12/2025 là ≈ 72,4% so với 80% (đã xác minh), thiếu 7,6 điểm %, tương"
        " đương 76 trong 1.000 hộ. Đạt muộn, lần đầu 04/2026, giữ được đến 10/2026.",
        "Missed: ≈ 72.4% in Dec 2025 against 80% (confirmed), 7.6 pts short, equal to 76 of 1,000"
        " households. Met late: Apr 2026, held until Oct 2026.",
    ),
    "met early, lost, missed": (
        STOCK,
        {**MISSED, "lost": "2025-08", "latest_value": 78.0},
        "Không đạt: tháng 12/2025 là 72,4% so với 80% (đã xác minh), thiếu 7,6 điểm %, tương đương"
        " 76 trong 1.000 hộ. Đạt lần đầu 02/2025, không giữ được từ 08/2025; 10/2026: 78,0%.",
        "Missed: 72.4% in Dec 2025 against 80% (confirmed), 7.6 pts short, equal to 76 of 1,000"
        " households. First met: Feb 2025, lost in Aug 2025; Oct 2026: 78.0%.",
    ),
    "lost and met again": (
        STOCK,
        {"lost": "2025-08"},
        "Đạt chỉ tiêu 80% (đã xác minh): tháng 12/2025 là 84,5%, vượt 4,5 điểm %, tương đương 45"
        " trong 1.000 hộ. Đạt lần đầu 02/2025, không giữ được từ 08/2025, nay đạt lại (10/2026).",
        "Met the target of 80% (confirmed): 84.5% in Dec 2025, 4.5 pts over, equal to 45 of 1,000"
        " households. First met: Feb 2025, lost in Aug 2025, met again by Oct 2026.",
    ),
    "the year missed, single months met": (
        FLOW,
        {**MISSED, "period": "2025", "first_met": "2025-11"},
        "Không đạt: năm 2025 là 72,4% so với 80% (đã xác minh), thiếu 7,6 điểm %, tương đương 76"
        " trong 1.000 hồ sơ tiếp nhận. Tính riêng từng tháng, đạt mức chỉ tiêu lần đầu 11/2025,"
        " giữ được đến 10/2026.",
        "Missed: 72.4% in 2025 against 80% (confirmed), 7.6 pts short, equal to 76 of 1,000"
        " received. First single month at the target: Nov 2025, held until Oct 2026.",
    ),
    "the year met, no single month": (
        FLOW,
        {"period": "2025", "first_met": None, "gap": 0.0, "people": 0, "value": 80.0},
        "Đạt chỉ tiêu 80% (đã xác minh): năm 2025 là 80,0%, vừa đúng chỉ tiêu. Tính riêng từng"
        " tháng, đến 10/2026 chưa tháng nào đạt mức chỉ tiêu.",
        "Met the target of 80% (confirmed): 80.0% in 2025, exactly at the target. No single month"
        " was at the target until Oct 2026.",
    ),
    "met in the latest year only": (
        YEARLY,
        {"period": "2025", "first_met": "2025", "latest": "2025"},
        "Đạt chỉ tiêu 80% (đã xác minh): năm 2025 là 84,5%, vượt 4,5 điểm %, tương đương 45 trong"
        " 1.000 DNNVV. Đạt lần đầu 2025, kỳ mới nhất.",
        "Met the target of 80% (confirmed): 84.5% in 2025, 4.5 pts over, equal to 45 of 1,000"
        " SMEs. First met: 2025, the latest period.",
    ),
    "no value": (
        STOCK,
        {"verdict": "no_value", "value": None, "gap": None, "missing_reason": "not_due", **NOT_YET},
        "Không có kết quả: tháng 12/2025 không có số liệu (chưa đến hạn). Đến 10/2026 vẫn chưa đạt:"
        " 78,0%.",
        "No result: there is no value for Dec 2025 (not due yet). Not met until Oct 2026 either:"
        " 78.0%.",
    ),
    "no target": (
        STOCK,
        {"verdict": "no_target", "target": None, "target_status": None, **NOT_YET},
        "Không có chỉ tiêu năm 2025.",
        "No target for 2025.",
    ),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_the_verdict_in_a_sentence(name):
    kpi, changes, vietnamese, english = SENTENCES[name]
    row = first(judged(kpi, **changes))
    assert sentence(row, kpi, VI) == vietnamese
    assert sentence(row, kpi, EN) == english


def test_a_target_that_is_no_law_says_so():
    row = first(judged(target_status="proposed"))
    assert "80% (đề xuất)" in sentence(row, STOCK, VI)
    assert "hollow" in result_badge("missed", VI, "unconfirmed")
    assert "hollow" not in result_badge("missed", VI, "restated")
    assert "Không có số liệu" in result_badge("no_value", VI)


def test_a_distance_too_small_for_its_decimals_is_not_written_as_none():
    row = first(judged(**{**MISSED, "gap": -0.02, "people": -1}))
    assert points(row, STOCK, VI) == "thiếu <0,1 điểm %"
    half = first(judged(**{**MISSED, "gap": -0.05, "people": -1}))  # 0.05 is written 0,0
    assert points(half, STOCK, VI) == "thiếu <0,1 điểm %"
    assert counted_short_or_over(row, STOCK, VI) == "thiếu 1 trong 1.000 hộ"
    assert counted_short_or_over(row, STOCK, EN) == "1 short, of 1,000 households"


def test_where_less_is_better_too_many_are_missed():
    down = replace(STOCK, direction=Direction.DOWN)
    assert points(first(judged(down, **MISSED)), down, EN) == "7.6 pts too many"
    assert points(first(judged(down)), down, EN) == "4.5 pts below it"


def test_a_range_is_kept_or_left_and_counts_what_stands_above():
    row = {"target": 4.0, "target_max": 6.0, "value": 3.5, "gap": -0.5, "people": -10}
    row = first(judged(RANGE, **row, verdict="missed", latest_value=5.0))
    assert points(row, RANGE, VI) == "lệch khỏi khoảng 0,5"
    assert counted(row, RANGE, VI) == "10 thành viên"
    assert RANGE.unit is Unit.RATIO
    met = first(judged(RANGE, target=4.0, target_max=6.0, value=5.0, gap=0.0, people=0))
    assert points(met, RANGE, VI) == "trong khoảng"


def test_a_month_and_a_year_are_written_short():
    assert [when("2025-03", VI), when("2025-03", EN)] == ["03/2025", "Mar 2025"]
    assert [when("2025", VI), when(None, EN)] == ["2025", "–"]


def test_a_stock_that_was_never_met_has_no_since():
    assert since(first(judged(**MISSED, **NOT_YET)), STOCK, EN) == ""


def units(*firsts, kpi=STOCK, **changes):
    """A frame of units that met their target first then."""
    rows = [
        judged(kpi, first_met=month, area_code=str(place), **changes)
        for place, month in enumerate(firsts)
    ]
    return pd.concat(rows, ignore_index=True)


def legend(rows, kpi=STOCK):
    return [(entry.label, len(entry.codes)) for entry in attained(rows, kpi, EN)]


def test_the_classes_of_the_first_month():
    firsts = ["2022-12", "2023-12", "2024-01", "2024-06", "2024-07", "2025-06", "2025-12"]
    assert legend(units(*firsts, "2026-01", None)) == [
        ("Before 2024", 2),
        ("First half of 2024", 2),
        ("Second half of 2024", 1),
        ("First half of 2025", 1),
        ("Second half of 2025", 1),
        ("After 2025: late", 1),
        ("Not met until Oct 2026", 1),
    ]


def test_a_target_that_all_met_early_is_not_one_colour():
    early = [("First half of 2023", 1), ("Second half of 2023", 2)]
    none = [("After 2025: late", 0), ("Not met until Oct 2026", 0)]
    assert legend(units("2023-03", "2023-07", "2023-12")) == early + none


def test_classes_may_begin_in_the_middle_of_a_year():
    found = legend(units("2022-09", "2023-06", "2023-07", "2025-01"))
    assert found[:2] == [("Before 07/2023", 2), ("Second half of 2023", 1)]
    assert sum(count for _, count in found) == 4


def test_a_yearly_indicator_has_years():
    rows = units("2023", "2025", None, kpi=YEARLY, period="2025", latest="2025")
    assert legend(rows, YEARLY) == [
        ("2023", 1),
        ("2024", 0),
        ("2025", 1),
        ("After 2025: late", 0),
        ("Not met until 2025", 1),
    ]


def test_units_without_value_are_missing_and_those_without_target_aimless():
    lacking = {"verdict": "no_value", "value": None, "missing_reason": "not_reported"}
    rows = pd.concat(
        [
            units(None, **lacking),
            units("2024-02", **lacking),  # met while it still reported
            units(None, verdict="no_target", target=None, target_status=None),
        ],
        ignore_index=True,
    )
    rows["area_code"] = ["a", "b", "c"]
    entries = {entry.label: entry for entry in attained(rows, STOCK, EN)}
    assert entries["First half of 2024"].codes == ["b"]
    assert entries["No target"].codes == ["c"]
    assert entries["╱╱ Not sent (overdue)"].codes == ["a"]
    assert entries["╱╱ Not sent (overdue)"].reason == "not_reported"


def test_single_months_of_a_flow_are_called_so():
    assert legend(units(None, kpi=FLOW), FLOW)[-1] == ("No single month", 1)


def test_nothing_met_in_time_leaves_the_late_and_the_rest():
    assert legend(units("2026-03", None)) == [
        ("After 2025: late", 1),
        ("Not met until Oct 2026", 1),
    ]


def test_units_are_ranked_by_their_distance_and_the_missing_come_last():
    rows = pd.concat(
        [judged(area_name=name, gap=gap) for name, gap in (("A", -1.0), ("B", None), ("C", 2.0))],
        ignore_index=True,
    )
    order = ranked(rows)
    assert list(order["area_name"]) == ["C", "A", "B"]
    assert list(order["rank"])[:2] == [1, 2] and pd.isna(order["rank"][2])


def test_the_line_counts_verdict_and_today_and_apart_what_is_no_law():
    rows = pd.concat(
        [
            judged(),
            judged(since="lost"),
            judged(**MISSED, since="late"),
            judged(**MISSED, since="not_yet"),
            judged(verdict="no_value", since="unknown"),
            judged(**MISSED, target_status="proposed", since="not_yet"),
        ],
        ignore_index=True,
    )
    law, others = verdict_line(rows, EN).split("target unconfirmed or proposed:")
    assert "2/5 met · met late: 1 · not met yet: 1 · met, not held: 1 · not known: 1" in law
    assert "0/1 met · met late: 0 · not met yet: 1" in others
    text = verdict_line(rows, VI)
    assert "Chốt 12/2025:</b> 2/5 đạt · đạt muộn: 1 · chưa đạt: 1" in text
    assert "đạt nhưng không giữ được: 1 · chưa rõ: 1" in text


class Facts:
    """A snapshot of which only facts are asked."""

    name = "g000001"

    def __init__(self, **facts):
        self.facts = facts

    def fact(self, key):
        return self.facts.get(key, "")

    def extent(self):
        days = {"2025": (date(2025, 7, 1), date.max)}
        return Extent(date(2022, 9, 1), date(2026, 10, 1), days)

    def table(self, name):
        return pd.DataFrame({"level": ["province"], "vintage": ["2025"], "valid_from": [None]})


def test_a_year_that_the_data_do_not_fill_is_told_in_words():
    assert "12/2025" not in not_over(Facts(last_month="2025-11-01"), VI)
    assert "11/2025" in not_over(Facts(last_month="2025-11-01"), VI)
    assert "no result yet" in not_over(Facts(last_month="2025-11-01"), EN)
    assert not_over(Facts(last_month="2025-12-01"), VI) == ""


def test_the_file_says_on_every_line_that_the_data_are_invented():
    served = Facts(last_month="2026-10-01", is_demonstration="true")
    rows = units("2025-02", None, **MISSED)
    lines = table(served, [(STOCK, rows), (FLOW, judged(FLOW, period="2025"))], EN)
    assert len(lines) == 3
    assert lines["Note"].str.contains("Demonstration data").all()
    assert list(lines["Verdict 12/2025"]) == ["Missed", "Missed", "Met"]
    assert list(lines["The same in whole numbers"]) == [-76, -76, 45]
    assert list(lines["Counted are"]) == ["households", "households", "received"]


def opened(store, monkeypatch, **query):
    """The page after it has run, in English."""
    monkeypatch.setenv("DX_STORE", str(store))
    app = AppTest.from_file(str(Path(__file__).parents[3] / "pages" / "verdict.py"))
    app.session_state[DRAWN] = True  # as streamlit_app.py leaves it
    for name, text in {"lang": "en", **query}.items():
        app.query_params[name] = text
    app.run(timeout=60)
    assert not app.exception
    return app


def test_the_page_opens_without_a_link(demo_store, monkeypatch):
    app = opened(demo_store, monkeypatch)
    assert [title.value for title in app.title] == ["Verdict on 2025"]
    assert not app.info and not app.header


def test_data_that_end_before_december_are_told_on_the_page(demo_store, monkeypatch):
    fact = Served.fact
    ends = {"last_month": "2025-11-01"}
    monkeypatch.setattr(Served, "fact", lambda self, key: ends.get(key) or fact(self, key))
    app = opened(demo_store, monkeypatch, result="one")
    assert "2025 is not over in them" in app.info[0].value
    assert not app.header
