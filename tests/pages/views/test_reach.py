"""The page “what it takes”: a choice in the link, saved under a name, opened again, deleted."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.ledger.refusals import LEDGER
from data.ledger.scenarios import save, scenarios
from pages.shell.menu import DRAWN
from pages.views.reach.pickers import number_of
from tests.pages.opened import address
from tests.stores import copy_of

PAGE = Path(__file__).parents[3] / "pages" / "reach.py"
LINK = {"kpi": "e_signature_share", "level": "commune", "aim_year": "2030"}
CHOICE = {"units": "14194.14248", "pace": "2.5", "others": "still"}
NAME = "Hai xã & <b>2030</b>"


def opened(store, monkeypatch, **query):
    """The page after it has run, in English."""
    monkeypatch.setenv("DX_STORE", str(store))
    app = AppTest.from_file(str(PAGE))
    app.session_state[DRAWN] = True  # as streamlit_app.py leaves it
    for name, text in {"lang": "en", **query}.items():
        app.query_params[name] = text
    app.run(timeout=60)
    assert not app.exception
    return app


def plainly(elements):
    return "\n".join(one.value.replace("\\", "") for one in elements)


@pytest.fixture
def store(demo_store, tmp_path):
    """The demonstration store, in which scenarios may be saved."""
    copy_of(demo_store, tmp_path / "store")
    return tmp_path / "store"


def test_a_choice_is_saved_replaced_opened_laid_over_and_deleted(store, monkeypatch):
    app = opened(store, monkeypatch, **LINK, **CHOICE)
    table = app.dataframe[0].value
    assert list(table["Unit"]) == ["Xã Hải Hưng", "Xã Giao Bình"]  # the larger one first
    assert list(table["Pace, a month"]) == [2.5, 2.5]
    app.text_input(key="scenario-name").set_value(NAME).run(timeout=60)
    pressed(app, "Save")
    kept = scenarios(store)[NAME]
    assert (kept.units, kept.pace, kept.others, kept.year) == (
        ("14194", "14248"), 2.5, "still", 2030,
    )  # fmt: skip
    assert "Scenario “Hai xã & <b>2030</b>”, saved on" in plainly(app.info)
    app.number_input(key="pick_pace").set_value(3.0).run(timeout=60)
    assert address(app)["pace"] == "3.0"
    assert not app.info  # what is on screen is no longer what was saved
    pressed(app, "Save")
    assert "replace it, or take another name" in plainly(app.warning)
    pressed(app, f"Replace “{NAME}”")
    assert scenarios(store)[NAME].pace == 3.0

    older = replace(scenarios(store)[NAME], snapshot="g000000-00000000")
    save(store, NAME, older, "", replace=True)
    again = opened(store, monkeypatch, scenario=NAME)
    assert "It was saved on earlier data (published: not known)" in plainly(again.info)
    assert again.number_input(key="pick_pace").value == 3.0
    assert again.multiselect(key="pick_units").value == ["14194", "14248"]
    assert "scenario" not in address(again)
    assert address(again)["units"] == "14194.14248"
    again.selectbox(key="pick_beside").select(NAME).run(timeout=60)
    assert not again.exception
    assert address(again)["beside"] == NAME
    again.selectbox(key="scenario-delete").select(NAME).run(timeout=60)
    pressed(again, f"Delete “{NAME}”")
    assert scenarios(store) == {}
    gone = opened(store, monkeypatch, scenario=NAME)
    assert "There is no saved scenario" in plainly(gone.warning)


def pressed(app, label):
    """Presses the button of a label."""
    next(one for one in app.button if one.label.replace("\\", "") == label).click()
    app.run(timeout=60)
    assert not app.exception


def test_the_quick_choices(store, monkeypatch):
    app = opened(store, monkeypatch, **LINK)
    assert "No unit is chosen yet" in plainly(app.info)
    app.number_input(key="reach-few").set_value(3).run(timeout=60)
    pressed(app, "The furthest behind")
    assert len(app.multiselect(key="pick_units").value) == 3
    app.selectbox(key="reach-district").select("356").run(timeout=60)
    inside = app.multiselect(key="pick_units").value
    assert len(inside) > 3
    assert address(app)["units"] == ".".join(inside)
    pressed(app, "None")
    assert app.multiselect(key="pick_units").value == []


def test_a_damaged_ledger_is_told_and_the_page_goes_on(store, monkeypatch):
    (store / LEDGER).write_bytes(b"[")
    app = opened(store, monkeypatch, **LINK, **CHOICE)
    assert "ledger is damaged" in app.error[0].value
    assert len(app.dataframe) == 1
    assert opened(store, monkeypatch, scenario=NAME).error


def test_what_the_link_cannot_mean_is_said(demo_store, monkeypatch):
    link = {**LINK, "units": "1.14194", "pace": "fast", "aim_year": "2019"}
    said = plainly(opened(demo_store, monkeypatch, **link).warning)
    assert "has no aim for 2019: 2030 is shown" in said
    assert "no units of this level today: 1" in said
    assert "“fast” is no pace" in said


@pytest.mark.parametrize(
    ("kpi", "level", "text"),
    [
        ("members_per_group", "commune", "should lie in a range"),
        ("sme_platform_share", "district", "measured once a year"),
        ("vssid_share", "commune", "has no target for a year to come"),
    ],
)
def test_why_there_is_no_answer_is_said(demo_store, monkeypatch, kpi, level, text):
    app = opened(demo_store, monkeypatch, kpi=kpi, level=level)
    assert text in plainly(app.info)
    assert not app.dataframe


def test_a_pace_is_a_number_from_0_to_100():
    assert [number_of(text) for text in ("1.5", "0", "100")] == [1.5, 0, 100]
    assert [number_of(text) for text in ("", "-1", "101", "nan", "inf", "x")] == [None] * 6
