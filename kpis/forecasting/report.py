"""The report of the back-test of one KPI at one level."""

from collections import Counter

import numpy as np

from kpis.forecasting.history import Outlook
from kpis.forecasting.models import AVERAGE, DAMPED, LOGISTIC, NAIVE
from kpis.forecasting.outlook import BOTTOM_UP, Forecast


def row(kpi: str, level: str, made: Forecast) -> dict[str, object]:
    """Keys: kpi, level; series (all areas), forecast, certain, insufficient (counts of areas).

    origins (months of the last year from which was forecast) and outcomes (readings they were
    compared with) of the areas that are neither certain nor insufficient; mase, coverage_80 and
    coverage_95 over all of these, NaN where there are none; and by model the number of areas
    forecast by it: naive, damped, logistic, average, bottom_up.
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
        **{model: used[model] for model in (NAIVE, DAMPED, LOGISTIC, AVERAGE, BOTTOM_UP)},
    }


def _over(part: float, whole: float) -> float:
    return float(part / whole) if whole > 0 else float("nan")
