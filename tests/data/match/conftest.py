"""Columns of text in a database, as the rows of a file are."""

import duckdb
import pytest

from data.match.values import judge

FIELD = {  # a field of kinh_te_so or to_quan_ly with this kind
    "count": ("kinh_te_so", "smes"),
    "amount": ("kinh_te_so", "grdp"),
    "day": ("to_quan_ly", "set_up_date"),
    "month": ("dich_vu_cong", "month"),
    "year": ("kinh_te_so", "year"),
    "level": ("kinh_te_so", "level"),
    "code": ("kinh_te_so", "unit_code"),
    "text": ("to_quan_ly", "unit_name"),
}


def fill(con, **columns):
    names = ", ".join(f"{name} varchar" for name in columns)
    con.execute(f"create or replace table cells (line bigint, {names})")
    rows = [(line, *cells) for line, cells in enumerate(zip(*columns.values(), strict=True), 2)]
    marks = ", ".join("?" * (len(columns) + 1))
    con.executemany(f"insert into cells values ({marks})", rows)


@pytest.fixture(scope="session")
def db():
    """One database for all columns."""
    with duckdb.connect() as con:
        yield con


@pytest.fixture(scope="session")
def filled(db):
    """Make the table `cells`: line from 2, a column of text for each list."""
    return lambda **columns: fill(db, **columns)


@pytest.fixture(scope="session")
def rewritten(db):
    """The style of a column with these cells, and what becomes of each."""

    def rewrite(kind, cells):
        export, field = FIELD[kind]
        fill(db, c1=list(cells))
        style = judge(db, "cells", export, "a.csv", {field: "c1"})[field]
        found = db.execute(f"select {style.expression} from cells order by line").fetchall()
        return style, [text for (text,) in found]

    return rewrite


@pytest.fixture(scope="session")
def read(db, rewritten):
    """The values of a column as parse.sql reads it."""

    def values(kind, cells):
        texts = rewritten(kind, cells)[1]
        return [db.execute(f"select as_{kind}(?)", [text]).fetchall()[0][0] for text in texts]

    return values
