"""Which target of an indicator counts today, and how much of what it asks for by now is lacking."""

from datetime import date

import numpy as np
import pandas as pd

from kpis.catalogue.vocabulary import Confirmation, Status
from kpis.periods import Period

CONFIRMED = (Confirmation.CONFIRMED, Confirmation.RESTATED, Confirmation.DERIVED)
BEHIND = (Status.SLIGHTLY_BEHIND, Status.BEHIND, Status.MISSED)
KEYS = ["kpi", "level", "area_code", "period"]


def counted(statuses: pd.DataFrame, last_month: date) -> pd.DataFrame:
    """Of rows of mart_status those of the one confirmed target of each KPI and area that counts.

    That is the target which is due next after `last_month`, in every period of the rows; where
    none is left, the last one. Areas without a confirmed target have no row.
    """
    return next_due(statuses[statuses["target_status"].isin(CONFIRMED)], last_month)


def next_due(aimed: pd.DataFrame, last_month: date) -> pd.DataFrame:
    """Of rows with a target those of the one that is due next after a month, else of the last one.

    One row per KPI, level, area and period of the rows.
    """
    year = aimed["target_year"].astype("int64")
    is_over = year * 12 + 12 <= last_month.year * 12 + last_month.month
    order = aimed.assign(is_over=is_over, far=year.where(~is_over, -year))
    order = order.sort_values(["is_over", "far"], kind="stable")
    chosen = order.drop_duplicates(KEYS).index
    return aimed[aimed.index.isin(chosen)].reset_index(drop=True)


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


KEPT = (Status.MET, Status.ON_TRACK)
KNOWN = (*KEPT, Status.SLIGHTLY_BEHIND, Status.BEHIND, Status.MISSED)
HALF = 0.5  # of the targets, to be called on track, and of them that must be known to say so


def on_track(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per area of `kpis.progress.due.counted` rows of one level and one period a KPI.

    The columns of `half`, whose question is here whether a target is met or on track today;
    is_on_track is its is_half.
    """
    status = rows["status"]
    found = half(rows["area_code"], status.isin(KNOWN), status.isin(KEPT))
    return found.rename(columns={"is_half": "is_on_track"})


def half(areas: "pd.Series[str]", judged: pd.Series, kept: pd.Series) -> pd.DataFrame:
    """One row per area of rows of one target each: how many of its targets keep to something.

    Columns: area_code, asked (its targets), judged (those of them of which it is known), kept (of
    which it is so), share (kept of judged, 0–1; NaN where fewer than half of those asked are
    judged) and is_half (whether the share is at least a half; False without one). By area_code.
    """
    told = pd.DataFrame({"area_code": areas, "judged": judged, "kept": kept})
    groups = told.groupby("area_code", sort=True)
    found = groups.agg(
        asked=("kept", "size"), judged=("judged", "sum"), kept=("kept", "sum")
    ).reset_index()
    is_known = (found["judged"] > 0) & (found["judged"] >= HALF * found["asked"])
    found["share"] = (found["kept"] / found["judged"].where(is_known)).astype("float64")
    found["is_half"] = found["share"] >= HALF
    return found
