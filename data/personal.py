"""Texts that look like a person: ID numbers, phones, e-mail addresses, as the intake knows them."""

import duckdb

from data import sqlfiles


def is_personal(text: str) -> bool:
    """Whether a text holds what looks like a person's ID number, phone or e-mail address."""
    with duckdb.connect() as con:
        con.execute(sqlfiles.macros())
        found = con.execute("select is_personal(?)", [text]).fetchone()
    return bool(found and found[0])
