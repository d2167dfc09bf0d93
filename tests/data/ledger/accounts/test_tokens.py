"""Tokens of programs: shown once, for a time, ended like a session, by whom it may be made."""

from datetime import UTC, datetime, timedelta

import pytest

from data.ledger.__main__ import main
from data.ledger.accounts import sessions, tokens
from data.ledger.accounts.accounts import account_of, add, add_of_provider, disable, set_password
from data.refusal import RefusedError
from tests.data.ledger.support import log

PASSWORD = "đủ dài để dùng"


@pytest.fixture
def store(tmp_path):
    add(tmp_path, "Sở", "analyst", PASSWORD, "")
    return tmp_path


def made(store, days=tokens.USUAL):
    return tokens.add(store, account_of(store, "Sở"), "Báo cáo tuần", days, "")


def test_a_token_is_found_by_its_hash_alone_and_is_logged_without_it(store):
    token = made(store, 10)
    assert tokens.FORM.fullmatch(token)
    (one,) = tokens.tokens(store)
    assert sessions.living(store)[sessions.hash_of(token)] == one
    assert (one.name, one.role, one.way) == ("Sở", "analyst", "token Báo cáo tuần")
    until = datetime.fromisoformat(one.expires) - datetime.now(UTC)
    assert timedelta(days=9.9) < until <= timedelta(days=10)
    entry = log(store)[-1]
    assert (entry.action, entry.subject) == ("add_token", "account 1")
    assert entry.after["token"] == "Báo cáo tuần"
    for path in store.glob("ledger.sqlite*"):
        assert token.encode() not in path.read_bytes()


@pytest.mark.parametrize(
    "over",
    [
        lambda store: sessions.end_session(store, tokens.tokens(store)[0].id, ""),
        lambda store: disable(store, account_of(store, "Sở"), ""),
        lambda store: set_password(store, account_of(store, "Sở"), f"{PASSWORD} hơn", ""),
    ],
)
def test_what_ends_a_token(store, over):
    token = made(store)
    over(store)
    assert sessions.hash_of(token) not in sessions.living(store) and not tokens.tokens(store)


@pytest.mark.parametrize("days", [0, -1, tokens.LONGEST + 1])
def test_a_token_has_an_end(store, days):
    with pytest.raises(RefusedError, match="no time for a token"):
        made(store, days)


def test_no_token_for_who_could_have_left(store):
    disable(store, account_of(store, "Sở"), "")
    with pytest.raises(RefusedError, match="disabled"):
        made(store)
    other = add_of_provider(store, "0", "Sở Y", "viewer", "")
    with pytest.raises(RefusedError, match="through a provider"):
        tokens.add(store, other, "Báo cáo", 1, "")


def test_on_the_command_line_it_is_printed_once(store, capsys):
    of = ["--store", str(store)]
    assert main(["token", "add", "sở", "Báo cáo", "--days", "30", *of]) == 0
    token = capsys.readouterr().out.strip()
    assert sessions.hash_of(token) in sessions.living(store)
    assert main(["token", "list", *of]) == 0
    listed = capsys.readouterr().out
    assert "Sở\tBáo cáo\t" in listed and token not in listed
    assert main(["token", "end", listed.split("\t")[0], *of]) == 0
    assert not tokens.tokens(store)
    assert main(["token", "add", "nobody", "Báo cáo", *of]) == 2
    assert "there is no account" in capsys.readouterr().err
