"""What is known of a KPI at a level, as arrays, and whether that is enough to forecast from."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import duckdb
import numpy as np
import pandas as pd

from kpis.catalogue.kpi import Kpi
from kpis.catalogue.vocabulary import Frequency, Time, Unit
from kpis.forecast.scale import Array, Flags, Index, Texts, last_known
from kpis.measure.extent import extent as extent_of
from kpis.measure.readings import measure
from kpis.periods import Period

AWAY = 3.0  # times what stands before and after, or that part of it: the rule of a jump
BACK = 1.5  # times by which those two may differ


def slips(values: Array) -> Flags:
    """Series × time: whether a value lies threefold above or below both its neighbours.

    What people own or have does not go away for a month: a digit was lost in writing. Who jumps and
    stays is not one of them, nor can the last month be judged.
    """
    found = np.zeros(values.shape, dtype=bool)
    if values.shape[1] < 3:
        return found
    with np.errstate(divide="ignore", invalid="ignore"):
        level = np.log(values)
        before, here, after = level[:, :-2], level[:, 1:-1], level[:, 2:]
        nearest = np.minimum(np.abs(here - before), np.abs(here - after))
        same_side = np.sign(here - before) == np.sign(here - after)
        is_back = np.abs(after - before) <= np.log(BACK)
        found[:, 1:-1] = same_side & is_back & (nearest > np.log(AWAY))
    return found


LEAST_MONTHS = 18  # a year to fit from and half a year to be tested on
STALE_MONTHS = 6  # a series that was silent for longer says nothing of now
CONSTANT_MONTHS = 18


class Outlook(StrEnum):
    """Whether there is a forecast."""

    OK = "ok"
    CERTAIN = "certain"  # at the end of its scale, 0 % or 100 %, for a year and a half
    INSUFFICIENT = "insufficient"


class Reason(StrEnum):
    """Why there is no forecast, or what it lacks."""

    TOO_FEW = "too_few_values"
    STALE = "no_recent_value"
    BREAK = "vintage_break"  # too few values since a unit became, or came from, a part of another
    ENDED = "ended"  # the KPI means nothing any more
    PARTIAL = "communes_missing"  # of the communes that make up a sum some have no forecast


@dataclass(frozen=True)
class History:
    """Readings as area × period (NaN: none), with what they are good for, area by area.

    numerators and denominators in the units counted, values in the unit of the KPI; status holds
    an Outlook, reason a Reason or None.
    """

    codes: list[str]
    numerators: Array
    denominators: Array
    values: Array
    status: Texts
    reason: Texts
    is_share: bool

    @property
    def top(self) -> float | None:
        """The highest ratio that there can be."""
        return 1.0 if self.is_share else None

    def held(self) -> Array:
        """Area × period: the last denominator known; nobody is no denominator."""
        return last_known(np.where(self.denominators > 0, self.denominators, np.nan))


def history(con: duckdb.DuckDBPyConnection, kpi: Kpi, level: str, vintage: str) -> History:
    """The readings of all months (of all years, for an annual KPI) on the units of a vintage.

    Of a stock without its slips (`kpis.forecast.history`).
    """
    reach = extent_of(con)
    kind = "year" if kpi.frequency is Frequency.YEAR else "month"
    periods = Period.between(kind, reach.first_month, reach.last_month)
    readings = measure(con, kpi, level, periods, vintage)
    codes = sorted(set(readings["area_code"]))
    sides = ("numerator", "denominator", "value")
    up, down, values = (_table(readings, side, codes, periods).astype(float) for side in sides)
    if kpi.time.numerator is Time.STOCK:
        wrong = slips(values)
        up, down, values = (np.where(wrong, np.nan, side) for side in (up, down, values))
    since = np.zeros(len(codes), dtype=int)
    if level == kpi.source_level:  # sums over many units change little when one of them is divided
        in_force = [reach.base_vintage(period) for period in periods]
        since = last_break(_table(readings, "comparability", codes, periods), in_force)
    ended = kpi.valid_to is not None and kpi.valid_to < reach.last_month
    is_share = kpi.unit is Unit.PERCENT
    status, reason = judged(values, since, ended, kpi.unit.scale if is_share else None)
    after = np.arange(len(periods)) >= since[:, None]
    up, down, values = (np.where(after, side, np.nan) for side in (up, down, values))
    return History(codes, up, down, values, status, reason, is_share)


def judged(
    values: Array, since: Index, ended: bool = False, top: float | None = None
) -> tuple[Texts, Texts]:
    """Status and reason of each series (series × time); values before `since` do not count.

    top: the value of everybody, for a share.
    """
    status = np.full(len(values), Outlook.OK, dtype=object)
    reason = np.full(len(values), None, dtype=object)
    for row, series in enumerate(values):
        found = np.flatnonzero(~np.isnan(series))
        used = found[found >= since[row]]
        if ended:
            reason[row] = Reason.ENDED
        elif len(used) < LEAST_MONTHS:
            reason[row] = Reason.BREAK if len(found) >= LEAST_MONTHS else Reason.TOO_FEW
        elif len(series) - 1 - used[-1] > STALE_MONTHS:
            reason[row] = Reason.STALE
        elif top is not None:
            recent = series[used[-CONSTANT_MONTHS:]]
            if (recent == 0).all() or (recent == top).all():
                status[row] = Outlook.CERTAIN
        if reason[row] is not None:
            status[row] = Outlook.INSUFFICIENT
    return status, reason


def _table(readings: pd.DataFrame, column: str, codes: list[str], periods: list[Period]) -> Texts:
    wide = readings.pivot(index="area_code", columns="period", values=column)
    return wide.reindex(index=codes, columns=[period.code for period in periods]).to_numpy(object)


def last_break(comparability: Texts, in_force: list[str]) -> Index:
    """For each area the first period since which its readings come from the same units.

    comparability: area × period; in_force: by period, the vintage that was reported. Exact readings
    of whole units are carried on unchanged; a part of a unit has the rate of the whole, so readings
    break where they become estimates, where they cease to be, and where other units are divided.
    """
    since = np.zeros(len(comparability), dtype=int)
    for row, told in enumerate(comparability):
        known = [at for at, text in enumerate(told) if isinstance(text, str)]
        for before, at in pairwise(known):
            divided = told[at] == "estimated" and in_force[at] != in_force[before]
            if told[at] != told[before] or divided:
                since[row] = at
    return since
