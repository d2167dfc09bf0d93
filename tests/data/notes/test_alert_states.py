"""The states of alerts: what is kept, what is refused, and that a damaged file stays as it is."""

import json

import pytest

from data.notes.alert_states import STATES, State, histories, set_state
from data.notes.sent_alerts import DIGEST, keep_told, told
from data.refusal import RefusedError
from data.store.write_lock import BusyError, locked

OFFICE = "Phòng Văn hóa – Xã hội xã Nam Ninh"


def test_every_change_is_kept_in_order(tmp_path):
    set_state(tmp_path, ["a", "b"], State.SEEN, "")
    set_state(tmp_path, ["a"], State.HANDLED, OFFICE, "Đã gửi công văn nhắc")
    changes = histories(tmp_path)
    assert [change.state for change in changes["a"]] == ["seen", "handled"]
    assert changes["a"][-1].by == OFFICE
    assert changes["a"][-1].note == "Đã gửi công văn nhắc"
    assert changes["a"][-1].at.endswith("+00:00")
    assert [change.state for change in changes["b"]] == ["seen"]


def test_nothing_was_said_yet(tmp_path):
    assert histories(tmp_path) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Phòng VHXH 0912 345 678",
        "van.a@namdinh.gov.vn",
        "036012345678",
        "+84 912 345 678",
        "x" * 600,
    ],
)
@pytest.mark.parametrize("place", ["by", "note"])
def test_what_looks_like_a_person_is_refused_and_nothing_is_kept(tmp_path, text, place):
    given = {"by": OFFICE, "note": "", place: text}
    with pytest.raises(RefusedError):
        set_state(tmp_path, ["a"], State.HANDLED, **given)
    assert not (tmp_path / STATES).exists()


def test_handled_needs_an_office(tmp_path):
    with pytest.raises(RefusedError, match="office is missing"):
        set_state(tmp_path, ["a"], State.HANDLED, " \n ")
    set_state(tmp_path, ["a"], State.SEEN, "")
    assert [*histories(tmp_path)] == ["a"]


def test_a_text_becomes_one_line(tmp_path):
    set_state(tmp_path, ["a"], State.HANDLED, "Sở\r\nKhoa học\x00", "a\u2028b\tc")
    (change,) = histories(tmp_path)["a"]
    assert (change.by, change.note) == ("Sở Khoa học", "a b c")


DAMAGED = [
    "{",
    "[]",
    '{"a": []}',
    '{"a": {}}',
    '{"a": [{"state": "sean", "at": "", "by": "", "note": ""}]}',
    '{"a": [{"state": "seen", "at": "", "by": ""}]}',
    '{"a": [{"state": "seen", "at": "", "by": "", "note": 1}]}',
]


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_file_is_refused_and_left_as_it_is(tmp_path, text):
    (tmp_path / STATES).write_text(text, "utf-8")
    with pytest.raises(RefusedError, match="damaged"):
        histories(tmp_path)
    with pytest.raises(RefusedError, match="damaged"):
        set_state(tmp_path, ["a"], State.SEEN, "")
    assert (tmp_path / STATES).read_text("utf-8") == text


def test_a_publish_that_runs_is_waited_for_by_a_person(tmp_path):
    with locked(tmp_path), pytest.raises(BusyError):
        set_state(tmp_path, ["a"], State.SEEN, "")
    assert histories(tmp_path) == {}


def test_what_was_told_is_remembered_together(tmp_path):
    assert told(tmp_path) == set()
    keep_told(tmp_path, ["a"])
    keep_told(tmp_path, ["b", "a"])
    assert told(tmp_path) == {"a", "b"}
    assert json.loads((tmp_path / DIGEST).read_text("utf-8"))["alerts"] == ["a", "b"]


@pytest.mark.parametrize("text", ["{", "[]", '{"alerts": 1}', '{"alerts": [1]}', "{}"])
def test_a_damaged_list_of_what_was_told_is_refused(tmp_path, text):
    (tmp_path / DIGEST).write_text(text, "utf-8")
    with pytest.raises(RefusedError, match="damaged"):
        keep_told(tmp_path, ["a"])
    assert (tmp_path / DIGEST).read_text("utf-8") == text


def test_remembering_has_patience_and_an_end(tmp_path):
    with locked(tmp_path), pytest.raises(BusyError):
        keep_told(tmp_path, ["a"], patience=0.3)
