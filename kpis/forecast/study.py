"""The study of one KPI: its forecasts at all levels, made in one go."""

from dataclasses import dataclass, field

import duckdb

from kpis.catalogue.kpi import Kpi, Target
from kpis.catalogue.vocabulary import Level, Time
from kpis.errors import KpiError
from kpis.forecast.history import history
from kpis.forecast.outlook import Forecast, single, summed, weights_of
from kpis.measure.extent import extent as extent_of
from kpis.periods import Period, months_later
from kpis.progress.area_targets import area_targets

UNTIL = 2030


@dataclass(frozen=True)
class Study:
    """The forecasts of a KPI at its levels, for the months after the last one of the data.

    spans: by year the steps over which a target of it is judged, in the order in which the futures
    of the forecasts have them; own: by level the targets of single areas, as far as they were read.
    """

    kpi: Kpi
    vintage: str
    months: list[str]
    levels: dict[str, Forecast]
    spans: dict[int, slice]
    own: dict[str, dict[str, list[Target]]] = field(default_factory=dict)

    def at(self, level: str) -> Forecast:
        """The forecasts of a level; KpiError where the KPI is not defined."""
        if level not in self.levels:
            raise KpiError(f"{self.kpi.id} is not defined at the level “{level}”.")
        return self.levels[level]

    def judged_in(self, year: int) -> slice:
        """Where the futures of the forecasts have a year; KpiError where it is not forecast."""
        if year not in self.spans:
            raise KpiError(
                f"No month of {year} is forecast: {self.months[0]} to {self.months[-1]}."
            )
        place = list(self.spans).index(year)
        return slice(place, place + 1)

    def targets_of(self, con: duckdb.DuckDBPyConnection, level: str) -> dict[str, list[Target]]:
        """The targets of single areas of a level, by area; read once for all years."""
        if level not in self.own:
            self.own[level] = area_targets(con, self.kpi, level, self.vintage)
        return self.own[level]


def study(
    con: duckdb.DuckDBPyConnection, kpi: Kpi, vintage: str | None = None, until: int = UNTIL
) -> Study:
    """Forecast a KPI at all its levels, on the units of a vintage (None: those in force).

    Where communes have the KPI, larger areas are the sums of the communes in force at the end of
    the data, whatever the vintage shown. KpiError when `until` lies within the data.
    """
    reach = extent_of(con)
    in_force = reach.base_vintage(Period.containing("month", reach.last_month))
    shown = vintage or in_force
    reach.require_vintage(shown)
    steps = until * 12 + 12 - (reach.last_month.year * 12 + reach.last_month.month)
    if steps < 1:
        raise KpiError(f"The data reach to {reach.last_month:%Y-%m}: {until} is over in them.")
    months = [f"{months_later(reach.last_month, step + 1):%Y-%m}" for step in range(steps)]
    scale, base = kpi.unit.scale, Level.COMMUNE
    past = {str(level): history(con, kpi, level, shown) for level in kpi.levels}
    spans = _spans(kpi, months)
    kept = list(spans.values())
    if base not in past:
        alone = {at: single(past[at], steps, scale, kept) for at in past}
        return Study(kpi, shown, months, alone, spans)
    made = {str(base): single(past[base], steps, scale, kept)}
    now = made[base]
    if shown != in_force:
        now = single(history(con, kpi, base, in_force), steps, scale, kept)
    for level in past:
        if level != base:
            between = (str(base), in_force, level, shown)
            share = weights_of(con, past[level].codes, now.past.codes, between)
            made[level] = summed(past[level], now, share, scale, kept)
    return Study(kpi, shown, months, {level: made[level] for level in past}, spans)


def _spans(kpi: Kpi, months: list[str]) -> dict[int, slice]:
    """By year the months of it that are to come for a flow; its December for a stock."""
    found = {}
    for year in dict.fromkeys(int(month[:4]) for month in months):
        at = [place for place, month in enumerate(months) if month.startswith(f"{year}-")]
        first = at[0] if kpi.time.numerator is Time.FLOW else at[-1]
        found[year] = slice(first, at[-1] + 1)
    return found
