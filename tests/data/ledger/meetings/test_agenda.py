"""Agendas are kept in order, by several people at once, and nothing is overwritten silently."""

from dataclasses import replace
from datetime import date

import pytest

from data.ledger.meetings import agenda, shown
from data.ledger.meetings.agenda import Item, Meeting
from data.ledger.meetings.decisions import Decision, State, decisions, history, save_decision
from data.ledger.meetings.versioned import ChangedError
from data.refusal import RefusedError
from tests.data.ledger.support import log

OFFICE = "Sở Khoa học và Công nghệ"
MEETING = Meeting("Họp Ban Chỉ đạo quý IV", "2026-12-10", "Phòng họp số 1", "Ban Chỉ đạo")
VIEW = {"kpi": "online_dossier_share", "period": "2026-10", "snapshot": "g000001-00000000"}
FIRST = Item(
    "Hồ sơ trực tuyến", page="map", selection=VIEW, frozen="ab" * 32, heading="Chính quyền số"
)


@pytest.fixture
def meeting(store):
    return agenda.save_meeting(store, MEETING, OFFICE)


def titles(store, meeting):
    return [item.title for item in agenda.items(store, meeting)]


def added(store, meeting, *names):
    for name in names:
        agenda.add_item(store, meeting, replace(FIRST, title=name), OFFICE)
    return agenda.items(store, meeting)


def test_nothing_was_prepared_yet(file_store):
    assert agenda.meetings(file_store) == []
    assert agenda.items(file_store, 1) == []
    assert decisions(file_store) == []
    assert not list(file_store.iterdir())


def test_a_meeting_and_its_item_are_found_as_they_were_said(store, meeting):
    agenda.add_item(store, meeting, FIRST, OFFICE)
    assert agenda.meetings(store) == [replace(MEETING, id=meeting, version=1)]
    (item,) = agenda.items(store, meeting)
    assert item == replace(FIRST, meeting=meeting, position=1, id=item.id, version=1)
    assert [(e.action, e.actor, e.subject) for e in log(store)] == [
        ("save_meeting", OFFICE, f"meeting {meeting}"),
        ("add_meeting_item", OFFICE, f"meeting_item {item.id}"),
    ]


def test_the_latest_meeting_comes_first(store, meeting):
    later = agenda.save_meeting(store, replace(MEETING, held_on="2027-01-05"), OFFICE)
    assert [one.id for one in agenda.meetings(store)] == [later, meeting]


def test_items_come_up_where_they_were_moved(store, meeting):
    first, _, third = added(store, meeting, "một", "hai", "ba")
    agenda.move_item(store, third, -1, OFFICE)
    assert titles(store, meeting) == ["một", "ba", "hai"]
    agenda.move_item(store, first, 5, OFFICE)
    assert titles(store, meeting) == ["ba", "hai", "một"]
    agenda.move_item(store, first, 1, OFFICE)  # it is the last
    assert [e.action for e in log(store)].count("move_meeting_item") == 2


def test_what_was_removed_is_gone_and_known_to_the_list(store, meeting):
    first, _ = added(store, meeting, "một", "hai")
    agenda.remove_item(store, first, OFFICE)
    assert titles(store, meeting) == ["hai"]
    assert log(store)[-1].before["title"] == "một"
    agenda.add_item(store, meeting, FIRST, OFFICE)
    assert titles(store, meeting) == ["hai", FIRST.title]


def test_items_are_copied_from_an_earlier_meeting_without_their_minutes(store, meeting):
    added(store, meeting, "một", "hai")
    first, second = agenda.items(store, meeting)
    agenda.change_item(store, replace(first, minutes="Đã bàn."), OFFICE)
    later = agenda.save_meeting(store, replace(MEETING, held_on="2027-01-05"), OFFICE)
    chosen = [agenda.items(store, meeting)[0], second]
    made = agenda.copy_items(store, chosen, later, OFFICE)
    copies = agenda.items(store, later)
    assert [(one.id, one.title, one.minutes) for one in copies] == [
        (made[0], "một", ""),
        (made[1], "hai", ""),
    ]
    assert copies[0].frozen == FIRST.frozen
    assert agenda.items(store, meeting)[0].minutes == "Đã bàn."


def test_who_is_second_to_change_an_item_is_told_and_overwrites_nothing(store, meeting):
    (item,) = added(store, meeting, "một")
    agenda.change_item(store, replace(item, question="Giao ai?"), OFFICE)
    with pytest.raises(ChangedError):
        agenda.change_item(store, replace(item, question="Giao Sở?"), OFFICE)
    with pytest.raises(ChangedError):
        agenda.remove_item(store, item, OFFICE)
    (now,) = agenda.items(store, meeting)
    assert (now.question, now.version) == ("Giao ai?", 2)


def test_who_is_second_to_change_a_meeting_is_told(store, meeting):
    (read,) = agenda.meetings(store)
    agenda.save_meeting(store, replace(read, place="Hội trường"), OFFICE)
    with pytest.raises(ChangedError):
        agenda.save_meeting(store, replace(read, place="Phòng 2"), OFFICE)
    assert agenda.meetings(store)[0].place == "Hội trường"


def test_to_change_nothing_is_no_change(store, meeting):
    (item,) = added(store, meeting, "một")
    before = log(store)
    agenda.change_item(store, item, OFFICE)
    assert (agenda.items(store, meeting), log(store)) == ([item], before)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"held_on": "10/12/2026"},
        {"held_on": ""},
        {"name": "x" * 161},
        {"place": "Gọi 0912 345 678"},
    ],
    ids=str,
)
def test_a_meeting_that_cannot_be_kept_is_refused(file_store, wrong):
    with pytest.raises(RefusedError):
        agenda.save_meeting(file_store, replace(MEETING, **wrong), OFFICE)
    assert agenda.meetings(file_store) == []


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"note": "x" * 2001}, {"question": "van.a@namdinh.gov.vn"}], ids=str
)
def test_an_item_that_cannot_be_kept_is_refused(file_store, wrong):
    meeting = agenda.save_meeting(file_store, MEETING, OFFICE)
    with pytest.raises(RefusedError):
        agenda.add_item(file_store, meeting, replace(FIRST, **wrong), OFFICE)
    with pytest.raises(RefusedError):
        agenda.add_item(file_store, meeting + 1, FIRST, OFFICE)
    assert agenda.items(file_store, meeting) == []


def test_minutes_keep_their_lines(store, meeting):
    (item,) = added(store, meeting, "một")
    agenda.change_item(store, replace(item, minutes="\n Ý một. \n\n Ý  hai.\n"), OFFICE)
    assert agenda.items(store, meeting)[0].minutes == "Ý một.\n\nÝ hai."


DECISION = Decision(
    "Giao mười xã xa nhất mở điểm hướng dẫn.",
    OFFICE,
    due="2026-12-31",
    kpi="online_dossier_share",
    level="commune",
    vintage="2025",
    units=("13633", "13681"),
    period="2026-10",
    expected=80.0,
)


@pytest.fixture
def decided(store, meeting):
    (item,) = added(store, meeting, "một")
    one = replace(DECISION, meeting=meeting, item=item.id)
    return replace(one, id=save_decision(store, one, OFFICE), version=1)


def test_a_decision_is_found_as_it_was_taken_and_keeps_its_history(store, meeting, decided):
    assert decisions(store) == decisions(store, meeting) == [decided]
    assert decisions(store, meeting + 1) == []
    said = replace(decided, state=State.DONE, report="Đã mở 12 điểm.")
    save_decision(store, said, "UBND huyện Ý Yên")
    assert decisions(store) == [replace(said, version=2)]
    first, second = history(store, decided.id)
    assert (first.actor, first.before) == (OFFICE, None)
    assert (second.actor, second.before) == ("UBND huyện Ý Yên", {"state": "open", "report": ""})
    assert second.after == {"state": "done", "report": "Đã mở 12 điểm."}


def test_who_is_second_to_change_a_decision_is_told(store, decided):
    save_decision(store, replace(decided, due="2027-01-31"), OFFICE)
    with pytest.raises(ChangedError):
        save_decision(store, replace(decided, due="2027-02-28"), OFFICE)
    assert decisions(store)[0].due == "2027-01-31"


def test_an_item_with_a_decision_stays_on_the_agenda(store, meeting, decided):
    (item,) = agenda.items(store, meeting)
    with pytest.raises(RefusedError, match="decided"):
        agenda.remove_item(store, item, OFFICE)
    assert agenda.items(store, meeting) == [item]


@pytest.mark.parametrize("wrong", [{"text": ""}, {"owner": ""}, {"due": "31/12/2026"}], ids=str)
def test_a_decision_that_cannot_be_kept_is_refused(file_store, wrong):
    meeting = agenda.save_meeting(file_store, MEETING, OFFICE)
    (item,) = added(file_store, meeting, "một")
    with pytest.raises(RefusedError):
        save_decision(file_store, replace(DECISION, meeting=meeting, item=item.id, **wrong), OFFICE)
    assert decisions(file_store) == []


def test_a_decision_is_overdue_from_the_day_after_it_was_due():
    assert not DECISION.is_overdue(date(2026, 12, 31))
    assert DECISION.is_overdue(date(2027, 1, 1))
    assert not replace(DECISION, state=State.DONE).is_overdue(date(2027, 1, 1))
    assert not replace(DECISION, due="").is_overdue(date(2027, 1, 1))


def test_what_was_shown_is_found_again_and_no_other(file_store):
    name = shown.keep(file_store, 7, "Tỷ lệ 81,2%".encode(), ".json", OFFICE)
    assert shown.shown(file_store, 7, name, ".json") == "Tỷ lệ 81,2%".encode()
    file = file_store / "meetings" / "7" / f"{name}.json"
    assert [one.name for one in file.parent.iterdir()] == [file.name]
    assert shown.keep(file_store, 7, "Tỷ lệ 81,2%".encode(), ".json", OFFICE) == name
    file.write_text("Tỷ lệ 99,9%", "utf-8")
    with pytest.raises(shown.LostError):
        shown.shown(file_store, 7, name, ".json")
    with pytest.raises(shown.LostError):
        shown.shown(file_store, 8, name, ".json")


def test_what_the_disk_does_not_take_is_refused_and_nothing_of_it_stays(file_store):
    (file_store / "meetings").write_text("a file in the place of the folder", "utf-8")
    with pytest.raises(RefusedError, match="what is shown cannot be kept"):
        shown.keep(file_store, 7, b"x", ".json", OFFICE)
    assert (file_store / "meetings").is_file()


def test_an_open_server_keeps_nothing(file_store, monkeypatch):
    monkeypatch.setenv("DX_OPEN", "read")
    with pytest.raises(RefusedError):
        agenda.save_meeting(file_store, MEETING, OFFICE)
    with pytest.raises(RefusedError):
        shown.keep(file_store, 1, b"x", ".json", OFFICE)
    assert not list(file_store.iterdir())
