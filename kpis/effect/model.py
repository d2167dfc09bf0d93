"""The model of growth: what explains the growth of adoption, and which effects are taken out.

    growth of commune c in month t = Σ β(l) × work(c, t − l)
                                     + effect of c in its twelve months
                                     + effect of t in the district of c + chance

Growth is that of the logit of the share. What a commune is like, its ceiling and what the plan of a
year gave it because it was behind stay the same within twelve months; what hits a district or all
of the province in a month, a campaign, Tết, the fields, is the same for its communes. Neither can
pass for an effect of the work.

Work that is sent to where adoption is low, month by month, leaves a little in it; how little, is
told by a second fit, which takes the level of two months before into account, apart from what the
work has moved.
"""

from dataclasses import dataclass

import numpy as np

from kpis.effect.estimate import Array, Estimate, Ints, estimate
from kpis.effect.panel import BLOCK, earlier

AFTER = 3  # months after which the effect is told
LONGEST = 6  # months of work before, at most
AHEAD = 3  # months of work to come that must explain nothing
TURNS = 2  # of the second fit: what the work moved, and the fit without it
POWER = 0.8  # a chance of so much to be seen makes an effect one that could have been seen


@dataclass(frozen=True)
class Told:
    """A weighted sum of the coefficients of a fit, on the logit, with its interval of 95 %."""

    value: float
    low: float
    high: float
    fit: Estimate

    @property
    def sign(self) -> int:
        """1 or −1 where the interval is all above or below zero, else 0."""
        return int(self.low > 0) - int(self.high < 0)

    @property
    def detectable(self) -> float:
        """The smallest effect that would have been seen with a chance of 80 %."""
        far = self.fit.quantile(0.975)
        return (self.high - self.low) / 2 * (1 + self.fit.quantile(POWER) / far)


@dataclass(frozen=True)
class Setting:
    """A panel as the model takes it: the district of each commune, by number, and the months."""

    district: Ints
    months: int

    def fit(
        self, outcome: Array, explaining: list[Array], is_plain: bool = False
    ) -> Estimate | None:
        """The regression; plain: with one effect a commune and one a month of all the province."""
        commune, month = np.indices((len(self.district), self.months), dtype=np.int64)
        if is_plain:
            return estimate(outcome, explaining, commune, month)
        block = (self.months - 1 - month) // BLOCK
        in_district = self.district[:, None] * self.months + month
        return estimate(outcome, explaining, commune * self.months + block, in_district)

    def levelled(self, level: Array, explaining: list[Array]) -> Estimate | None:
        """The second fit, of the growth of a level: its last coefficient is that of the level."""
        outcome = growth(level)
        fit = self.fit(outcome, explaining)
        for _ in range(TURNS):
            if fit is None:
                break
            moved = sum(b * x for b, x in zip(fit.coefficients, explaining, strict=False))
            usual = np.nanmean(moved, axis=1, keepdims=True)
            apart = level - np.cumsum(np.where(np.isnan(moved), usual, moved), axis=1)
            fit = self.fit(outcome, [*explaining, earlier(apart, 2)])
        return fit


def told(fit: Estimate | None, place: int = 0, weights: tuple[float, ...] = ()) -> Told | None:
    """One coefficient of a fit, by its place, or a weighted sum of the first of them."""
    if fit is None:
        return None
    of = weights or (*[0.0] * place, 1.0)
    return Told(fit.value(of), *fit.interval(of), fit)


def growth(level: Array) -> Array:
    """The change of each month from the one before; NaN where either is unknown."""
    return np.asarray(level - earlier(level, 1))


def after(work: Array, months: int = AFTER) -> list[Array]:
    """Columns of the work of so many months before, the first of which has the coefficient told.

    That is by how much the level is higher after so many months in each of which the work was
    higher by one: the work of the first month has then moved it `months` times, that of the last
    once, so Σ (months + 1 − l) × β(l).
    """
    first, *others = (earlier(work, lag) for lag in range(1, months + 1))
    return [
        first / months,
        *(column - (months - at) / months * first for at, column in enumerate(others, start=1)),
    ]


def to_come(work: Array) -> Array:
    """The mean work of the months to come."""
    return np.asarray(np.mean([earlier(work, -ahead) for ahead in range(1, AHEAD + 1)], axis=0))


def points(share: float, logit: float) -> float:
    """By how many points a share changes when its logit changes by so much."""
    odds = share / (1 - share) * np.exp(logit)
    return float(100 * (odds / (1 + odds) - share))
