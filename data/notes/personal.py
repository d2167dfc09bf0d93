"""Whether a text that a person typed holds personal data, as the lines of a file are judged."""

import duckdb

from data import sql_files


def is_personal(text: str) -> bool:
    """Whether a phone number, an ID number or an e-mail address stands in a text."""
    with duckdb.connect() as con:
        con.execute(sql_files.macros())
        return bool(con.execute("select is_personal(?)", [text]).fetchall()[0][0])
