"""The counts of a period by unit, and of one place by topic, form and month."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kpis.periods import Period
from kpis.work.done import COUNTS, by_month, done, reporting, reporting_by_month
from pages.shell.selection import Selection
from pages.shell.served import Served

NOT_STATED = ("households_visited",)  # who visits no house states nothing


@dataclass(frozen=True)
class Place:
    """What the page is about: a unit that is chosen, else a district, else the province."""

    level: str
    code: str
    name: str


def place_of(served: Served, selection: Selection) -> Place:
    """The place of a selection."""
    chosen = [(selection.level, selection.area), ("district", selection.district)]
    for level, code in chosen:
        if code:
            return Place(level, code, served.names(level, selection.vintage)[code])
    code, name = next(iter(served.names("province", selection.vintage).items()))
    return Place("province", code, name)


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
    period = Period.parse(code)
    rows = chosen(served.ask(done, period, level, vintage), topic, form)
    # of no line that states a count, or of a unit that nobody can divide, there is no sum
    summed = rows.groupby("area_code")[list(COUNTS)].sum(min_count=1)
    units = served.ask(reporting, period, level, vintage)
    found = units.merge(summed, how="left", left_on="area_code", right_index=True)
    is_idle = ~found["area_code"].isin(summed.index)
    is_known = (found["units_reported"] > 0) & found["is_comparable"]
    for name in COUNTS:
        found[name] = found[name].mask(is_idle, 0.0).where(is_known)
    nothing = "not_due" if served.extent().is_open(period) else "not_reported"
    reason = np.where(found["is_comparable"], nothing, "no_boundary")
    found["missing_reason"] = pd.Series(reason, found.index, "object").mask(is_known, None)
    marks = np.where(found["is_exact"], "exact", "estimated")
    found["comparability"] = pd.Series(marks, found.index, "object").where(is_known, None)
    return found


def of_place(
    served: Served, selection: Selection, place: Place, topic: str = "", form: str = ""
) -> pd.Series:
    """The row of `by_unit` of one place."""
    rows = by_unit(served, replace(selection, level=place.level), topic, form)
    return rows[rows["area_code"] == place.code].iloc[0]


def cells(served: Served, selection: Selection, place: Place) -> pd.DataFrame:
    """The counts of one place by topic and form, of what was done at all."""
    rows = served.ask(done, Period.parse(selection.period), place.level, selection.vintage)
    return rows[rows["area_code"] == place.code]


def months(
    served: Served, selection: Selection, place: Place, topic: str, form: str
) -> pd.DataFrame:
    """One row a month of the data: COUNTS of one place, with adult_months, group_months,
    units_reported, units_expected and is_exact. NaN where nothing was reported."""
    where = place.level, selection.vintage, place.code
    rows = chosen(served.ask(by_month, *where), topic, form)
    summed = rows.groupby("month")[list(COUNTS)].sum(min_count=1)
    found = served.ask(reporting_by_month, *where)
    found = found.rename(columns={"adults": "adult_months", "groups": "group_months"})
    found = found.merge(summed, how="left", left_on="month", right_index=True)
    is_idle, is_known = ~found["month"].isin(summed.index), found["units_reported"] > 0
    for name in COUNTS:
        found[name] = found[name].mask(is_idle, 0.0).where(is_known)
    return found


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
