"""What is asked of the templates in kpis/sql: rows for their tables `period` and `span`."""

from collections.abc import Sequence
from datetime import date

from kpis.extent import Extent
from kpis.kpi import Kpi
from kpis.periods import Period, months_later
from kpis.vocabulary import Frequency, Time


def is_applicable(kpi: Kpi, period: Period) -> bool:
    """Whether a KPI means anything in a period: annual ones in years only, none after its end."""
    if kpi.frequency is Frequency.YEAR and period.kind != "year":
        return False
    return kpi.valid_to is None or period.first_month <= kpi.valid_to


def period_rows(
    kpis: Sequence[Kpi], periods: Sequence[Period], vintage: str | None, extent: Extent
) -> str:
    """The rows of the table `period`: what a KPI makes of each, and the units on which it is seen.

    They are numbered in the order of the KPIs and of time, which is that of the readings.
    """
    in_time = sorted(periods, key=lambda period: (period.first_month, period.code))
    rows = []
    for place, (kpi, period) in enumerate((kpi, period) for kpi in kpis for period in in_time):
        base = extent.base_vintage(period)
        values = [
            str(place),
            f"'{kpi.id}'",
            f"'{kpi.source_level}'",
            str(kpi.unit.scale),
            f"'{period.code}'",
            date_literal(period.first_month),
            date_literal(period.last_month),
            f"'{base}'",
            f"'{vintage or base}'",
            _truth(is_applicable(kpi, period)),
            _truth(period.last_month >= extent.last_month),
        ]
        rows.append(f"({', '.join(values)})")
    return ",\n        ".join(rows)


def span_rows(kpi: Kpi, period: Period, extent: Extent) -> list[str]:
    """The rows of the table `span`: the months that a KPI reads for a period."""
    sides = (kpi.time.numerator, kpi.time.denominator)
    inside, fresh = set(period.months), _fresh_months(kpi, period, extent)
    months = (inside if Time.FLOW in sides else set()) | (fresh if Time.STOCK in sides else set())
    return [
        f"('{period.code}', {date_literal(month)},"
        f" {_truth(month in inside)}, {_truth(month in fresh)})"
        for month in sorted(months)
    ]


def _fresh_months(kpi: Kpi, period: Period, extent: Extent) -> set[date]:
    if kpi.frequency is Frequency.YEAR:
        return set(period.months)  # the row of the year itself, in whatever month it stands
    end = extent.last_reported(period)
    return {months_later(end, -age) for age in range(kpi.staleness_months)}


def _truth(value: bool) -> str:
    return "true" if value else "false"


def date_literal(month: date) -> str:
    """A day as SQL writes it."""
    return f"date '{month.isoformat()}'"
