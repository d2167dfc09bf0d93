"""What holds for every crosswalk: nothing is lost, order of composing does not matter.

Hypothesis makes chains of two to four vintages. The same few codes are used in every vintage, so
that units keep, change, lose and take over codes; a unit goes whole to one unit (a merger, if
others do too) or is split, by stated shares or by weight, and parts of it merge with others.
"""

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.crosswalk.crosswalk import check, compose, crosswalk
from geo.errors import GeoError
from geo.units.inventory import changes
from geo.units.links import links
from tests.sweep import examples

CODES = tuple("abcdefgh")
few = settings(max_examples=examples(25))  # a crosswalk takes some 10 ms
Chain = tuple[pd.DataFrame, "pd.Series[float]"]


@st.composite
def chains(draw: st.DrawFn, splits: bool = True) -> Chain:
    """A table of units that holds, and a weight above zero for each."""
    vintages = [str(2000 + n) for n in range(draw(st.integers(2, 4)))]
    codes = {
        v: draw(st.lists(st.sampled_from(CODES), min_size=1, max_size=6, unique=True))
        for v in vintages
    }
    rows = []
    for old, new in pairwise(vintages):
        taken: dict[str, list[str]] = {code: [] for code in codes[old]}
        if not splits:  # whole units only: no more units than before
            codes[new] = codes[new][: len(codes[old])]
        for n, code in enumerate(codes[new]):  # every new unit comes from somewhere
            one = codes[old][n] if not splits else draw(st.sampled_from(codes[old]))
            taken[one].append(code)
        for code in codes[old]:
            if splits or not taken[code]:
                more = draw(st.sampled_from(codes[new]))
                if more not in taken[code] and (not taken[code] or draw(st.booleans())):
                    taken[code].append(more)
            rows.append((old, code, _cell(draw, taken[code])))
    rows += [(vintages[-1], code, "") for code in codes[vintages[-1]]]
    units = pd.DataFrame(rows, columns=["vintage", "code", "successor_code"])
    sizes = [draw(st.floats(0.01, 1e6)) for _ in rows]
    index = pd.MultiIndex.from_frame(units[["vintage", "code"]])
    return units.assign(level="commune", name=units.code), pd.Series(sizes, index, name="area")


def _cell(draw: st.DrawFn, codes: list[str]) -> str:
    if len(codes) == 1 or draw(st.booleans()):
        return " ".join(codes)
    parts = [draw(st.integers(1, 100)) for _ in codes]
    shares = [part / sum(parts) for part in parts]
    return " ".join(f"{code}:{share!r}" for code, share in zip(codes, shares, strict=True))


def ends(units: pd.DataFrame, is_forward: bool) -> tuple[str, str]:
    first, last = units.vintage.iloc[0], units.vintage.iloc[-1]
    return (first, last) if is_forward else (last, first)


def codes(units: pd.DataFrame, vintage: str) -> list[str]:
    return units.code[units.vintage == vintage].tolist()


def carried(values: "pd.Series[float]", found: pd.DataFrame) -> "pd.Series[float]":
    """Sums of the source units as sums of the target units: Σ weight · value over the sources."""
    return (found.source_code.map(values) * found.weight).groupby(found.target_code).sum()


def matrix(found: pd.DataFrame, rows: list[str], columns: list[str]) -> np.ndarray:
    table = np.zeros((len(rows), len(columns)))
    for source, target, weight in zip(
        found.source_code, found.target_code, found.weight, strict=True
    ):
        table[rows.index(source), columns.index(target)] += weight
    return table


@few
@given(chains(), st.booleans())
def test_weights_add_up_to_one_and_nothing_is_without_target(chain: Chain, ahead: bool) -> None:
    units, weights = chain
    source, target = ends(units, ahead)
    found = crosswalk(source, target, "commune", weights, units)
    check(found, codes(units, source), codes(units, target))
    assert (found.is_whole == (found.weight == 1)).all()
    alone = found[~found.source_code.duplicated(keep=False)]
    assert alone.is_whole.all()


@few
@given(chains(), st.booleans(), st.data())
def test_totals_are_kept(chain: Chain, ahead: bool, data: st.DataObject) -> None:
    units, weights = chain
    source, target = ends(units, ahead)
    found = crosswalk(source, target, "commune", weights, units)
    sources = codes(units, source)
    sums = pd.Series({code: data.draw(st.floats(0, 1e9)) for code in sources}, dtype=float)
    assert math.isclose(carried(sums, found).sum(), sums.sum(), rel_tol=1e-9, abs_tol=1e-300)


@few
@given(chains(), st.booleans(), st.data())
def test_it_is_the_product_of_its_changes_however_they_are_grouped(
    chain: Chain, ahead: bool, data: st.DataObject
) -> None:
    units, weights = chain
    source, target = ends(units, ahead)
    way = sorted(units.vintage.unique(), reverse=not ahead)
    middle = data.draw(st.sampled_from(way))
    direct = crosswalk(source, target, "commune", weights, units)
    first = crosswalk(source, middle, "commune", weights, units)
    second = crosswalk(middle, target, "commune", weights, units)
    rows, columns = codes(units, source), codes(units, target)
    expected = matrix(direct, rows, columns)
    np.testing.assert_allclose(matrix(compose(first, second), rows, columns), expected, atol=1e-9)
    product = np.eye(len(rows))
    for one, other in pairwise(way):
        change = crosswalk(one, other, "commune", weights, units)
        product = product @ matrix(change, codes(units, one), codes(units, other))
    np.testing.assert_allclose(product, expected, rtol=1e-9, atol=1e-9)


@few
@given(chains())
def test_one_change_is_the_formula_written_out(chain: Chain) -> None:
    units, weights = chain
    one, other = units.vintage.unique()[:2]
    told = links(units)
    told = told[told.vintage == one]
    f: dict[tuple[str, str], float] = {}
    for code, rows in told.groupby("code"):
        sizes = [weights[other, next_code] for next_code in rows.next_code]
        for next_code, share, size in zip(rows.next_code, rows.share, sizes, strict=True):
            f[str(code), next_code] = size / sum(sizes) if math.isnan(share) else share
    ahead = crosswalk(one, other, "commune", weights, units)
    pairs = zip(ahead.source_code, ahead.target_code, strict=True)
    assert dict(zip(pairs, ahead.weight, strict=True)) == pytest.approx(f, rel=1e-9)
    back = crosswalk(other, one, "commune", weights, units)
    for a, x, weight in zip(back.source_code, back.target_code, back.weight, strict=True):
        pieces = {k: weights[one, k[0]] * share for k, share in f.items() if k[1] == a}
        assert weight == pytest.approx(pieces[x, a] / sum(pieces.values()), rel=1e-9)


@few
@given(chains(splits=False), st.data())
def test_merged_forward_is_exact_and_needs_no_weight(chain: Chain, data: st.DataObject) -> None:
    units, _ = chain
    source, target = ends(units, is_forward=True)
    found = crosswalk(source, target, "commune", None, units)
    assert found.is_whole.all()
    assert found.source_code.tolist() == codes(units, source)
    values = pd.Series({code: data.draw(st.integers(0, 10**9)) for code in found.source_code})
    into = dict(zip(found.source_code, found.target_code, strict=True))
    expected = values.groupby(values.index.map(into)).sum().to_dict()
    assert carried(values.astype(float), found).to_dict() == expected


@few
@given(chains(splits=False))
def test_back_and_forward_again_through_mergers_is_where_it_was(chain: Chain) -> None:
    units, weights = chain
    late, early = ends(units, is_forward=False)
    back = crosswalk(late, early, "commune", weights, units)
    again = compose(back, crosswalk(early, late, "commune", weights, units))
    assert again.is_whole.all()
    assert (again.source_code == again.target_code).all()


@few
@given(chains())
def test_the_order_of_lines_decides_nothing_but_the_order_of_rows(chain: Chain) -> None:
    units, weights = chain
    source, target = ends(units, is_forward=False)
    found = crosswalk(source, target, "commune", weights, units)
    other = crosswalk(source, target, "commune", weights[::-1], units[::-1])
    keys = ["source_code", "target_code"]
    one, two = (f.sort_values(keys).reset_index(drop=True) for f in (found, other))
    pd.testing.assert_frame_equal(one, two, rtol=1e-9)


@few
@given(chains())
def test_every_unit_is_kept_recoded_split_or_goes_into_a_merger(chain: Chain) -> None:
    units, _ = chain
    for row in changes(units).to_dict("records"):
        old, new = (set(codes(units, row[key])) for key in ("vintage", "next_vintage"))
        same = row["changed"] + row["reused"] + row["kept"]
        assert same == len(old & new)  # a code in both has one of these three meanings
        assert row["kept"] + row["recoded"] + row["merged"] <= len(new)
        assert row["kept"] + row["recoded"] + row["split"] <= len(old)


BREAKS = {
    "unknown successor": lambda cell: "z",
    "named twice": lambda cell: f"{cell} {cell}",
    "shares above one": lambda cell: f"{cell.split()[0].split(':')[0]}:1.5",
    "negative share": lambda cell: f"{cell.split()[0].split(':')[0]}:-1",
    "no successor": lambda cell: "",
}


@pytest.mark.parametrize("how", BREAKS)
@settings(max_examples=examples(15))
@given(chain=chains(), data=st.data())
def test_a_table_that_cannot_be_is_refused(how: str, chain: Chain, data: st.DataObject) -> None:
    units, weights = chain
    before_last = units.index[units.successor_code != ""]
    index = data.draw(st.sampled_from(before_last.tolist()))
    units.loc[index, "successor_code"] = BREAKS[how](units.successor_code[index])
    with pytest.raises(GeoError, match=f"line {index + 2}: commune {units.code[index]} of"):
        crosswalk(*ends(units, True), "commune", weights, units)
