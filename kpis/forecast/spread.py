"""How far forecasts miss: the scale of each series, the growth with the step, and the law of both.

Conformal, by scores that were out of sample when they were made: an error divided by the width
expected for it at its origin. Late scores weigh more (Barber, Candès, Ramdas, Tibshirani 2023,
Conformal prediction beyond exchangeability). All on the working scale.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from kpis.forecast.scale import Array

SHRINK = 3.0  # origins' worth of the mean of all series in the scale of each
PRIOR = 1.0  # origins' worth of a half-normal law among the scores
MARGIN = 0.5  # origins' worth by which few scores are widened, as they say too little of the rare
EDGE = 1e-9
MOST = 20.0  # a score beyond is as good as infinite
CERTAIN = 0.999  # no error is ruled out beyond this
PLACES = 40
HALF_NORMAL = np.array(  # its quantiles, of mean 1
    [NormalDist().inv_cdf(0.5 + (at + 0.5) / (2 * PLACES)) for at in range(PLACES)]
) * np.sqrt(np.pi / 2)


def widths(error: Array, weight: Array) -> Array:
    """Series × step: the mean absolute error to expect, from those with a weight (origin × step).

    error: series × origin × step. The growth with the step is that of all series, never falling;
    the scale is the series' own, drawn towards the mean of all by SHRINK origins. NaN without
    errors.
    """
    absolute = np.where(weight > 0, np.abs(error), np.nan)
    known = ~np.isnan(absolute)
    origins = known.any(axis=2).sum(axis=1)
    if not origins.any():
        return np.full((len(error), error.shape[2]), np.nan)
    first = _mean(absolute, (1, 2))[:, None, None]
    relative = _mean(np.where(first > 0, absolute / np.where(first > 0, first, 1), np.nan), (0, 1))
    growth = np.maximum.accumulate(np.nan_to_num(relative))
    growth = np.where(growth > 0, growth, 1.0)
    own = _mean(absolute / growth, (1, 2))
    pool = float(_mean(own[None], (1,))[0])
    scale = (origins * np.nan_to_num(own) + SHRINK * pool) / (origins + SHRINK)
    return np.asarray(scale[:, None] * growth)


def extended(width: Array, steps: int) -> Array:
    """Widths (series × step) to any number of steps, also more than were tested.

    Beyond, they grow with the square root of the step, as those of a random walk: what a wrong
    pace adds is told by how far the models come apart (`unsure`).
    """
    tested = width.shape[1]
    if steps <= tested:
        return width[:, :steps]
    more = np.sqrt(np.arange(tested + 1, steps + 1) / tested)
    return np.concatenate([width, width[:, -1:] * more], axis=1)


def unsure(width: Array, rivals: Array, centre: Array, tested: int) -> Array:
    """Widths (series × step), beyond the steps tested also as far as the models have come apart.

    rivals: model × series × step. Errors of a year cannot tell which of several curves is right in
    four: what they have come apart since the last step tested is added as an error of its own.
    """
    apart = np.nan_to_num(np.abs(rivals - centre)).mean(axis=0)
    more = np.maximum(apart[:, tested:] - apart[:, tested - 1 : tested], 0)
    return np.concatenate([width[:, :tested], np.hypot(width[:, tested:], more)], axis=1)


@dataclass(frozen=True)
class Law:
    """The distribution of absolute errors over their width: scores, and the share up to each."""

    scores: Array
    shares: Array

    @staticmethod
    def of(scores: Array, weight: Array) -> "Law":
        """From scores series × origin × step (NaN: none), by the weights of origin × step.

        A half-normal law counts as PRIOR origins, and decides alone where nothing was scored. The
        scores are widened by MARGIN over the number of origins.
        """
        used = np.where(np.isnan(scores), 0.0, weight)
        origins = int((used.sum(axis=(0, 2)) > 0).sum())
        own, heavy = scores[used > 0], used[used > 0]
        prior = heavy.sum() * PRIOR / origins if origins else 1.0
        both = np.concatenate([np.minimum(own, MOST), HALF_NORMAL])
        mass = np.concatenate([heavy, np.full(len(HALF_NORMAL), prior / len(HALF_NORMAL))])
        order = np.argsort(both, kind="stable")
        mass = mass[order] / mass.sum()
        middle = np.cumsum(mass) - mass / 2
        return Law(both[order] * (1 + MARGIN / max(origins, 1 / 2)), middle)

    def quantile(self, share: float) -> float:
        """The score that a share of the errors does not exceed."""
        return float(np.interp(share, self.shares, self.scores))

    def within(self, scores: Array) -> Array:
        """The share of errors up to each score.

        Up to the quantile of 80 % at least in proportion: none at all is the likeliest error, also
        where the few seen by chance were all of one size.
        """
        found = np.interp(scores, self.scores, self.shares, left=0.0, right=1.0)
        even = 0.8 * np.minimum(scores / max(self.quantile(0.8), EDGE), 1)
        return np.clip(np.maximum(found, even), 0, CERTAIN)


def _mean(values: Array, axes: tuple[int, ...]) -> Array:
    known = ~np.isnan(values)
    count = known.sum(axis=axes)
    total = np.where(known, values, 0.0).sum(axis=axes)
    return np.asarray(np.where(count > 0, total / np.maximum(count, 1), np.nan))
