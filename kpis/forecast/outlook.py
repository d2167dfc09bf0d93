"""The forecasts of one level: each area by itself, or as the sum of the communes in it.

Bottom-up, and not scaled to a forecast of the province: the sums are exact by construction, the
forecast of a commune stays the one that was tested on it, and no share can leave 0–100 %. How far a
sum may miss is told by the laws of its own series, moved to lie around the sum: so no correlation
of the communes has to be assumed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import duckdb
import numpy as np

from kpis.forecast.backtest import JUDGED, Run
from kpis.forecast.ensemble import MEMBERS, ends, members, middle
from kpis.forecast.history import History, Outlook, Reason
from kpis.forecast.laws import STILL, YEAR, fitted
from kpis.forecast.scale import Array, last_known
from kpis.forecast.weighing import scores, weights

BOTTOM_UP = "bottom_up"
EARLIER_MEMBERS = 150  # of the forecasts that are only compared with what came
SHARES = (0.8, 0.95)  # of the outcomes, that intervals are to hold
TOGETHER = 64  # series whose futures are made at a time: all of a country's would take gigabytes
WEIGHTS = """
    select area_code, source_code, weight from mart_area_map
    where source_level = $source_level and source_vintage = $source_vintage
      and level = $level and vintage = $vintage and weight is not null
"""


@dataclass(frozen=True)
class Forecast:
    """A level's history with its forecasts: area × step from the last month on, as ratios.

    futures: area × member × span, NaN without a forecast: what a future has on the average over
    some steps, of each of `spans`; intervals: by share the lower and upper ratio, area × step, of
    that which holds so many of the futures; ratios: their middle, of a sum that of its parts;
    denominators: held at the last one known, by area; models: the kind of law of the
    greatest weight, or bottom_up; shared: origin × law, what the laws weighed over all areas;
    earlier: area × origin × step, the middle of what was forecast at each of `origins`, the last
    of which is now.
    """

    past: History
    futures: Array
    intervals: dict[float, tuple[Array, Array]]
    ratios: Array
    denominators: Array
    models: tuple[str | None, ...]
    shared: Array
    earlier: Array
    run: Run

    def ends(self, share: float) -> tuple[Array, Array]:
        """Lower and upper ratio, area × step, of the interval that holds a share of outcomes."""
        low, high = self.intervals[share]
        # the middle of a sum is that of its parts, the ends are of its own series
        return np.minimum(low, self.ratios), np.maximum(high, self.ratios)


def origins(months: int) -> range:
    """The origins of the last year, which are judged, and the last month, from which we look."""
    return range(max(months - 1 - JUDGED, 0), months)


def single(
    past: History, steps: int, unit: float, spans: Sequence[slice] | None = None
) -> Forecast:
    """Each area by the laws of its own series; unit: the scale of the KPI's values.

    spans: the steps over which futures are kept, by their mean (None: each step alone).
    """
    return _forecast(past, steps, unit, spans)


def summed(
    past: History,
    parts: Forecast,
    weights: Array,
    unit: float,
    spans: Sequence[slice] | None = None,
) -> Forecast:
    """Areas as sums of parts: numerators and denominators times weights (area × part), added up.

    Parts without a forecast are left out of both sides, and the area says so. spans: as of
    `single`.
    """
    looked = list(origins(past.values.shape[1]))
    held = parts.past.held()[:, looked, None]
    known = ~np.isnan(parts.earlier) & ~np.isnan(held)
    up = np.tensordot(weights, np.where(known, parts.earlier * held, 0.0), axes=1)
    down = np.tensordot(weights, np.where(known, held, 0.0), axes=1)
    centres = up / np.where(down > 0, down, np.nan)
    missing = (weights > 0) @ np.isnan(parts.ratios[:, 0]) > 0
    none = np.isnan(centres[:, -1, 0])
    silent = past.status == Outlook.INSUFFICIENT
    reason = np.where(missing & ~silent, Reason.PARTIAL, past.reason)
    reason = np.where(none & ~silent, Reason.TOO_FEW, reason)
    told = replace(past, status=np.where(none, Outlook.INSUFFICIENT, past.status), reason=reason)
    steps = parts.ratios.shape[1]
    return _forecast(told, steps, unit, spans, centres, down[:, -1, 0], parts.shared)


def _forecast(
    past: History,
    steps: int,
    unit: float,
    spans: Sequence[slice] | None,
    centres: Array | None = None,
    denominators: Array | None = None,
    prior: Array | None = None,
) -> Forecast:
    """By its own laws; with centres (area × origin × step) moved to lie around these."""
    areas, looked = len(past.codes), origins(past.values.shape[1])
    kept = [slice(step, step + 1) for step in range(steps)] if spans is None else spans
    futures = np.full((areas, MEMBERS, len(kept)), np.nan)
    intervals = {
        share: (np.full((areas, steps), np.nan), np.full((areas, steps), np.nan))
        for share in SHARES
    }
    earlier = np.full((areas, len(looked), max(steps, JUDGED)), np.nan)
    models = np.full(areas, None, dtype=object)
    shared: list[Array] = []
    run = Run.of(areas)
    usable = np.flatnonzero(past.status == Outlook.OK)
    if len(usable):
        size = np.ones(len(usable)) if past.is_share else _first_year(past.values[usable]) / unit
        below = past.denominators[usable] * size[:, None]  # so that no ratio is far from 1
        laws = fitted(past.numerators[usable], below, past.is_share, JUDGED)
        scored = scores(laws)
        known = past.values[usable] / unit
        for at, origin in enumerate(looked):
            before = None if prior is None or not len(prior) else prior[at]
            weight, over_all = weights(laws, scored, origin, before)
            shared.append(over_all)
            is_now = origin == looked[-1]
            left = past.values.shape[1] - 1 - origin  # months that came
            far, count = (steps, MEMBERS) if is_now else (min(left, JUDGED), EARLIER_MEMBERS)
            latest, came = last_known(known)[:, origin], known[:, origin + 1 :][:, :JUDGED]
            judged = run.origins
            for first in range(0, len(usable), TOGETHER):
                some = slice(first, first + TOGETHER)
                rows = usable[some]
                made = members(laws, weight[:, some], origin, far, count, first)
                made *= size[some, None, None]
                ordered = np.sort(made, axis=1)
                centre = middle(ordered)
                if centres is not None:
                    move = (centres[rows, at, :far] - centre)[:, None]
                    made, ordered = laws.bounded(made + move), laws.bounded(ordered + move)
                    centre = centres[rows, at, :far]
                earlier[rows, at, :far] = centre
                if is_now:
                    for place, span in enumerate(kept):
                        futures[rows, :, place] = made[:, :, span].mean(axis=2)
                    for share, both in intervals.items():
                        both[0][rows], both[1][rows] = ends(ordered, share, past.top)
                else:
                    run.judge(rows, ordered, centre, latest[some], came[some], unit, past.top)
            run.origins = min(run.origins, judged + 1)  # it is one, of however many series
            if is_now:
                models[usable] = laws.kinds(weight) if centres is None else BOTTOM_UP
    still = np.flatnonzero(past.status == Outlook.CERTAIN)
    stays = last_known(past.values)[still] / unit
    futures[still] = stays[:, -1, None, None]
    for both in intervals.values():
        both[0][still] = both[1][still] = stays[:, -1, None]
    earlier[still] = stays[:, looked, None]
    models[still] = STILL
    return Forecast(
        past=past,
        futures=futures,
        intervals=intervals,
        ratios=earlier[:, -1, :steps],
        denominators=past.held()[:, -1] if denominators is None else denominators,
        models=tuple(models),
        shared=np.array(shared),
        earlier=earlier,
        run=run,
    )


def _first_year(values: Array) -> Array:
    """The mean of the first twelve values of each series that are not zero; 1 where all are."""
    found = np.ones(len(values))
    for row, series in enumerate(values):
        early = series[series > 0][:YEAR]
        if len(early):
            found[row] = early.mean()
    return found


def weights_of(
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
