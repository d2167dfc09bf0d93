"""The readings of all KPIs in all periods of a kind: a few queries a snapshot, for every reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pyarrow as pa

from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.vocabulary import Frequency, Unit
from kpis.measure.extent import Extent, extent
from kpis.measure.other_units import Values, reported, review, review_values
from kpis.periods import Period
from kpis.progress.momentum import with_outlook
from kpis.progress.pace import has_pace, months_before
from kpis.progress.progress import progress_of_many
from kpis.province import WHOLE
from pages.shell.served import Served, catalogue

Row = dict[str, Any]  # of `kpis.progress.progress`, None where there is none
Rows = dict[tuple[str, str], list[Row]]  # KPI and period → one row an area and target year
Place = tuple[int, int]  # of the first row and of the one after the last
SHOWN = (
    *("area_code", "vintage", "period", "value", "missing_reason", "comparability"),
    *("units_reported", "units_expected", "target_year", "target_status", "status"),
)


@dataclass(frozen=True)
class _Reported:
    """What was reported for the KPIs of one frequency in all periods of a kind."""

    kind: str
    annual: bool
    table: pa.Table = field(repr=False)


@dataclass(frozen=True)
class _Monthly:
    """The readings of the KPIs of the province in all months, on the units of a vintage."""

    vintage: str
    rows: pd.DataFrame = field(repr=False)


def progress_of(served: Served, kpi: Kpi, code: str) -> pd.DataFrame:
    """The rows of `kpis.progress.progress` of a KPI of the province in a period."""
    asked = _asked_at(served, kpi, code)
    first, last = served.once(_places, *asked)[kpi.id, code]
    return served.ask(_progress, *asked).iloc[first:last]


def rows_of(served: Served, kpi: Kpi, code: str) -> list[Row]:
    """What of it is `SHOWN`, one a target year."""
    return served.once(_rows, *_asked_at(served, kpi, code))[kpi.id, code]


def momentum_of(served: Served, kpi: Kpi, code: str, year: int) -> pd.DataFrame:
    """The rows of `Served.momentum` of a KPI of the province, to its target of a year."""
    vintage = served.extent().base_vintage(Period.parse(code))
    monthly = served.ask(_monthly, _asked(served, "month", annual=False), vintage)
    return served.ask(_momentum, monthly, kpi, code, year)


def values_of(served: Served, kpi: Kpi, kind: str) -> Mapping[tuple[str, str], float | None]:
    """By KPI and period of a kind the values of the province; of the KPI and those like it."""
    return served.ask(_values, _asked(served, kind, kpi.frequency == Frequency.YEAR))


def value_of(served: Served, kpi: Kpi, code: str) -> float | None:
    """The value of a KPI of the province in a period; None without one."""
    return values_of(served, kpi, Period.parse(code).kind)[kpi.id, code]


def shares_of(served: Served, kind: str, vintage: str) -> Values:
    """The monthly shares of the communes of a vintage in all periods of a kind."""
    return served.ask(_shares, _asked(served, kind, annual=False), vintage)


def _asked_at(served: Served, kpi: Kpi, code: str) -> tuple[_Reported, str]:
    period = Period.parse(code)
    base = _asked(served, period.kind, kpi.frequency == Frequency.YEAR)
    return base, served.extent().base_vintage(period)


def _asked(served: Served, kind: str, annual: bool) -> _Reported:
    return served.ask(_reported, str(kind), annual)


def _reported(con, kind: str, annual: bool) -> _Reported:
    return _Reported(kind, annual, reported(con, _kpis(annual), _periods(extent(con), kind)))


def _progress(con, base: _Reported, vintage: str) -> pd.DataFrame:
    """The rows of all KPIs of the province in the periods at whose end a vintage is in force."""
    periods = _by_vintage(con, base)[vintage]
    return progress_of_many(con, base.table, _whole(base), WHOLE, periods, vintage)


def _places(served: Served, base: _Reported, vintage: str) -> dict[tuple[str, str], Place]:
    """By KPI and period where its rows begin and end in those of `_progress`."""
    rows, found = served.ask(_progress, base, vintage), dict[tuple[str, str], Place]()
    for place, of in enumerate(zip(rows["kpi"].to_list(), rows["period"].to_list(), strict=True)):
        found[of] = found.get(of, (place,))[0], place + 1
    return found


def _rows(served: Served, base: _Reported, vintage: str) -> Rows:
    rows, found = served.ask(_progress, base, vintage), Rows()
    plain = rows[["kpi", *SHOWN]].astype(object)
    for row in plain.where(plain.notna(), None).to_dict("records"):
        found.setdefault((row.pop("kpi"), row["period"]), []).append(row)
    return found


def _monthly(con, base: _Reported, vintage: str) -> _Monthly:
    periods = _periods(extent(con), base.kind)
    return _Monthly(vintage, review(con, base.table, _whole(base), WHOLE, periods, vintage))


def _momentum(con, monthly: _Monthly, kpi: Kpi, code: str, year: int) -> pd.DataFrame:
    period, readings = Period.parse(code), None
    if has_pace(kpi):
        months = [one.code for one in months_before(extent(con), period)]
        rows = monthly.rows
        readings = rows[(rows["kpi"] == kpi.id) & rows["period"].isin(months)]
    return with_outlook(con, kpi, WHOLE, period, monthly.vintage, year, readings)


def _values(con, base: _Reported) -> dict[tuple[str, str], float | None]:
    """The values of all KPIs of the province in all periods, each on the units then in force."""
    found: dict[tuple[str, str], float | None] = {}
    for vintage, periods in _by_vintage(con, base).items():
        part = review_values(con, base.table, _whole(base), WHOLE, periods, vintage)
        for kpi, values in zip(part.kpis, part.value[:, :, 0].tolist(), strict=True):
            for code, value in zip(part.periods, values, strict=True):
                found[kpi, code] = None if value != value else value
    return found


def _by_vintage(con, base: _Reported) -> dict[str, list[Period]]:
    reach = extent(con)
    found: dict[str, list[Period]] = {}
    for period in _periods(reach, base.kind):
        found.setdefault(reach.base_vintage(period), []).append(period)
    return found


def _whole(base: _Reported) -> list[Kpi]:
    return [kpi for kpi in _kpis(base.annual) if WHOLE in kpi.levels]


def _shares(con, base: _Reported, vintage: str) -> Values:
    kpis = [kpi for kpi in _kpis(False) if kpi.unit is Unit.PERCENT and "commune" in kpi.levels]
    periods = _periods(extent(con), base.kind)
    return review_values(con, base.table, kpis, "commune", periods, vintage)


def _kpis(annual: bool) -> list[Kpi]:
    return [kpi for kpi in catalogue().values() if (kpi.frequency == Frequency.YEAR) == annual]


def _periods(reach: Extent, kind: str) -> list[Period]:
    return Period.between(kind, reach.first_month, reach.last_month)
