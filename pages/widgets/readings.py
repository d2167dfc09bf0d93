"""The readings of all KPIs in all periods of a kind: a few queries a snapshot, for every reader."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.vocabulary import Frequency, Unit
from kpis.measure import published
from kpis.measure.extent import Extent, extent
from kpis.measure.other_units import Values, reported, review_values
from kpis.measure.whole import readings_of_whole
from kpis.periods import Period
from kpis.progress.momentum import with_outlook
from kpis.progress.pace import has_pace, months_before
from kpis.progress.progress import progress_of_many
from kpis.province import COMMUNE, WHOLE
from pages.shell.served import Served, catalogue

Row = dict[str, Any]  # of `kpis.progress.progress`, None where there is none
Rows = dict[tuple[str, str], list[Row]]  # KPI and period → one row an area and target year
Place = tuple[int, int]  # of the first row and of the one after the last
SHOWN = (
    *("area_code", "vintage", "period", "value", "missing_reason", "comparability"),
    *("units_reported", "units_expected", "target_year", "target_status", "status"),
)
Asked = tuple[str, bool, str]  # kind of periods, whether of KPIs of a year, vintage in force


def progress_of(served: Served, kpi: Kpi, code: str) -> pd.DataFrame:
    """The rows of `kpis.progress.progress` of a KPI of the province in a period."""
    asked = _asked_at(served, kpi, code)
    first, last = served.once(_places, *asked)[kpi.id, code]
    return served.ask(_progress, *asked).iloc[first:last]


def rows_of(served: Served, kpi: Kpi, code: str) -> list[Row]:
    """What of it is `SHOWN`, one a target year."""
    return served.once(_rows, *_asked_at(served, kpi, code))[kpi.id, code]


def reading_of(served: Served, kpi: Kpi, code: str) -> pd.Series:
    """The row of `Served.measure` of a KPI of the province in a period."""
    rows = served.ask(_whole, *_asked_at(served, kpi, code))
    return rows[(rows["kpi"] == kpi.id) & (rows["period"] == code)].iloc[0]


def momentum_of(served: Served, kpi: Kpi, code: str, year: int | None) -> pd.DataFrame:
    """The rows of `Served.momentum` of a KPI of the province, to its target of a year."""
    vintage = served.extent().base_vintage(Period.parse(code))
    return served.ask(_momentum, kpi, code, year, vintage)


def values_of(served: Served, kpi: Kpi, kind: str) -> Mapping[tuple[str, str], float | None]:
    """By KPI and period of a kind the values of the province; of the KPI and those like it."""
    return served.ask(_values, str(kind), kpi.frequency == Frequency.YEAR)


def value_of(served: Served, kpi: Kpi, code: str) -> float | None:
    """The value of a KPI of the province in a period; None without one."""
    return values_of(served, kpi, Period.parse(code).kind)[kpi.id, code]


def shares_of(served: Served, codes: tuple[str, str], vintage: str) -> Values:
    """The monthly shares of the communes of a vintage in two periods of a kind, in their order."""
    found = served.ask(_published_shares, codes, vintage)
    if found is None:
        every = served.ask(_shares, str(Period.parse(codes[0]).kind), vintage)
        places = [every.periods.index(code) for code in codes]
        sides = every.value[:, places], every.denominator[:, places]
        return Values(every.kpis, codes, every.areas, *sides)
    return found


def _asked_at(served: Served, kpi: Kpi, code: str) -> Asked:
    period = Period.parse(code)
    vintage = served.extent().base_vintage(period)
    return str(period.kind), kpi.frequency == Frequency.YEAR, vintage


def _whole(con, kind: str, annual: bool, vintage: str) -> pd.DataFrame:
    """The readings of the KPIs of the province in all periods of a kind, on units of a vintage."""
    return readings_of_whole(con, _kpis_of_whole(annual), _periods(extent(con), kind), vintage)


def _progress(con, kind: str, annual: bool, vintage: str) -> pd.DataFrame:
    """The rows of all KPIs of the province in the periods at whose end a vintage is in force."""
    periods = _by_vintage(con, kind)[vintage]
    rows = _whole(con, kind, annual, vintage)
    return progress_of_many(con, rows, _kpis_of_whole(annual), periods)


def _places(served: Served, *asked: *Asked) -> dict[tuple[str, str], Place]:
    """By KPI and period where its rows begin and end in those of `_progress`."""
    rows, found = served.ask(_progress, *asked), dict[tuple[str, str], Place]()
    for place, of in enumerate(zip(rows["kpi"].to_list(), rows["period"].to_list(), strict=True)):
        found[of] = found.get(of, (place,))[0], place + 1
    return found


def _rows(served: Served, *asked: *Asked) -> Rows:
    rows, found = served.ask(_progress, *asked), Rows()
    plain = rows[["kpi", *SHOWN]].astype(object)
    for row in plain.where(plain.notna(), None).to_dict("records"):
        found.setdefault((row.pop("kpi"), row["period"]), []).append(row)
    return found


def _momentum(con, kpi: Kpi, code: str, year: int | None, vintage: str) -> pd.DataFrame:
    period, readings = Period.parse(code), None
    if has_pace(kpi):
        readings = readings_of_whole(con, [kpi], months_before(extent(con), period), vintage)
    return with_outlook(con, kpi, WHOLE, period, vintage, year, readings)


def _values(con, kind: str, annual: bool) -> dict[tuple[str, str], float | None]:
    """The values of all KPIs of the province in all periods, each on the units then in force."""
    found: dict[tuple[str, str], float | None] = {}
    for vintage, periods in _by_vintage(con, kind).items():
        rows = readings_of_whole(con, _kpis_of_whole(annual), periods, vintage)
        columns = (rows[name].to_list() for name in ("kpi", "period", "value"))
        for kpi, code, value in zip(*columns, strict=True):
            found[kpi, code] = None if value != value else value
    return found


def _by_vintage(con, kind: str) -> dict[str, list[Period]]:
    reach = extent(con)
    found: dict[str, list[Period]] = {}
    for period in _periods(reach, kind):
        found.setdefault(reach.base_vintage(period), []).append(period)
    return found


def _published_shares(con, codes: tuple[str, str], vintage: str) -> Values | None:
    """Of `shares_of` what the publish kept, which are the last months; None of earlier ones."""
    if published.problem(con):
        return None
    kpis = tuple(kpi.id for kpi in _monthly_shares())
    found = published.values_at(con, COMMUNE, kpis, codes, vintage)
    count = len(set(found["area_code"]))
    shape = len(kpis), len(codes), count
    if not count or len(found["value"]) != np.prod(shape):
        return None
    value, denominator = (found[side].reshape(shape) for side in ("value", "denominator"))
    return Values(kpis, codes, tuple(found["area_code"][:count]), value, denominator)


def _shares(con, kind: str, vintage: str) -> Values:
    kpis, periods = _monthly_shares(), _periods(extent(con), kind)
    base = reported(con, kpis, periods)
    return review_values(con, base, kpis, COMMUNE, periods, vintage)


def _monthly_shares() -> list[Kpi]:
    return [kpi for kpi in _kpis(False) if kpi.unit is Unit.PERCENT and COMMUNE in kpi.levels]


def _kpis_of_whole(annual: bool) -> list[Kpi]:
    return [kpi for kpi in _kpis(annual) if WHOLE in kpi.levels]


def _kpis(annual: bool) -> list[Kpi]:
    return [kpi for kpi in catalogue().values() if (kpi.frequency == Frequency.YEAR) == annual]


def _periods(reach: Extent, kind: str) -> list[Period]:
    return Period.between(kind, reach.first_month, reach.last_month)
