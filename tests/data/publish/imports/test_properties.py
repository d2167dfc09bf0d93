"""Whatever people send: no row is lost, order decides nothing, pieces make the whole."""

import shutil
import tempfile
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.publish.base import open_base
from data.publish.imports import context_of
from data.stage.files import take_in
from data.stage.request import Request
from data.store.snapshot import current
from tests.data.publish.imports.conftest import SAMPLE
from tests.sweep import examples, some

HEAD = (SAMPLE / "hoat_dong.csv").read_text(encoding="utf-8-sig").splitlines()[0]
CELLS = [
    st.sampled_from(["B1", "B2", "B3", "B4", "A1", ""]),
    st.sampled_from(["12/07/2023", "1/8/2023", "31/02/2023", "2023-08-02", ""]),
    st.sampled_from(["13708", "13729", "99999"]),
    st.sampled_from(["G1", "G2", "G9"]),
    st.sampled_from(["den_nha", "Đến nhà", "?"]),
    st.sampled_from(["dvctt", "attt"]),
    *[st.sampled_from(["1", "2", "1.000", "x", ""])] * 3,
    st.sampled_from(["1", ""]),
    *[st.sampled_from(["1", "3", "5"])] * 3,
]
ROW = st.tuples(*CELLS).map(";".join)
ROWS = st.lists(st.one_of(ROW, st.sampled_from(["", ";;", "Tổng;;;", 'A;"'])), max_size=12)
QUICK = settings(
    max_examples=examples(8),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
FACTS = "* exclude (load, line)"


@pytest.fixture(scope="module")
def base(made_once):
    """What the store of the sample serves."""
    return made_once, current(made_once)


def taken(base, *pieces):
    """The outcomes of pieces that come one after the other, and the lines in force afterwards."""
    store, snapshot = base
    scratch = Path(tempfile.mkdtemp())
    try:
        with duckdb.connect() as con:
            open_base(con, snapshot)
            context, outcomes = context_of(store, day=date(2026, 11, 25)), []
            for number, rows in enumerate(pieces):
                path = scratch / f"{number}.csv"
                path.write_text("\n".join([HEAD, *rows, ""]), "utf-8")
                request = Request(path)
                outcomes += take_in(con, [request], context, 100 + number, scratch)
            lines = con.execute(f"select {FACTS} from raw_hoat_dong order by all").fetchall()
            return outcomes, lines
    finally:
        shutil.rmtree(scratch)


@QUICK
@given(ROWS)
def test_every_row_is_accepted_set_aside_or_a_header_or_blank(base, rows):
    (outcome,), _ = taken(base, rows)
    assert outcome.refused is None
    assert outcome.rows_in == outcome.accepted + outcome.quarantined + outcome.headers_and_blanks
    assert outcome.rows_in == 1 + len(rows)
    assert outcome.quarantined == len(outcome.rejects)


@QUICK
@given(st.lists(ROW, max_size=10), st.randoms(use_true_random=False))
@pytest.mark.sweep
def test_the_order_of_rows_decides_nothing(base, rows, random):
    shuffled = random.sample(rows, len(rows))
    (one,), lines = taken(base, rows)
    (other,), same = taken(base, shuffled)
    assert lines == same
    assert sorted(r.rule for r in one.rejects) == sorted(r.rule for r in other.rejects)


PIECES = [f"C{n};{1 + n}/07/2023;13708;G1;den_nha;dvctt;1;10;;;{n + 3};2;1" for n in range(8)]


@pytest.fixture(scope="module")
def whole(base):
    """The lines in force after all has come at once."""
    return taken(base, PIECES)[1]


@pytest.mark.sweep
@pytest.mark.parametrize("cut", some(range(9), 9))
def test_pieces_make_the_whole(base, whole, cut):
    _, pieces = taken(base, PIECES[:cut], PIECES[cut:])
    assert whole == pieces
