"""What people say is found again, each change is in the list of changes, on both engines."""

import unicodedata
from dataclasses import replace
from datetime import date

import pytest

from data.ledger import aliases, layouts, sent_alerts
from data.ledger.alert_states import State, histories, set_state
from data.ledger.aliases import Alias
from data.ledger.closed_months import close_month, closed_months, reopen_month
from data.ledger.scenarios import Scenario, TakenError, delete, save, scenarios
from data.refusal import RefusedError
from data.store.write_lock import BusyError, locked
from tests.data.ledger.support import log

OFFICE = "Phòng Văn hóa – Xã hội xã Nam Ninh"
PERSONAL = ["Gọi 0912 345 678", "van.a@namdinh.gov.vn", "036012345678", "+84 912 345 678"]
NAME = "Mười xã xa nhất"
ONE = Scenario(
    kpi="online_service_users",
    level="commune",
    vintage="2025",
    units=("13633", "13681"),
    pace=1.5,
    others="observed",
    year=2030,
    snapshot="g000001-00000000",
)


def logged(store):
    return [(e.action, e.actor, e.subject, e.before, e.after) for e in log(store)]


def test_nothing_was_said_yet_and_nothing_is_made(file_store):
    assert aliases.aliases(file_store) == ()
    assert layouts.remembered(file_store) == {}
    assert closed_months(file_store) == {}
    assert scenarios(file_store) == {}
    assert histories(file_store) == {}
    assert sent_alerts.told(file_store) == set()
    assert log(file_store) == []
    assert list(file_store.iterdir()) == []


def test_a_name_is_kept_in_place_of_those_that_are_the_same(store):
    def same(one):
        return one.name.casefold() == "gôi"

    first = aliases.add(store, Alias("GÔI", "", "2022", "commune", "1"), same, "An")
    assert (first.who, first.when[-6:]) == ("An", "+00:00")
    other = aliases.add(store, Alias("Mỹ", "", "2022", "commune", "2"), lambda one: False, "")
    second = aliases.add(store, Alias("Gôi", "", "2022", "commune", "3"), same, "Bình")
    assert aliases.aliases(store) == (other, second)
    aliases.remove(store, same, "Chi")
    aliases.remove(store, same, "Chi")  # nothing happens
    assert aliases.aliases(store) == (other,)
    codes = [
        (e.actor, [one["code"] for one in e.before or []], e.after and e.after["code"])
        for e in log(store)[:3]
    ]
    assert codes == [("An", [], "1"), ("", [], "2"), ("Bình", ["1"], "3")]
    assert [(e.actor, e.before["code"], e.after) for e in log(store)[3:]] == [("Chi", "3", None)]


def test_columns_are_remembered(store):
    layouts.remember(store, "dan_so-1", {0: "month", 3: ""}, "An")
    layouts.remember(store, "dan_so-1", {0: "year"}, "Bình")
    assert layouts.remembered(store) == {"dan_so-1": {0: "year"}}
    assert logged(store) == [
        ("say_columns", "An", "layout dan_so-1", None, {"0": "month", "3": ""}),
        ("say_columns", "Bình", "layout dan_so-1", {"0": "month", "3": ""}, {"0": "year"}),
    ]


def test_a_month_is_closed_once_and_opened_again(store):
    month = date(2026, 10, 1)
    close_month(store, month, "An")
    close_month(store, month, "Bình")  # nothing happens
    ((name, entry),) = closed_months(store).items()
    assert (name, entry["by"], entry["at"][-6:]) == ("2026-10", "An", "+00:00")
    reopen_month(store, month, "Chi")
    reopen_month(store, month, "Chi")
    assert closed_months(store) == {}
    assert logged(store) == [
        ("close_month", "An", "month 2026-10", None, entry),
        ("reopen_month", "Chi", "month 2026-10", entry, None),
    ]


def test_no_month_is_closed_during_a_publish(store):
    with locked(store):
        for change in (close_month, reopen_month):
            with pytest.raises(BusyError, match="another publish"):
                change(store, date(2026, 10, 1), "An")
    assert closed_months(store) == {}


def test_a_scenario_is_found_again(store):
    assert save(store, f"  {unicodedata.normalize('NFD', NAME)}\n ", ONE, "An") == NAME
    assert replace(scenarios(store)[NAME], at="") == ONE
    quarter = replace(ONE, pace=None, units=())
    save(store, "Nhịp nhanh", quarter, "")
    assert replace(scenarios(store)["Nhịp nhanh"], at="") == quarter
    delete(store, NAME, "Bình")
    delete(store, NAME, "Bình")  # nothing happens
    assert list(scenarios(store)) == ["Nhịp nhanh"]
    assert [(e.action, e.actor) for e in log(store)] == [
        ("save_scenario", "An"),
        ("save_scenario", ""),
        ("delete_scenario", "Bình"),
    ]


def test_a_name_that_is_there_is_replaced_only_when_asked(store):
    save(store, NAME, ONE, "An")
    with pytest.raises(TakenError, match="there is a scenario"):
        save(store, NAME, replace(ONE, pace=9.0), "An")
    assert scenarios(store)[NAME].pace == 1.5
    save(store, NAME, replace(ONE, pace=9.0), "An", replace=True)
    assert scenarios(store)[NAME].pace == 9.0
    assert [(e.before and e.before["pace"], e.after["pace"]) for e in log(store)] == [
        (None, 1.5),
        (1.5, 9.0),
    ]


@pytest.mark.parametrize("name", ["", "  \t", "x" * 81, "a\u202eb", *PERSONAL])
def test_a_name_of_a_scenario_that_cannot_be_kept(file_store, name):
    with pytest.raises(RefusedError, match="scenario"):
        save(file_store, name, ONE, "An")
    assert list(file_store.iterdir()) == []


def test_the_longest_name_and_one_with_signs(store):
    for name in ("x" * 80, "<b>2030</b> & *nhanh* 1/2"):
        assert save(store, name, ONE, "") == name
    assert len(scenarios(store)) == 2


def test_every_state_of_an_alert_is_kept_in_order(store):
    set_state(store, ["a", "b"], State.SEEN, "")
    set_state(store, ["a"], State.HANDLED, "Sở\r\nKhoa học\x00", "Đã\u2028nhắc\t1")
    first, second = histories(store)["a"]
    assert [first.state, second.state] == ["seen", "handled"]
    assert (second.by, second.note, second.at[-6:]) == ("Sở Khoa học", "Đã nhắc 1", "+00:00")
    assert [change.state for change in histories(store)["b"]] == ["seen"]
    assert logged(store)[1:] == [
        ("set_alert_state", "", "alert b", None, {"state": "seen", "note": ""}),
        (
            *("set_alert_state", "Sở Khoa học", "alert a"),
            {"state": "seen", "note": ""},
            {"state": "handled", "note": "Đã nhắc 1"},
        ),
    ]


def test_handled_needs_an_office(store):
    with pytest.raises(RefusedError, match="office is missing"):
        set_state(store, ["a"], State.HANDLED, " \n ")
    assert histories(store) == {}


@pytest.mark.parametrize("text", [*PERSONAL, "x" * 600])
@pytest.mark.parametrize("place", ["actor", "note"])
def test_what_looks_like_a_person_is_refused_and_nothing_is_kept(file_store, text, place):
    given = {"actor": OFFICE, "note": "", place: text}
    with pytest.raises(RefusedError) as refused:
        set_state(file_store, ["a"], State.HANDLED, **given)
    assert refused.value.reason.vi and refused.value.remedy.vi
    assert histories(file_store) == {}


def test_what_was_told_is_remembered_once(store):
    sent_alerts.keep_told(store, ["a"], "program")
    sent_alerts.keep_told(store, ["b", "a", "b"], "program")
    assert sent_alerts.told(store) == {"a", "b"}
    assert [e.subject for e in log(store)] == ["alert a", "alert b"]
