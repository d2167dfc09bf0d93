"""Panels whose effect is known: an S-curve to a ceiling, work by the quarter, luck, and traps."""

from dataclasses import dataclass

import numpy as np

from kpis.catalogue.taught import taught
from kpis.effect.model import Setting, after, growth, told
from kpis.effect.panel import Panel
from kpis.effect.study import ALL, Case

COMMUNES, MONTHS, DISTRICTS, USUAL, CEILING = 57, 50, 9, 2.2, 0.85
TET = (4, 16, 29, 41)  # months from 09/2022 in which the work rests


@dataclass(frozen=True)
class World:
    """Shares and work (commune × month), the district of each commune, and what was put in.

    put_in: by how much the logit of the share grew more in each month, because of the work of the
    month before: less than was put into the exponent, as there is a ceiling.
    """

    share: np.ndarray
    work: np.ndarray
    district: np.ndarray
    put_in: np.ndarray
    other: np.ndarray  # the share of a service that the work does nothing for

    @property
    def case(self) -> Case:
        """The world as the study of a topic takes it; half of the work is done in one form."""
        communes, months = (tuple(str(n) for n in range(size)) for size in self.share.shape)
        one = taught()[0]
        work = {(one.topic, ALL): self.work, (one.topic, "den_nha"): 0.5 * self.work}
        names = tuple(f"Commune {code}" for code in communes)
        on = Panel("2025", communes, names, tuple(f"D{n}" for n in self.district), months, work)
        now = [float(share[:, -1].mean()) for share in (self.share, self.other)]
        return Case(one, on, _logit(self.share), _logit(self.other), *now, 0)

    @property
    def law(self) -> float:
        """What is put in, in the unit of an estimate: the same regression of it without any luck.

        In an S-curve a month of work moves the logit by less the nearer the ceiling is, so there is
        no one number to be found but this, its mean as the regression weighs communes and months.
        """
        one = self.case
        outcome = np.where(np.isnan(growth(one.level)), np.nan, self.put_in)
        found = told(Setting(self.district, len(one.panel.months)).fit(outcome, after(self.work)))
        assert found is not None
        return found.value


def world(
    seed: int,
    effect: float = 0.0,
    behind: float = 0.0,
    seasons: bool = False,
    campaigns: bool = False,
    months: int = MONTHS,
    communes: int = COMMUNES,
) -> World:
    """A world of a seed.

    effect: what ten assists per 1,000 adults add to the exponent in the next month. behind: how
    much more work a commune gets whose logit was lower by one in the month before, as a part of the
    usual. seasons: work and growth rest at Tết and in the fields, growth more where it is faster.
    campaigns: months in which a district works more and also grows more, for another reason.
    """
    rng = np.random.default_rng(seed)
    size = (communes, months)
    district = np.arange(communes) % DISTRICTS
    zeal = rng.normal(0, 0.15, communes)
    focus = np.repeat(rng.normal(0, 0.3, (communes, months // 3 + 1)), 3, axis=1)[:, :months]
    season = np.ones(months)
    if seasons:
        season += 0.2 * np.sin(2 * np.pi * np.arange(months) / 12)
        season[[month for month in TET if month < months]] *= 0.5
    pushed = rng.normal(0, 1, (DISTRICTS, months)) * campaigns
    pace = 0.055 + 0.01 * rng.normal(0, 1, communes)
    ceiling = np.clip(CEILING + 0.04 * rng.normal(0, 1, communes), 0.6, 0.98)
    exponent = -1.5 + rng.normal(0, 0.4, communes) + 0.5 * zeal
    idle = exponent + rng.normal(0, 0.4, communes)
    share, work, put_in, other = (np.zeros(size) for _ in range(4))
    for t in range(months):
        if t:
            grown = pace * (0.5 + 0.5 * season[t]) + 0.02 * pushed[district, t]
            luck = 0.012 * rng.normal(0, 1, (2, communes)) + 0.012 * rng.normal(0, 1, (2, 1))
            without = exponent + grown + luck[0]
            exponent = without + effect * (work[:, t - 1] - USUAL)
            put_in[:, t] = _logit(ceiling * _s(exponent)) - _logit(ceiling * _s(without))
            idle = idle + grown + luck[1]
        share[:, t] = _noisy(rng, ceiling * _s(exponent))
        other[:, t] = _noisy(rng, ceiling * _s(idle))
        before = _logit(share[:, max(t - 1, 0)])
        sent = -behind * (before - before.mean())
        busy = zeal + focus[:, t] + sent + 0.1 * rng.normal(0, 1, communes)
        work[:, t] = USUAL * season[t] * np.exp(busy + 0.2 * pushed[district, t])
    return World(share, work, district, put_in, other)


def _noisy(rng: np.random.Generator, share: np.ndarray) -> np.ndarray:
    """A share as files count it."""
    return np.clip(share * (1 + 0.001 * rng.normal(0, 1, share.shape)), 1e-4, 1 - 1e-4)


def _s(exponent: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-exponent))


def _logit(share: np.ndarray) -> np.ndarray:
    return np.log(share / (1 - share))
