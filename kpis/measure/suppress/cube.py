"""All that is published of one quantity, as a cube of units, periods and parts with its sums.

A cell is a row of a mart: one unit as it reported, one month and one part (a topic; where nothing
is split there is one part). What is published are sums of cells: nodes of units (each unit of each
level and vintage) × spans of months × single parts or all of them.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]
NOTHING = 1e-9


@dataclass(frozen=True)
class Cube:
    """Cells of a quantity with how far each may move, and the sums of them that are published.

    `down` and `up` (unit × month × part) are how far a cell can fall and rise as everybody knows:
    to zero, and to the whole of which it is a part; NaN where there is no cell. `nodes` (node ×
    unit) and `spans` (span × month) are the weights of the sums. `sets` is the vintage of each
    unit: those that report together. `steps` are for each month the lists of months from which a
    partner may be taken, the nearest first; none where months are never added up. Where `is_split`
    the last part of the sums is that of all parts. `is_whole_of` says that the cells are wholes of
    which parts are published beside them. `gaps` are cells that some who publish the count lack:
    a cycle through one would not leave their totals as they are.
    """

    down: Array
    up: Array
    nodes: Array
    spans: Array
    sets: np.ndarray[Any, Any]
    steps: tuple[tuple[tuple[int, ...], ...], ...]
    is_split: bool
    is_whole_of: bool = False
    gaps: np.ndarray[Any, np.dtype[np.bool_]] | None = None

    @cached_property
    def _distances(self) -> dict[int, Array]:
        return {}

    @cached_property
    def there(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Where there is a cell."""
        return ~np.isnan(self.down)

    @cached_property
    def parts(self) -> Array:
        """The weights of the parts in what is published of them."""
        count = self.down.shape[2]
        every = np.eye(count)
        return np.vstack([every, np.ones(count)]) if self.is_split else every

    @cached_property
    def is_whole(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """What is published (node × span) of whole units only: of a part it is an estimate."""
        is_part = (self.nodes > NOTHING) & (np.abs(self.nodes - 1) > NOTHING)
        reported = self.there.any(axis=2)
        return (is_part.astype(float) @ reported @ self.spans.T) < NOTHING

    @cached_property
    def _wide(self) -> dict[Any, tuple[Array, Array]]:
        """By set the nodes of several of its units, each once, and how many those are."""
        found = {}
        for one in np.unique(self.sets):
            rows = self.nodes[:, self.sets == one]
            rows = np.unique(rows[np.count_nonzero(rows, axis=1) > 1], axis=0)
            found[one] = rows, np.count_nonzero(rows, axis=1).astype(float)
        return found

    def distance(self, unit: int) -> Array:
        """How many units the nodes have that hold this unit and not another of its set, by unit.

        Or the other and not this one; 0 for units of other sets.
        """
        if (known := self._distances.get(unit)) is not None:
            return known
        of_set = self.sets == self.sets[unit]
        rows, counts = self._wide[self.sets[unit]]
        own = rows[:, np.count_nonzero(of_set[:unit])]
        found = np.zeros(len(self.sets))
        found[of_set] = counts @ (np.abs(rows - own[:, None]) > NOTHING)
        self._distances[unit] = found
        return found

    def sums(self, cells: Array) -> Array:
        """What is published of cells: node × span × part."""
        filled = np.nan_to_num(cells)
        found: Array = np.einsum(
            "nu,umt,sm,pt->nsp", self.nodes, filled, self.spans, self.parts, optimize=True
        )
        return found


@dataclass
class Pattern:
    """The cycles found so far: ways to move cells that no published sum shows.

    `is_hidden`, `rise` and `fall` are of what is published (node × span × part): whether a cycle
    moves it, and how far at least one cycle can. `moves` are the cells that any cycle moves.
    """

    cube: Cube
    moves: np.ndarray[Any, np.dtype[np.bool_]]
    is_hidden: np.ndarray[Any, np.dtype[np.bool_]]
    rise: Array
    fall: Array
    cycles: list[list[tuple[int, int, int, int]]] = field(default_factory=list)

    @classmethod
    def of(cls, cube: Cube) -> "Pattern":
        """One without any cycle."""
        shape = (len(cube.nodes), len(cube.spans), len(cube.parts))
        none = np.zeros(cube.down.shape, bool)
        return cls(cube, none, np.zeros(shape, bool), np.zeros(shape), np.zeros(shape))

    def add(self, units: list[int], months: list[int], parts: list[int]) -> None:
        """Adds the cycle whose corners are these: one or two of each, the first one counted up."""
        cube, signs = self.cube, (1, -1)
        corners = [
            (u, m, p, signs[a] * signs[b] * signs[c])
            for a, u in enumerate(units)
            for b, m in enumerate(months)
            for c, p in enumerate(parts)
        ]
        self.cycles.append(corners)
        for u, m, p, _ in corners:
            self.moves[u, m, p] = True
        rise = min(cube.up[u, m, p] if s > 0 else cube.down[u, m, p] for u, m, p, s in corners)
        fall = min(cube.down[u, m, p] if s > 0 else cube.up[u, m, p] for u, m, p, s in corners)
        moved = [
            np.sum([s * matrix[:, at] for at, s in zip(chosen, signs, strict=False)], axis=0)
            for matrix, chosen in ((cube.nodes, units), (cube.spans, months), (cube.parts, parts))
        ]
        where = [np.flatnonzero(np.abs(one) > NOTHING) for one in moved]
        place = np.ix_(*where)
        by = np.einsum("n,s,p->nsp", *(one[at] for one, at in zip(moved, where, strict=True)))
        self.is_hidden[place] = True
        upward = np.where(by > 0, by * rise, -by * fall)
        downward = np.where(by > 0, by * fall, -by * rise)
        self.rise[place] = np.maximum(self.rise[place], upward)
        self.fall[place] = np.maximum(self.fall[place], downward)
