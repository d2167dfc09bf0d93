"""The list of changes as a page reads it: filtered, paged, never read by who may not."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from data.access.person import READER, Person, at_work
from data.ledger.audit import listing
from data.ledger.audit.chain import followed
from data.ledger.audit.listing import Filter, actions, actors, count, entries, every
from data.ledger.gate import noting
from data.ledger.sent_alerts import keep_told
from data.refusal import RefusedError
from tests.data.ledger.support import tampering


def said(store):
    """Four changes: 1 and 2 of An, 3 of Bình, 4 of nobody who is named."""
    keep_told(store, ["a_1", "b"], "An")
    noting(store, "Bình", "export", "map/Bảng_1.csv", facts={"bytes": 7})
    noting(store, "", "export", "map/x100%.csv")


def numbers(store, **which):
    return [one.id for one in entries(store, Filter(**which), 0, 50)]


def test_the_newest_stand_first_and_pages_do_not_overlap(store):
    said(store)
    assert numbers(store) == [4, 3, 2, 1]
    pages = [[one.id for one in entries(store, Filter(), first, 3)] for first in (0, 3, 6)]
    assert pages == [[4, 3, 2], [1], []]
    newest = entries(store, Filter(), 1, 1)[0]
    assert (newest.actor, newest.action, newest.subject) == ("Bình", "export", "map/Bảng_1.csv")
    assert (newest.before, newest.after) == (None, {"bytes": 7})


@pytest.mark.parametrize(
    ("which", "found"),
    [
        ({"actor": "An"}, [2, 1]),
        ({"actor": ""}, [4]),
        ({"action": "export"}, [4, 3]),
        ({"text": "MAP/"}, [4, 3]),
        ({"text": "a_1"}, [1]),  # no sign of it stands for another one
        ({"text": "100%"}, [4]),
        ({"text": "%"}, [4]),
        ({"actor": "An", "action": "export"}, []),
        ({"since": "2026-01-01T00:00:00+00:00"}, [4, 3, 2, 1]),
        ({"until": "2026-01-01T00:00:00+00:00"}, []),
    ],
)
def test_each_filter_is_asked_of_the_database(store, which, found):
    said(store)
    assert numbers(store, **which) == found
    assert count(store, Filter(**which)) == len(found)
    assert [one.id for one in every(store, Filter(**which))] == found


def test_a_moment_parts_what_was_before_it_from_what_was_not(store):
    said(store)
    at = entries(store, Filter(), 0, 1)[0].at
    assert 4 in numbers(store, since=at) and 4 not in numbers(store, until=at)
    assert datetime.fromisoformat(at).tzinfo == UTC


def test_all_of_them_come_some_at_a_time(store, monkeypatch):
    said(store)
    monkeypatch.setattr(listing, "BATCH", 2)
    assert [one.id for one in every(store, Filter())] == [4, 3, 2, 1]
    assert [one.id for one in every(store, Filter(action="export"))] == [4, 3]


def test_who_and_what_there_is_to_choose_from(store):
    assert (actors(store), actions(store), count(store, Filter())) == ([], [], 0)
    said(store)
    assert actors(store) == ["", "An", "Bình"]
    assert actions(store) == ["export", "send_alert"]


def test_what_is_no_json_any_more_is_shown_as_it_stands(file_store):
    said(file_store)
    with tampering(file_store) as con:
        con.execute(text("update change set after = '{' where id = 3"))
    assert entries(file_store, Filter(), 1, 1)[0].after == "{"


READINGS = [
    lambda store: count(store, Filter()),
    lambda store: entries(store, Filter(), 0, 1),
    lambda store: list(every(store, Filter())),
    actors,
    actions,
    followed,
]


@pytest.mark.parametrize("reading", READINGS)
def test_who_may_not_read_it_is_refused_by_each_reading(store, reading):
    said(store)
    for role in ("viewer", "analyst", "steward", "secretary"):
        with at_work(Person("Chi", role)), pytest.raises(RefusedError, match="not allowed"):
            reading(store)
    with at_work(Person("Chi", "admin")):
        reading(store)
    with at_work(READER), pytest.raises(RefusedError):  # of a server that is open for reading
        reading(store)
