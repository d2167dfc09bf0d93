"""How sure a rank is: where a unit would stand if chance had fallen otherwise.

By simulation with a fixed seed: of each unit the true share is drawn from its beta posterior under
the prior of Jeffreys, Beta(x + ½, n − x + ½), all units are ranked in each draw, and the interval
holds the middle of the ranks (Goldstein and Spiegelhalter 1996, League tables and their
limitations, JRSS A 159: 385–443). The prior is the same for all units and knows nothing of the
others, so that the interval lies around the rank that is seen; where many units are alike the first
of them would hardly be first again, and the interval is widened to the rank that is seen.
"""

import numpy as np
import pandas as pd

from kpis.catalogue.kpi import Kpi
from kpis.catalogue.vocabulary import Direction
from kpis.compare.funnel import proportions
from kpis.compare.why import IncomparableError, Why
from kpis.progress.rank import ranks

DRAWS, SEED, LEVEL = 2000, 20251231, 0.95


def rank_intervals(
    readings: pd.DataFrame, kpi: Kpi, draws: int = DRAWS, seed: int = SEED, level: float = LEVEL
) -> pd.DataFrame:
    """area_code, rank, rank_low and rank_high (1 is best) of the units that have a denominator.

    The same readings give the same intervals. Errors as `proportions`, and for a range.
    """
    if kpi.direction is Direction.RANGE:
        text = f"{kpi.id} is best within a range, in which all are first."
        raise IncomparableError(Why.RANGE, text)
    units = proportions(readings).sort_values("area_code", ignore_index=True)
    top, n = (units[side].to_numpy("float64") for side in ("numerator", "denominator"))
    rest = np.maximum(n - top, 0.0)
    drawn = np.random.default_rng(seed).beta(top + 0.5, rest + 0.5, size=(draws, len(n)))
    order = np.argsort(drawn if kpi.direction is Direction.DOWN else -drawn, axis=1)
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.arange(1, len(n) + 1)[None, :], axis=1)
    tails = [(1 - level) / 2, (1 + level) / 2]
    low, high = np.quantile(places, tails, axis=0, method="inverted_cdf").astype(int)
    seen = ranks(pd.Series(top / n), kpi).to_numpy(int)
    return pd.DataFrame(
        {
            "area_code": units["area_code"],
            "rank": seen,
            "rank_low": np.minimum(low, seen),
            "rank_high": np.maximum(high, seen),
        }
    )
