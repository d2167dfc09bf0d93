"""One regression on a panel: two kinds of effects taken out, errors clustered by commune.

The same as PanelOLS of linearmodels, which the tests hold it against; that takes 0.3 s for each of
a hundred regressions of a publish, and seconds to import.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
CERTAINTY = 0.95
MOST_TURNS = 1000


@dataclass(frozen=True)
class Estimate:
    """Coefficients with their covariance, from so many rows, communes and months.

    residual: commune × month, without the effects; NaN in the cells that were not used. spread: the
    standard deviation of chance, by the degrees of freedom that are left.
    """

    coefficients: Array
    covariance: Array
    rows: int
    communes: int
    months: int
    residual: Array
    spread: float

    def error(self, weights: Sequence[float] = (1.0,)) -> float:
        """The standard error of a weighted sum of the first coefficients."""
        used = len(weights)
        return float(np.sqrt(np.array(weights) @ self.covariance[:used, :used] @ weights))

    def value(self, weights: Sequence[float] = (1.0,)) -> float:
        """The sum itself."""
        return float(self.coefficients[: len(weights)] @ weights)

    def interval(self, weights: Sequence[float] = (1.0,)) -> tuple[float, float]:
        """The ends of its interval of 95 %, by Student's t: a degree for each commune but one."""
        far = self.quantile((1 + CERTAINTY) / 2) * self.error(weights)
        return self.value(weights) - far, self.value(weights) + far

    def chance(self, weights: Sequence[float] = (1.0,)) -> float:
        """The probability of a sum so far from zero where there is none."""
        return float(2 * student.sf(abs(self.value(weights)) / self.error(weights), self._degrees))

    def quantile(self, share: float) -> float:
        """The value below which a share of the t distribution lies."""
        return float(student.ppf(share, self._degrees))

    @property
    def _degrees(self) -> int:
        return self.communes - 1


def estimate(
    outcome: Array, explaining: Sequence[Array], within: Ints, across: Ints
) -> Estimate | None:
    """The regression of an outcome (commune × month) on others; None where they do not vary.

    Cells where anything is NaN are left out. `within`, `across`: the effects that each cell has, as
    numbers; those of `within` lie inside one commune, and so cost no degree of freedom beyond the
    clusters (Cameron and Miller 2015, A practitioner's guide to cluster-robust inference, III.B).
    """
    columns = np.stack([outcome, *explaining])
    used = ~np.isnan(columns).any(axis=0)
    rows, size = int(used.sum()), len(explaining)
    cluster = np.nonzero(used)[0]
    communes = len(np.unique(cluster))
    taken = len(np.unique(across[used]))
    if communes < 2 or rows <= taken + size + 1:
        return None
    left = without_effects(columns[:, used].T, within[used], across[used])
    y, x = left[:, 0], left[:, 1:]
    squares, before = x.T @ x, columns[1:, used].var(axis=1) * rows
    if (np.diag(squares) <= 1e-9 * np.maximum(before, 1e-12)).any():
        return None  # what is left of a column is rounding: the effects tell all of it
    if np.linalg.cond(squares / np.sqrt(np.outer(np.diag(squares), np.diag(squares)))) > 1e10:
        return None
    inverse = np.linalg.inv(squares)
    found = inverse @ x.T @ y
    residual = np.full(outcome.shape, np.nan)
    residual[used] = y - x @ found
    scores = np.zeros((outcome.shape[0], size))
    np.add.at(scores, cluster, x * residual[used][:, None])
    small = communes / (communes - 1) * (rows - 1) / (rows - taken - size)
    covariance = small * inverse @ (scores.T @ scores) @ inverse
    months = len(np.unique(np.nonzero(used)[1]))
    free = max(rows - taken - len(np.unique(within[used])) - size, 1)
    spread = float(np.sqrt(np.nansum(residual**2) / free))
    return Estimate(found, covariance, rows, communes, months, residual, spread)


def without_effects(columns: Array, within: Ints, across: Ints) -> Array:
    """Columns (row × column) less what two kinds of effects tell of them.

    The means of each kind are taken off in turn until none is left: the method of alternating
    projections. It ends after a dozen turns where communes and months are those of a panel, and
    uses no matrices, whose threads would wait for each other in the two processes of a publish.
    """
    of, on = (np.unique(groups, return_inverse=True)[1] for groups in (within, across))
    left: Array = columns - columns.mean(axis=0)
    size = np.sqrt((left**2).mean(axis=0)) + 1e-300
    for _ in range(MOST_TURNS):
        off = _means(left, of)
        left = left - off
        left -= _means(left, on)
        if (np.abs(off) <= 1e-11 * size).all():
            break
    return left


def _means(columns: Array, groups: Ints) -> Array:
    """The mean of each row's group."""
    counts = np.bincount(groups)
    means = [np.bincount(groups, weights=column) / counts for column in columns.T]
    return np.asarray(np.stack(means, axis=1)[groups], dtype=np.float64)
