"""The counts of a period by unit, and of one place by topic, form and month."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from kpis.periods import Period
from kpis.province import PART, WHOLE
from kpis.work import done as work
from kpis.work.done import COUNTS, by_month, done, reporting, reporting_by_month
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue

KPI = "assists_per_1000"  # which publishes what is counted by topic
UNIT = {"total": "count", "per_1000": "per_1000", "per_group": "ratio"}
DECIMALS = {"total": 0, "per_1000": 1, "per_group": 1}


@dataclass(frozen=True)
class Asked:
    """One topic and form, "" for all, what of it is counted, and of what."""

    topic: str
    form: str
    count: str
    rate: str


@dataclass(frozen=True)
class Place:
    """What the page is about: a unit that is chosen, else a district, else the province."""

    level: str
    code: str
    name: str


def place_of(served: Served, selection: Selection) -> Place:
    """The place of a selection."""
    chosen = [(selection.level, selection.area), (PART, selection.district)]
    for level, code in chosen:
        if code:
            return Place(level, code, served.names(level, selection.vintage)[code])
    code, name = next(iter(served.names(WHOLE, selection.vintage).items()))
    return Place(WHOLE, code, name)


def by_unit(served: Served, selection: Selection, topic: str = "", form: str = "") -> pd.DataFrame:
    """One row a unit of the level: COUNTS of the topic and form ("": all), and of what they are.

    Columns beside: area_code, area_name, parent_code, adult_months, group_months, units_reported,
    units_expected, comparability, missing_reason. Who reported and did nothing of it did 0.
    """
    which = selection.period, selection.level, selection.vintage
    return served.once(_by_unit, *which, topic, form)


def _by_unit(
    served: Served, code: str, level: str, vintage: str, topic: str, form: str
) -> pd.DataFrame:
    summed = served.ask(done, Period.parse(code), level, vintage, topic, form)
    units = served.once(_units, code, level, vintage)
    return _beside(units, "area_code", summed.set_index("area_code"), _known(units))


def _units(served: Served, code: str, level: str, vintage: str) -> pd.DataFrame:
    """The units of a level with who could have worked there, comparability and missing_reason."""
    period = Period.parse(code)
    units = served.ask(reporting, period, vintage)
    units = units[units["level"] == level].drop(columns=["level", "vintage"]).reset_index(drop=True)
    is_open = served.extent().is_open(period)
    sides = zip(_known(units), units["is_comparable"], units["is_exact"], strict=True)
    whys = [_why(*side, is_open) for side in sides]
    reasons, marks = (
        pd.Series(list(one), units.index, "object") for one in zip(*whys, strict=True)
    )
    return units.assign(missing_reason=reasons, comparability=marks)


def _known(units: pd.DataFrame) -> pd.Series:
    return (units["units_reported"] > 0) & units["is_comparable"]


def by_topic(
    served: Served, topics: Iterable[str], code: str, level: str, vintage: str, few: bool = False
) -> dict[str, pd.DataFrame]:
    """Of each topic the readings of assists per 1,000 adults a month, as `Served.measure` has them.

    From three questions about a period: the indicator itself would be one a topic. `few`: with
    what is hidden, for sums of which `moved` says whether they are.
    """
    units = served.once(_units, code, level, vintage)
    lacking = units["missing_reason"] == "no_boundary"
    units = units.assign(
        denominator=units["adult_months"],
        comparability=units["comparability"].mask(lacking, "not_comparable"),
    )
    places = {one: at for at, one in enumerate(units["area_code"].to_list())}
    nothing = np.where(_known(units), 0.0, np.nan)
    counts = {topic: nothing.copy() for topic in topics}
    rows = served.ask(work.by_topic, Period.parse(code), level, vintage)
    for area, topic, assists in rows.itertuples(index=False, name=None):
        if topic in counts:
            counts[topic][places[area]] += assists  # what is not known stays so
    adults = units["adult_months"].to_numpy(float)
    found = {
        topic: units.assign(
            numerator=told, value=1000 * told / np.where(adults > 0, adults, np.nan)
        )
        for topic, told in counts.items()
    }
    if not few:
        hidden = moved(served, code, level, vintage)
        for area, topic in set(zip(hidden["area_code"], hidden["topic"], strict=True)):
            if topic in found:
                found[topic].loc[places[area], ["numerator", "denominator", "value"]] = np.nan
                found[topic].loc[places[area], "missing_reason"] = "suppressed"
    return found


def moved(served: Served, code: str, level: str, vintage: str) -> pd.DataFrame:
    """What of the assists by topic is hidden in a period: `kpis.work.done.moved`."""
    return served.ask(work.moved, catalogue()[KPI], Period.parse(code), level, vintage)


def _why(
    is_known: bool, is_comparable: bool, is_exact: bool, is_open: bool
) -> tuple[str | None, str | None]:
    """Why a unit has no count, where it has none, and how far one can be compared."""
    if is_known:
        return None, "exact" if is_exact else "estimated"
    nothing = "not_due" if is_open else "not_reported"
    return nothing if is_comparable else "no_boundary", None


def of_place(served: Served, selection: Selection, place: Place, form: str = "") -> dict[str, Any]:
    """The row of `by_unit` of one place, from its cells: of all topics, of a form or of all."""
    units = served.once(_units, selection.period, place.level, selection.vintage)
    (of,) = units[units["area_code"] == place.code].to_dict("records")
    rows = chosen(cells(served, selection, place), "", form)
    is_known = of["missing_reason"] is None
    for name in COUNTS:
        told = rows[name].dropna().to_numpy(float)
        nothing = np.nan if len(rows) else 0.0  # what was done states no such count, or was not
        of[name] = (told.sum() if len(told) else nothing) if is_known else np.nan
    return of


def cells(served: Served, selection: Selection, place: Place) -> pd.DataFrame:
    """The counts of one place by topic and form, of what was done at all."""
    period = Period.parse(selection.period)
    return served.ask(work.cells, period, place.level, selection.vintage, place.code)


def months(served: Served, vintage: str, place: Place, topic: str, form: str) -> pd.DataFrame:
    """One row a month of the data: COUNTS of one place, with adult_months, group_months,
    units_reported, units_expected and is_exact. NaN where nothing was reported."""
    where = place.level, vintage, place.code
    rows = chosen(served.ask(by_month, *where), topic, form)
    summed = rows.groupby("month")[list(COUNTS)].sum(min_count=1)
    found = served.ask(reporting_by_month, *where)
    found = found.rename(columns={"adults": "adult_months", "groups": "group_months"})
    return _beside(found, "month", summed, found["units_reported"] > 0)


def _beside(
    rows: pd.DataFrame, key: str, summed: pd.DataFrame, is_known: pd.Series
) -> pd.DataFrame:
    """The sums beside the rows of their key: 0 where nothing was done, NaN where nobody told."""
    places = {one: at for at, one in enumerate(summed.index.to_list())}
    at = np.array([places.get(one, -1) for one in rows[key].to_list()], dtype=int)
    nothing = np.zeros((1, len(COUNTS)))
    found = np.vstack([summed[list(COUNTS)].to_numpy(float), nothing])[at]
    found[~is_known.to_numpy()] = np.nan
    return pd.concat([rows, pd.DataFrame(found, rows.index, list(COUNTS))], axis=1)


def chosen(rows: pd.DataFrame, topic: str, form: str) -> pd.DataFrame:
    """The rows of a topic and a form; "" is all of them."""
    for name, wanted in (("topic", topic), ("form", form)):
        if wanted:
            rows = rows[rows[name] == wanted]
    return rows


def measured(counts, adult_months, group_months, rate: str):
    """Counts as they are, per 1,000 adults a month or per group a month; of no one, NaN."""
    if rate == "per_1000":
        return 1000 * counts / _some(adult_months)
    return counts / _some(group_months) if rate == "per_group" else counts


def _some(of):
    return of.where(of > 0) if isinstance(of, pd.Series) else (of if of and of > 0 else np.nan)
