"""The way from the base to the targets of one unit, as a line to draw."""

from datetime import date

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period
from kpis.progress.paths import path_value
from kpis.progress.standing import course_of


def way_to_targets(rows: pd.DataFrame, kpi: Kpi, from_year: int | None = None) -> pd.DataFrame:
    """The path month by month (date, value), by rows of progress of one unit, one a target.

    To the last target, or to the first one that is due in a year or later. Empty for a range and
    without a base.
    """
    known = rows.dropna(subset=["base_value", "target"])
    if known.empty or kpi.direction == "range":
        return pd.DataFrame(columns=["date", "value"])
    base, start = float(known["base_value"].iloc[0]), Period.parse(known["base_period"].iloc[0])
    goals = {int(row.target_year): float(row.target) for row in known.itertuples()}
    later = [year for year in goals if from_year is not None and year >= from_year]
    last = min(later or [max(goals)])
    months = Period.between("month", start.last_month, date(last, 12, 1))
    course = course_of(kpi, goals)
    values = [path_value(base, start.end, goals, m.end, kpi.direction, course) for m in months]
    return pd.DataFrame({"date": [month.first_month for month in months], "value": values})
