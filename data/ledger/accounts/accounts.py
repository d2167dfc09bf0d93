"""Accounts: an office or a function, its role, the communes that it is limited to."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path

from sqlalchemy import insert, select, update

from data.access.roles import ROLES
from data.access.sign_in import LOCAL, OIDC
from data.ledger.accounts import passwords
from data.ledger.accounts.sessions import end_all
from data.ledger.analysis.named import TakenError, require_name
from data.ledger.changes import Passage
from data.ledger.database import rows
from data.ledger.gate import changing
from data.ledger.personal import one_line
from data.ledger.schema import account as table
from data.refusal import Bilingual, RefusedError


@dataclass(frozen=True)
class Account:
    """An account; `disabled` is since when it may not sign in (ISO 8601, UTC), or "".

    `folded` is what it is found by: its name however it is typed, or of a provider “oidc:” and the
    hash of what that calls it.
    """

    name: str
    role: str
    units: tuple[str, ...] | None = None
    way: str = LOCAL
    disabled: str = ""
    created: str = ""
    folded: str = ""
    id: int = 0

    def __post_init__(self) -> None:
        if self.units is not None:
            object.__setattr__(self, "units", tuple(self.units))


COLUMNS = [table.c[field.name] for field in fields(Account)]
ACCOUNT = "account"  # what a refusal is about
RECORDED = ("name", "role", "units", "way", "disabled")  # never the hash of a password


def accounts(store: Path) -> list[Account]:
    """All accounts in the order of their names. RefusedError where the ledger cannot be read."""
    return [Account(*row) for row in rows(store, select(*COLUMNS).order_by(table.c.folded))]


def account_of(store: Path, name: str) -> Account:
    """The account that is found by a name; RefusedError where there is none."""
    found = rows(store, select(*COLUMNS).where(table.c.folded == folded(name)))
    if not found:
        raise _unknown(name)
    return Account(*found[0])


def hash_of_account(store: Path, name: str) -> tuple[Account | None, str]:
    """The account that may sign in by a password under a name, and its hash; (None, "") for any
    other name.
    """
    query = select(*COLUMNS, table.c.password).where(
        table.c.folded == folded(name), table.c.disabled == "", table.c.way == LOCAL
    )
    for *row, hashed in rows(store, query):
        return Account(*row), hashed
    return None, ""


def add(
    store: Path,
    name: str,
    role: str,
    password: str,
    actor: str,
    units: Iterable[str] | None = None,
) -> int:
    """A new account that signs in by a password; returns its id.

    RefusedError for a name, role or password that cannot be one, TakenError for a name that
    another account has.
    """
    fresh = Account(require_name(name), _role(role), _units(units))
    hashed = passwords.hash_of(password)
    with changing(store, actor, "add_account") as passage:
        return _insert(passage, fresh, hashed, folded(fresh.name))


def add_of_provider(store: Path, subject: str, name: str, role: str, actor: str) -> Account:
    """The account of who signs in through a provider, made at the first time.

    `subject` is the hash of what the provider calls them, by which the account is known again. Name
    and role become those that the provider says now. RefusedError where the account is disabled,
    or either is none.
    """
    key = f"{OIDC}:{subject}"
    fresh = Account(require_name(name), _role(role), None, OIDC)
    found = rows(store, select(*COLUMNS).where(table.c.folded == key))
    if not found:
        with changing(store, actor, "sign_in") as passage:
            return replace(fresh, id=_insert(passage, fresh, "", key))
    known = Account(*found[0])
    kept = replace(known, name=fresh.name, role=role)
    if known.way != OIDC or known.disabled:
        raise RefusedError(
            ACCOUNT,
            Bilingual("tài khoản này đã bị khóa.", "this account is disabled."),
            Bilingual("Hãy hỏi người quản trị.", "Ask the administrator."),
        )
    if kept != known:
        _change(store, kept, actor, "sign_in")
    return kept


def change(store: Path, account: Account, actor: str) -> None:
    """Keep another role or other units of an account; RefusedError for a role that is none."""
    kept = replace(account, role=_role(account.role), units=_units(account.units))
    _change(store, kept, actor, "change_account")


def disable(store: Path, account: Account, actor: str) -> None:
    """From now on an account may not sign in, and its sessions are over."""
    with changing(store, actor, "change_account") as passage:
        _update(passage, replace(account, disabled=account.disabled or passage.at))
        end_all(passage, account.id)


def enable(store: Path, account: Account, actor: str) -> None:
    """An account that was disabled may sign in again."""
    _change(store, replace(account, disabled=""), actor, "change_account")


def set_password(store: Path, account: Account, password: str, actor: str) -> None:
    """Another password for an account; its sessions are over."""
    hashed = passwords.hash_of(password)
    if account.way != LOCAL:
        raise RefusedError(
            ACCOUNT,
            Bilingual(
                "tài khoản này đăng nhập qua nhà cung cấp định danh.",
                "this account signs in through a provider.",
            ),
            Bilingual("Hãy đổi mật khẩu ở đó.", "Change the password there."),
        )
    with changing(store, actor, "change_account") as passage:
        passage.con.execute(update(table).where(table.c.id == account.id).values(password=hashed))
        passage.record(f"account {account.id}", None, {"password": "another one"})
        end_all(passage, account.id)


def folded(name: str) -> str:
    """A name as it is looked up: capitals and spaces do not count."""
    return one_line(name).casefold()


def _insert(passage: Passage, fresh: Account, hashed: str, key: str) -> int:
    if passage.con.scalar(select(table.c.id).where(table.c.folded == key)) is not None:
        raise _taken(fresh.name)
    values = {**_recorded(fresh), "folded": key, "password": hashed, "created": passage.at}
    made = passage.con.execute(insert(table).values(values)).inserted_primary_key
    assert made is not None
    passage.record(f"account {made[0]}", None, _recorded(fresh))
    return int(made[0])


def _change(store: Path, kept: Account, actor: str, action: str) -> None:
    with changing(store, actor, action) as passage:
        _update(passage, kept)


def _update(passage: Passage, kept: Account) -> None:
    found = passage.con.execute(select(*COLUMNS).where(table.c.id == kept.id)).one()
    values = {name: _recorded(kept)[name] for name in ("name", "role", "units", "disabled")}
    passage.con.execute(update(table).where(table.c.id == kept.id).values(values))
    passage.record(f"account {kept.id}", _recorded(Account(*found)), _recorded(kept))


def _recorded(account: Account) -> dict[str, object]:
    found: dict[str, object] = {name: getattr(account, name) for name in RECORDED}
    return {**found, "units": list(account.units) if account.units is not None else None}


def _role(role: str) -> str:
    if role in ROLES:
        return role
    known = ", ".join(ROLES)
    raise RefusedError(
        ACCOUNT,
        Bilingual(f"không có vai trò “{role}”.", f"there is no role “{role}”."),
        Bilingual(f"Hãy chọn một trong: {known}.", f"Take one of: {known}."),
    )


def _units(units: Iterable[str] | None) -> tuple[str, ...] | None:
    return tuple(sorted({*units})) if units is not None else None


def _unknown(name: str) -> RefusedError:
    return RefusedError(
        ACCOUNT,
        Bilingual(f"không có tài khoản “{name}”.", f"there is no account “{name}”."),
        Bilingual("Hãy xem lại tên.", "Check the name."),
    )


def _taken(name: str) -> TakenError:
    return TakenError(
        ACCOUNT,
        Bilingual(f"đã có tài khoản “{name}”.", f"there is an account “{name}” already."),
        Bilingual("Hãy đặt tên khác.", "Take another name."),
    )
