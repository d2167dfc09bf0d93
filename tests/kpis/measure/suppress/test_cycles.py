"""Cycles on random cubes: what is small is hidden, and nobody can work it out again."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from kpis.measure.suppress.cube import Cube
from kpis.measure.suppress.cycles import Small, protect
from tests.sweep import examples

LEAST = 5
MONTHS = 6  # two quarters of a half-year
QUARTERS = (tuple(range(3)), tuple(range(3, 6)))
COUNT = st.one_of(st.integers(0, 4), st.integers(0, 40), st.integers(20, 400))


def cube_of(cells, districts):
    """A cube of counts: its units, two districts, the province and, as of later, pairs merged."""
    units = len(cells)
    own = np.eye(units)
    merged = [[u // 2 == pair for u in range(units)] for pair in range((units + 1) // 2)]
    of_district = [[d == one for d in districts] for one in sorted(set(districts))]
    nodes = np.vstack([own, merged, of_district, np.ones(units)]).astype(float)
    spans = np.vstack(
        [np.eye(MONTHS), [[m in q for m in range(MONTHS)] for q in QUARTERS], np.ones(MONTHS)]
    ).astype(float)
    steps = tuple(
        tuple(
            tuple(m for m in months if m != month)
            for months in (QUARTERS[month // 3], tuple(range(MONTHS)))
        )
        for month in range(MONTHS)
    )
    up = np.full(cells.shape, np.inf)
    sets = np.array(["2022"] * units)
    return Cube(cells, up, nodes, spans, sets, steps, cells.shape[2] > 1)


@st.composite
def cubes(draw):
    """Counts of 4 to 6 units in two districts, six months and one to three parts."""
    units, parts = draw(st.integers(4, 6)), draw(st.integers(1, 3))
    size = units * MONTHS * parts
    cells = np.array(draw(st.lists(COUNT, min_size=size, max_size=size)), dtype=float)
    return cube_of(cells.reshape(units, MONTHS, parts), [u >= units // 2 for u in range(units)])


def is_small(sums, least=LEAST):
    return (sums > 0) & (sums < least)


def intervals(cube, is_hidden, targets):
    """The least and the greatest that each of some sums can be, by all that is published."""
    shape = cube.down.shape
    sums = cube.sums(cube.down)
    rows = [
        np.einsum("u,m,p->ump", cube.nodes[n], cube.spans[s], cube.parts[p]).ravel()
        for n, s, p in np.argwhere(~is_hidden)
    ]
    told = sums[~is_hidden]
    for n, s, p in targets:
        of = np.einsum("u,m,p->ump", cube.nodes[n], cube.spans[s], cube.parts[p]).ravel()
        ends = [
            linprog(sign * of, A_eq=np.array(rows) if rows else None, b_eq=told if rows else None)
            for sign in (1, -1)
        ]
        assert all(one.status in (0, 3) for one in ends), shape  # 3: without an end
        yield ends[0].fun, -ends[1].fun if ends[1].status == 0 else np.inf


@settings(max_examples=examples(60))
@given(cubes())
def test_what_is_small_is_hidden_and_can_be_the_threshold_and_more(cube):
    sums = cube.sums(cube.down)
    pattern = protect(cube, [Small(cube.down)], LEAST)
    assert pattern.is_hidden[is_small(sums)].all()
    small = np.argwhere(is_small(sums))[:4]
    for low, high in intervals(cube, pattern.is_hidden, small):
        assert high > low + 0.99
        assert high >= LEAST - 1e-6


def beside_a_total(cube, is_hidden, sums):
    """Of each published total and one way to divide it: its hidden parts, how many and the sum."""
    units = len(cube.sets)
    every = range(len(cube.nodes)), range(len(cube.spans)), range(len(cube.parts))
    finest = range(units), range(MONTHS), range(cube.down.shape[2])
    for node, span, part in product(*every):
        if is_hidden[node, span, part]:
            continue
        for axis, weights in enumerate((cube.nodes[node], cube.spans[span], cube.parts[part])):
            inside = [one for one in finest[axis] if weights[one]]
            if len(inside) > 1:
                place: list[object] = [node, span, part]
                place[axis] = inside
                hidden = is_hidden[tuple(place)]
                yield int(hidden.sum()), float(sums[tuple(place)][hidden].sum())


@settings(max_examples=examples(100))
@given(cubes())
def test_beside_a_published_total_never_one_alone_is_hidden_nor_few_people(cube):
    sums = cube.sums(cube.down)
    pattern = protect(cube, [Small(cube.down)], LEAST)
    for count, people in beside_a_total(cube, pattern.is_hidden, sums):
        assert count != 1
        assert count == 0 or people >= LEAST or people == 0


@settings(max_examples=examples(50))
@given(cubes(), st.integers(2, 4))
def test_a_higher_threshold_hides_all_that_is_small_by_a_lower_one(cube, lower):
    sums = cube.sums(cube.down)
    higher = protect(cube, [Small(cube.down)], LEAST).is_hidden
    assert higher[is_small(sums, lower)].all()


@pytest.mark.parametrize("count", [0, 5, 80])
def test_where_nothing_is_small_nothing_is_hidden_and_zero_stays(count):
    cells = np.full((4, MONTHS, 2), float(count))
    cells[0, 0, 0] = 0
    pattern = protect(cube_of(cells, [0, 0, 1, 1]), [], LEAST)
    assert not protect(cube_of(cells, [0, 0, 1, 1]), [Small(cells)], LEAST).is_hidden.any()
    assert not pattern.cycles


def test_one_small_count_worked_out_by_hand():
    """3 people in one month of one commune: two communes × two months, and no total, are hidden."""
    cells = np.full((4, MONTHS, 1), 50.0)
    cells[0, 1, 0] = 3
    cube = cube_of(cells, [0, 0, 1, 1])
    pattern = protect(cube, [Small(cells)], LEAST)
    (cycle,) = pattern.cycles
    assert cycle == [(0, 1, 0, 1), (0, 0, 0, -1), (1, 1, 0, -1), (1, 0, 0, 1)]
    assert pattern.is_hidden.sum() == 4  # the pair is one commune later, so no sum of it changes
    ((low, high),) = intervals(cube, pattern.is_hidden, [(0, 1, 0)])
    assert (low, high) == pytest.approx((0, 53))


def test_hiding_only_what_is_small_is_no_protection():
    """So that the attack is seen to find what can be found."""
    cells = np.full((4, MONTHS, 1), 50.0)
    cells[0, 1, 0] = 3
    cube = cube_of(cells, [0, 0, 1, 1])
    ((low, high),) = intervals(cube, is_small(cube.sums(cells)), [(0, 1, 0)])
    assert (low, high) == pytest.approx((3, 3))
