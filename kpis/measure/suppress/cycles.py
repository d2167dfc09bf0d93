"""Complementary suppression: which sums are hidden beside the small ones, and why that is enough.

A small count cannot be hidden alone: its neighbours and their total would tell it. So for each one
a cycle is chosen: two units × two months × two parts, with the signs of a chessboard. Moving its
cells by the same amount, up and down in turn, changes no sum that holds both units, both months or
both parts; the few sums that it does change are hidden. Whatever is still published fits the true
figures and the moved ones alike, so nobody can tell which of them are true, by no subtraction and
no linear programme. Each cycle lets its small count reach the threshold while no cell falls below
zero or rises above its whole.

The corners of a cube are those of Giessing & Repsilber's hypercube method (GHMITER; Hundepool et
al., Statistical Disclosure Control, 2012, chapter 4); the sums of cells of older and newer sets
of units are taken as they are, whatever they share.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from kpis.measure.suppress.cube import NOTHING, Array, Cube, Pattern

UNMET = 1e4  # a partner that lets a small count not reach the threshold is the last resort
STUCK = 40.0  # one that lets it move one way only, rather none
GAP = 30.0  # a partner that would hide totals of others who publish the count
NEW = 1.0  # a cell more that is hidden
APART = 0.3  # a unit more, of any level and vintage, that holds one partner and not the other
NEAR, FAR = 16, 512  # units that are tried first; of very many the others only at last
TIE = 1e-7  # of partners alike the one with the smaller figures

Indices = np.ndarray[Any, np.dtype[np.int_]]


@dataclass(frozen=True)
class Small:
    """Cells whose sums from 1 to `least` − 1 are hidden.

    `way` is 1 where they are the cells that move, −1 where they fall as those rise: the others of
    the same whole. Nothing is asked where that `whole` is small: its own cycles hide its parts.
    """

    cells: Array
    way: int = 1
    whole: Array | None = None


def protect(cube: Cube, small: list[Small], least: int) -> Pattern:
    """The cycles that hide what is small of a cube."""
    pattern = Pattern.of(cube)
    for node, span, part, lacking, way in _targets(cube, small, least):
        reach = pattern.rise if way > 0 else pattern.fall
        if pattern.is_hidden[node, span, part] and reach[node, span, part] >= lacking:
            continue
        _hide(pattern, node, span, part, lacking, way)
    return pattern


def _targets(
    cube: Cube, small: list[Small], least: int
) -> Iterator[tuple[int, int, int, float, int]]:
    """What is small of all that is published, the largest sums first: they ask for most.

    With how far it has to be able to move. A whole of few has to give way for all of its parts.
    """
    found = list[tuple[int, tuple[int, int, int], float, int]]()
    counts = [(matrix > NOTHING).sum(axis=1) for matrix in (cube.nodes, cube.spans, cube.parts)]
    for one in small:
        sums = cube.sums(one.cells)
        is_small = (sums > NOTHING) & (sums < least - NOTHING) & cube.is_whole[:, :, None]
        if one.whole is not None:
            is_small &= cube.sums(one.whole) > least - NOTHING
        for node, span, part in np.argwhere(is_small).tolist():
            place = int(node), int(span), int(part)
            size = int(np.prod([of[at] for of, at in zip(counts, place, strict=True)]))
            lacking = least - 1 if cube.is_whole_of else least - float(sums[place])
            found.append((-size, place, lacking, one.way))
    for _, (node, span, part), lacking, way in sorted(found):
        yield node, span, part, lacking, way


def _hide(pattern: Pattern, node: int, span: int, part: int, lacking: float, way: int) -> None:
    """Adds the cycle that hides one sum: it begins at that cell of it which can move furthest."""
    cube = pattern.cube
    inside = (
        np.flatnonzero(cube.nodes[node] > 0),
        np.flatnonzero(cube.spans[span] > 0),
        np.flatnonzero(cube.parts[part] > 0),
    )
    u, m, p = _widest(cube, inside, way)
    best = (np.inf, ([u], [m], [p]))
    for partners in _partners(cube, (u, m, p), inside):
        found = _best(pattern, (u, m, p), partners, lacking, way)
        best = min(best, found, key=lambda one: one[0])
        if best[0] < UNMET:
            break
    pattern.add(*best[1])


def _widest(cube: Cube, inside: tuple[Indices, Indices, Indices], way: int) -> tuple[int, int, int]:
    """The cell of a sum that can move furthest, to and fro."""
    place = np.ix_(*inside)
    there, back = (cube.up, cube.down) if way > 0 else (cube.down, cube.up)
    room = np.minimum(there[place], 1e9) + 1e-6 * np.minimum(back[place], 1e9)
    at = np.unravel_index(np.nanargmax(room), room.shape)
    u, m, p = (int(of[one]) for of, one in zip(inside, at, strict=True))
    return u, m, p


def _partners(
    cube: Cube, corner: tuple[int, int, int], inside: tuple[Indices, Indices, Indices]
) -> Iterator[tuple[Indices, Indices, Indices]]:
    """Units, months and parts to choose from, first those that hide least: near in place and time.

    At last also without another month or part, which hides a longer time or all parts too.
    """
    u, m, p = corner
    units, every = _other_units(cube, u, m, inside[0]), range(cube.down.shape[2])
    none = list[int]()
    is_one_part = cube.is_split and len(inside[2]) == 1
    others = [[one for one in every if one != p]] if is_one_part else []
    steps = [
        [at for at in step if at not in inside[1] and cube.there[u, at].any()]
        for step in cube.steps[m]
    ]
    for parts in (*others, none):
        for months in [*(step for step in steps if step), none]:
            for some in (units[:NEAR], units[NEAR:FAR], units[FAR:]):
                if len(some) or not len(units):
                    yield some, np.array(months, int), np.array(parts, int)


def _other_units(cube: Cube, u: int, m: int, inside: Indices) -> Indices:
    """The units that reported beside one and lie outside of a node, the nearest first."""
    same = (cube.sets == cube.sets[u]) & cube.there[:, m, :].any(axis=1)
    same[inside] = False
    found = np.flatnonzero(same)
    return found[np.argsort(cube.distance(u)[found], kind="stable")]


def _best(
    pattern: Pattern,
    corner: tuple[int, int, int],
    partners: tuple[Indices, Indices, Indices],
    lacking: float,
    way: int,
) -> tuple[float, tuple[list[int], list[int], list[int]]]:
    """The units, months and parts of the cycle that costs least, and what it costs.

    Where nothing takes up what the cell gives, the cell alone: then no total of it may be told.
    """
    cube = pattern.cube
    shape = tuple(max(1, len(some)) for some in partners)
    rise, fall = np.full(shape, np.inf), np.full(shape, np.inf)
    cost, is_there = np.zeros(shape), np.ones(shape, bool)
    block = np.ix_(*([own, *some] for own, some in zip(corner, partners, strict=True)))
    up, down, there = cube.up[block], cube.down[block], cube.there[block]
    price = NEW * ~pattern.moves[block] + TIE * np.minimum(up, down)
    if cube.gaps is not None:
        price = price + GAP * cube.gaps[block]
    own, others = slice(0, 1), slice(1, None)
    ways = [(own, others) if len(some) else (own,) for some in partners]
    for place in product(*ways):
        is_up = place.count(others) % 2 == 0
        rise = np.minimum(rise, (up if is_up else down)[place])
        fall = np.minimum(fall, (down if is_up else up)[place])
        cost = cost + price[place]
        is_there = is_there & there[place]
    reach, back = (rise, fall) if way > 0 else (fall, rise)
    if len(partners[0]):
        cost = cost + APART * cube.distance(corner[0])[partners[0]][:, None, None]
    cost = cost + UNMET * (reach < lacking - NOTHING) + STUCK * (back < 1 - NOTHING)
    cost = np.where(is_there & (reach > NOTHING), cost, np.inf)
    if np.isinf(cost).all():
        u, m, p = corner
        return np.inf, ([u], [m], [p])
    at = np.unravel_index(np.argmin(cost), shape)
    of_unit, of_month, of_part = (
        [own, int(some[place])] if len(some) else [own]
        for own, some, place in zip(corner, partners, at, strict=True)
    )
    return float(cost[at]), (of_unit, of_month, of_part)
