"""The page that shares targets out: why there is nothing to share, what stands out, the file."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpis.catalogue.catalogue import load
from kpis.catalogue.vocabulary import Confirmation
from kpis.whatif.aims import Aim
from kpis.whatif.sharing import Method
from pages.shell.menu import DRAWN
from pages.text.aims import aim_sentence, counted, points
from pages.text.language import Language
from pages.views.assign.pickers import method_of
from pages.widgets.aims import year_of
from tests.pages.opened import address

PAGE = Path(__file__).parents[3] / "pages" / "assign.py"
USERS = load()["online_service_users"]
EN = Language("en")


def opened(store, monkeypatch, **query):
    """The page after it has run, in English."""
    monkeypatch.setenv("DX_STORE", str(store))
    app = AppTest.from_file(str(PAGE))
    app.session_state[DRAWN] = True  # as streamlit_app.py leaves it
    for name, text in {"lang": "en", **query}.items():
        app.query_params[name] = text
    return app.run(timeout=60)


def told(app):
    """All that the page says in Markdown, its signs unescaped."""
    return "\n".join(one.value for one in [*app.markdown, *app.caption]).replace("\\", "")


@pytest.mark.parametrize(
    ("kpi", "level", "text"),
    [
        ("members_per_group", "commune", "should lie in a range"),
        ("full_process_services", "commune", "is not measured at this level"),
        ("vssid_share", "commune", "has no target for a year to come"),
        ("e_work_files_commune", "commune", "are at this target already"),
        ("e_work_files_district", "district", "No unit has a value"),
    ],
)
def test_why_there_is_nothing_to_share_is_said(demo_store, monkeypatch, kpi, level, text):
    app = opened(demo_store, monkeypatch, kpi=kpi, level=level)
    assert not app.exception
    assert [text in one.value.replace("\\", "") for one in app.info] == [True]
    assert not app.dataframe


def test_the_link_shows_the_same_and_the_file_can_be_taken(demo_store, monkeypatch):
    link = {"kpi": "health_record_share", "level": "commune", "method": "effort", "shown": "rise"}
    app = opened(demo_store, monkeypatch, **link)
    assert not app.exception
    table = app.dataframe[0].value
    most, without = table["Unit"].iloc[[0, -1]]
    assert len(table) == 57
    assert f"Equal effort: asked for the most is {most}" in told(app)
    assert f"in no total: {without}" in told(app)  # the one commune without a value
    assert table.iloc[-1].isna().sum() == 6  # the value is its reason
    assert {name: address(app)[name] for name in link} == link
    assert len(app.get("download_button")) == 4  # the figures
    app.text_input(key="assign-document").set_value("Kế hoạch 12/KH-UBND").run(timeout=60)
    ahead = date.today() + timedelta(3)
    for day, why in (("31/02/2026", "Write the day as"), (f"{ahead:%d/%m/%Y}", "to come")):
        app.text_input(key="assign-issued").set_value(day).run(timeout=60)
        assert why in app.error[0].value.replace("\\", "")
        assert len(app.get("download_button")) == 4
    app.text_input(key="assign-issued").set_value("02/11/2026").run(timeout=60)
    assert not app.exception
    assert not app.error
    assert len(app.get("download_button")) == 5


def test_a_year_between_has_the_path_as_its_aim(demo_store, monkeypatch):
    app = opened(demo_store, monkeypatch, kpi=USERS.id, level="district", aim_year="2028")
    assert not app.exception
    assert "12/2028: 64% on the path to the next target" in told(app)
    assert "Equal points: each unit is asked for" in told(app)


AIMS = [Aim(2026, 48.0), Aim(2030, 80.0, "NQ", Confirmation.RESTATED)]


def test_a_link_that_asks_for_nonsense_falls_back():
    assert [year_of(asked, AIMS) for asked in ("2026", "2025", "x", "")] == [2026, 2030, 2030, 2030]
    assert year_of("2030", []) == 0
    assert method_of("capacity", (Method.POINTS, Method.EFFORT)) is Method.POINTS
    assert method_of("effort", tuple(Method)) is Method.EFFORT


def test_words():
    assert aim_sentence(AIMS[1], USERS, EN) == (
        "Target for 2030: 80% · confirmed through another document (NQ)"
    )
    assert points(-1.26, USERS, EN) == "−1.3 pts"
    assert points(0, USERS, EN, 2) == "±0.00 pts"
    assert counted(1234, USERS, EN).startswith("+1,234 ")
    assert counted(0.5, USERS, EN).startswith("+0.5 ")
