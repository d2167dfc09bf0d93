"""How often intervals hold beyond the year that is tested: from an origin 20 months before the end.

The back-test of every publish looks a year ahead; this one cuts the demonstration data short and
compares 13 to 20 months ahead, for all monthly KPIs that communes have.
"""

import numpy as np

from kpis.forecast.history import History, Outlook, history
from kpis.forecast.outlook import Forecast, single, summed, weights
from kpis.store import connect

AHEAD, TESTED = 20, 12


def _cut(past: History) -> History:
    """What was known so many months before the end."""
    tables = {
        name: value[:, :-AHEAD] if isinstance(value, np.ndarray) and value.ndim == 2 else value
        for name, value in vars(past).items()
    }
    return History(**tables)


def _held(past: History, made: Forecast, scale: float, share: float) -> tuple[int, int]:
    """How many outcomes lay in the interval, and how many there were."""
    came = past.values[:, -AHEAD:] / scale
    low, high = made.ends(share)
    is_known = (made.past.status == Outlook.OK)[:, None] & ~np.isnan(came) & ~np.isnan(low)
    within = (came >= low - 1e-9) & (came <= high + 1e-9) & is_known
    return int(within[:, TESTED:].sum()), int(is_known[:, TESTED:].sum())


def test_intervals_beyond_the_year_that_is_tested(demo_store, catalogue, capsys):
    found: dict[tuple[str, float], list[tuple[int, int]]] = {}
    with connect(demo_store) as con:
        for kpi in catalogue.values():
            if kpi.frequency == "year" or "commune" not in kpi.levels:
                continue
            levels = [level for level in ("commune", "province") if level in kpi.levels]
            past = {level: history(con, kpi, level, "2025") for level in levels}
            made = {"commune": single(_cut(past["commune"]), AHEAD, kpi.unit.scale)}
            if "province" in past:
                between = ("commune", "2025", "province", "2025")
                share = weights(con, past["province"].codes, past["commune"].codes, between)
                whole = _cut(past["province"])
                made["province"] = summed(whole, made["commune"], share, kpi.unit.scale)
            for level, one in made.items():
                for share_held in (0.8, 0.95):
                    held = _held(past[level], one, kpi.unit.scale, share_held)
                    found.setdefault((level, share_held), []).append(held)
    with capsys.disabled():
        for (level, nominal), counts in found.items():
            held, outcomes = np.sum(counts, axis=0)
            print(f"\n  {level}: {held / outcomes:.1%} of {outcomes:,} outcomes in {nominal:.0%}")
