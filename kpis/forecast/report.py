"""The report of the back-test of one KPI at one level: as a whole, and by months ahead."""

from collections import Counter
from math import sqrt
from statistics import NormalDist

import numpy as np

from kpis.catalogue.chance import Chance
from kpis.forecast.history import Outlook
from kpis.forecast.laws import PRIOR
from kpis.forecast.outlook import BOTTOM_UP, Forecast


def row(kpi: str, level: str, made: Forecast) -> dict[str, object]:
    """Keys: kpi, level; series (all areas), forecast, certain, insufficient (counts of areas).

    origins (months of the last year from which was forecast) and outcomes (readings they were
    compared with) of the areas that are neither certain nor insufficient; mase, coverage_80 and
    coverage_95 over all of these, NaN where there are none; and by kind of law the number of areas
    in which it weighs most: logistic, line, walk, still, damped; and bottom_up.
    """
    usable = made.past.status == Outlook.OK
    judged = made.past.status != Outlook.INSUFFICIENT
    run = made.run
    outcomes = run.outcomes[usable].sum()
    used = Counter(np.array(made.models, dtype=object)[judged].tolist())
    return {
        "kpi": kpi,
        "level": level,
        "series": len(made.past.codes),
        "forecast": int(usable.sum()),
        "certain": int((judged & ~usable).sum()),
        "insufficient": int((~judged).sum()),
        "origins": run.origins if outcomes else 0,
        "outcomes": int(outcomes),
        "mase": _over(run.lost[usable].sum(), run.naive_lost[usable].sum()),
        "coverage_80": _over(run.hits_80[usable].sum(), outcomes),
        "coverage_95": _over(run.hits_95[usable].sum(), outcomes),
        **{model: used[model] for model in (*PRIOR, BOTTOM_UP)},
    }


def step_rows(kpi: str, level: str, made: Forecast) -> list[dict[str, object]]:
    """One row for each number of months ahead that has outcomes; all areas with a forecast.

    Keys: kpi, level, step (1 to 12 months ahead); series (areas with outcomes) and outcomes;
    error and naive_error (mean absolute errors in the unit of the KPI: of the forecasts, and of
    “no change”), mase (the one over the other), coverage_80, coverage_95 (share of outcomes).
    """
    usable, run = made.past.status == Outlook.OK, made.run
    rows: list[dict[str, object]] = []
    for at in range(run.outcomes.shape[1]):
        outcomes = run.outcomes[usable, at]
        lost, naive_lost = run.lost[usable, at].sum(), run.naive_lost[usable, at].sum()
        if outcomes.sum() > 0:
            row: dict[str, object] = {"kpi": kpi, "level": level, "step": at + 1}
            row |= {"series": int((outcomes > 0).sum()), "outcomes": int(outcomes.sum())}
            row["error"] = _over(lost, outcomes.sum())
            row["naive_error"] = _over(naive_lost, outcomes.sum())
            row["mase"] = _over(lost, naive_lost)
            row["coverage_80"] = _over(run.hits_80[usable, at].sum(), outcomes.sum())
            row["coverage_95"] = _over(run.hits_95[usable, at].sum(), outcomes.sum())
            rows.append(row)
    return rows


def reliability_rows(kpi: str, level: str, made: Forecast) -> list[dict[str, object]]:
    """One row for each class of probability in which anything was stated, shares only.

    Keys: kpi, level, class (`kpis.catalogue.chance.Chance`); cases (how often it was stated that a
    level will be reached half a year to a year later, each twentieth from 5 % to 100 % that was not
    reached yet), stated (the mean probability) and reached (the share that came true), both 0–1.
    """
    run = made.run
    rows: list[dict[str, object]] = []
    for at, name in enumerate(Chance):
        cases = run.cases[:, at].sum()
        if cases:
            row: dict[str, object] = {"kpi": kpi, "level": level, "class": str(name)}
            row |= {"cases": int(cases), "stated": _over(run.stated[:, at].sum(), cases)}
            rows.append(row | {"reached": _over(run.reached[:, at].sum(), cases)})
    return rows


def wilson(share: float, count: float) -> tuple[float, float]:
    """The interval of 95 % around a share of so many independent outcomes (Wilson 1927)."""
    if not count > 0 or share != share:
        return float("nan"), float("nan")
    z = NormalDist().inv_cdf(0.975)
    middle = (share + z**2 / (2 * count)) / (1 + z**2 / count)
    reach = z * sqrt(share * (1 - share) / count + (z / (2 * count)) ** 2) / (1 + z**2 / count)
    return max(middle - reach, 0.0), min(middle + reach, 1.0)


def _over(part: float, whole: float) -> float:
    return float(part / whole) if whole > 0 else float("nan")
