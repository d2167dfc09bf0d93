"""Notes of what failed: kept until it goes well, and never in the way of what failed."""

import pytest

from data.ledger import failures
from data.ledger.failures import Failure
from data.ledger.refusals import LEDGER
from data.refusal import Bilingual, RefusedError
from tests.data.ledger.support import log

REFUSED = RefusedError("a.csv", Bilingual("sai", "wrong"), Bilingual("sửa", "mend"), line=3)


def test_the_last_failure_of_a_publish(store):
    assert failures.last(store) is None
    failures.note(store, REFUSED, "program")
    found = failures.last(store)
    sai, sua = {"vi": "sai", "en": "wrong"}, {"vi": "sửa", "en": "mend"}
    assert found == Failure("a.csv", 3, sai, sua, found.at)
    failures.clear(store, "program")
    failures.clear(store, "program")  # nothing happens
    assert failures.last(store) is None
    assert [(e.actor, e.before is None, e.after is None) for e in log(store)] == [
        ("program", True, False),
        ("program", False, True),
    ]


def test_an_e_mail_that_was_not_sent(store):
    assert failures.unsent(store) is None
    failures.note_unsent(store, "no answer", "program")
    failures.note_unsent(store, "no answer within 300 s", "program")
    at, said = failures.unsent(store)
    assert (at[-6:], said) == ("+00:00", "no answer within 300 s")
    failures.clear_unsent(store, "program")
    assert failures.unsent(store) is None


@pytest.mark.parametrize("actor", ["program", "x" * 200])
def test_nothing_is_in_the_way_of_what_failed(file_store, actor):
    (file_store / LEDGER).write_bytes(b"no ledger")
    failures.note(file_store, REFUSED, actor)
    failures.clear(file_store, actor)
    failures.note_unsent(file_store, "no answer", actor)
    failures.clear_unsent(file_store, actor)
    assert (failures.last(file_store), failures.unsent(file_store)) == (None, None)
    assert (file_store / LEDGER).read_bytes() == b"no ledger"
