"""Who may sign in: role and communes of each account, which can be changed here, and disabled."""

from dataclasses import replace
from html import escape
from pathlib import Path

import streamlit as st

from data.access.roles import ROLES
from data.access.sign_in import OIDC
from data.ledger.accounts.accounts import Account, accounts, change, disable, enable
from geo.units import table as units
from pages.shell.url import bar
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import label, labels, plain, table
from pages.text.words import role_name
from pages.views.accounts.session_list import way

COMMAND = "python -m data.ledger account add NAME --role ROLE"


def account_list(store: Path, words: Language) -> None:
    """Draws the accounts and what can be changed of one. RefusedError where it cannot."""
    t, found = words.t, accounts(store)
    st.caption(plain(t("New accounts and passwords: {command}", command=COMMAND)))
    if not found:
        return
    here = {code for one in found for code in one.units or ()}
    names = {**{code: code for code in sorted(here)}, **_communes()}
    titles = [t("Account"), t("Role"), t("Communes"), t("Way"), t("Disabled")]
    rows = [_row(one, names, words) for one in found]
    st.html(table(titles, rows, kinds={0: "name"}, after=":"))
    _change(store, {one.id: one for one in found}, names, words)


def _communes() -> dict[str, str]:
    """The communes of today by their codes."""
    newest = units.of(units.VINTAGES[-1], "commune")
    return dict(zip(newest["code"], newest["name"], strict=True))


def _row(one: Account, names: dict[str, str], words: Language) -> list[str]:
    limited = ", ".join(names.get(code, code) for code in one.units or ())
    told = (
        one.name,
        role_name(one.role, words),
        words.t("all") if one.units is None else limited,
        way(one.way, words),
        formats.moment(one.disabled, words) or "–",
    )
    return [escape(text) for text in told]


def _change(store: Path, by_id: dict[int, Account], names: dict[str, str], words: Language) -> None:
    t = words.t
    with bar():
        chosen = st.selectbox(
            label(t("Change an account")),
            list(by_id),
            index=None,
            format_func=labels({id: one.name for id, one in by_id.items()}),
            key="account-chosen",
            placeholder=t("– choose –"),
            width=300,
        )
        if chosen is None:
            return
        one = by_id[chosen]
        role = st.selectbox(
            label(t("Role")),
            ROLES,
            index=ROLES.index(one.role),
            format_func=labels({role: role_name(role, words) for role in ROLES}),
            key=f"account-role-{chosen}-{one.role}",
            disabled=one.way == OIDC,  # the provider says it anew at each sign-in
            width=200,
        )
        limits = st.multiselect(
            label(t("Only these communes")),
            list(names),
            default=one.units,
            format_func=labels(names),
            key=f"account-units-{chosen}",
            placeholder=t("all"),
            width=360,
        )
        is_kept = st.button(label(t("Save")), key="account-save")
        is_off = bool(one.disabled)
        way_in = t("Let it sign in again") if is_off else t("Disable the account")
        is_switched = st.button(label(way_in), key=f"account-switch-{is_off}")
    if is_kept:
        change(store, replace(one, role=role, units=tuple(limits) or None), "")
    elif is_switched:
        (enable if is_off else disable)(store, one, "")
    if is_kept or is_switched:
        st.rerun()
