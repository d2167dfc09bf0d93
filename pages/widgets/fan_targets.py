"""The targets of one unit in a fan chart."""

from dataclasses import replace
from datetime import date

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from pages.figures.fan_marks import Goal
from pages.widgets import formats
from pages.widgets import words as words_of
from pages.widgets.language import Language
from pages.widgets.markup import UNCONFIRMED


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
