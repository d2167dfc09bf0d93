"""Any table of cells, written as CSV in any way, comes back as the same cells."""

import csv
import io
import tempfile
import unicodedata
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.read import Limits
from data.read.child import read_here
from data.read.relations import load
from tests.sweep import examples, some

HEADER = ["Mã xã", "Tên xã", "Số hộ", "Người", "Định", "Đường", "Ý"]
SYLLABLES = ["Đồng", "Nghĩa", "thắng", "Ỷ", "người", "hộ", "13708", "1.234", "-", "Tổ", "sơn"]
ANY = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), include_characters="\t")
MARKS = st.sampled_from(
    ['"', '""', "'", " ", "\u00a0", "\u200b", "Ð", "e\u0301", ";", ",", "\t", "="]
)
free = st.lists(st.one_of(st.text(ANY, max_size=8), MARKS), max_size=4).map("".join)
broken = st.lists(st.sampled_from(['"', "a", "", " ", "Tổ", "\n", "\r\n"]), max_size=6).map("".join)
vietnamese = st.lists(st.sampled_from([*SYLLABLES, '"', ";", ","]), max_size=4).map(" ".join)


def tables(cells):
    widths = st.integers(2, len(HEADER))
    return widths.flatmap(
        lambda n: st.lists(st.lists(cells, min_size=n, max_size=n), max_size=6).map(
            lambda rows: [HEADER[:n], *rows]
        )
    )


def written(table, separator, quoting, end):
    if any(sign in cell for row in table for cell in row for sign in "\r\n"):
        quoting = csv.QUOTE_ALL  # csv leaves a line feed bare where lines end with CR
    file = io.StringIO()
    csv.writer(file, delimiter=separator, quoting=quoting, lineterminator=end).writerows(table)
    return file.getvalue()


def expected(cell):
    """What a person sees, worked out sign by sign and not in blocks as the product does."""
    signs = []
    for sign in cell:
        if sign == "\u037e":
            signs.append("?")
        elif sign == "Ð":
            signs.append("Đ")
        elif sign.isspace():
            signs.append(" ")
        elif unicodedata.category(sign) != "Cf" or sign in KEPT:
            signs.append(sign if sign != "\u034f" else "")
    return " ".join(unicodedata.normalize("NFC", "".join(signs)).split()) or None


# Format characters that are not among those which are cleaned away: signs of other scripts.
KEPT = {
    sign
    for sign in map(chr, range(0x110000))
    if unicodedata.category(sign) == "Cf"
    and not (
        sign in "\u00ad\u061c\u180e\ufeff"
        or "\u200b" <= sign <= "\u200f"
        or "\u202a" <= sign <= "\u202e"
        or "\u2060" <= sign <= "\u2064"
        or "\u2066" <= sign <= "\u2069"
    )
}


def check(table, content, encoding, separator):
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as con:
        path = Path(folder) / "a.csv"
        path.write_bytes(content)
        reading = read_here(path, Path(folder), Limits(), "")
        assert (reading.encoding, reading.separator, reading.torn) == (encoding, separator, ())
        load(con, reading.sheets[0], "sheet")
        rows = [row[1:] for row in con.table("sheet").order("line").fetchall()]
        assert rows == [tuple(map(expected, row)) for row in table]


SEPARATORS = st.sampled_from([";", ",", "\t"])
QUOTING = st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
FORMS = st.sampled_from(["NFC", "NFD"])


@pytest.mark.parametrize("cells", [free, broken], ids=["free", "broken"])
@pytest.mark.parametrize("encoding", some(["utf-16", "utf-8", "utf-8-sig"], 3))
def test_unicode(encoding, cells):
    @settings(max_examples=examples(40), derandomize=True)
    @given(tables(cells), SEPARATORS, QUOTING, ENDS, FORMS)
    def holds(table, separator, quoting, end, form):
        table = [[unicodedata.normalize(form, cell) for cell in row] for row in table]
        content = written(table, separator, quoting, end).encode(encoding)
        check(table, content, encoding, separator)

    holds()


def test_windows_1258(in_cp1258):
    @settings(max_examples=examples(40), derandomize=True)
    @given(tables(vietnamese), SEPARATORS, QUOTING, ENDS)
    def holds(table, separator, quoting, end):
        content = in_cp1258(written(table, separator, quoting, end))
        check(table, content, "cp1258", separator)

    holds()
