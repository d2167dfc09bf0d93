"""Fair comparison: each question answered in words, and in words why one has no answer."""

import re

import numpy as np
import pandas as pd
import pytest

from kpis.catalogue.catalogue import load
from kpis.compare.change import change
from kpis.compare.funnel import funnel
from kpis.compare.gap import gap
from kpis.compare.shrinkage import shrunk
from kpis.compare.why import Why
from pages.text.language import Language
from pages.views.fair import text
from pages.views.fair.pickers import VIEWS
from tests.kpis.compare.frames import readings
from tests.pages.opened import address, charts, html_of, legend, messages, opened, text_of
from tests.sweep import some

EN, VI = Language("en"), Language("vi")
KPI = load()["online_service_users"]
pytestmark = pytest.mark.usefixtures("served_demo")


def fair(view, kpi=KPI.id, level="commune", period="2026-10", **more):
    return opened("fair", view=view, kpi=kpi, level=level, period=period, **more)


def figures(app):
    """The large figures of the page, by their labels."""
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?) <small>", html_of(app))
    return dict(pairs)


def test_a_funnel_says_what_is_chance_and_what_is_not():
    app = fair("funnel")
    said = text_of(app)
    assert "The units differ by more than chance does (φ = " in said
    assert "The limits are widened" in said and "Corrected for size (empirical Bayes" in said
    (chart,) = charts(app)
    assert {"95% by chance alone", "95% lie between", "99.8% lie between"} < {*legend(chart)}
    outside, every = map(int, figures(app)["Outside the limits of 95%"].split(" of "))
    assert every == 57 and 0 < outside < 15
    drawn = sum(len(one["customdata"]) for one in chart["data"] if one.get("customdata"))
    assert drawn == 57


def test_small_units_are_drawn_towards_the_mean_beside_their_value():
    app = fair("funnel", kpi="satisfaction_share", period="2024-08")
    table = app.dataframe[0].value
    value, corrected = (table[name].to_numpy("float64") for name in ("Value", "Corrected for size"))
    mean = float(figures(app)["All units together"].rstrip("%"))
    assert (np.abs(corrected - mean) < np.abs(value - mean) + 0.1).all()
    assert np.abs(corrected - value).max() > 3


def test_ranks_have_an_interval_where_chance_can_be_computed():
    app = fair("ranks")
    assert "drawn 2,000 times from its beta posterior" in text_of(app)
    assert legend(charts(app)[0]) == ["Interval of 95%", "Rank as counted"]
    app = fair("ranks", kpi="residents_per_group")
    assert not charts(app) and "Rank" in app.dataframe[0].value
    assert "is no part of what is counted below" in messages(app)


def test_who_reported_too_little_has_a_value_and_no_rank():
    app = fair("ranks", kpi="assists_per_1000", period="2024-Q3", vintage="2024")
    assert "Less than 90% of their reports came in, so without a place: " in text_of(app)
    table = app.dataframe[0].value
    last = table[table["Rank"].isna() | np.isneginf(table["Rank"])]
    assert 0 < len(last) < 20 and (last["Reported"] < 90).all()
    assert (table.drop(last.index)["Reported"] >= 90).all()


def test_what_moved_it_adds_up_and_names_who_is_in_one_period_only():
    app = fair("moved", kpi="online_dossier_share")
    amounts = {
        name: float(told.removesuffix(" pts").replace("−", "-").replace("±", ""))
        for name, told in figures(app).items()
        if told.endswith(" pts")
    }
    parts = [amounts.pop(name) for name in [*amounts] if name != "Change"]
    assert len(parts) == 3 and sum(parts) == pytest.approx(amounts["Change"], abs=0.02)
    assert "Counted in the earlier period only: " in text_of(app)
    table = app.dataframe[0].value
    assert table["Part of the change"].sum() == pytest.approx(amounts["Change"], abs=0.01)


def test_older_units_are_marked_as_estimates_when_a_change_is_taken_apart():
    app = fair("moved", period="2025-09", vintage="2022", lang="en")
    assert "A change is an estimate (≈) where either of its values is." in text_of(app)
    assert "both periods are seen on the units of 2022" in text_of(app)


def test_what_closes_the_gap_by_the_median_and_by_a_target():
    app = fair("gap")
    assert re.search(r"If the \d+ of 57 units that are behind reached the median", text_of(app))
    assert "do not bring it to the target for 2030, 80%" in text_of(app)
    app = fair("gap", mark="2030")
    assert "behind reached the target for 2030, 80%" in text_of(app)
    assert address(app)["mark"] == "2030"
    assert "The smallest set that brings it to the target for 2030, 80%: 57 units" in text_of(app)


def test_level_and_change_go_either_way_by_the_direction_of_the_indicator():
    app = fair("levels")
    assert set(app.dataframe[0].value.iloc[:, -1]) <= {
        *("higher, and grows more", "lower, but grows more"),
        *("higher, but grows less", "lower, and grows less"),
    }
    app = fair("levels", kpi="residents_per_group")
    assert app.dataframe[0].value.iloc[0, -1].endswith("improves more")


def test_peers_are_eight_by_the_rule_or_those_of_the_link():
    app = fair("peers", area="13693")
    assert app.selectbox("pick_area").value == "13693"
    assert len(app.multiselect("pick_peers").value) == 8
    assert "The rule: the 8 units nearest in residents (logarithm), urban share" in text_of(app)
    codes = app.multiselect("pick_peers").value
    app.multiselect("pick_peers").set_value(codes[:3]).run()
    assert not app.exception
    assert address(app)["peers"] == ".".join(codes[:3])
    assert "chosen by a reader" in text_of(app)
    app.selectbox("pick_area").set_value("13669").run()
    assert "peers" not in address(app) and address(app)["area"] == "13669"
    assert app.selectbox("pick_area").value == "13669"


@pytest.mark.parametrize("view", ["funnel", "ranks", "levels"])
def test_the_marked_unit_has_a_ring_with_its_name(view):
    (chart,) = charts(fair(view, area="13669"))
    assert chart["data"][-1]["text"] == ["Phường Nam Định"]


def test_without_a_year_before_peers_are_found_without_it():
    app = fair("peers", period="2022-10")
    assert not app.exception
    assert "nearest in residents (logarithm), urban share, each divided" in text_of(app)


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_in_vietnamese_and_its_address(view):
    app = fair(view, lang="vi")
    assert not app.exception and not app.error
    assert address(app)["view"] == view
    assert charts(app) and app.get("download_button")


@pytest.mark.sweep
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("kpi", some(load().values(), 99), ids=lambda kpi: kpi.id)
def test_each_view_of_each_indicator(view, kpi):
    for period in ("2024-08", "2025"):
        app = fair(view, kpi=kpi.id, level=str(kpi.levels[-1]), period=period)
        assert not app.exception and not app.error


def test_every_reason_has_its_words_in_both_languages():
    for reason in Why:
        assert text.why(reason, EN) != text.why(reason, VI)


def test_units_alike_are_said_to_be_alike():
    units = readings({f"{at:02}": (50 + at % 3, 100) for at in range(30)})
    assert "no more than chance" in text.dispersed(funnel(units), KPI, EN)
    names = pd.Series({code: code for code in units["area_code"]})
    assert "all are at 51.0%" in text.corrected(shrunk(units), names, KPI, EN)


def test_sentences_by_hand():
    before = readings({"A": (10, 50), "B": (30, 50), "C": (9, 10)})
    after = readings({"A": (30, 100), "B": (35, 50), "C": None})
    found = change(before, after, KPI)
    said = text.taken_apart(found, KPI, EN)
    assert said.endswith("from units counted in one period only.")
    assert text.came_and_left(found, KPI, EN)[0].startswith("Counted in the earlier period only: ")
    units = readings({"A": (10, 100), "B": (60, 200), "C": (30, 50), "D": (80, 100), "E": None})
    closed = gap(units, KPI, 45, goal=47)
    assert text.closed(closed, KPI, "the mark", 4, EN) == (
        "If the 2 of 4 units that are behind reached the mark, the units together would be at 54.4%"
        " instead of 40.0%: +65 users in 12 months."
    )
    assert text.smallest(closed, KPI, "47%", EN) == (
        "The smallest set that brings it to 47%: 1 units — Xã A."
    )
