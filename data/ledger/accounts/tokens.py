"""Tokens: what a program shows in place of a sign-in, to ask for figures as an account.

A token is a session without a page: its hash alone is kept, it ends by itself, with its account or
when somebody ends it, and no backup revives it. It is shown once, when it is made.
"""

import re
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from data.access.sign_in import LOCAL
from data.ledger.accounts.accounts import ACCOUNT, Account
from data.ledger.accounts.sessions import Session, hash_of, sessions
from data.ledger.analysis.named import require_name
from data.ledger.gate import changing
from data.ledger.schema import session
from data.refusal import Bilingual, RefusedError

WAY = "token "  # how a program signs in; then comes the name of its token
USUAL, LONGEST = 90, 366  # days
FORM = re.compile(r"dx_[\w-]{43}")


def add(store: Path, account: Account, name: str, days: int, actor: str) -> str:
    """A new token of an account, for so many days; returns it, which is kept nowhere.

    RefusedError for a name that is none, a time that is too long, or an account that is disabled
    or of a provider: who has left that would have the token still.
    """
    name = require_name(name)
    if account.way != LOCAL or account.disabled:
        raise _no_account(account)
    if not 1 <= days <= LONGEST:
        raise _no_days(days)
    token = f"dx_{secrets.token_urlsafe(32)}"
    with changing(store, actor, "add_token") as passage:
        at = datetime.now(UTC)
        expires = (at + timedelta(days=days)).isoformat(timespec="seconds")
        values = {
            "token": hash_of(token),
            "account": account.id,
            "way": f"{WAY}{name}",
            "created": passage.at,
            "seen": passage.at,
            "expires": expires,
            "ended": "",
        }
        made = passage.con.execute(insert(session).values(values)).inserted_primary_key
        assert made is not None
        told = {"session": made[0], "token": name, "expires": expires}
        passage.record(f"account {account.id}", None, told)
    return token


def is_token(one: Session) -> bool:
    """Whether a session is that of a program, which opens no page."""
    return one.way.startswith(WAY)


def tokens(store: Path) -> list[Session]:
    """All that hold, the one that was used last first. RefusedError as of `sessions`."""
    return [one for one in sessions(store) if is_token(one)]


def _no_account(account: Account) -> RefusedError:
    return RefusedError(
        ACCOUNT,
        Bilingual(
            f"tài khoản “{account.name}” bị khóa, hoặc đăng nhập qua nhà cung cấp định danh.",
            f"the account “{account.name}” is disabled, or signs in through a provider.",
        ),
        Bilingual(
            "Hãy tạo mã cho một tài khoản có mật khẩu.",
            "Make the token for an account with a password.",
        ),
    )


def _no_days(days: int) -> RefusedError:
    return RefusedError(
        "token",
        Bilingual(
            f"{days} ngày không phải là một thời hạn.", f"{days} days are no time for a token."
        ),
        Bilingual(f"Từ 1 đến {LONGEST} ngày.", f"From 1 to {LONGEST} days."),
    )
