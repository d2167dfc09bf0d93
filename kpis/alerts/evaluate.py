"""Alerts: what the rules of kpis/alerts.toml find in the last period of the data."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

import duckdb
import pandas as pd

from kpis.alerts.aims import Aims, Area, all_aims
from kpis.alerts.conditions import CONDITIONS, Found
from kpis.alerts.groups import OWN, SUBJECTS, of_groups
from kpis.alerts.rule import Condition, Rule, Severity
from kpis.alerts.rules import load
from kpis.alerts.series import Series, all_series
from kpis.catalogue.catalogue import Catalogue
from kpis.catalogue.catalogue import load as load_catalogue
from kpis.catalogue.kpi import Kpi
from kpis.catalogue.vocabulary import Level
from kpis.measure.extent import Extent
from kpis.measure.extent import extent as extent_of
from kpis.measure.readings import with_none

__all__ = [
    *("COLUMNS", "TEXTS", "WHOLE", "evaluate", "load", "of_kpi", "rules_that_ship", "worst_first"),
]

COLUMNS = (
    *("alert", "place", "rule", "condition", "severity", "kpi", "level", "vintage"),
    *("area_code", "area_name", "parent_code", "since", "period", "periods"),
    *("value", "previous", "previous_period", "target_year", "target", "target_max"),
    *("target_status", "path", "gap", "weight", *OWN),
)
NUMBERS = ("value", "previous", "target", "target_max", "path", "gap", "weight")
WHOLE = ("place", "periods", "target_year", "months", "groups", "of_groups")
TEXTS = tuple(name for name in COLUMNS if name not in NUMBERS + WHOLE)


def evaluate(
    con: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    rules: Sequence[Rule],
    statuses: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The alerts of the last period of the data: one row per rule, KPI and area, the worst first.

    On the units in force then; a KPI that is renewed once a year is judged in the last year that is
    over. `statuses` are rows of `kpis.progress.progress`, such as those of mart_status, where they
    are at hand: they spare the search for the bases of all paths.
    Columns: alert (the same while a situation goes on, another when it comes again: it holds rule,
    KPI, unit, target year and first period), place (1 for the worst: by severity, level, order of
    the rules, then size), rule, condition, severity, kpi, level, vintage, area_code, area_name,
    parent_code, since (the first period of the situation), period (the one that is judged: the
    last that was reported; of a silence the last one), periods (how many reported ones, of a
    silence silent ones, in a row), value, previous and previous_period (what the value is compared
    with: `kpis.alerts.conditions.Found`), target_year, target (of a range its lower end, with
    target_max), target_status, path, gap (in the KPI's unit, negative is behind; of a lost target
    the distance to the target itself), weight (the size, by which those of one rule are ordered),
    and what only alerts about groups have: see `kpis.alerts.groups.of_groups`, whose subject stands
    in the place of the KPI. A silence is judged in the last month whose figures are due.
    Rules that are not enabled find nothing. KpiError when the data state no months.
    """
    reach = extent_of(con)
    active = [rule for rule in rules if rule.enabled]
    past = all_series(con, [one for rule in active for one in rule.subjects()], reach)
    aims = all_aims(con, active, past, statuses)
    rows = [
        _row(rule, series, find)
        for rule in active
        for kpi, level in rule.subjects()
        for series, find in _finds(rule, past.get((kpi.id, level), []), aims, reach)
    ]
    rows += of_groups(con, active, reach)
    found = pd.DataFrame(rows, columns=[name for name in COLUMNS if name != "place"])
    return worst_first(found, catalogue, rules)


def worst_first(rows: pd.DataFrame, kpis: Iterable[str], rules: Sequence[Rule]) -> pd.DataFrame:
    """Alerts in the order of `evaluate`, with their `place`, of the KPIs and rules given."""
    ranks: dict[str, list[str]] = {
        "severity": [*Severity],
        "level": [*Level],
        "rule": [rule.id for rule in rules],
        "kpi": [*kpis, *SUBJECTS],
    }
    order = rows.assign(
        **{name: rows[name].map(ranked.index) for name, ranked in ranks.items()},
        weight=-rows["weight"].astype("float64"),
    ).sort_values(["severity", "level", "rule", "weight", "kpi", "area_code"], kind="stable")
    found = rows.loc[order.index].reset_index(drop=True)
    return _typed(found.assign(place=range(1, len(found) + 1))[list(COLUMNS)])


@cache
def rules_that_ship() -> tuple[Rule, ...]:
    """The rules of kpis/alerts.toml."""
    return load(load_catalogue())


def of_kpi(
    con: duckdb.DuckDBPyConnection, kpi: Kpi, rules: Sequence[Rule], statuses: pd.DataFrame
) -> pd.DataFrame:
    """`evaluate` of one KPI of the catalogue: what other KPIs are changes nothing for it."""
    mine = [replace(rule, kpis=(kpi,)) for rule in rules if kpi in rule.kpis]
    return evaluate(con, Catalogue({kpi.id: kpi}, {}), mine, statuses)


def _finds(
    rule: Rule, every: Sequence[Series], aims: dict[Area, Aims], reach: Extent
) -> Iterator[tuple[Series, Found]]:
    """What a rule finds in the areas of one KPI and level."""
    if rule.condition is Condition.NO_REPORT:
        every = _reporting([_due(series, reach) for series in every])
    for series in every:
        key = (series.kpi.id, series.level, series.area_code)
        find = CONDITIONS[rule.condition](rule, series, aims.get(key, Aims([], None)))
        if find is not None:
            yield series, find


def _due(series: Series, reach: Extent) -> Series:
    """The series without a last period in which nothing was sent that may still come in time."""
    last = series.points[-1]
    if len(series.points) > 1 and last.is_silent and reach.is_open(last.period):
        return replace(series, points=series.points[:-1])
    return series


def _reporting(every: Sequence[Series]) -> list[Series]:
    """The series from the period on in which the first area reported; none if all are silent now.

    What came from no area of several was not lost by each of them: the province tells of it.
    """
    if len(every) > 1 and all(series.points[-1].is_silent for series in every):
        return []
    places = [place for one in every for place, point in enumerate(one.points) if point.units]
    begun = min(places, default=0)
    return [replace(series, points=series.points[begun:]) for series in every]


def _row(rule: Rule, series: Series, find: Found) -> dict[str, object]:
    target, before = find.target, find.before
    year = str(target.year) if target else "-"
    unit = (series.level, series.vintage, series.area_code)
    parts = (rule.id, series.kpi.id, *unit, year, find.since.code)
    return {
        "alert": ":".join(parts),
        "rule": rule.id,
        "condition": str(rule.condition),
        "severity": str(rule.severity),
        "kpi": series.kpi.id,
        "level": str(series.level),
        "vintage": series.vintage,
        "area_code": series.area_code,
        "area_name": series.area_name,
        "parent_code": series.parent_code,
        "since": find.since.code,
        "period": find.now.period.code,
        "periods": find.periods,
        "value": find.now.value,
        "previous": before and before.value,
        "previous_period": before and before.period.code,
        "target_year": target and target.year,
        "target": target and (target.min if target.value is None else target.value),
        "target_max": target and target.max,
        "target_status": target and str(target.status),
        "path": find.path,
        "gap": find.gap,
        "weight": find.weight,
    }


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    for name in NUMBERS:
        rows[name] = rows[name].astype("float64")
    for name in WHOLE:
        rows[name] = rows[name].astype("Int64")
    return with_none(rows, TEXTS)
