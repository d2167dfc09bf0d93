"""The command line of sign-in: accounts, sessions and tokens."""

import argparse
import getpass
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from data.access.roles import ROLES
from data.access.sign_in import OIDC
from data.ledger.accounts import accounts, sessions, tokens
from data.ledger.accounts.accounts import Account

COMMANDS = ("account", "session", "token")


def parsers(commands: Any) -> Iterator[argparse.ArgumentParser]:
    """Adds the commands; gives each parser that takes the options of all commands."""
    account = commands.add_parser("account", help="who may sign in: add, list, password, role …")
    doing = account.add_subparsers(dest="doing", required=True)
    yield doing.add_parser("list", help="all accounts: name, role, communes, way, disabled since")
    add = doing.add_parser(
        "add",
        help="a new account; its password is asked for, or is the first line of standard input",
        description="NAME is an office or a function, never a person.",
    )
    role = doing.add_parser("role", help="another role")
    units = doing.add_parser("units", help="the communes that it is limited to")
    for one in (add, role):
        one.add_argument("--role", required=True, choices=ROLES)
    for one, is_needed in ((add, False), (units, True)):
        how = "codes of communes of today, commas between; “all”: not limited"
        one.add_argument("--units", type=_codes, required=is_needed, metavar="CODES", help=how)
    others = {
        "password": "another password, and its sessions are over",
        "disable": "it may not sign in, and its sessions are over",
        "enable": "it may sign in again",
    }
    more = [doing.add_parser(name, help=about) for name, about in others.items()]
    for one in (add, role, units, *more):
        one.add_argument("name", metavar="NAME")
        yield one
    session = commands.add_parser("session", help="who is signed in; `end ID` ends one")
    doing = session.add_subparsers(dest="doing", required=True)
    yield doing.add_parser("list", help="number, name, role, way, since, last seen, until")
    end = doing.add_parser("end", help="whoever has it signs in again")
    end.add_argument("id", type=int, metavar="ID")
    yield end
    token = commands.add_parser("token", help="with what programs ask /api/v1 as an account")
    doing = token.add_subparsers(dest="doing", required=True)
    yield doing.add_parser("list", help="number, account, token, since, used last, until")
    add = doing.add_parser("add", help="a new token of an account: it is printed this once")
    add.add_argument("name", metavar="NAME", help="the account")
    add.add_argument("token", metavar="TOKEN", help="what the token is for")
    add.add_argument(
        "--days", type=int, default=tokens.USUAL, metavar="N", help="for how long (default: 90)"
    )
    yield add
    end = doing.add_parser("end", help="whoever has it is let in no more")
    end.add_argument("id", type=int, metavar="ID")
    yield end


def run(store: Path, asked: argparse.Namespace) -> int:
    """Do what is asked for; 0. RefusedError where that is not possible."""
    if asked.command == "token" and asked.doing == "add":
        print(tokens.add(store, _known(store, asked), asked.token, asked.days, ""))
        return 0
    if asked.command == "token" and asked.doing == "list":
        for one in tokens.tokens(store):
            name = one.way.removeprefix(tokens.WAY)
            print("\t".join((str(one.id), one.name, name, one.created, one.seen, one.expires)))
        return 0
    if asked.command in ("session", "token"):
        if asked.doing == "end":
            sessions.end_session(store, asked.id, "")
        else:
            for one in sessions.sessions(store):
                print(one.id, one.name, one.role, one.way, one.created, one.seen, one.expires)
        return 0
    DOING[asked.doing](store, asked)
    return 0


def _list(store: Path, asked: argparse.Namespace) -> None:
    for one in accounts.accounts(store):
        units = "all" if one.units is None else ",".join(one.units)
        disabled = f"disabled {one.disabled}" if one.disabled else ""
        known = f"{one.name} ({one.folded})" if one.way == OIDC else one.name
        print("\t".join((known, one.role, units, one.way, disabled)))


def _add(store: Path, asked: argparse.Namespace) -> None:
    units = asked.units or None
    accounts.add(store, asked.name, asked.role, _password(), "", units)


def _known(store: Path, asked: argparse.Namespace) -> Account:
    return accounts.account_of(store, asked.name)


def _set_password(store: Path, asked: argparse.Namespace) -> None:
    accounts.set_password(store, _known(store, asked), _password(), "")


def _set_role(store: Path, asked: argparse.Namespace) -> None:
    accounts.change(store, replace(_known(store, asked), role=asked.role), "")


def _set_units(store: Path, asked: argparse.Namespace) -> None:
    accounts.change(store, replace(_known(store, asked), units=asked.units or None), "")


DOING: dict[str, Callable[[Path, argparse.Namespace], None]] = {
    "list": _list,
    "add": _add,
    "password": _set_password,
    "role": _set_role,
    "units": _set_units,
    "disable": lambda store, asked: accounts.disable(store, _known(store, asked), ""),
    "enable": lambda store, asked: accounts.enable(store, _known(store, asked), ""),
}


def _codes(text: str) -> tuple[str, ...]:
    """The codes; none of “all”."""
    if text == "all":
        return ()
    codes = tuple(code.strip() for code in text.split(","))
    if not all(code.isdigit() for code in codes):
        raise argparse.ArgumentTypeError("codes such as 13633,13669, or “all”")
    return codes


def _password() -> str:
    """Asked for without showing it; without a terminal, the first line of what is sent."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != first:
        raise SystemExit("data.ledger: the two are not the same; nothing was changed.")
    return first
