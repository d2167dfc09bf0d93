"""Progress: readings set against the path from a base to the targets of 2025 and 2030."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pandas as pd

from kpis.catalogue.catalogue import Catalogue
from kpis.catalogue.kpi import Kpi, Target
from kpis.catalogue.province_targets import base_month
from kpis.catalogue.vocabulary import Comparability, Level
from kpis.errors import KpiError, nearest
from kpis.measure.extent import Extent, extent
from kpis.measure.readings import TEXTS, measure, with_none
from kpis.periods import Kind, Period, months_later
from kpis.progress.area_targets import area_targets, merged
from kpis.progress.paths import gap, path_value, status
from kpis.progress.standing import Base, Row, standing

__all__ = ["gap", "path_value", "progress", "status"]

BASE = ("area_code", "period", "value", "denominator", "comparability")
BASE_WITHIN_MONTHS = 12  # where that has no reading: the first one in the data's first year


@dataclass(frozen=True)
class Bases:
    """The readings from which the paths of areas begin, by area code.

    `divided` are areas without one in which divided units cannot be apportioned.
    """

    of_area: dict[str, Base]
    divided: frozenset[str]


def progress(
    con: duckdb.DuckDBPyConnection,
    kpi: Kpi | Catalogue,
    level: str,
    period: Period,
    vintage: str | None = None,
) -> pd.DataFrame:
    """Readings of one period with base, path, gap and status: one row per area × target year.

    An area without a target has one row. A catalogue instead of a KPI: all its KPIs of the level.
    Columns: those of `measure`, then base_value and base_period (the reading of the period of the
    same kind that holds the province's base month, else the first in the data's first twelve
    months); target_year; target (for a range its lower end, with target_max its upper one);
    target_status and target_source; path (the value asked for at the end of the period; for a
    range, its nearest point); gap (in the KPI's unit, negative is behind); status
    (`kpis.progress.paths.status`); caveat (why the status is to be read with care or cannot be
    told, `kpis.catalogue.vocabulary.Caveat`, None where nothing is).
    """
    kpis = kpi.values() if isinstance(kpi, Catalogue) else [kpi]
    reach = extent(con)
    reach.require(period)
    shown = vintage or reach.base_vintage(period)
    defined = [one for one in kpis if level in one.levels or one is kpi]
    if not defined:
        raise KpiError(f"No KPI is defined at the level “{level}”. {nearest(level, Level)}")
    every = [progress_over(con, one, level, [period], shown) for one in defined]
    return every[0] if len(every) == 1 else pd.concat(every, ignore_index=True)


def progress_over(
    con: duckdb.DuckDBPyConnection,
    kpi: Kpi,
    level: str,
    periods: Sequence[Period],
    vintage: str,
) -> pd.DataFrame:
    """`progress` of one KPI in several periods of one kind, with few queries: the same columns."""
    readings = measure(con, kpi, level, periods, vintage)
    return set_against(con, kpi, readings, bases(con, kpi, level, periods[0].kind, vintage))


def bases(con: duckdb.DuckDBPyConnection, kpi: Kpi, level: str, kind: Kind, vintage: str) -> Bases:
    """From where the paths of all areas of a vintage begin, seen in periods of a kind."""
    candidates = base_periods(kind, extent(con))
    readings = measure(con, kpi, level, candidates[:1], vintage)  # most often it has all of them
    if readings["value"].isna().any():
        readings = measure(con, kpi, level, candidates, vintage)
    return _bases(readings, candidates)


def set_against(
    con: duckdb.DuckDBPyConnection, kpi: Kpi, readings: pd.DataFrame, begin: Bases
) -> pd.DataFrame:
    """`progress` of readings of `measure` of one level and vintage, from where paths begin."""
    level, vintage = readings["level"].iloc[0], readings["vintage"].iloc[0]
    own = area_targets(con, kpi, level, vintage)
    periods = {code: Period.parse(code) for code in readings["period"].unique()}
    rows: list[Row] = []
    for reading in readings.to_dict("records"):
        area, period = reading["area_code"], periods[reading["period"]]
        base, is_divided = begin.of_area.get(area), area in begin.divided
        targets = merged(kpi.targets, own.get(area, []))
        wanted: list[Target | None] = [*targets] if targets else [None]
        rows += [
            {**reading, **standing(kpi, reading, base, targets, target, period, is_divided)}
            for target in wanted
        ]
    return _typed(pd.DataFrame(rows))


def progress_of_many(
    con: duckdb.DuckDBPyConnection,
    rows: pd.DataFrame,
    kpis: Sequence[Kpi],
    periods: Sequence[Period],
) -> pd.DataFrame:
    """`progress_over` of several KPIs of a level, one after the other, of the readings of them all.

    `rows` are those of `kpis.measure.other_units.review` in all periods of the kind.
    """
    candidates = base_periods(periods[0].kind, extent(con))
    every = dict(list(rows.groupby("kpi", sort=False)))
    codes = [period.code for period in periods]
    frames = []
    for kpi in kpis:
        readings = every[kpi.id]
        shown = readings[readings["period"].isin(codes)]
        frames.append(set_against(con, kpi, shown, _bases(readings, candidates)))
    return pd.concat(frames, ignore_index=True)


def base_periods(kind: Kind, reach: Extent) -> list[Period]:
    """The periods that may serve as the base of those of a kind, the preferred one first."""
    limit = months_later(reach.first_month, BASE_WITHIN_MONTHS - 1)
    early = Period.between(kind, reach.first_month, min(limit, reach.last_month))
    early = [one for one in early if one.last_month <= limit]
    month = base_month()
    if not reach.first_month <= month <= reach.last_month:
        return early
    preferred = Period.containing(kind, month)
    return [preferred, *(one for one in early if one != preferred)]


def _bases(readings: pd.DataFrame, candidates: list[Period]) -> Bases:
    """By area, the reading of the most preferred candidate that has one."""
    rank = {candidate.code: place for place, candidate in enumerate(candidates)}
    early = readings[readings["period"].isin(list(rank))]
    known = early.loc[early["value"].notna(), list(BASE)].to_dict("records")
    of_area = {  # the most preferred comes last and stays
        str(row["area_code"]): Base(
            row["value"], candidates[rank[row["period"]]], row["denominator"], row["comparability"]
        )
        for row in sorted(known, key=lambda row: -rank[row["period"]])
    }
    hidden = early.loc[early["comparability"] == Comparability.NOT_COMPARABLE, "area_code"]
    return Bases(of_area, frozenset(hidden) - of_area.keys())


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    for column in ("base_value", "target", "target_max", "path", "gap"):
        rows[column] = rows[column].astype("float64")
    rows["target_year"] = rows["target_year"].astype("Int64")
    added = ("base_period", "target_status", "target_source", "caveat")
    return with_none(rows, (*TEXTS, *added))
