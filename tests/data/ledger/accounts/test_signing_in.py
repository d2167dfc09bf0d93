"""Signing in: what is answered to whom, and after how many failures one has to wait."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from data.ledger.accounts import attempts, sessions
from data.ledger.accounts.accounts import account_of, add, disable
from data.ledger.accounts.attempts import OF_ADDRESS, OF_NAME, attempt_of, begin, succeed
from data.ledger.accounts.signing_in import sign_in
from data.ledger.database import rows
from data.ledger.schema import attempt
from tests.data.ledger.support import log

PASSWORD = "đủ dài để dùng"
AT = datetime(2026, 11, 30, 7, tzinfo=UTC)


def test_the_right_password_and_no_other(store):
    add(store, "Sở", "viewer", PASSWORD, "")
    assert not sign_in(store, "Sở", PASSWORD + "x", "10.0.0.1").token
    assert not sign_in(store, "Sở khác", PASSWORD, "10.0.0.1").token
    token = sign_in(store, " sở ", PASSWORD, "10.0.0.1").token
    assert sessions.hash_of(token) in sessions.living(store)
    disable(store, account_of(store, "Sở"), "")
    assert sign_in(store, "Sở", PASSWORD, "10.0.0.1") == sign_in(store, "?", PASSWORD, "10.0.0.1")
    noted = [(one.actor, one.action, one.subject) for one in log(store)]
    assert noted[1:3] == [("", "sign_in_failed", "Sở"), ("", "sign_in_failed", "of no account")]
    assert noted[3] == ("Sở", "sign_in", "by local")
    assert "khác" not in str(noted)  # a password that was typed as a name would stand there


def test_after_some_failures_a_name_waits_known_or_not(store):
    add(store, "Sở", "viewer", PASSWORD, "")
    for name in ("Sở", "của ai"):
        answers = [sign_in(store, name, "sai mật khẩu rồi", "10.0.0.1") for _ in range(OF_NAME + 1)]
        assert [one.wait > 0 for one in answers] == [False] * OF_NAME + [True]
    assert sign_in(store, "Sở", PASSWORD, "10.0.0.9").wait > 50  # the right one too


def test_the_time_to_wait_doubles_and_ends(store):
    one, waits, at = attempt_of(store, "a", "10.0.0.1"), [], AT
    for _ in range(OF_NAME):
        assert begin(store, one, at) == 0
    for _ in range(6):
        waits.append(begin(store, one, at))
        at += timedelta(seconds=waits[-1])
        assert begin(store, one, at) == 0  # and fails again
    assert waits == [60, 120, 240, 480, 900, 900]
    assert begin(store, one, at + timedelta(hours=1, seconds=1)) == 0
    assert begin(store, one, at + timedelta(hours=1, seconds=2)) == 0  # counted from the start


def test_an_address_waits_whatever_names_it_tries(store):
    for number in range(OF_ADDRESS):
        assert begin(store, attempt_of(store, f"name {number}", "10.0.0.1"), AT) == 0
    assert begin(store, attempt_of(store, "another", "10.0.0.1"), AT) == 60
    assert begin(store, attempt_of(store, "another", "10.0.0.2"), AT) == 0


def test_who_succeeds_costs_neither_name_nor_address_anything(store):
    one = attempt_of(store, "a", "10.0.0.1")
    for _ in range(2 * OF_ADDRESS):
        assert begin(store, one, AT) == 0
        succeed(store, one)


def test_what_is_kept_of_attempts_is_bounded_and_names_nobody(store, monkeypatch):
    monkeypatch.setattr(attempts, "MOST", 6)
    for number in range(10):
        begin(store, attempt_of(store, f"n{number}", f"10.0.0.{number}"), AT + timedelta(0, number))
    ((count,),) = rows(store, select(func.count()).select_from(attempt))
    assert count == 6
    assert all(len(key) == 32 and set(key) <= set("0123456789abcdef")
               for (key,) in rows(store, select(attempt.c.key)))  # fmt: skip
    begin(store, attempt_of(store, "late", "10.0.0.1"), AT + timedelta(hours=2))
    ((count,),) = rows(store, select(func.count()).select_from(attempt))
    assert count == 2


def failures(store):
    """What the list says of failed sign-ins: of whom, how many."""
    told = [one.subject for one in log(store) if one.action == attempts.FAILED]
    return {subject: told.count(subject) for subject in told}


def test_what_is_tried_on_one_name_hides_nothing_of_another(store, monkeypatch):
    monkeypatch.setattr("data.ledger.accounts.signing_in.FAILURES_AN_HOUR", 2)
    add(store, "Sở", "viewer", PASSWORD, "")
    for number in range(5):
        sign_in(store, f"n{number}", "sai mật khẩu rồi", f"10.0.{number}.1")
    sign_in(store, "Sở", "sai mật khẩu rồi", "10.1.0.1")
    assert failures(store) == {"of no account": 2, attempts.MORE: 1, "Sở": 1}


def test_how_many_more_there_were_is_listed_after_an_hour(store):
    one = attempt_of(store, "a", "10.0.0.1")
    for _ in range(OF_NAME):
        begin(store, one, AT)
    for _ in range(7):
        assert begin(store, one, AT + timedelta(seconds=30))  # turned away, and not looked at
    attempts.count_unlisted(store, AT + timedelta(minutes=59))
    assert failures(store) == {attempts.MORE: 1}
    other = attempt_of(store, "b", "10.0.0.2")
    begin(store, other, AT + timedelta(minutes=59))
    assert failures(store) == {attempts.MORE: 1}
    begin(store, other, AT + timedelta(minutes=61))
    begin(store, other, AT + timedelta(minutes=62))
    assert failures(store) == {attempts.MORE: 1, "8 more in an hour": 1}
    assert log(store)[-1].after == {"more": 8, "from": "2026-11-30T07:00:30+00:00"}


def test_a_crowd_of_names_does_not_push_out_how_many_there_were(store, monkeypatch):
    monkeypatch.setattr(attempts, "MOST", 3)
    attempts.count_unlisted(store, AT)
    for number in range(9):
        begin(store, attempt_of(store, f"n{number}", f"10.0.0.{number}"), AT + timedelta(0, 9))
    begin(store, attempt_of(store, "b", "10.0.1.1"), AT + timedelta(hours=2))
    assert failures(store) == {attempts.MORE: 1, "1 more in an hour": 1}


@pytest.mark.sweep
def test_an_unknown_name_takes_the_time_of_a_known_one(file_store):
    add(file_store, "Sở", "viewer", PASSWORD, "")

    def seconds(name: str, number: int) -> float:
        at = datetime.now(UTC)
        sign_in(file_store, name, "sai mật khẩu rồi", f"10.0.{number}.1")
        return (datetime.now(UTC) - at).total_seconds()

    sign_in(file_store, "?", "sai mật khẩu rồi", "10.1.1.1")
    known = min(seconds("Sở", number) for number in range(4))
    unknown = min(seconds("Sở khác", number) for number in range(4))
    assert 0.5 < known / unknown < 2
