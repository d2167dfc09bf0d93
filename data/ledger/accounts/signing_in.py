"""Signing in by name and password: one answer for every reason why not."""

from dataclasses import dataclass
from pathlib import Path

from data.access.sign_in import LOCAL
from data.ledger.accounts import attempts, passwords, sessions
from data.ledger.accounts.accounts import folded, hash_of_account
from data.ledger.gate import noting

FAILURES_AN_HOUR = 60  # of an account, and of all names that are none


@dataclass(frozen=True)
class Answer:
    """The token of a new session, or "" with the seconds to wait before another attempt."""

    token: str = ""
    wait: int = 0


def sign_in(store: Path, name: str, password: str, address: str) -> Answer:
    """A new session where the password is that of the account; nothing tells why it is not.

    RefusedError where the ledger cannot be read or written.
    """
    attempt = attempts.attempt_of(store, folded(name), address)
    wait = attempts.begin(store, attempt)
    if wait:
        return Answer(wait=wait)
    account, hashed = hash_of_account(store, name)
    if not passwords.fits(password, hashed) or account is None:
        note_failure(store, account.name if account is not None else "of no account")
        return Answer()
    attempts.succeed(store, attempt)
    return Answer(sessions.begin(store, account.id, account.name, LOCAL))


def note_failure(store: Path, of: str) -> None:
    """Log that somebody was not let in, to the account `of` that name, or why to none.

    What is tried on one account hides nothing of another; those beyond are counted, and their
    number is logged. RefusedError where the ledger cannot be written.
    """
    if not noting(store, "", attempts.FAILED, of, FAILURES_AN_HOUR, apart=True):
        attempts.count_unlisted(store)
