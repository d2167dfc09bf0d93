"""The readings of all KPIs in all periods of a kind: a few queries a snapshot, for every reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.vocabulary import Frequency, Unit
from kpis.measure.extent import Extent, extent
from kpis.measure.other_units import Values, reported, review_values
from kpis.periods import Period
from kpis.progress.progress import progress_of_many
from pages.shell.served import Served, catalogue

Row = dict[str, Any]  # of `kpis.progress.progress`, None where there is none
Rows = dict[tuple[str, str], list[Row]]  # KPI and period → one row an area and target year
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


def rows_of(served: Served, kpi: Kpi, code: str) -> list[Row]:
    """The rows of progress of a KPI of the province in a period, one a target year."""
    period = Period.parse(code)
    base = _asked(served, period.kind, kpi.frequency == Frequency.YEAR)
    return served.ask(_rows, base, served.extent().base_vintage(period))[kpi.id, code]


def values_of(served: Served, kpi: Kpi, kind: str) -> Mapping[tuple[str, str], float | None]:
    """By KPI and period of a kind the values of the province; of the KPI and those like it."""
    return served.ask(_values, _asked(served, kind, kpi.frequency == Frequency.YEAR))


def value_of(served: Served, kpi: Kpi, code: str) -> float | None:
    """The value of a KPI of the province in a period; None without one."""
    return values_of(served, kpi, Period.parse(code).kind)[kpi.id, code]


def shares_of(served: Served, kind: str, vintage: str) -> Values:
    """The monthly shares of the communes of a vintage in all periods of a kind."""
    return served.ask(_shares, _asked(served, kind, annual=False), vintage)


def _asked(served: Served, kind: str, annual: bool) -> _Reported:
    return served.ask(_reported, str(kind), annual)


def _reported(con, kind: str, annual: bool) -> _Reported:
    return _Reported(kind, annual, reported(con, _kpis(annual), _periods(extent(con), kind)))


def _rows(con, base: _Reported, vintage: str) -> Rows:
    """The rows of all KPIs of the province in the periods at whose end a vintage is in force."""
    found: Rows = {}
    rows = progress_of_many(
        con, base.table, _whole(base), "province", _by_vintage(con, base)[vintage], vintage
    )
    plain = rows[["kpi", *SHOWN]].astype(object)
    for row in plain.where(plain.notna(), None).to_dict("records"):
        found.setdefault((row.pop("kpi"), row["period"]), []).append(row)
    return found


def _values(con, base: _Reported) -> dict[tuple[str, str], float | None]:
    """The values of all KPIs of the province in all periods, each on the units then in force."""
    found: dict[tuple[str, str], float | None] = {}
    for vintage, periods in _by_vintage(con, base).items():
        part = review_values(con, base.table, _whole(base), "province", periods, vintage)
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
    return [kpi for kpi in _kpis(base.annual) if "province" in kpi.levels]


def _shares(con, base: _Reported, vintage: str) -> Values:
    kpis = [kpi for kpi in _kpis(False) if kpi.unit is Unit.PERCENT and "commune" in kpi.levels]
    periods = _periods(extent(con), base.kind)
    return review_values(con, base.table, kpis, "commune", periods, vintage)


def _kpis(annual: bool) -> list[Kpi]:
    return [kpi for kpi in catalogue().values() if (kpi.frequency == Frequency.YEAR) == annual]


def _periods(reach: Extent, kind: str) -> list[Period]:
    return Period.between(kind, reach.first_month, reach.last_month)
