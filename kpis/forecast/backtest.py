"""A run through all origins: the model chosen, its width and its law, by what was known then.

So the errors that are reported were honest: neither model nor width knew what they are judged by.
"""

from dataclasses import dataclass

import numpy as np

from kpis.forecast.choosing import STEPS, Index, choose, errors, weighted_mean, weights
from kpis.forecast.scale import Array
from kpis.forecast.spread import Law, extended, widths

JUDGED = 12  # the origins of the last twelve months are those reported


@dataclass(frozen=True)
class Run:
    """What the rolling origins gave, and with what the last origin forecasts.

    chosen: series × origin. centre and width: series × step from the last month, on the working
    scale. law: of the errors over width. mase, coverage_80, coverage_95: by series, of the origins
    in the last twelve months (NaN where there are none). lost and naive_lost: series × step, the
    sums of absolute errors that MASE is made of, in the unit of the KPI; hits_80 and hits_95: the
    outcomes within the intervals; outcomes: how many; origins: how many, of all series.
    """

    chosen: Index
    centre: Array
    width: Array
    law: Law
    lost: Array
    naive_lost: Array
    hits_80: Array
    hits_95: Array
    outcomes: Array
    origins: int

    @property
    def mase(self) -> Array:
        """Mean absolute error over that of the naive model, on the same origins and steps."""
        return _ratio(self.lost.sum(axis=1), self.naive_lost.sum(axis=1))

    @property
    def coverage_80(self) -> Array:
        """Share of outcomes within the interval of 80 %."""
        return _ratio(self.hits_80.sum(axis=1), self.outcomes.sum(axis=1))

    @property
    def coverage_95(self) -> Array:
        """Share of outcomes within the interval of 95 %."""
        return _ratio(self.hits_95.sum(axis=1), self.outcomes.sum(axis=1))

    def interval(self, share: float) -> tuple[Array, Array]:
        """Lower and upper end, series × step, that hold a share of the outcomes."""
        reach = self.law.quantile(share) * self.width
        return self.centre - reach, self.centre + reach


def run(places: Array, values: Array, paths: Array, told: Array, only: int | None = None) -> Run:
    """Back-test forecasts and choose by it.

    places and values: series × time, on the working scale and in the unit of the KPI. paths and
    told: the forecasts of model × series × origin × step, on the same two. Model 0 is the naive
    one; `only` is the model to take where there is no choice.
    """
    months, rows = places.shape[1], np.arange(len(places))
    off = errors(places, paths[..., :STEPS])
    missed = np.abs(errors(values, told[..., :STEPS]))
    chosen = np.zeros(places.shape, dtype=np.intp)
    expected = np.full((*places.shape, STEPS), np.nan)
    scores = np.full((*places.shape, STEPS), np.nan)
    for origin in range(months):
        weight = weights(origin, months, STEPS)
        picked = choose(weighted_mean(missed, weight)) if only is None else only
        chosen[:, origin] = picked
        expected[:, origin] = widths(off[chosen[:, origin], rows], weight)
        scores[:, origin] = _over(np.abs(off[chosen[:, origin], rows, origin]), expected[:, origin])
    sums = np.zeros((5, len(places), STEPS))
    for origin in range(max(months - 1 - JUDGED, 0), months - 1):
        law = _law(scores, off[chosen[:, origin], rows], expected[:, origin], origin)
        score, off_by = scores[:, origin], missed[chosen[:, origin], rows, origin]
        known = ~np.isnan(score)
        within = [known & (score <= law.quantile(share) + 1e-9) for share in (0.8, 0.95)]
        judged = [
            np.where(known, off_by, 0),
            np.where(known, missed[0, :, origin], 0),
            *within,
            known,
        ]
        sums += np.stack(judged)
    last = months - 1
    spoke = np.any(~np.isnan(scores[:, max(last - JUDGED, 0) : last]), axis=(0, 2))
    lost, naive_lost, hits_80, hits_95, outcomes = sums
    return Run(
        chosen=chosen,
        centre=paths[chosen[:, last], rows, last],
        width=extended(expected[:, last], paths.shape[-1]),
        law=_law(scores, off[chosen[:, last], rows], expected[:, last], last),
        lost=lost,
        naive_lost=naive_lost,
        hits_80=hits_80,
        hits_95=hits_95,
        outcomes=outcomes,
        origins=int(spoke.sum()),
    )


def _law(scores: Array, off: Array, width: Array, origin: int) -> Law:
    """The law to use at an origin: of two, the one that is wider at 80 %.

    The scores were out of sample, but made with the widths of their time: after a step that widths
    still remember they are too small. So the errors that today's widths were made from count too.
    """
    months, steps = scores.shape[1:]
    now = _over(np.abs(off), width[:, None, :])
    laws = (
        Law.of(scores, weights(origin, months, steps, JUDGED)),
        Law.of(now, weights(origin, months, steps)),
    )
    return max(laws, key=lambda law: law.quantile(0.8))


def _over(error: Array, width: Array) -> Array:
    """Errors in widths; without width nothing is right but exactly what was forecast."""
    surprise = np.where(error > 1e-9, np.inf, 0.0)
    ratio = np.where(width > 0, error / np.where(width > 0, width, 1), surprise)
    return np.where(np.isnan(error) | np.isnan(width), np.nan, ratio)


def _ratio(part: Array, whole: Array) -> Array:
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1), np.nan)
