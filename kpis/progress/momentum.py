"""Level and momentum together: the pace needed and seen, the forecast, and why they differ.

A pace is a straight line and a forecast is not. Where the one says "enough" and the other
"unlikely", a reader must be told why, in one word that arithmetic gives.
"""

import duckdb
import pandas as pd

from kpis.catalogue.chance import LIKELY, UNLIKELY, class_of
from kpis.catalogue.kpi import Kpi
from kpis.catalogue.vocabulary import Direction, Momentum, Unit
from kpis.errors import require_finite
from kpis.measure.extent import extent as extent_of
from kpis.measure.published import chances, forecasts_at, outlooks, problem
from kpis.periods import Period
from kpis.progress.pace import pace
from kpis.progress.paths import EXACT
from kpis.progress.standing import Row

ALIKE = 0.8  # of two paces: the smaller one at least so much of the larger one are alike
NO_PACE = 1e-4  # of the target a month: written, it would be nothing
NEAR_END = 20.0  # points from the end of a share, in which the last are hard to reach
AHEAD = ("forecast", "low_80", "high_80", "probability", "change", "reason", "no_outlook")


def momentum(
    seen: float,
    needed: float,
    value: float,
    forecast: float,
    months: int,
    target: float,
    probability: float,
    unit: Unit = Unit.PERCENT,
    direction: Direction = Direction.UP,
) -> Momentum:
    """Why a forecast leads elsewhere than the pace seen; the first of these rules that holds.

    Compared are the change a month from `value` to the `forecast` in so many months, and the one
    `seen`, both towards the target. falls: the change leads away from the target. slows: it is less
    than four fifths of the one seen, or less than `needed` where the one seen is enough;
    slows_at_end where the forecast of a share is within 20 points of the end of its scale.
    speeds_up: the reverse of slows; turns where the one seen led away. steady: the rest. Where the
    word leaves the probability unexplained it is open: a target that the forecast reaches and is
    unlikely, or one that it does not reach and is likely. KpiError for what is no number.
    """
    require_finite(seen=seen, needed=needed, value=value, forecast=forecast, target=target)
    sign = -1.0 if direction is Direction.DOWN else 1.0
    nothing = NO_PACE * max(abs(target), 1e-9)
    past, change = sign * seen, sign * (forecast - value) / months
    asked = sign * needed
    word = _compared(past, change, asked, nothing)
    end = 0.0 if direction is Direction.DOWN else 100.0
    if word is Momentum.SLOWS and unit is Unit.PERCENT and abs(end - forecast) <= NEAR_END:
        word = Momentum.SLOWS_AT_END
    return word if is_explained(word, past, asked, probability) else Momentum.OPEN


def _compared(past: float, change: float, asked: float, nothing: float) -> Momentum:
    if change < -nothing:
        return Momentum.FALLS
    was_enough, is_enough = past >= asked - EXACT, change >= asked - EXACT
    if (change < ALIKE * past and past - change > nothing) or (was_enough and not is_enough):
        return Momentum.SLOWS
    if (past < ALIKE * change and change - past > nothing) or (is_enough and not was_enough):
        return Momentum.TURNS if past < -nothing else Momentum.SPEEDS_UP
    return Momentum.STEADY


SLOWER = (Momentum.SLOWS, Momentum.SLOWS_AT_END, Momentum.FALLS)
FASTER = (Momentum.SPEEDS_UP, Momentum.TURNS)


def is_explained(word: Momentum, seen: float, needed: float, probability: float) -> bool:
    """Whether a word explains why a pace that is enough is unlikely to reach, or the reverse.

    Paces towards the target; nothing has to be explained where both say the same.
    """
    if probability != probability:
        return True
    told = class_of(probability)
    if seen >= needed - EXACT and told <= UNLIKELY:
        return word in SLOWER
    if seen < needed - EXACT and told >= LIKELY:
        return word in FASTER
    return True


def with_outlook(
    con: duckdb.DuckDBPyConnection,
    kpi: Kpi,
    level: str,
    period: Period,
    vintage: str | None = None,
    year: int | None = None,
    readings: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Rows of `pace.pace`, each with what is forecast for its target, and why both differ.

    Added: forecast, low_80 and high_80 in the December of the target's year, probability, change
    (a month, from the value to the forecast), reason (`kpis.catalogue.vocabulary.Momentum`) and
    no_outlook, why there is none: "past" (forecasts begin at the end of the data), "units" (they
    are made for the units in force), "unpublished", "over" (the year is), else the reason of
    mart_outlook; None where there is one. `readings`: as in `pace.pace`. KpiError when the question
    has no answer.
    """
    rows = pace(con, kpi, level, period, vintage, year, readings)
    reach = extent_of(con)
    shown = vintage or reach.base_vintage(period)
    why = None
    if problem(con):
        why = "unpublished"
    elif period.last_month < reach.last_month:
        why = "past"
    elif shown != reach.base_vintage(Period.containing("month", reach.last_month)):
        why = "units"
    if why is not None or rows.empty:
        blank = dict.fromkeys(AHEAD[:5], float("nan"))
        return rows.assign(**blank, reason=None, no_outlook=why)
    return pd.DataFrame(_joined(con, kpi, level, rows), columns=[*rows.columns, *AHEAD])


def _joined(con: duckdb.DuckDBPyConnection, kpi: Kpi, level: str, rows: pd.DataFrame) -> list[Row]:
    """The rows of a pace with the columns of AHEAD."""
    then = {
        year: forecasts_at(con, f"{year}-12", kpi.id, level).set_index("area_code")
        for year in rows["target_year"].unique()
    }
    asked = chances(con, kpi.id, level).set_index(["area_code", "year"])
    why = outlooks(con, kpi.id, level).set_index("area_code")["reason"]
    found: list[Row] = []
    for row in rows.to_dict("records"):
        area, year = row["area_code"], row["target_year"]
        if pd.isna(row["needed"]) or area not in then[year].index:
            lacking = "over" if pd.isna(row["needed"]) else why.get(area) or "unpublished"
            blank = dict.fromkeys(AHEAD[:5], float("nan"))
            found.append({**row, **blank, "reason": None, "no_outlook": lacking})
            continue
        ahead = then[year].loc[area]
        key = (area, year)
        probability = float(asked.loc[key, "probability"]) if key in asked.index else float("nan")
        forecast, months = float(ahead["value"]), int(row["months_left"])
        seen = row["observed"]
        reason = None
        if seen is not None and seen == seen:
            reason = str(
                momentum(
                    float(seen),
                    float(row["needed"]),
                    float(row["value"]),
                    forecast,
                    months,
                    float(row["target"]),
                    probability,
                    kpi.unit,
                    kpi.direction,
                )
            )
        found.append(
            {
                **row,
                "forecast": forecast,
                "low_80": float(ahead["low_80"]),
                "high_80": float(ahead["high_80"]),
                "probability": probability,
                "change": (forecast - float(row["value"])) / months,
                "reason": reason,
                "no_outlook": None,
            }
        )
    return found
