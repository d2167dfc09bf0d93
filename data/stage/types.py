"""text_<export> → raw_<export>: the cells get their types, and what is wrong is set aside."""

from datetime import date

import duckdb

from data import sql_files
from data.exports import Export
from data.match.gazetteer import Gazetteer
from data.stage.outcome import Received
from data.stage.reject import set_aside
from data.stage.text_table import Tables, can_stay, fill_text, must_be_judged


def type_tables(con: duckdb.DuckDBPyConnection, tables: Tables, gazetteer: Gazetteer) -> Received:
    """Make raw_<export> of the tables of a file: of the cells as they stand where that is all the
    same, which is quick, and otherwise by how each column is written.
    """
    if can_stay(tables):
        received = fill_text(con, tables, gazetteer, is_judged=False)
        give_types(con, tables.export)
        if not must_be_judged(con, tables.export):
            return received
    received = fill_text(con, tables, gazetteer)
    give_types(con, tables.export)
    return received


def give_types(con: duckdb.DuckDBPyConnection, export: Export) -> None:
    """Make raw_<export> of text_<export>; `flaw` says what of a line cannot be read."""
    raw = sql_files.load("raw", f"raw_{export.name}")
    con.execute(f"create or replace table {raw.name} as {raw.text}")


def check(con: duckdb.DuckDBPyConnection, export: Export, load: int, today: date) -> None:
    """Take what is wrong out of raw_<export>, whose lines then have their load."""
    con.execute(f"drop view text_{export.name}")
    con.execute(f"drop table if exists told_{export.name}")
    set_aside(con, export, load, today)
    con.execute(f"alter table raw_{export.name} add column load integer default {load}")
