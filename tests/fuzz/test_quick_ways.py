"""The quick ways in data/sql/parse.sql accept the same cells, with the same values, as one pattern.

The macros here are the plain claims: one pattern each. Any text at all must be read alike by both.
"""

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import sql_files
from tests.sweep import examples

CLAIMS = r"""
create macro claimed_count(cell) as case
    when regexp_full_match(cell, '[0-9]{1,15}|[1-9][0-9]{0,2}(\.[0-9]{3}){1,4}')
    then cast(replace(cell, '.', '') as bigint)
end;
create macro claimed_day(cell) as case
    when regexp_full_match(cell, '[0-3][0-9]/[01][0-9]/(19|20)[0-9]{2}')
    then try_cast(
        concat(substr(cell, 7, 4), '-', substr(cell, 4, 2), '-', substr(cell, 1, 2)) as date
    )
end;
create macro claimed_code(cell) as case
    when regexp_full_match(cell, '\S{1,60}') and not is_personal_code(cell) then cell
end;
"""
DAYS = st.from_regex(r"[0-3][0-9]/[01][0-9]/(19|20)[0-9]{2}", fullmatch=True)
NUMBERS = st.text("0123456789.+84 -", max_size=20)
CODES = st.text("ABz019-_@.+8 \n\tĐ\x00", max_size=62)
CELLS = st.one_of(st.text(max_size=64), DAYS, NUMBERS, CODES)


@pytest.fixture(scope="module")
def macros():
    """A connection with the macros of the project and the claims."""
    with duckdb.connect() as con:
        con.execute(sql_files.macros())
        con.execute(CLAIMS)
        yield con


@settings(max_examples=examples(60))
@given(cells=st.lists(CELLS, min_size=50, max_size=200))
def test_any_cell_is_read_as_the_plain_pattern_reads_it(macros, cells):
    query = "select " + ", ".join(
        f"as_{kind}(cell), claimed_{kind}(cell)" for kind in ("count", "day", "code")
    )
    rows = macros.execute(f"{query} from (select unnest(?) as cell)", [cells]).fetchall()
    for cell, row in zip(cells, rows, strict=True):
        assert row[0::2] == row[1::2], repr(cell)


def test_every_day_of_two_centuries_and_none_that_is_not(macros):
    days = (
        "select printf('%02d/%02d/%d', d, m, y) as cell from range(0, 40) t(d), range(0, 20) u(m),"
        " range(1900, 2100) v(y)"
    )
    differing = "as_day(cell) is distinct from claimed_day(cell)"
    assert macros.execute(f"select cell from ({days}) where {differing}").fetchall() == []
