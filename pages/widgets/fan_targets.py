"""The targets of one unit in a fan chart, and the way to them."""

from dataclasses import replace
from datetime import date

import pandas as pd

from kpis.catalogue import Kpi
from kpis.paths import path_value
from kpis.periods import Period
from pages.figures.fan_marks import Goal
from pages.widgets import formats
from pages.widgets import words as words_of
from pages.widgets.language import Language
from pages.widgets.markup import UNCONFIRMED


def path_to(rows: pd.DataFrame, kpi: Kpi) -> pd.DataFrame:
    """The corners of the way from the base to the targets; none for a range or without a base."""
    known = rows.dropna(subset=["base_value", "target"])
    if known.empty or kpi.direction == "range":
        return pd.DataFrame(columns=["date", "value"])
    base = Period.parse(known["base_period"].iloc[0]).last_month
    aims = {int(row.target_year): float(row.target) for row in known.itertuples()}
    dates = [base, *(date(year, 12, 1) for year in aims if date(year, 12, 1) > base)]
    value = float(known["base_value"].iloc[0])
    places = [path_value(value, base, aims, day, kpi.direction) for day in dates]
    return pd.DataFrame({"date": dates, "value": places})


def goals_of(rows: pd.DataFrame, kpi: Kpi, language: Language) -> list[Goal]:
    """The marks of the targets of a unit, from its rows of `forecast_data.targets`."""
    goals = []
    for row in rows.itertuples():
        ends = [end for end in (row.target, row.target_max) if pd.notna(end)]
        amount = formats.target_range(row.target, row.target_max, kpi.unit, language)
        label = language.t("Target {year}", year=int(row.target_year)) + f":<br>{amount}"
        goal = Goal(date(int(row.target_year), 12, 1), tuple(ends), label, amount, is_law=True)
        if row.target_status in UNCONFIRMED:
            mark = words_of.confirmation(row.target_status, language)
            goal = replace(goal, label=f"{label}<br>({mark})", is_law=False)
        goals.append(goal)
    return [goal for goal in goals if goal.values]
