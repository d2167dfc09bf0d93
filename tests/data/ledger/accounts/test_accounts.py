"""Accounts: who may be one, what is kept and logged, and what ends with a change."""

import dataclasses
import io
import json
import sys
import unicodedata

import pytest
from sqlalchemy import select

from data.ledger.__main__ import main
from data.ledger.accounts import accounts, sessions
from data.ledger.accounts.accounts import account_of, add, change, disable, enable, set_password
from data.ledger.accounts.passwords import fits, hash_of
from data.ledger.analysis.named import TakenError
from data.ledger.database import rows
from data.ledger.schema import account
from data.refusal import RefusedError
from tests.data.ledger.support import log

PASSWORD = "đủ dài để dùng"


@pytest.fixture
def steward(store):
    """The number of an account; its store."""
    return add(store, "Văn phòng  UBND", "steward", PASSWORD, "", ["13669", "13633"]), store


def test_an_account_is_kept_with_a_hash_and_logged_without(steward):
    id, store = steward
    found = account_of(store, "văn phòng ubnd")
    assert (found.id, found.name, found.role) == (id, "Văn phòng UBND", "steward")
    assert found.units == ("13633", "13669")
    ((hashed,),) = rows(store, select(account.c.password))
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    (change_,) = log(store)
    assert (change_.action, change_.subject) == ("add_account", f"account {id}")
    assert change_.after == {
        "name": "Văn phòng UBND",
        "role": "steward",
        "units": ["13633", "13669"],
        "way": "local",
        "disabled": "",
    }
    assert "argon2" not in json.dumps([dataclasses.asdict(one) for one in log(store)])


def test_a_name_is_taken_once_and_is_no_person(steward):
    _, store = steward
    with pytest.raises(TakenError):
        add(store, "VĂN PHÒNG UBND", "viewer", PASSWORD, "")
    for name in ("", "0912345678", "a@example.vn"):
        with pytest.raises(RefusedError):
            add(store, name, "viewer", PASSWORD, "")
    with pytest.raises(RefusedError, match="no role"):
        add(store, "Sở", "owner", PASSWORD, "")
    for password in ("ngắn", "x" * 257):
        with pytest.raises(RefusedError, match="12 to 256"):
            add(store, "Sở", "viewer", password, "")
    assert len(accounts.accounts(store)) == 1


def test_a_password_fits_however_it_is_composed():
    composed = "mật khẩu của sở"
    decomposed = unicodedata.normalize("NFD", composed)
    hashed = hash_of(composed)
    assert fits(decomposed, hashed)
    assert not fits(composed + " ", hashed)
    assert not fits("", "") and not fits(composed, "") and not fits(composed, "no hash")
    assert not fits("x" * 5000, hashed)


def test_what_ends_the_sessions_of_an_account(steward):
    id, store = steward

    def begin() -> bool:
        token = sessions.begin(store, id, "Văn phòng UBND", "local")
        return sessions.hash_of(token) in sessions.living(store)

    known = account_of(store, "Văn phòng UBND")
    assert begin()
    set_password(store, known, PASSWORD + "!", "")
    assert not sessions.sessions(store)
    assert begin()
    disable(store, known, "")
    assert not sessions.sessions(store) and not begin()
    enable(store, known, "")
    assert begin()


def test_a_session_has_the_role_of_now(steward):
    id, store = steward
    sessions.begin(store, id, "Văn phòng UBND", "local")
    (one,) = sessions.sessions(store)
    assert one.person.role == "steward" and one.person.units == {"13633", "13669"}
    known = account_of(store, "Văn phòng UBND")
    change(store, dataclasses.replace(known, role="viewer", units=None), "")
    (one,) = sessions.sessions(store)
    assert one.person.role == "viewer" and one.person.units is None
    assert log(store)[-1].before["role"] == "steward" and log(store)[-1].after["role"] == "viewer"


def test_the_command_line(file_store, monkeypatch, capsys):
    def told(*words: str, typed: str = "") -> int:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        return main([*words, "--store", str(file_store)])

    def listed(what: str) -> str:
        capsys.readouterr()
        assert told(what, "list") == 0
        return capsys.readouterr().out

    new = ("account", "add", "Sở", "--role", "steward", "--units", "13633,13669")
    assert told(*new, typed=f"{PASSWORD}\n") == 0
    assert told("account", "role", "sở", "--role", "admin") == 0
    assert told("account", "units", "sở", "--units", "all") == 0
    assert listed("account") == "Sở\tadmin\tall\tlocal\t\n"
    assert told(*new, typed=f"{PASSWORD}\n") == 2
    assert "already" in capsys.readouterr().err
    token = sessions.begin(file_store, 1, "Sở", "local")
    assert listed("session").startswith("1 Sở admin local ")
    assert told("session", "end", "1") == 0
    assert sessions.hash_of(token) not in sessions.living(file_store)
    assert told("session", "end", "1") == 2
    assert told("account", "disable", "Sở") == 0
    assert "disabled 20" in listed("account")
