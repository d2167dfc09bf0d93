"""The page of alerts as a reader uses it: filters of the link, states, words; no browser."""

import re
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.ledger.alert_states import State, histories, set_state
from data.ledger.refusals import LEDGER
from data.store.snapshot import current
from data.store.write_lock import locked
from kpis.catalogue.catalogue import load
from kpis.periods import Period
from kpis.work import places
from pages.shell.menu import DRAWN
from pages.shell.opened import dated
from pages.shell.selection import LEVELS, Selection
from pages.shell.served import Served
from pages.text.alerts import OF_GROUPS, way
from pages.text.language import Language
from pages.views.alerts import alert_list
from pages.views.alerts.alert_list import by_indicator
from pages.views.alerts.download import table
from pages.views.difficulties.figures import by_unit
from pages.views.work import silent
from pages.widgets.alerts import alerts
from tests.pages.opened import address, html_of
from tests.stores import copy_of

FOLDER = Path(__file__).parents[3] / "pages"
OFFICE = "Phòng Văn hóa – Xã hội xã Nam Ninh"


@pytest.fixture(scope="module")
def copy(demo_store, tmp_path_factory) -> Path:
    """A copy of the demonstration store; nothing is remembered of others."""
    for cache in (st.cache_data, st.cache_resource):
        cache.clear()
    return copy_of(demo_store, tmp_path_factory.mktemp("alerts") / "store")


@pytest.fixture
def store(copy, monkeypatch) -> Path:
    """That copy for the page, in which nothing was said of any alert."""
    for path in copy.glob(f"{LEDGER}*"):
        path.unlink()
    monkeypatch.setenv("DX_STORE", str(copy))
    return copy


def test_an_e_mail_that_was_not_sent_is_told(store):
    assert "mail about" not in "".join(one.value for one in opened().warning)
    older = '{"at": "2026-11-26T20:00:00+00:00", "said": "no answer."}'
    (store / "MAIL_FAILURE.json").write_text(older, encoding="utf-8")
    (told,) = [one.value for one in opened().warning if "mail about" in one.value]
    (store / "MAIL_FAILURE.json.migrated").unlink()
    assert "27 Nov 2026" in told and "no answer" in told  # three in the morning in Vietnam


def opened(page: str = "alerts", **query: str) -> AppTest:
    """A page after it has run, in English."""
    app = AppTest.from_file(f"{FOLDER}/{page}.py", default_timeout=60)
    app.session_state[DRAWN] = True  # as streamlit_app.py leaves it
    for name, text in {"lang": "en", **query}.items():
        app.query_params[name] = text
    app.run()
    assert not app.exception
    return app


def rows(app: AppTest) -> list:
    """The boxes of the alerts that are listed."""
    return [box for box in app.checkbox if ":" in box.key]


def field(app: AppTest, name: str):
    """The field of what became of alerts."""
    (found,) = [one for one in app.text_input if one.key.startswith(f"alert-{name}")]
    return found


def press(app: AppTest, key: str) -> AppTest:
    """The page after a button was pressed."""
    (button,) = [one for one in app.button if one.key == key]
    button.click().run()
    assert not app.exception
    return app


def test_the_worst_come_first_each_in_a_sentence_with_its_figures(store):
    app = opened()
    served = Served(current(store).name)
    found = served.measure("e_signature_share", "province", ["2026-10"])
    value = found["value"].iloc[0]
    assert app.expander[0].label.startswith("**Personal e-signature** · ")
    assert rows(app)[0].label.startswith(f"**Nam Định (địa bàn tỉnh cũ)** – {value:.1f}%, ")
    assert f"{50 - value:.1f} pts short" in rows(app)[0].label
    assert "Target for 2025 not reached: 50%" in html_of(app)
    assert len(rows(app)) == len(served.table("mart_alert"))
    assert "alerts\\." in app.caption[0].value


def test_filters_stand_in_the_link_and_a_wish_that_nothing_has_is_none(store):
    app = opened(alert_rule="commune_off_track", alert_district="365", alert_kpi="nonsense")
    assert rows(app)
    assert {box.key.split(":")[0].split("-")[-1] for box in rows(app)} == {"commune_off_track"}
    assert all("Huyện Giao Thủy" in box.label for box in rows(app))
    level = opened(alert_level="province")
    assert all(":province:" in box.key for box in rows(level))
    assert opened(alert_state="handled").info[0].value == "No alert is like that."


def test_a_filter_that_is_picked_goes_into_the_link_and_out_of_it(store):
    app = opened()
    (rule,) = [one for one in app.selectbox if one.key == "pick_alert_rule"]
    rule.set_value("report_discipline").run()
    assert address(app)["alert_rule"] == "report_discipline"
    found = Served(current(store).name).table("mart_alert")
    count = (found["rule"] == "report_discipline").sum()
    assert count > 0
    assert [box.key.split("-", 2)[2].split(":")[0] for box in rows(app)] == [
        "report_discipline"
    ] * count
    (rule,) = [one for one in app.selectbox if one.key == "pick_alert_rule"]
    rule.set_value("").run()
    assert "alert_rule" not in address(app)
    assert len(rows(app)) > count


def test_one_alert_is_seen_then_handled_by_an_office(store):
    app = opened()
    first = rows(app)[0].key.split("-", 2)[2]
    rows(app)[0].check()
    press(app, "alert-seen")
    assert [change.state for change in histories(store)[first]] == ["seen"]
    rows(app)[0].check()
    field(app, "by").set_value(OFFICE)
    field(app, "note").set_value("Đã nhắc bằng công văn")
    press(app, "alert-handled")
    assert [*histories(store)] == [first]
    assert histories(store)[first][-1].by == OFFICE
    assert first not in {box.key.split("-", 2)[2] for box in rows(app)}
    shown = opened(alert_state="handled")
    assert [box.key.split("-", 2)[2] for box in rows(shown)] == [first]


def test_all_of_a_filter_at_once_beyond_the_page(store, monkeypatch):
    monkeypatch.setattr(alert_list, "MOST", 30)
    app = opened(alert_rule="commune_off_track")
    (every,) = [box for box in app.checkbox if box.key.startswith("alert-all")]
    every.check()
    press(app, "alert-seen")
    found = Served(current(store).name).table("mart_alert")
    assert len(histories(store)) == (found["rule"] == "commune_off_track").sum() > 30
    assert {alert.split(":")[0] for alert in histories(store)} == {"commune_off_track"}


@pytest.mark.parametrize(
    ("office", "said"),
    [("", "office is missing"), ("Bà A, 0912 345 678", "looks like a person")],
)
def test_what_is_refused_is_told_and_nothing_is_kept(store, office, said):
    app = opened()
    rows(app)[0].check()
    field(app, "by").set_value(office)
    press(app, "alert-handled")
    assert said in app.error[0].value.replace("\\", "")
    assert histories(store) == {}


def test_nothing_chosen_is_told_and_a_publish_at_work_is_no_obstacle(store):
    app = press(opened(), "alert-seen")
    assert app.warning[0].value == "Choose at least one alert."
    rows(app)[0].check()
    with locked(store):
        press(app, "alert-seen")
    assert not app.error
    assert len(histories(store)) == 1


@pytest.mark.sweep
def test_a_damaged_ledger_is_told_on_each_page_and_nothing_can_be_said(store):
    (store / LEDGER).write_bytes(b"{")
    app = opened()
    (told,) = app.error
    assert "ledger is damaged" in told.value and "put back a copy" in told.value
    assert app.expander and not rows(app)
    assert not [one for one in app.button if one.key == "alert-seen"]
    (told,) = opened("overview", lang="vi").error
    assert "đã hỏng" in told.value and str(store) not in told.value


def test_names_of_the_catalogue_are_told_in_vietnamese(store):
    kpi = load()["e_signature_share"]
    assert kpi.name.vi in opened(lang="vi").expander[0].label.replace("\\", "")


def test_they_stand_by_indicator_then_by_place(store):
    served = Served(current(store).name)
    found = by_indicator(alerts(served, Language("en")).rows)
    assert found["kpi"].ne(found["kpi"].shift()).sum() == found["kpi"].nunique() > 5
    assert found["kpi"].iloc[0] == served.table("mart_alert").sort_values("place")["kpi"].iloc[0]
    for _, mine in found.groupby("alike"):
        assert len(mine[["kpi", "condition", "target_year"]].drop_duplicates()) == 1
        places = list(zip(mine["level"].map(LEVELS.index), mine["area_name"], strict=True))
        assert places == sorted(places)


def test_an_alert_is_found_by_place_or_indicator_without_accents(store):
    everything = rows(opened(lang="vi"))
    some = rows(opened(lang="vi", alert_find="giao thuy chu ky so"))
    assert 0 < len(some) < len(everything)
    assert all("Huyện Giao Thủy" in box.label and "e_signature" in box.key for box in some)
    assert opened(lang="vi", alert_find="zzz").info


def test_a_page_of_alerts_is_short(store):
    """What 47 sentences said in 2,070 words."""
    app = opened(lang="vi")
    assert len(rows(app)) >= 40
    html = html_of(app).partition("</style>")[2]
    told = [box.label for box in rows(app)] + [one.label for one in app.expander] + [html]
    words = re.sub("<[^>]*>|[*·–]", " ", " ".join(told)).split()
    assert len(words) < 30 * len(rows(app))
    assert all("liên tiếp" not in text for text in told)


def test_those_about_groups_lead_to_the_page_that_counts_the_same(store):
    served = Served(current(store).name)
    found = alerts(served, Language("en")).rows
    mine = found[found["condition"].isin(OF_GROUPS)].to_dict("records")
    assert {row["condition"] for row in mine} == set(OF_GROUPS)
    shown = opened(alert_rule="silent_groups")
    assert "Groups without activity (months: 1)" in html_of(shown)
    assert "/targets?" not in html_of(shown).partition("alert-head")[2]
    labels = [(box.key, box.label) for kind in OF_GROUPS for box in rows(opened(alert_rule=kind))]
    for row in mine:
        page, fields = way(row)
        link = {name: fields[name] for name in ("level", "period", "vintage", "area")}
        selection = Selection("assists_per_1000", lang="en", snapshot=served.name, **link)
        if page == "work":
            assert fields["part"] == "silent"
            period = Period.parse(selection.period)
            every = served.ask(places.silent, period, int(fields["silence"]), selection.vintage)
            units = silent.silent_by_unit(served, every, selection)
            sides = ["silent", "told"]
        else:
            units, sides = by_unit(served, selection), [fields["difficulty"], "reporting"]
        unit = units.set_index("area_code").loc[row["area_code"], sides]
        assert [*unit] == [row["groups"], row["of_groups"]]
        (told,) = [one for one in labels if one[0].endswith(row["alert"])]
        assert f"{row['groups']} of {row['of_groups']} groups" in told[1]


def test_the_file_to_take_away_says_all_on_every_line(store):
    served = Served(current(store).name)
    selection = Selection("e_signature_share", "province", "2026-10", "2025", lang="en")
    first = served.table("mart_alert").sort_values("place").iloc[0]
    set_state(store, [first["alert"]], State.HANDLED, OFFICE, "Đã nhắc")
    rows = alerts(served, selection.language).rows
    file = table(served, rows, selection)
    assert len(file) == len(rows) > 20
    one = file.iloc[rows["alert"].tolist().index(first["alert"])]
    value = served.measure(first["kpi"], "province", ["2026-10"])["value"].iloc[0]
    assert (one["Unit"], one["Target"]) == ("Nam Định (địa bàn tỉnh cũ)", 50)
    assert one["Value"] == round(value, 2)
    assert (one["State"], one["Office"], one["What was done"]) == ("Handled", OFFICE, "Đã nhắc")
    assert one["What happened"].startswith("Personal e-signature (Oct 2026), target for 2025")
    assert f": {value:.1f}%, " in one["What happened"]
    assert file["Data published"].eq(dated(served.name, selection.language)).all()
    assert file["Note"].str.startswith("Demonstration data").all()
    assert file["Target year"].dropna().map(type).eq(int).all()


@pytest.mark.sweep
@pytest.mark.parametrize("page", ["alerts", "overview"])
def test_a_snapshot_without_alerts_says_so_in_words(page, sample_store, monkeypatch):
    monkeypatch.setenv("DX_STORE", str(sample_store))
    said = opened(page).info[0].value.replace("\\", "")
    assert said.startswith("This snapshot holds no alerts. Publish the data again.")
    assert "DX_WITHOUT_FORECASTS" in said
