"""Forecasts of a KPI to the end of a year, with intervals and the probability of its targets.

    study(con, kpi)                     # all levels at once, a third of a second
    forecast(con, kpi, "commune")
    probability(con, kpi, "commune", 2030)
    backtest(con, [kpi])

What the forecasts are made of is told in `kpis.forecast`: each module has one part of it.
"""

from collections.abc import Iterable

import duckdb
import numpy as np
import pandas as pd

from kpis.catalogue.kpi import Kpi
from kpis.forecast.chances import chance
from kpis.forecast.history import Outlook
from kpis.forecast.report import row
from kpis.forecast.study import UNTIL, Study, study
from kpis.progress.area_targets import merged

__all__ = ["Study", "backtest", "forecast", "probability", "study"]


def forecast(
    con: duckdb.DuckDBPyConnection,
    kpi: Kpi | Study,
    level: str,
    vintage: str | None = None,
    until: int = UNTIL,
) -> pd.DataFrame:
    """One row per area × month after the data, those without a forecast included.

    Columns: area_code, period (2026-11), value and low_80, high_80, low_95, high_95 (the KPI's
    unit; a percent is 0–100), numerator, denominator (in what they count, the denominator held at
    the last one known), model, mase (below 1: better than no change), coverage_80 and coverage_95
    (share of the outcomes of the last year within intervals made before them), status, reason.
    """
    whole = kpi if isinstance(kpi, Study) else study(con, kpi, vintage, until)
    made, unit = whole.at(level), whole.kpi.unit.scale
    steps, areas = len(whole.months), len(made.past.codes)
    known = (made.past.status != Outlook.INSUFFICIENT)[:, None]
    tables = {"value": made.ratios}
    for share in (80, 95):
        tables[f"low_{share}"], tables[f"high_{share}"] = made.ends(share / 100)
    columns: dict[str, object] = {
        "area_code": np.repeat(np.array(made.past.codes, dtype=object), steps),
        "period": whole.months * areas,
    }
    columns |= {k: (np.where(known, table, np.nan) * unit).ravel() for k, table in tables.items()}
    below = np.where(known, made.denominators[:, None], np.nan)
    columns["numerator"] = (made.ratios * below).ravel()
    columns["denominator"] = np.repeat(below.ravel(), steps)
    models = np.array(made.models, dtype=object)
    models[~known[:, 0]] = None
    scores = {k: getattr(made.run, k) for k in ("mase", "coverage_80", "coverage_95")}
    told = {"model": models, **scores, "status": made.past.status, "reason": made.past.reason}
    columns |= {name: np.repeat(values, steps) for name, values in told.items()}
    return pd.DataFrame(columns)


def probability(
    con: duckdb.DuckDBPyConnection,
    kpi: Kpi | Study,
    level: str,
    year: int,
    vintage: str | None = None,
) -> pd.DataFrame:
    """The probability that the target of a year is met in it: one row per area.

    Judged like `kpis.progress.verdict`: the months of the year that are to come for a flow,
    December for a stock. Columns: area_code, target and target_max (of a range), probability (0–1,
    NaN without), status (that of the forecast, or no_target), reason. KpiError when the year is
    over in the data.
    """
    whole = kpi if isinstance(kpi, Study) else study(con, kpi, vintage, year)
    made, asked = whole.at(level), whole.kpi
    steps, own = whole.judged_in(year), whole.targets_of(con, level)
    rows = []
    for area, code in enumerate(made.past.codes):
        targets = merged(asked.targets, own.get(code, []))
        target = next((one for one in targets if one.year == year), None)
        told: dict[str, object] = {"area_code": code, "target": None, "target_max": None}
        told |= {"probability": float("nan"), "status": "no_target", "reason": None}
        if target is not None:
            told["target"] = target.min if target.value is None else target.value
            told["target_max"] = target.max
            told["probability"] = chance(asked, made, area, target, steps)
            told |= {"status": made.past.status[area], "reason": made.past.reason[area]}
        rows.append(told)
    frame = pd.DataFrame(rows)
    numbers = ["target", "target_max", "probability"]
    return frame.astype(dict.fromkeys(numbers, "float64"))


def backtest(
    con: duckdb.DuckDBPyConnection, kpis: Iterable[Kpi | Study], vintage: str | None = None
) -> pd.DataFrame:
    """How the forecasts did in the last year of the data: one row per KPI × level.

    Columns: those of `kpis.forecast.report.row`.
    """
    studies = (one if isinstance(one, Study) else study(con, one, vintage) for one in kpis)
    return pd.DataFrame(
        [
            row(whole.kpi.id, level, made)
            for whole in studies
            for level, made in whole.levels.items()
        ]
    )
