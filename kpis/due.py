"""Which target of an indicator counts today, and how much of what it asks for by now is lacking."""

from datetime import date

import numpy as np
import pandas as pd

from kpis.periods import Period
from kpis.vocabulary import Confirmation, Status

CONFIRMED = (Confirmation.CONFIRMED, Confirmation.RESTATED, Confirmation.DERIVED)
BEHIND = (Status.SLIGHTLY_BEHIND, Status.BEHIND, Status.MISSED)
KEYS = ["kpi", "level", "area_code", "period"]


def counted(statuses: pd.DataFrame, last_month: date) -> pd.DataFrame:
    """Of rows of mart_status those of the one confirmed target of each KPI and area that counts.

    That is the target which is due next after `last_month`, in every period of the rows; where
    none is left, the last one. Areas without a confirmed target have no row.
    """
    law = statuses[statuses["target_status"].isin(CONFIRMED)]
    year = law["target_year"].astype("int64")
    is_over = year * 12 + 12 <= last_month.year * 12 + last_month.month
    order = law.assign(is_over=is_over, far=year.where(~is_over, -year))
    order = order.sort_values(["is_over", "far"], kind="stable")
    chosen = order.drop_duplicates(KEYS).index
    return law[law.index.isin(chosen)].reset_index(drop=True)


def latest(statuses: pd.DataFrame, last_month: date) -> pd.DataFrame:
    """The rows of each KPI's last period that has ended: of a yearly KPI the last whole year."""
    ends = {code: Period.parse(code).last_month for code in statuses["period"].unique()}
    ended = statuses[statuses["period"].map(ends) <= last_month]
    last = ended.groupby("kpi")["period"].transform("max")
    return ended[ended["period"] == last].reset_index(drop=True)


def with_lacking(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that are behind, with `lacking`: what is short of the path, in percent of the path.

    Behind means missed, behind or slightly behind; the path of a target whose year is over is the
    target. 100 where the path is zero: all that there is, is too much. The furthest first; equal
    ones keep their order.
    """
    behind = rows[rows["status"].isin(BEHIND)]
    path = behind["path"].abs().to_numpy(dtype="float64")
    short = -behind["gap"].to_numpy(dtype="float64")
    share = np.divide(100 * short, path, out=np.full(len(path), 100.0), where=path > 0)
    found = behind.assign(lacking=share)
    return found.sort_values("lacking", ascending=False, kind="stable", ignore_index=True)
