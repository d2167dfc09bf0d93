"""Level and momentum in one sentence: in both languages, whatever of it is not known."""

import pandas as pd

from kpis.catalogue.catalogue import load
from pages.text.language import Language
from pages.text.momentum import momentum, outlook_cell
from pages.text.pace import change, people_change

KPI = load()["online_service_users"]
VI, EN = Language("vi"), Language("en")
ROW = {
    "target_year": 2030,
    "target": 80.0,
    "needed": 0.517,
    "observed": 1.114,
    "people_needed": 7_149,
    "people_observed": 15_407,
    "forecast": 78.06,
    "probability": 0.266,
    "reason": "slows",
    "no_outlook": None,
}


def told(language: Language, status: str = "", **changed) -> str:
    return momentum(pd.Series({**ROW, **changed}, dtype=object), KPI, language, status)


def test_status_pace_outlook_and_reason_in_one_sentence():
    assert told(VI, "on_track") == (
        "Hiện trạng: đúng lộ trình. Cần mỗi tháng đến 12/2030: +0,52 điểm %"
        " (+7.149 người dùng DVCTT); 12 tháng qua mỗi tháng: +1,11 điểm % (+15.407);"
        " tăng chậm dần, dự báo 12/2030: 78,1% so với chỉ tiêu 80%: khó đạt."
    )
    assert told(EN) == (
        "Needed each month to 12/2030: +0.52 pts (+7,149 users of online services);"
        " each of the last 12 months: +1.11 pts (+15,407);"
        " growth slows, forecast for 12/2030: 78.1% against 80%: unlikely."
    ).replace("users of online services", EN.pick(KPI.numerator_label))


def test_a_target_that_is_reached_is_to_be_held_though_it_falls():
    held = told(EN, needed=0.0, people_needed=0, observed=-0.25, people_observed=-300,
                reason="falls")  # fmt: skip
    assert held.startswith(
        "The target for 2030 is reached and has to be held; each of the last 12 months:"
        " −0.25 pts (−300); falling, forecast"
    )


def test_few_people_are_not_told_beside_points_that_they_would_contradict():
    """0.3 of a village a month is 1 rounded up, 0.4 is 0 rounded: not “1 needed, 0 seen”."""
    assert "(" not in told(EN, people_needed=1, people_observed=0)


def test_what_is_not_known_is_said():
    assert "too few months to say" in told(EN, observed=float("nan"), people_observed=None)
    lacking = {"forecast": float("nan"), "probability": float("nan"), "reason": None}
    for why, text in (
        ("past", "forecasts begin at the end of the data"),
        ("units", "forecasts are made for the units in force only"),
        ("unpublished", "none was published"),
        ("too_few_values", "too few values"),
    ):
        assert told(EN, **lacking, no_outlook=why).endswith(f"; no forecast: {text}."), why
        assert outlook_cell({**ROW, **lacking, "no_outlook": why}, KPI, EN) == text
    assert told(EN, probability=float("nan")).endswith("78.1% against 80%.")


def test_a_target_that_is_no_law_says_so():
    kpi = load()["e_signature_share"]
    row = pd.Series({**ROW, "target": 70.0}, dtype=object)
    assert "chỉ tiêu 70% (chưa xác minh): khó đạt." in momentum(row, kpi, VI)


def test_in_a_table_the_class_comes_first():
    assert outlook_cell(ROW, KPI, VI) == "khó đạt, 78,1%, tăng chậm dần"


def test_changes_have_their_sign():
    assert [change(value, "percent", VI) for value in (0.917, -0.25, 0.0, float("nan"))] == [
        *("+0,92 điểm %", "−0,25 điểm %", "±0,00 điểm %", ""),
    ]
    assert [people_change(value, EN) for value in (12_640, -300)] == ["+12,640", "−300"]
