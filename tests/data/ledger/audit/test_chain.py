"""The chain is followed a piece at a time, and what was altered is found, with its first change."""

import pytest
from sqlalchemy import text

from data.ledger.audit import chain
from data.ledger.audit.chain import followed
from data.ledger.gate import noting
from data.ledger.keeping.verify import head
from tests.data.ledger.support import tampering


@pytest.fixture
def long(store):
    for number in range(7):
        noting(store, "An", "export", f"{number}.csv")
    return store


def test_a_whole_list_is_followed_to_its_head(long):
    found = followed(long)
    assert found.upto == found.newest == head(long)
    assert found.is_done and found.faults == () and found.upto.id == 7


def test_an_empty_list_and_none(store):
    found = followed(store)
    assert (found.upto, found.newest, found.faults, found.is_done) == (None, None, (), True)


def test_it_is_followed_a_piece_at_a_time_and_goes_on_from_there(long, monkeypatch):
    monkeypatch.setattr(chain, "PIECE", 3)
    first = followed(long, seconds=0)
    assert (first.upto.id, first.is_done) == (3, False)
    second = followed(long, first, seconds=0)
    assert (second.upto.id, second.is_done) == (6, False)
    third = followed(long, second, seconds=0)
    assert (third.upto, third.is_done, third.faults) == (head(long), True, ())
    noting(long, "An", "export", "7.csv")
    assert followed(long, third).upto.id == 8


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("update change set actor = 'x' where id = 5", (5, "altered")),
        ("delete from change where id = 4", (5, "unlinked")),
        ("delete from change where id = 1", (2, "unlinked")),
        ("update change set id = 0 where id = 1", (0, "altered")),
    ],
)
def test_the_first_change_that_shows_it_is_told(long, monkeypatch, statement, told):
    monkeypatch.setattr(chain, "PIECE", 3)
    with tampering(long) as con:
        con.execute(text(statement))
    first = followed(long).faults[0]
    assert (first.id, first.kind) == told


def test_what_was_altered_behind_an_earlier_look_is_found_from_there(long, monkeypatch):
    monkeypatch.setattr(chain, "PIECE", 3)
    first = followed(long, seconds=0)
    with tampering(long) as con:
        con.execute(text("update change set subject = 'x' where id in (2, 5)"))
    assert [one.id for one in followed(long, first).faults] == [5]
    assert [one.id for one in followed(long).faults] == [2, 5]


def test_an_end_that_is_cut_off_after_a_look_is_found(long):
    before = followed(long)
    with tampering(long) as con:
        con.execute(text("delete from change where id = 7"))
    assert [(one.id, one.kind) for one in followed(long, before).faults] == [(7, "lost")]
    assert followed(long).faults == ()  # nothing told of the head: that is what --head is for


def test_no_more_faults_are_told_than_anybody_reads(long, monkeypatch):
    monkeypatch.setattr(chain, "MOST", 2)
    with tampering(long) as con:
        con.execute(text("update change set actor = 'x'"))
    assert [one.id for one in followed(long).faults] == [1, 2]
