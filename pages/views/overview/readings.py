"""The readings of all KPIs in all periods of a kind: a few queries a snapshot, for every reader."""

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


def level_of(kpi: Kpi) -> str:
    """The level at which a KPI stands: the province, or the smallest units of one without it."""
    return "province" if "province" in kpi.levels else str(kpi.levels[-1])


def rows_of(served: Served, kpi: Kpi, kind: str) -> Rows:
    """The rows of progress of all KPIs renewed as often as this one, by KPI and period.

    Of all periods of a kind, each on the units in force at its end.
    """
    return served.ask(_rows, _asked(served, kind, kpi.frequency == Frequency.YEAR))


def shares_of(served: Served, kind: str, vintage: str) -> Values:
    """The monthly shares of the communes of a vintage in all periods of a kind."""
    return served.ask(_shares, _asked(served, kind, annual=False), vintage)


def _asked(served: Served, kind: str, annual: bool) -> _Reported:
    return served.ask(_reported, str(kind), annual)


def _reported(con, kind: str, annual: bool) -> _Reported:
    return _Reported(kind, annual, reported(con, _kpis(annual), _periods(extent(con), kind)))


def _rows(con, base: _Reported) -> Rows:
    found: Rows = {}
    reach = extent(con)
    levels: dict[str, list[Kpi]] = {}
    for kpi in _kpis(base.annual):
        levels.setdefault(level_of(kpi), []).append(kpi)
    vintages: dict[str, list[Period]] = {}
    for period in _periods(reach, base.kind):
        vintages.setdefault(reach.base_vintage(period), []).append(period)
    for vintage, periods in vintages.items():
        for level, kpis in levels.items():
            rows = progress_of_many(con, base.table, kpis, level, periods, vintage)
            plain = rows[["kpi", *SHOWN]].astype(object)
            for row in plain.where(plain.notna(), None).to_dict("records"):
                found.setdefault((row.pop("kpi"), row["period"]), []).append(row)
    return found


def _shares(con, base: _Reported, vintage: str) -> Values:
    kpis = [kpi for kpi in _kpis(False) if kpi.unit is Unit.PERCENT and "commune" in kpi.levels]
    periods = _periods(extent(con), base.kind)
    return review_values(con, base.table, kpis, "commune", periods, vintage)


def _kpis(annual: bool) -> list[Kpi]:
    return [kpi for kpi in catalogue().values() if (kpi.frequency == Frequency.YEAR) == annual]


def _periods(reach: Extent, kind: str) -> list[Period]:
    return Period.between(kind, reach.first_month, reach.last_month)
