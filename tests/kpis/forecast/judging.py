"""What forecasts said of months that had not come yet, held against what came."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from kpis.catalogue.chance import Chance, class_of
from kpis.catalogue.kpi import Target
from kpis.catalogue.vocabulary import Confirmation, Direction, Unit
from kpis.forecast.chances import reaches
from kpis.forecast.history import History, judged
from kpis.forecast.outlook import Forecast, single
from kpis.forecast.scale import Array

SHARES = (0.8, 0.95)
TARGETS = (60, 70, 80, 90, 95, 100)
NEAR = 1e-9


def history_of(numerators: Array, denominators: Array, is_share: bool = True) -> History:
    """A history of areas from arrays of area × month; NaN: not reported."""
    scale = 100 if is_share else 1
    values = scale * numerators / np.where(denominators > 0, denominators, np.nan)
    since = np.zeros(len(values), dtype=int)
    status, reason = judged(values, since, top=100 if is_share else None)
    codes = [f"{area:05d}" for area in range(len(values))]
    return History(codes, numerators, denominators, values, status, reason, is_share)


@dataclass
class Verdict:
    """Outcomes within the intervals, by (share, months ahead), and statements on targets.

    below: the same outcomes without those at 100 %; stated and true: probabilities that a target
    will be reached at the last horizon, by an area that has not reached it, and whether it was;
    lost and stayed: sums of absolute errors over 12 months, of the forecast and of “no change”.
    """

    within: dict[tuple[float, int], list[bool]] = field(default_factory=dict)
    below: dict[tuple[float, int], list[bool]] = field(default_factory=dict)
    stated: list[float] = field(default_factory=list)
    true: list[bool] = field(default_factory=list)
    lost: float = 0.0
    stayed: float = 0.0

    def add(self, made: Forecast, came: Array, horizons: Iterable[int], last: Array) -> None:
        """Add the areas of a forecast; came: area × step and last: area, as ratios."""
        for share in SHARES:
            low, high = made.ends(share)
            for ahead in horizons:
                at = ahead - 1
                known = ~np.isnan(low[:, at]) & ~np.isnan(came[:, at])
                inside = (low[:, at] - NEAR <= came[:, at]) & (came[:, at] <= high[:, at] + NEAR)
                self.within.setdefault((share, ahead), []).extend(inside[known])
                self.below.setdefault((share, ahead), []).extend(inside[known & (came[:, at] < 1)])
        far = max(horizons) - 1
        for value in TARGETS:
            target = Target(0, "", Confirmation.PROPOSED, value=value)
            for area in np.flatnonzero((last < value / 100) & ~np.isnan(made.ratios[:, far])):
                futures, people = made.futures[area, :, far], float(made.denominators[area])
                self.stated.append(reaches(futures, people, target, Direction.UP, Unit.PERCENT))
                self.true.append(bool(came[area, far] >= value / 100 - NEAR))
        self.lost += float(np.nansum(np.abs(made.ratios - came)[:, :12]))
        self.stayed += float(np.nansum(np.abs(last[:, None] - came)[:, :12]))

    def coverage(self, share: float, ahead: int) -> float:
        """Share of the outcomes within the interval."""
        return float(np.mean(self.within[share, ahead]))

    def coverage_below(self, share: float, ahead: int) -> float:
        """Share of the outcomes below 100 % within the interval; NaN where there are none."""
        found = self.below[share, ahead]
        return float(np.mean(found)) if found else float("nan")

    def came_true(self, above: float, below: float = 1.01) -> tuple[int, float]:
        """How many statements of a probability from `above` to below `below`; what came true."""
        stated, true = np.array(self.stated), np.array(self.true)
        chosen = true[(stated >= above) & (stated < below)]
        return len(chosen), float(chosen.mean()) if len(chosen) else float("nan")

    def by_class(self) -> dict[Chance, tuple[int, float, float]]:
        """By class: cases, mean probability stated, share that came true."""
        stated, true = np.array(self.stated), np.array(self.true)
        of = np.array([class_of(one) for one in stated], dtype=int)
        return {
            name: (
                int((of == at).sum()),
                float(stated[of == at].mean()),
                float(true[of == at].mean()),
            )
            for at, name in enumerate(Chance)
            if (of == at).any()
        }


def of_batches(
    batches: Iterable[tuple[Array, Array]], seen: int, horizons: tuple[int, ...] = (12, 26, 50)
) -> Verdict:
    """The verdict on forecasts of shares of which so many months are seen."""
    found = Verdict()
    for numerators, denominators in batches:
        past = history_of(numerators[:, :seen], denominators[:, :seen])
        ratios = numerators / denominators
        made = single(past, max(horizons), 100)
        found.add(made, ratios[:, seen : seen + max(horizons)], horizons, ratios[:, seen - 1])
    return found
