"""The forecasts of one level: each area by itself, or as the sum of the communes in it.

Bottom-up, and not scaled to a forecast of the province: the sums are exact by construction, the
forecast of a commune stays the one that was tested on it, and no share can leave 0–100 %. Intervals
of a sum come from the errors that past sums made, so that no correlation has to be assumed.
"""

from dataclasses import dataclass, replace

import duckdb
import numpy as np

from kpis.forecast import models, scale
from kpis.forecast.backtest import Run, run
from kpis.forecast.choosing import STEPS
from kpis.forecast.history import History, Outlook, Reason
from kpis.forecast.scale import Array
from kpis.forecast.smoothing import last_known, naive
from kpis.forecast.spread import unsure

BOTTOM_UP = "bottom_up"
WEIGHTS = """
    select area_code, source_code, weight from mart_area_map
    where source_level = $source_level and source_vintage = $source_vintage
      and level = $level and vintage = $vintage and weight is not null
"""


@dataclass(frozen=True)
class Forecast:
    """A level's history with its forecasts: area × step from the last month on.

    ratios: numerator over denominator; denominators: held at the last one known, by area;
    paths: ratios as area × origin × step, of the model chosen at each origin; rivals: ratios as
    model × area × step, of all models but the naive one, from the last month on.
    """

    past: History
    run: Run
    models: tuple[str, ...]
    ratios: Array
    denominators: Array
    paths: Array
    rivals: Array

    def ends(self, share: float) -> tuple[Array, Array]:
        """Lower and upper ratio, area × step, of the interval that holds a share of outcomes."""
        certain = (self.past.status == Outlook.CERTAIN)[:, None]
        low, high = (
            scale.ratios(end, self.denominators[:, None], self.past.is_share)
            for end in self.run.interval(share)
        )
        return np.where(certain, self.ratios, low), np.where(certain, self.ratios, high)


def single(past: History, steps: int, unit: float) -> Forecast:
    """Each area by the model that its own back-test chose; unit: the scale of the KPI's values."""
    places = scale.working(past.numerators, past.denominators, past.is_share)
    held = past.held()
    paths = models.forecasts(places, steps, past.is_share)
    told = scale.ratios(paths[..., :STEPS], held[:, :, None], past.is_share) * unit
    certain, short = (past.status == one for one in (Outlook.CERTAIN, Outlook.INSUFFICIENT))
    # what no longer moves has no errors any more: scored, it would narrow the intervals of all
    scored = np.where((certain | short)[:, None], np.nan, places)
    result = run(scored, np.where(short[:, None], np.nan, past.values), paths, told)
    result.chosen[certain, -1] = 0  # the naive model, which says that nothing changes
    months, rows = places.shape[1], np.arange(len(places))
    taken = np.stack([paths[result.chosen[:, at], rows, at] for at in range(months)], axis=1)
    ratios = scale.ratios(taken, held[:, :, None], past.is_share)
    stays = last_known(past.values)[:, -1:] / unit
    last = np.where(certain[:, None], stays, ratios[:, -1])
    ratios[:, -1] = np.where(short[:, None], np.nan, last)
    names = models.names(past.is_share)
    used = tuple(names[index] for index in result.chosen[:, -1])
    rivals = paths[1:, :, -1]
    result = replace(result, width=unsure(result.width, rivals, result.centre, STEPS))
    told_rivals = scale.ratios(rivals, held[:, -1:], past.is_share)
    return Forecast(past, result, used, ratios[:, -1], held[:, -1], ratios, told_rivals)


def summed(past: History, parts: Forecast, weights: Array, unit: float) -> Forecast:
    """Areas as sums of parts: numerators and denominators times weights (area × part), added up.

    Parts without a forecast are left out of both sides, and the area says so.
    """
    held = parts.past.held()[:, :, None]
    known = ~np.isnan(parts.paths) & ~np.isnan(held)
    up = _added(weights, np.where(known, parts.paths * held, 0.0))
    down = _added(weights, np.where(known, held, 0.0))
    down = np.where(down > 0, down, np.nan)
    own = scale.working(past.numerators, past.denominators, past.is_share)
    paths = np.stack([naive(own, up.shape[2]), scale.working(up, down, past.is_share)])
    of_own = past.held()[:, :, None]
    told = [
        scale.ratios(path[..., :STEPS], below[..., :STEPS], past.is_share) * unit
        for path, below in zip(paths, (of_own, down), strict=True)
    ]
    result = run(own, past.values, paths, np.stack(told), only=1)
    ratios = up / down
    missing = (weights > 0) @ np.isnan(parts.ratios[:, 0]) > 0
    none = np.isnan(ratios[:, -1, 0])
    silent = past.status == Outlook.INSUFFICIENT
    ratios[silent, -1] = np.nan
    reason = np.where(missing & ~silent, Reason.PARTIAL, past.reason)
    reason = np.where(none & ~silent, Reason.TOO_FEW, reason)
    status = np.where(none, Outlook.INSUFFICIENT, past.status)
    told_past = History(**{**vars(past), "status": status, "reason": reason})
    names = (BOTTOM_UP,) * len(past.codes)
    rivals = _rivals(parts, weights, down[:, -1])
    told_rivals = scale.working(rivals * down[:, -1], down[:, -1], past.is_share)
    result = replace(result, width=unsure(result.width, told_rivals, result.centre, STEPS))
    return Forecast(told_past, result, names, ratios[:, -1], down[:, -1, 0], ratios, rivals)


def _rivals(parts: Forecast, weights: Array, down: Array) -> Array:
    """What the areas would come to if all their parts went on by one model: model × area × step.

    A part that a model says nothing of goes on as forecast.
    """
    own = np.where(np.isnan(parts.rivals), parts.ratios, parts.rivals)
    up = np.nan_to_num(own * parts.denominators[:, None])
    return np.asarray(np.einsum("ap,mps->mas", weights, up) / down)


def weights(
    con: duckdb.DuckDBPyConnection,
    areas: list[str],
    parts: list[str],
    units: tuple[str, str, str, str],
) -> Array:
    """Area × part: what of a part lies in an area; units: level and vintage of parts, of areas."""
    names = ("source_level", "source_vintage", "level", "vintage")
    found = np.zeros((len(areas), len(parts)))
    place, source = ({code: at for at, code in enumerate(codes)} for codes in (areas, parts))
    for area, part, weight in con.execute(WEIGHTS, dict(zip(names, units, strict=True))).fetchall():
        if area in place and part in source:
            found[place[area], source[part]] = weight
    return found


def _added(weights: Array, parts: Array) -> Array:
    return np.asarray(np.tensordot(weights, parts, axes=1))
