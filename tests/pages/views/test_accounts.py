"""The page of accounts: who sees it, what it lists, and what a change of it does."""

import pytest

from data.access import person
from data.access.person import Person
from data.ledger.accounts import sessions
from data.ledger.accounts.accounts import account_of, add
from tests.pages.opened import html_of, messages, opened, text_of

PASSWORD = "đủ dài để dùng"
NAME = "Phòng <b>VHXH</b>"


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A store of two accounts, one of which is signed in."""
    monkeypatch.setenv("DX_STORE", str(tmp_path))
    monkeypatch.delenv("DX_LEDGER", raising=False)
    add(tmp_path, "Quản trị", "admin", PASSWORD, "")
    id = add(tmp_path, NAME, "steward", PASSWORD, "", ["13633"])
    sessions.begin(tmp_path, id, NAME, "local")
    return tmp_path


def test_it_lists_who_is_in_and_who_may_be(store):
    app = opened("accounts", lang="vi")
    assert "chưa đặt DX_SIGN_IN" in messages(app)
    html, text = html_of(app), text_of(app)
    assert "<b>VHXH</b>" not in html and "&lt;b&gt;VHXH" in html
    assert html.count("<tr class='row'>") == 3
    for word in ("phụ trách số liệu", "quản trị", "mật khẩu", "tất cả"):
        assert word in text
    assert "argon2" not in html


@pytest.mark.parametrize("role", ["viewer", "analyst", "steward", "secretary", ""])
def test_nobody_but_the_administrator_sees_it(store, role, monkeypatch):
    monkeypatch.setattr(person, "_found", lambda: Person("Ai đó", role))
    app = opened("accounts", lang="vi")
    assert "vai trò của bạn không được làm việc này" in messages(app).lower()
    assert "VHXH" not in html_of(app) + text_of(app) and not app.selectbox


def test_the_administrator_ends_a_session(store):
    app = opened("accounts")
    app.selectbox(key="session-chosen").select_index(0).run()
    app.button(key="session-end").click().run()
    assert not app.exception and not sessions.sessions(store)
    assert "Nobody is signed in." in text_of(app)


def test_the_administrator_changes_an_account_and_disables_it(store):
    app = opened("accounts")
    app.selectbox(key="account-chosen").set_value(2).run()
    app.selectbox(key="account-role-2-steward").set_value("analyst")
    app.multiselect(key="account-units-2").set_value([])
    app.button(key="account-save").click().run()
    found = account_of(store, NAME)
    assert (found.role, found.units, found.disabled) == ("analyst", None, "")
    app.button(key="account-switch-False").click().run()
    assert account_of(store, NAME).disabled and not sessions.sessions(store)
    app.button(key="account-switch-True").click().run()
    assert not account_of(store, NAME).disabled
    assert not app.exception
