"""What each unit would be asked for so that the province reaches a target: by every method."""

from dataclasses import dataclass

import duckdb
import pandas as pd

from kpis.catalogue.kpi import Kpi, Target
from kpis.catalogue.vocabulary import Confirmation, Direction, Level, Unit
from kpis.measure.extent import extent as extent_of
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.progress.area_targets import area_targets
from kpis.progress.pace import months_left
from kpis.progress.paths import is_met
from kpis.progress.verdict import people
from kpis.whatif.aims import OF_UNITS, Aim, UnanswerableError, Why, aims, newest
from kpis.whatif.sharing import Method, methods, rounded, shared, total


@dataclass(frozen=True)
class Proposal:
    """Values asked of the units of a level, by method; `proposal` says which columns."""

    aim: Aim
    period: Period  # of the present values
    vintage: str
    months: int  # from the end of that period to the December of the aim
    methods: tuple[Method, ...]
    units: pd.DataFrame

    def now(self) -> float:
        """The present value of the units together, of those that have one."""
        return together(self.units, "value")

    def then(self, method: Method) -> float:
        """The value of the units together if each reaches what a method asks, as rounded."""
        return together(self.units, method.value)


def proposal(con: duckdb.DuckDBPyConnection, kpi: Kpi, level: str, year: int) -> Proposal:
    """What the units in force would be asked for, so that together they are at the aim of a year.

    `units`: area_code, area_name, parent_code, value, numerator, denominator, comparability,
    missing_reason; for each method a column of its name with the value asked for, in steps of 0.1
    (`kpis.whatif.sharing.rounded`), NaN where the unit has no value; given, the target of that year
    which the unit has already (NaN without). UnanswerableError where there is nothing to share.
    """
    if kpi.direction is Direction.RANGE:
        raise UnanswerableError(Why.RANGE, f"{kpi.id} should lie in a range: it has no gap.")
    if level == Level.WHOLE or level not in kpi.levels:
        raise UnanswerableError(Why.LEVEL, f"{kpi.id} is not measured at the level “{level}”.")
    aim = next((one for one in aims(con, kpi) if one.year == year), None)
    if aim is None:
        raise UnanswerableError(Why.NO_TARGET, f"{kpi.id} has no target to come in {year}.")
    reach = extent_of(con)
    period = newest(kpi, reach)
    vintage = reach.base_vintage(period)
    units = measure(con, kpi, level, [period], vintage)[OF_UNITS]
    now = together(units, "value")
    if now != now:
        raise UnanswerableError(Why.NO_VALUE, f"No unit has a value of {kpi.id} in {period}.")
    if is_met(now, Target(year, "", Confirmation.DERIVED, value=aim.value), kpi.direction):
        raise UnanswerableError(Why.REACHED, f"{kpi.id} is at {aim.value} already.")
    if kpi.unit is Unit.PERCENT and not 0 <= aim.value <= 100:
        raise UnanswerableError(Why.BEYOND, f"{kpi.id} cannot be {aim.value} in {year}.")
    offered = methods(kpi.unit)
    if now == 0 and kpi.unit is not Unit.PERCENT:
        offered = (Method.POINTS,)  # of nothing no share can be asked
    v, w = units["value"].to_numpy(float), units["denominator"].to_numpy(float)
    for method in offered:
        exact = shared(v, w, aim.value, method, kpi.unit, kpi.direction)
        units[method.value] = rounded(v, exact, w, aim.value, kpi.direction)
    own = area_targets(con, kpi, level, vintage)
    given = {area: t.value for area, found in own.items() for t in found if t.year == year}
    units["given"] = units["area_code"].map(given).astype("float64")
    left = months_left(period.last_month, Target(year, "", Confirmation.DERIVED))
    return Proposal(aim, period, vintage, left, offered, units)


def asked(found: Proposal, kpi: Kpi, method: Method) -> pd.DataFrame:
    """What one method asks, in the order of `units`, those without a value left out.

    Columns: area_code, area_name, value, asked, rise (in the KPI's unit, negative where less is
    better), people (the rise in what the numerator counts, to the next whole one), people_month
    (of them in each month that is left).
    """
    rows = found.units.dropna(subset="value")
    rise = (rows[method.value] - rows["value"]).round(9)
    given = zip(rise, rows["denominator"], rows["value"], strict=True)
    more = [people(r, d, kpi, value) for r, d, value in given]
    return pd.DataFrame(
        {
            **{name: rows[name] for name in ("area_code", "area_name", "value")},
            "asked": rows[method.value],
            "rise": rise,
            "people": more,
            "people_month": [one / found.months for one in more],
        }
    ).reset_index(drop=True)


def together(units: pd.DataFrame, column: str) -> float:
    """A column of values as one of all units: those that have one, by their denominators."""
    return total(units[column].to_numpy(float), units["denominator"].to_numpy(float))
