"""What became of targets whose year is over: the verdict when they were due, and where they stand.

Two facts that one word must never tell: a target that was missed in its December may be met today,
and one that was met may be lost. Every page, letter and file takes both and their counts from here.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from kpis.catalogue.kpi import Kpi, Target
from kpis.catalogue.vocabulary import Confirmation, Direction, SinceDue, Verdict
from kpis.errors import KpiError
from kpis.periods import Period
from kpis.progress.due import CONFIRMED
from kpis.progress.paths import is_met
from kpis.progress.standing import Row


def is_over(period: Period, year: int, last_month: date) -> bool:
    """Whether the year of a target is over in a period, and in data that end in `last_month`."""
    december = date(year, 12, 1)
    return period.last_month >= december and last_month >= december


def with_today(verdicts: pd.DataFrame, today: pd.DataFrame, kpi: Kpi, year: int) -> pd.DataFrame:
    """Rows of `verdict` of one KPI and year, each with where it stands in a later period.

    `today`: rows of `progress.progress` of that KPI and level in that period, of all its targets.
    Added: status, value_now and period_now (of the later period) and since
    (`kpis.catalogue.vocabulary.SinceDue`). KpiError where an area has no row of that period.
    """
    mine = today.sort_values("target_year").drop_duplicates("area_code").set_index("area_code")
    due = today[today["target_year"].eq(year).fillna(False)].set_index("area_code")
    lacking = set(verdicts["area_code"]) - set(mine.index)
    if lacking:
        raise KpiError(f"{kpi.id} has no reading of {sorted(lacking)} to compare with.")
    found = verdicts.assign(
        status=verdicts["area_code"].map(due["status"]),
        value_now=verdicts["area_code"].map(mine["value"]).astype("float64"),
        period_now=verdicts["area_code"].map(mine["period"]),
    )
    rows = found.to_dict("records")
    return found.assign(since=[str(since(kpi, row, year)) for row in rows])


def since(kpi: Kpi, row: Row, year: int) -> SinceDue:
    """What became of one target since its year was over; `row` has a verdict and a value_now."""
    value, told = row["value_now"], row["verdict"]
    if told not in (Verdict.MET, Verdict.MISSED) or not isinstance(value, float) or value != value:
        return SinceDue.UNKNOWN
    met = is_met(value, target_of(kpi, row, year), kpi.direction)
    if told == Verdict.MET:
        return SinceDue.HELD if met else SinceDue.LOST
    return SinceDue.LATE if met else SinceDue.NOT_YET


def target_of(kpi: Kpi, row: Row, year: int) -> Target:
    """The target of a row of `verdict`."""
    low, high = row["target"], row["target_max"]
    mark = Confirmation(str(row["target_status"]))
    if kpi.direction is Direction.RANGE:
        return Target(year, "", mark, min=_number(low), max=_number(high))
    return Target(year, "", mark, value=_number(low))


def _number(end: float | None) -> float | None:
    return None if pd.isna(end) else float(end)


@dataclass(frozen=True)
class Counts:
    """How many targets were met when they were due, and what became of all of them since.

    asked = met + late + not_yet + unknown: late were missed and are met today, not_yet were missed
    and are not met today, of unknown there was no value then, or of a missed one none today. lost
    are those of the met that are not met today.
    """

    asked: int
    met: int
    late: int
    not_yet: int
    unknown: int
    lost: int


def counts(rows: pd.DataFrame) -> tuple[Counts, Counts]:
    """Of rows of `with_today`, also of several KPIs: confirmed targets, and apart those no law.

    Areas without a target are left out.
    """
    asked = rows[rows["verdict"] != Verdict.NO_TARGET]
    is_law = asked["target_status"].isin(CONFIRMED)
    return _counts(asked[is_law]), _counts(asked[~is_law])


def _counts(rows: pd.DataFrame) -> Counts:
    met = int((rows["verdict"] == Verdict.MET).sum())
    late, not_yet, lost = (
        int((rows["since"] == one).sum())
        for one in (SinceDue.LATE, SinceDue.NOT_YET, SinceDue.LOST)
    )
    return Counts(len(rows), met, late, not_yet, len(rows) - met - late - not_yet, lost)
