"""What changes nothing is noted with who did it; when it cannot be, a named person is refused."""

import pytest

from data.access.person import OPERATOR, READER, Person, at_work
from data.ledger.audit.notes import LONGEST, note
from data.ledger.refusals import LEDGER
from data.refusal import RefusedError
from tests.data.ledger.support import log

ANALYST = Person("So TTTT", "analyst")


def noted(store):
    return [(e.actor, e.action, e.subject, e.after) for e in log(store)]


def test_who_did_what_with_what(store):
    with at_work(ANALYST):
        note(store, "export", "map/a.xlsx", {"bytes": 12})
    with at_work(OPERATOR):
        note(store, "export", "b.csv")
    assert noted(store) == [
        ("So TTTT", "export", "map/a.xlsx", {"bytes": 12}),
        ("", "export", "b.csv", None),
    ]


def test_a_server_that_is_open_notes_who_has_signed_in_alone(store, monkeypatch):
    monkeypatch.setenv("DX_OPEN", "read")
    for one in (READER, OPERATOR):
        with at_work(one):
            note(store, "export", "a.csv")
    with at_work(ANALYST):
        note(store, "export", "b.csv")
    assert noted(store) == [("So TTTT", "export", "b.csv", None)]


def test_where_it_cannot_be_noted_a_named_person_is_refused(file_store):
    (file_store / LEDGER).write_bytes(b"no ledger")
    with at_work(ANALYST), pytest.raises(RefusedError):
        note(file_store, "export", "a.csv")
    with at_work(OPERATOR):
        note(file_store, "export", "a.csv")


@pytest.mark.parametrize("typed", ["where a = '0912 345 678'", "x@y.vn", "036012345678"])
def test_what_looks_like_a_person_is_left_out_and_known_again(store, typed):
    for _ in range(2):
        with at_work(ANALYST):
            note(store, "ask_sql", typed)
    first, second = (subject for _, _, subject, _ in noted(store))
    assert first == second and first.startswith("(personal data left out) ")
    assert typed not in first


def test_a_statement_is_one_line_and_no_longer_than_it_may_be(store):
    with at_work(ANALYST):
        note(store, "ask_sql", "select *\n  from readings where month = '2026-10-01'")
        note(store, "ask_sql", "x" * 400)
    short, long = (subject for _, _, subject, _ in noted(store))
    assert short == "select * from readings where month = '2026-10-01'"
    assert len(long) == LONGEST and long.endswith("…")


def test_what_one_does_often_hides_nothing_of_another(store, monkeypatch):
    monkeypatch.setattr("data.ledger.gate.noting.__defaults__", (2, None, False))
    for _ in range(4):
        with at_work(ANALYST):
            note(store, "export", "a.csv")
    with at_work(Person("Chi", "analyst")):
        note(store, "export", "b.csv")
    assert [one[:3] for one in noted(store)] == [
        ("So TTTT", "export", "a.csv"),
        ("So TTTT", "export", "a.csv"),
        ("So TTTT", "export", "more than 2 within an hour"),
        ("Chi", "export", "b.csv"),
    ]
