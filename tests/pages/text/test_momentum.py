"""The pace in words, in points and in people."""

import pandas as pd

from kpis.catalogue.catalogue import load
from pages.text.language import Language
from pages.text.pace import pace_lines, pace_sentence

KPI = load()["online_service_users"]
ROW = {
    "target_year": 2030,
    "needed": 0.917,
    "observed": 0.6,
    "people_needed": 12_640,
    "people_observed": 8_268,
}


def told(language: str, **changed) -> dict[str, str]:
    return dict(pace_lines(pd.Series({**ROW, **changed}, dtype=object), KPI, Language(language)))


def test_both_paces_in_points_and_people():
    assert told("vi") == {
        "Cần mỗi tháng đến 12/2030": "+0,92 điểm % · +12.640 người dùng DVCTT",
        "Mỗi tháng trong 12 tháng qua": "+0,60 điểm % · +8.268 người dùng DVCTT",
    }
    assert told("en")["Needed each month to 12/2030"].startswith("+0.92 pts · +12,640 ")


def test_a_target_that_is_reached_asks_for_nothing_more():
    assert told("vi", needed=0.0)["Cần mỗi tháng đến 12/2030"] == "đã đạt"


def test_too_few_readings_say_so():
    told_now = told("vi", observed=float("nan"), people_observed=None)
    assert told_now["Mỗi tháng trong 12 tháng qua"] == "chưa đủ dữ liệu"


def test_a_fall_has_its_sign():
    assert told("vi", observed=-0.25, people_observed=-300)[
        "Mỗi tháng trong 12 tháng qua"
    ].startswith("−0,25 điểm % · −300 ")


def sentence(language: str, **changed) -> str:
    return pace_sentence(pd.Series({**ROW, **changed}, dtype=object), KPI, Language(language))


def test_a_leader_can_repeat_it_in_people():
    assert sentence("vi") == (
        "Đến 12/2030 cần thêm mỗi tháng 12.640 người dùng DVCTT; 12 tháng qua mỗi tháng thêm 8.268."
    )
    assert sentence("en").startswith("Needed to 12/2030: 12,640 more ")


def test_what_has_to_fall_and_does_not():
    told_now = sentence("vi", needed=-0.5, people_needed=-40, people_observed=7)
    assert told_now.startswith("Đến 12/2030 cần giảm mỗi tháng 40 ")
    assert told_now.endswith("12 tháng qua mỗi tháng thêm 7.")


def test_a_target_that_is_reached_is_to_be_held_though_it_falls():
    told_now = sentence("vi", needed=0.0, people_needed=0, people_observed=-12)
    assert told_now == (
        "Đã đạt mục tiêu năm 2030, nay phải giữ vững; 12 tháng qua mỗi tháng giảm 12."
    )


def test_too_few_months_are_told_in_the_sentence_too():
    assert "chưa đủ số tháng" in sentence("vi", observed=float("nan"), people_observed=None)
