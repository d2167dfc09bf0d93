"""The gate: who is at work, one transaction a change, and each publish in the list exactly once."""

import os

import pytest

from data.ledger.gate import acting, changing, noting
from data.ledger.refusals import LEDGER
from data.ledger.sent_alerts import keep_told, told
from data.refusal import RefusedError
from tests.data.ledger.support import ended, log, published, serve, start

KILLED = """
import os, sys
from pathlib import Path
from data.ledger.gate import acting
from tests.data.ledger.support import published, serve
with acting(Path(sys.argv[1]), "An", "import") as actor:
    serve(Path(sys.argv[1]), published(1, "directory"), published(2, by=actor))
    os.kill(os.getpid(), 9)
"""


def publishes(store):
    return [
        (e.action, e.actor, e.at[:10], e.subject, e.before, e.after)
        for e in log(store)
        if e.action in ("publish", "import", "restore")
    ]


ONE, TWO, THREE = (f"g{number:06d}-00000000" for number in (1, 2, 3))
BOTH = [
    ("publish", "An", "2026-11-01", ONE, None, ONE),
    ("import", "An", "2026-11-02", TWO, ONE, TWO),
]


@pytest.mark.parametrize(
    ("given", "kept"),
    [("", ""), ("  Sở\r\nKH\x00CN ", "Sở KH CN"), ("x" * 120, "x" * 120), ("A\u0306n", "Ăn")],
)
def test_the_actor_is_one_line(store, given, kept):
    with changing(store, given, "try") as passage:
        passage.record("a", None, 1)
    with acting(store, given, "import") as actor:
        assert actor == kept
    assert [(e.actor, e.action, e.before, e.after) for e in log(store)] == [(kept, "try", None, 1)]


@pytest.mark.parametrize("actor", ["0912 345 678", "036012345678", "a@b.vn", "x" * 121])
def test_an_actor_who_is_not_admitted_changes_nothing(file_store, actor):
    for gate in (changing, acting):
        with pytest.raises(RefusedError) as refused, gate(file_store, actor, "try"):
            pytest.fail("entered")
        assert refused.value.remedy.vi
    assert list(file_store.iterdir()) == []


def test_what_fails_within_the_gate_changes_nothing(store):
    keep_told(store, ["a"], "An")
    with pytest.raises(ZeroDivisionError), changing(store, "An", "try") as passage:
        passage.record("b", None, 1)
        print(1 / 0)
    assert [e.subject for e in log(store)] == ["alert a"]


def test_a_publish_is_logged_when_it_is_done(store):
    with acting(store, "An", "import") as actor:
        serve(store, published(1, "directory"), published(2, by=actor))
        assert publishes(store) == []
    assert publishes(store) == BOTH
    with acting(store, "Bình", "import"):
        pass  # nothing new was in the files
    assert publishes(store) == BOTH
    with acting(store, "Chi", "restore") as actor:
        serve(store, published(1, "directory"), published(2), published(3, "restore", actor))
    assert publishes(store) == [*BOTH, ("restore", "Chi", "2026-11-03", THREE, TWO, THREE)]


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL")
@pytest.mark.sweep
def test_a_publish_that_was_killed_before_it_was_logged_is_logged_by_the_next_one(store):
    assert ended(start(KILLED, store))[0] == -9
    assert publishes(store) == []
    keep_told(store, ["a"], "Bình")
    keep_told(store, ["b"], "Bình")
    assert publishes(store) == BOTH
    serve(store, published(1, "directory"), published(2), published(3, "restore", "Chi"))
    for _ in range(2):
        with acting(store, "Bình", "import"):
            assert publishes(store) == [*BOTH, ("restore", "Chi", "2026-11-03", THREE, TWO, THREE)]


def test_a_publish_that_fails_is_not_logged(store):
    with pytest.raises(ZeroDivisionError), acting(store, "An", "import"):
        print(1 / 0)
    assert log(store) == []


def test_others_use_the_ledger_while_a_publish_runs(store):
    with acting(store, "An", "import"):
        keep_told(store, ["a"], "Bình")
        assert told(store) == {"a"}
        serve(store, published(1))
        keep_told(store, ["b"], "Bình")  # logs the publish before the publisher does
    assert [e.subject for e in log(store)] == ["alert a", ONE, "alert b"]


def test_what_is_served_is_not_denied_where_it_cannot_be_logged(file_store):
    with acting(file_store, "An", "import"):
        whole = (file_store / LEDGER).read_bytes()
        serve(file_store, published(1))
        (file_store / LEDGER).write_bytes(b"damaged meanwhile")
    (file_store / LEDGER).write_bytes(whole)
    keep_told(file_store, ["a"], "")
    assert [e.subject for e in log(file_store)] == [ONE, "alert a"]


def test_a_manifest_that_is_damaged_is_no_obstacle(store):
    serve(store, published(1))
    (store / "snapshots" / ONE / "manifest.json").write_text("{", "utf-8")
    keep_told(store, ["a"], "")
    assert [e.subject for e in log(store)] == ["alert a"]


def noted(store):
    return [(e.actor, e.action, e.subject) for e in log(store)]


def test_what_changes_nothing_is_noted_but_not_without_end(store):
    noting(store, " An ", "export", "a.csv", most=2)
    for _ in range(4):
        noting(store, "Bình", "export", "b.csv", most=2)
    noting(store, "Bình", "query", "c", most=2)
    assert noted(store) == [
        ("An", "export", "a.csv"),  # not counted among those of another
        ("Bình", "export", "b.csv"),
        ("Bình", "export", "b.csv"),
        ("Bình", "export", "more than 2 within an hour"),
        ("Bình", "query", "c"),
    ]
    with pytest.raises(RefusedError):
        noting(store, "0912 345 678", "export", "a.csv")


def test_who_is_turned_away_is_noted_without_the_name_that_was_refused(store, monkeypatch):
    keep_told(store, ["a"], "An")
    for _ in range(25):
        with pytest.raises(RefusedError), changing(store, "0912 345 678", "try"):
            pytest.fail("entered")
    monkeypatch.setenv("DX_OPEN", "read")
    with pytest.raises(RefusedError, match="open for reading"), acting(store, "An", "import"):
        pytest.fail("entered")
    entries = noted(store)[1:]
    assert entries == [("", "refused", "try")] * 20 + [
        ("", "refused", "more than 20 within an hour")
    ]
