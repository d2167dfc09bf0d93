"""Forecasts on the screen: classes, words for every state, the rows, the page and its files."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from kpis.catalogue.catalogue import load
from kpis.catalogue.path_shape import Course
from kpis.catalogue.vocabulary import Shape
from kpis.forecast.history import Outlook, Reason
from kpis.forecast.laws import PRIOR
from kpis.forecast.outlook import BOTTOM_UP
from kpis.measure.extent import Extent
from pages.shell.menu import DRAWN
from pages.shell.opened import dated
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import forecasts as words_of
from pages.text.chances import (
    HATCHES,
    chance_text,
    class_of,
    counted,
    edges,
    graded,
    map_classes,
    word,
)
from pages.text.language import Language
from pages.views.forecast.all_kpis import sorted_rows
from pages.views.forecast.download import months_table, table
from pages.views.forecast.fan import goals_of
from pages.views.forecast.table import ranked
from pages.widgets.forecasts import Due, everything, targets, too_early, units, years
from pages.widgets.outlook import lines_of, outlook_lines
from pages.widgets.target_columns import way_to_targets

CATALOGUE, EN, DUE = load(), Language("en"), Due(2030)
SIGNATURE, YEARLY = CATALOGUE["e_signature_share"], CATALOGUE["sme_platform_share"]
NAN = float("nan")


def row(**changes):
    """A unit at 41.5 % with 74.7 % expected against 70 %, probability 98 %."""
    told = {
        **{"kpi": "e_signature_share", "area_code": "1", "area_name": "Xã A", "vintage": "2025"},
        **{"period": "2026-10", "value": 41.5, "comparability": "exact", "status": "ok"},
        **{"forecast": 74.73, "low_80": 72.23, "high_80": 77.08, "low_95": 70.07},
        **{"high_95": 78.89, "target": 70.0, "target_max": NAN, "target_status": "confirmed"},
        **{"probability": 0.977, "model": "logistic", "reason": None, "mase": 0.43},
        **{"coverage_80": 0.81, "coverage_95": 0.95, "ahead": 50},
    }
    return pd.Series({**told, **changes}, dtype=object)


@pytest.mark.parametrize(
    ("probability", "at"),
    [(0.0005, 0), (0.094, 0), (0.096, 1), (0.33, 2), (0.654, 2), (0.66, 3), (0.894, 3), (0.896, 4)],
)
def test_the_class_is_that_of_the_percent_that_is_written(probability, at):
    assert class_of(probability) == at


@pytest.mark.parametrize(
    ("probability", "status", "text"),
    [
        (0.0005, "ok", "below 1%"),
        (0.01, "ok", "about 1%"),
        (0.843, "ok", "about 84%"),
        (0.99, "ok", "about 99%"),
        (0.9995, "ok", "above 99%"),
        (1.0, "certain", "certain: 100%"),
        (0.0, "certain", "certain: 0%"),
        (NAN, "ok", "–"),
    ],
)
def test_no_probability_is_0_or_100_but_a_certain_one(probability, status, text):
    assert chance_text(probability, status, 24, EN) == text


def test_beyond_two_years_a_probability_is_a_word():
    assert chance_text(0.843, "ok", 25, EN) == "likely"
    assert chance_text(1.0, "certain", 50, EN) == "certain: 100%"
    assert chance_text(NAN, "ok", 50, EN) == "–"
    assert graded(0.843, "ok", 24, EN) == "about 84% (likely)"
    assert graded(0.843, "ok", 25, EN) == "likely"


def test_classes_have_words_and_edges_that_meet():
    assert [edges(at, EN) for at in range(5)] == [
        "below 10%",
        "10 to below 33%",
        "33 to below 66%",
        "66 to below 90%",
        "90% or more",
    ]
    assert len({word(at, EN) for at in range(5)}) == 5


def test_every_model_and_every_reason_has_words():
    for code in (*PRIOR, BOTTOM_UP):
        assert words_of.model(code, EN) and words_of.model_told(code, EN)
    for reason in Reason:
        assert words_of.why_short(reason, EN) and words_of.why_told(reason, SIGNATURE, EN)
    assert set(HATCHES) == {str(reason) for reason in Reason} - {str(Reason.PARTIAL)}
    assert "once a year" in words_of.why_told(Reason.TOO_FEW, YEARLY, EN)


def test_a_unit_in_words():
    lines = dict(lines_of(row(), SIGNATURE, DUE, EN))
    ends = "interval of 80%: 72.2–77.1%; of 95%: 70.1–78.9%"
    assert lines["Forecast for 12/2030"] == f"74.7%; {ends}"
    chance = lines["Probability of the target for 2030"]
    assert chance == "very likely · target 70%, confirmed"
    assert "0.43 times" in lines["Error in the last 12 months"]
    assert "81% fell within the interval of 80%" in lines["Did the intervals hold?"]


def test_without_a_forecast_the_reason_is_said_and_nothing_else():
    told = row(status=Outlook.INSUFFICIENT, reason="vintage_break", probability=NAN)
    ((_, text),) = lines_of(told, SIGNATURE, DUE, EN)
    assert text.startswith("Not enough data. Fewer than 18 months")


def test_what_is_certain_says_so_and_has_no_error():
    told = row(status=Outlook.CERTAIN, value=100.0, forecast=100.0, probability=1.0, mase=NAN)
    lines = dict(lines_of(told, SIGNATURE, DUE, EN))
    assert lines["Forecast for 12/2030"] == "100.0%"
    assert lines["Probability of the target for 2030"].startswith("certain: 100%")
    assert "18 months" in lines["How it was made"]
    assert "Error in the last 12 months" not in lines


@pytest.mark.parametrize(
    ("mase", "said"),
    [
        (1.2, "no better"),
        (0.9, "only a little better"),
        (0.4, "So it was better"),
        (NAN, "nothing"),
    ],
)
def test_an_error_says_what_it_means(mase, said):
    assert said in words_of.error_told(mase, EN)


@pytest.mark.parametrize(
    ("coverage", "said"), [(0.6, "too narrow"), (0.8, "promise"), (0.97, "too wide")]
)
def test_a_coverage_says_what_it_means(coverage, said):
    assert said in words_of.coverage_told(row(coverage_80=coverage), EN)


def test_law_and_wishes_are_counted_apart():
    frame = pd.DataFrame(
        [
            row(),
            row(probability=0.2),
            row(probability=NAN, status="insufficient"),
            row(target_status="unconfirmed"),
            row(target=NAN, target_status=None, probability=NAN),
        ]
    )
    law, wishes = counted(frame, EN).split("target unconfirmed or proposed:")
    assert law.count("<b>1</b>") == 3 and "very likely" in law and "Not enough data" in law
    assert wishes.count("<b>1</b>") == 1 and "hollow" in wishes


def test_each_unit_is_in_one_class_of_the_map():
    frame = pd.DataFrame(
        [
            row(area_code="1"),
            row(area_code="2", target=NAN, probability=NAN),
            row(area_code="3", status="insufficient", reason="ended", probability=NAN),
        ]
    )
    entries = map_classes(frame, EN, lambda reason: words_of.why_short(reason, EN))
    assert [entry.codes for entry in entries] == [[], [], [], [], ["1"], ["2"], ["3"]]
    assert entries[-1].reason and entries[-1].label.endswith("no longer measured")


def test_the_least_probable_come_first_and_what_lacks_a_forecast_last():
    frame = pd.DataFrame(
        [
            row(area_name="A", status="insufficient", probability=NAN),
            row(area_name="B", probability=0.9),
            row(area_name="C", probability=0.1),
        ]
    )
    assert ranked(frame)["area_name"].tolist() == ["C", "B", "A"]
    frame.loc[0, "target"] = NAN
    assert sorted_rows(frame)["area_name"].tolist() == ["C", "B", "A"]


@pytest.fixture
def served(demo_store, monkeypatch):
    """The demonstration store, as pages open it."""
    monkeypatch.setenv("DX_STORE", str(demo_store))
    name = next((demo_store / "snapshots").glob("g*")).name
    return Served(name)


def test_rows_of_the_demonstration_agree_with_what_was_published(served):
    rows = units(served, SIGNATURE, "commune", DUE)
    assert len(rows) == 57 and rows["area_code"].is_unique
    assert rows[["area_name", "value", "forecast", "probability"]].notna().all(axis=None)
    assert rows["target_status"].eq("unconfirmed").all()
    every = everything(served, "province", DUE)
    assert every["kpi"].is_unique
    yearly = every.set_index("kpi").loc["sme_platform_share"]
    assert (yearly["status"], yearly["period"]) == ("insufficient", "2025")
    assert years(served, "e_signature_share", "commune") == [2026, 2030]
    file = table(served, rows, DUE, EN)
    assert len(file) == 57 and "Demonstration" in file["Note"].iloc[0]


def test_data_that_are_too_young_say_when_the_first_forecasts_come():
    """The eighteenth month from 07/2025 on is 12/2026."""
    young = Extent(date(2025, 7, 1), date(2026, 11, 1), {}, is_due=True)
    assert too_early(young, Language("vi")) == (
        "Dự báo cần 18 tháng có số liệu. Số liệu ở đây bắt đầu từ 07/2025: dự báo đầu tiên sẽ có"
        " khi có số liệu tháng 12/2026."
    )
    assert too_early(replace(young, last_month=date(2026, 12, 1)), EN) == ""


def test_targets_of_a_unit_and_the_way_to_them(served):
    rows = targets(served, SIGNATURE, "province", "36")
    goals, path = goals_of(rows, SIGNATURE, EN), way_to_targets(rows, SIGNATURE)
    assert [(goal.due.year, goal.values, goal.is_law) for goal in goals] == [
        (2025, (50.0,), True),
        (2030, (70.0,), False),
    ]
    assert (path["date"].iloc[0], path["date"].iloc[-1]) == (date(2022, 12, 1), date(2030, 12, 1))
    assert path.set_index("date")["value"][[date(2025, 12, 1), date(2030, 12, 1)]].tolist() == [
        50,
        70,
    ]


def test_the_way_is_drawn_as_the_stanza_says_and_ends_where_it_is_asked_to(served):
    rows = targets(served, SIGNATURE, "province", "36")
    curve = replace(SIGNATURE, course=Course(Shape.S_CURVE))
    straight, curved = (way_to_targets(rows, kpi) for kpi in (SIGNATURE, curve))
    early = date(2026, 12, 1)  # a fifth of the time from 2025 to 2030: 54 % if straight
    assert straight.set_index("date")["value"][early] == pytest.approx(54)
    assert 50 < curved.set_index("date")["value"][early] < 52
    assert way_to_targets(rows, SIGNATURE, 2024)["date"].iloc[-1] == date(2025, 12, 1)
    assert way_to_targets(rows, replace(SIGNATURE, direction="range")).empty


def test_a_card_gets_its_lines_on_the_units_in_force_only(served):
    selection = Selection("e_signature_share", "province", "2026-10", "2025", lang="en")
    terms = [term for term, _ in outlook_lines(served, selection, SIGNATURE, "36")]
    assert terms[0] == "Forecast for 12/2030" and len(terms) == 5
    assert outlook_lines(served, replace(selection, vintage="2022"), SIGNATURE, "36") == []


def test_the_file_of_a_unit_has_all_months(served):
    unit = units(served, SIGNATURE, "province", DUE).iloc[0]
    months = served.published("forecasts", kpi=SIGNATURE.id, level="province", area="36")
    file = months_table(served, months, unit, SIGNATURE, EN)
    assert len(file) == 50 and set(file["Data published"]) == {dated(served.name, EN)}
    assert set(file["Administrative units"]) == {"2025"}


def opened(page, store, monkeypatch, **query):
    """A page after it has run, in English."""
    monkeypatch.setenv("DX_STORE", str(store))
    app = AppTest.from_file(str(Path(__file__).parents[3] / "pages" / f"{page}.py"))
    app.session_state[DRAWN] = True  # as streamlit_app.py leaves it
    for name, text in {"lang": "en", **query}.items():
        app.query_params[name] = text
    app.run(timeout=60)
    assert not app.exception
    return app


@pytest.mark.parametrize("page", ["forecast", "backtest"])
def test_a_snapshot_without_forecasts_says_what_to_do(page, sample_store, monkeypatch):
    app = opened(page, sample_store, monkeypatch)
    assert "has no forecasts yet" in app.info[0].value
    assert "Load data" in app.info[0].value


def test_other_units_than_those_in_force_are_told(demo_store, monkeypatch):
    app = opened("forecast", demo_store, monkeypatch, vintage="2022", kpi="vssid_share", due="2027")
    assert "units in force" in app.info[0].value
    assert "No unit has a target for 2030" in app.info[1].value


def test_the_test_of_the_forecasts_opens_on_every_level(demo_store, monkeypatch):
    app = opened("backtest", demo_store, monkeypatch, level="province")
    assert [one.value for one in app.header][:2] == [
        "What the test cannot tell",
        "Where the forecasts fail",
    ]
    assert "one outcome a series" in " ".join(caption.value for caption in app.caption)


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        (72.23, 77.08, "percent", "72.2–77.1%"),
        (4.88, 5.34, "ratio", "4.88–5.34"),
        (852.5, 922.2, "ratio", "852.5–922.2"),
        (NAN, NAN, "percent", "–"),
    ],
)
def test_the_ends_of_an_interval_can_be_told_apart(low, high, unit, text):
    assert words_of.interval(low, high, unit, EN) == text
