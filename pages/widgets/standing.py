"""Where every KPI stands: value, change, last months, progress to the targets."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period
from pages.widgets.selection import Selection
from pages.widgets.served import Served, catalogue
from pages.widgets.spans import offered

SPARK_MONTHS = 24


@dataclass(frozen=True)
class Standing:
    """One KPI at the province; without a province level only `progress` (of all units) speaks."""

    kpi: Kpi
    level: str
    period: str
    progress: pd.DataFrame  # one row an area and target year
    change: float | None
    spark: list[float | None]


def standings(served: Served, selection: Selection) -> list[Standing]:
    """All KPIs in the order of the catalogue."""
    return [_standing(kpi, served, selection) for kpi in catalogue().values()]


def of_year(progress: pd.DataFrame, year: int) -> pd.DataFrame:
    """The rows of progress that speak of one target year; a row without any target has none."""
    return progress[progress["target_year"].eq(year).fillna(False)]


def fitting_period(kpi: Kpi, code: str, served: Served) -> str:
    """The period itself, or for a yearly KPI the newest whole year that has ended by then."""
    period = Period.parse(code)
    if kpi.frequency != "year":
        return code
    last = date.fromisoformat(served.fact("last_month"))
    years = [Period.parse(year) for year in offered("year", served)]
    ended = [year.code for year in years if year.last_month <= min(period.last_month, last)]
    return ended[0] if ended else years[-1].code


def compared_with(code: str, selection: Selection) -> str:
    """The code of the period that a change is measured against."""
    period = Period.parse(code)
    earlier = period.same_last_year() if selection.compare == "year" else period.previous()
    return earlier.code


def change_of(served: Served, kpi: Kpi, code: str, selection: Selection) -> pd.Series:
    """The change of each province value since the compared period, by area code; may be empty."""
    earlier = compared_with(code, selection)
    if "province" not in kpi.levels or earlier not in offered(Period.parse(code).kind, served):
        return pd.Series(dtype=float)
    pair = served.measure(kpi.id, "province", [earlier, code])
    wide = pair.pivot_table(index="area_code", columns="period", values="value", dropna=False)
    return wide[code] - wide[earlier] if {earlier, code} <= set(wide.columns) else pd.Series()


def _standing(kpi: Kpi, served: Served, selection: Selection) -> Standing:
    code = fitting_period(kpi, selection.period, served)
    level = "province" if "province" in kpi.levels else kpi.levels[-1]
    change = change_of(served, kpi, code, selection).dropna()
    return Standing(
        kpi=kpi,
        level=level,
        period=code,
        progress=served.progress(kpi.id, level, code),
        change=float(change.iloc[0]) if len(change) else None,
        spark=_spark(kpi, level, code, served),
    )


def _spark(kpi: Kpi, level: str, code: str, served: Served) -> list[float | None]:
    if level != "province":
        return []
    kind, end = "year" if kpi.frequency == "year" else "month", Period.parse(code).last_month
    codes = [c for c in offered(kind, served) if Period.parse(c).first_month <= end]
    series = served.measure(kpi.id, level, codes[:SPARK_MONTHS][::-1])
    return [None if pd.isna(v) else float(v) for v in series["value"]]
