"""Verdicts as the page reads them: cached by snapshot, with names told apart and what became since.

The units are always those in force at the end of the year: on them the targets were due.
"""

import pandas as pd

from kpis.catalogue.catalogue import Kpi, Target
from kpis.catalogue.vocabulary import Confirmation
from kpis.periods import Period
from kpis.progress import verdict as kpi_verdict
from kpis.progress.paths import is_met
from pages.shell.periods import in_force
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.language import Language
from pages.text.verdicts import HELD, LOST, NEVER, REGAINED, YEAR

DUE = f"{YEAR}-12"


def _judged(con, kpi: Kpi, level: str, vintage: str) -> pd.DataFrame:
    rows = kpi_verdict.verdict(con, kpi, level, YEAR, vintage)
    return rows.assign(kept=[kept(row, kpi) for row in rows.itertuples()])


def judged(served: Served, kpi: str, level: str) -> pd.DataFrame:
    """What `progress.verdict` returns, with `missing_reason` and `kept`; KpiError without any.

    `kept`: whether the target was never met, held, lost until today, or lost and regained.
    """
    vintage = units_of(served)
    rows = served.ask(_judged, catalogue()[kpi], level, vintage)
    period = str(rows["period"].iloc[0])
    readings = served.measure(kpi, level, [period], vintage).set_index("area_code")
    told = {name: rows["area_code"].map(readings[name]) for name in ("area_name", "missing_reason")}
    return rows.assign(**told)


def aimed() -> list[Kpi]:
    """The indicators with a target for the year, in the order of the catalogue."""
    return [kpi for kpi in catalogue().values() if any(goal.year == YEAR for goal in kpi.targets)]


def units_of(served: Served) -> str:
    """The vintage in force at the end of the year."""
    return in_force(Period.parse(DUE), served)


def not_over(served: Served, language: Language) -> str:
    """Why there can be no verdict yet: the data do not reach the end of the year; "" if they do."""
    last = served.fact("last_month")
    if last[:7] >= DUE:
        return ""
    return language.t(
        "The data reach {month}: {year} is not over in them, so there is no result yet.",
        month=formats.month(last, language),
        year=YEAR,
    )


def kept(row, kpi: Kpi) -> str:
    """What became of a target after it was first met."""
    if not isinstance(row.first_met, str):
        return NEVER
    if not isinstance(row.lost, str):
        return HELD
    ends = {"min": row.target, "max": row.target_max}
    aim = ends if kpi.direction == "range" else {"value": row.target}
    goal = Target(YEAR, "", Confirmation(row.target_status), **aim)
    return REGAINED if is_met(row.latest_value, goal, kpi.direction) else LOST
