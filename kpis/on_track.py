"""Areas on track: which keep to the path of at least half of the targets that count for them."""

import pandas as pd

from kpis.vocabulary import Status

KEPT = (Status.MET, Status.ON_TRACK)
KNOWN = (*KEPT, Status.SLIGHTLY_BEHIND, Status.BEHIND, Status.MISSED)
HALF = 0.5  # of the targets, to be called on track, and of them that must be known to say so


def on_track(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per area of `kpis.due.counted` rows of one level and one period a KPI.

    Columns: area_code, asked (targets that count for it), judged (those of them whose status is
    known), kept (met or on track), share (kept of judged, 0–1; NaN where fewer than half of the
    targets asked are judged) and is_on_track (whether the share is at least a half; False without
    one). By area_code.
    """
    told = rows.assign(judged=rows["status"].isin(KNOWN), kept=rows["status"].isin(KEPT))
    groups = told.groupby("area_code", sort=True)
    found = groups.agg(
        asked=("status", "size"), judged=("judged", "sum"), kept=("kept", "sum")
    ).reset_index()
    is_known = (found["judged"] > 0) & (found["judged"] >= HALF * found["asked"])
    found["share"] = (found["kept"] / found["judged"].where(is_known)).astype("float64")
    found["is_on_track"] = found["share"] >= HALF
    return found
