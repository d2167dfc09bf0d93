"""Sessions: how long they live, what of them is kept, and the file that signs them."""

import os
import stat
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from data.ledger.accounts import sessions
from data.ledger.accounts.accounts import accounts, add, add_of_provider, change
from data.ledger.accounts.key import KEY, key_of
from data.ledger.database import rows
from data.ledger.keeping import dump
from data.ledger.schema import session
from data.refusal import RefusedError
from tests.data.ledger.support import log, tampering

PASSWORD = "đủ dài để dùng"


def test_a_session_lives_as_long_as_it_may(store, monkeypatch):
    id = add(store, "Sở", "viewer", PASSWORD, "")
    at = datetime.now(UTC)
    sessions.begin(store, id, "Sở", "local")
    sessions.begin(store, id, "Sở", "oidc", at + timedelta(hours=1))
    sessions.begin(store, id, "Sở", "oidc", at + timedelta(days=30))
    monkeypatch.setenv("DX_SESSION_HOURS", "0.5")
    sessions.begin(store, id, "Sở", "local")
    found = rows(store, select(session.c.expires).order_by(session.c.id))
    lasts = [round((datetime.fromisoformat(text) - at) / timedelta(hours=0.5)) for (text,) in found]
    assert lasts == [24, 2, 24, 1]
    gone = (at - timedelta(seconds=1)).isoformat(timespec="seconds")
    with tampering(store) as con:
        con.execute(update(session).where(session.c.id == 1).values(expires=gone))
    assert [one.id for one in sessions.sessions(store)] == [4, 3, 2]


@pytest.mark.parametrize("text", ["0", "-1", "745", "nan", "zwölf"])
def test_hours_that_are_none_are_refused(monkeypatch, text):
    monkeypatch.setenv("DX_SESSION_HOURS", text)
    with pytest.raises(ValueError):
        sessions.hours()


def test_the_token_itself_is_nowhere_and_a_backup_revives_nobody(file_store, tmp_path):
    id = add(file_store, "Sở", "viewer", PASSWORD, "")
    token = sessions.begin(file_store, id, "Sở", "local")
    for path in file_store.glob("ledger.sqlite*"):
        assert token.encode() not in path.read_bytes()
    with (tmp_path / "copy").open("wb") as file:
        dump.write(file_store, file)
    text = (tmp_path / "copy").read_text("utf-8")
    assert '"table": "account"' in text
    assert '"table": "session"' not in text and sessions.hash_of(token) not in text


def test_who_signs_out_is_out_and_noted_once(store):
    id = add(store, "Sở", "viewer", PASSWORD, "")
    token = sessions.begin(store, id, "Sở", "local")
    sessions.end(store, token, "Sở")
    sessions.end(store, token, "Sở")
    assert not sessions.living(store)
    assert [one.action for one in log(store)] == ["add_account", "sign_in", "sign_out"]


def test_an_account_of_a_provider_is_known_by_its_subject(store):
    first = add_of_provider(store, "0123456789abcdef", "Sở", "viewer", "")
    again = add_of_provider(store, "0123456789abcdef", "Sở mới", "admin", "")
    assert (first.id, first.role, again.id) == (1, "viewer", 1)
    (kept,) = accounts(store)
    assert (kept.name, kept.role, kept.way) == ("Sở mới", "admin", "oidc")
    add(store, "Sở", "admin", PASSWORD, "")  # of another way: neither gets into the other
    assert add_of_provider(store, "fedcba9876543210", "Sở", "viewer", "").id == 3
    change(store, replace(kept, disabled="2026-11-30T00:00:00+00:00"), "")
    with pytest.raises(RefusedError, match="disabled"):
        add_of_provider(store, "0123456789abcdef", "Tên khác", "admin", "")


def test_the_key_is_made_once_and_is_the_owners_alone(tmp_path):
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(key_of(tmp_path))) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(found) == 8 and len({*found}) == 1 and len(found[0]) == 32
    assert [path.name for path in tmp_path.iterdir()] == [KEY]
    path = tmp_path / KEY
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        path.chmod(0o640)
        with pytest.raises(RefusedError, match="chmod 600"):
            key_of(tmp_path)
        path.chmod(0o600)
    path.write_text("00")
    with pytest.raises(RefusedError, match="no key"):
        key_of(tmp_path)
