"""The figures of an analysis: a row a unit, all that the table, the filters and the file read."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from geo.map.edges import shown
from geo.units.spelling import alphabet
from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.kpi import Target
from kpis.catalogue.vocabulary import Direction
from kpis.periods import Period
from kpis.progress.area_targets import area_targets, merged
from kpis.progress.changes import changes
from kpis.progress.paths import gap, range_path
from kpis.progress.rank import is_complete, ranks
from pages.shell.periods import offered
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.views.analysis.columns import EVERY, Column

SCALES = {"percent": 100, "per_1000": 1000}
JUDGED = ("area_code", "value", "comparability", "missing_reason")  # of readings, for a change
MOST = 5  # units that hold the others back most


def compared_period(served: Served, selection: Selection) -> str:
    """The period of comparison: a year earlier or the one before; "" where there are no data."""
    period = Period.parse(selection.period)
    before = period.same_last_year() if selection.compare == "year" else period.previous()
    return before.code if before.code in offered(period.kind, served) else ""


def units(served: Served, selection: Selection, other: str) -> pd.DataFrame:
    """The readings of all units of the level with rank, change, gap, people, complete and other.

    `change` is that since the compared period, `gap` the value less the target of the year of the
    selection (turned round where less is better), `people` the same in what the numerator counts,
    `complete` the percentage of base units that reported, `other` the value of the other indicator;
    NaN where there is none. `change_mark` and `other_mark` say how far they can be compared. Of
    every district: another one asks for no other rows.
    """
    return served.once(_units, replace(selection, district="", area=""), other)


def _units(served: Served, selection: Selection, other: str) -> pd.DataFrame:
    kpi, level, vintage = catalogue()[selection.kpi], selection.level, selection.vintage
    topic, period = selection.topic or None, selection.period
    rows = served.measure(kpi.id, level, [period], vintage, topic).reset_index(drop=True)
    expected = rows["units_expected"]
    found: dict[str, object] = {
        "rank": ranks(rows["value"].where(is_complete(rows)), kpi),
        "complete": 100 * rows["units_reported"] / expected.where(expected > 0),
        **{"change": np.nan, "change_mark": None, "other": np.nan, "other_mark": None},
        **_to_target(served, selection, kpi, rows),
    }
    before = compared_period(served, selection)
    if before:
        earlier = served.measure(kpi.id, level, [before], vintage, topic)
        moved = changes(earlier[list(JUDGED)], rows[list(JUDGED)])
        found |= {"change": moved["value"], "change_mark": moved["comparability"]}
    if other:
        beside = served.measure(other, level, [period], vintage).set_index("area_code")
        beside = beside[["value", "comparability"]].reindex(rows["area_code"])
        found |= {"other": beside["value"].to_numpy()}
        found |= {"other_mark": beside["comparability"].to_numpy()}
    return rows.assign(**found)


def _to_target(
    served: Served, selection: Selection, kpi: Kpi, rows: pd.DataFrame
) -> dict[str, np.ndarray]:
    """The columns gap and people: NaN of a topic, as targets are of the whole."""
    nothing = np.full(len(rows), np.nan)
    if selection.topic:
        return {"gap": nothing, "people": nothing}
    own = served.ask(area_targets, kpi, selection.level, selection.vintage)
    whole, year = _goal(kpi.targets, selection.year), selection.year
    goals = [
        _goal(merged(kpi.targets, own[code]), year) if code in own else whole
        for code in rows["area_code"]
    ]
    gaps = np.array(
        [
            np.nan if pd.isna(value) else _gap(float(value), goal, kpi)
            for value, goal in zip(rows["value"], goals, strict=True)
        ],
        dtype=float,
    )
    if kpi.direction is Direction.RANGE:
        return {"gap": gaps, "people": nothing}
    scale = SCALES.get(kpi.unit)
    people = gaps * rows["denominator"].to_numpy(dtype=float) / scale if scale else nothing
    return {"gap": gaps, "people": people}


def _goal(targets: Sequence[Target], year: str) -> Target | None:
    return next((one for one in targets if str(one.year) == year), None)


def _gap(value: float, goal: Target | None, kpi: Kpi) -> float:
    if goal is None:
        return np.nan
    if kpi.direction is Direction.RANGE:
        return gap(value, range_path(value, goal), kpi.direction)
    return np.nan if goal.value is None else gap(value, goal.value, kpi.direction)


def read(rows: pd.DataFrame, known: dict[str, Column]) -> dict[str, np.ndarray]:
    """The numbers of each column as they are read: with the decimals in which they are written."""
    return {
        id: shown(rows[id].to_numpy(dtype=float), column.decimals) for id, column in known.items()
    }


def in_order(rows: pd.DataFrame, numbers: dict[str, np.ndarray], sort: str) -> np.ndarray:
    """The places of the rows in the order of a column, "-" in front for the highest first.

    Those without a number come last, equal ones by name. "name" is the alphabet.
    """
    names = [alphabet(name) for name in rows["area_name"]]
    column, falls = sort.removeprefix("-"), sort.startswith("-")
    by_name = sorted(range(len(rows)), key=names.__getitem__, reverse=falls and column == "name")
    if column == "name":
        return np.array(by_name, dtype=int)
    keys = numbers[column] if column in EVERY else numbers["rank"]
    keys = -keys if falls else keys
    return np.array(by_name, dtype=int)[np.argsort(keys[by_name], kind="stable")]


def holding_back(rows: pd.DataFrame, kpi: Kpi) -> list[str]:
    """The codes of the few units that hold the whole back most: where most is lacking, first.

    By what is lacking to the target, as a count where the indicator has one, else in its own unit;
    where nothing or no more is lacking, those that stand worst.
    """
    places = -ranks(rows["value"], kpi).to_numpy()
    known = np.flatnonzero(~np.isnan(places))
    people = rows["people"].to_numpy(dtype=float)[known]
    gaps = rows["gap"].to_numpy(dtype=float)[known]
    lacking = np.nan_to_num(np.minimum(gaps if np.isnan(people).all() else people, 0))
    first = known[np.lexsort((places[known], lacking))[:MOST]]
    return rows["area_code"].iloc[first].to_list()
