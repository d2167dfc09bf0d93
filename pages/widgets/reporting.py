"""Who reported: counts of communes and of groups, from mart_report_month."""

import numpy as np
import pandas as pd

from kpis.periods import Period, months_later
from pages.shell.periods import counted_on
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.text.markup import facts

COUNTS = ["reports_due", "reports_sent", "reports_on_time", "reports_late", "reports_missing"]
COUNTS += ["reports_not_due"]  # 0 in snapshots of before, which did not tell them apart


def reporting(served: Served, period: Period, level: str, vintage: str) -> pd.DataFrame:
    """Reports due, sent, on time, late, missing and not due yet of a period, one row a unit.

    Columns: area_code, area_name, parent_code, the six counts, on_time_pct. Months reported
    under older units are carried onto the vintage; a unit with nothing due has no counts. A
    report counts once: in a former district with the whole of its commune.
    """
    return served.once(_reporting, period, level, vintage)


def _reporting(served: Served, period: Period, level: str, vintage: str) -> pd.DataFrame:
    months, counts, is_due = served.once(_by_month, level, vintage)
    ends = np.array([period.first_month, months_later(period.last_month, 1)], "datetime64[M]")
    first, last = np.searchsorted(months, ends)
    known = is_due[first:last].any(axis=0)
    totals = counts[first:last].sum(axis=0)
    units = served.units(level, vintage).rename(columns={"code": "area_code", "name": "area_name"})
    frame = units[["area_code", "area_name", "parent_code"]].reset_index(drop=True)
    for place, name in enumerate(COUNTS):
        column = totals[:, place]
        frame[name] = column if known.all() else np.where(known, column, np.nan)
    frame["on_time_pct"] = 100 * frame["reports_on_time"] / frame["reports_due"]
    return frame


def _by_month(
    served: Served, level: str, vintage: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The months with reports; of each month and unit the counts, and whether it has any."""
    places = served.table("mart_area_map")
    places = places[
        (places["source_level"] == "commune")
        & (places["level"] == level)
        & (places["vintage"] == vintage)
        & places["is_main"]
    ]
    carried = served.table("mart_report_month").merge(
        places,
        left_on=["vintage", "area_code"],
        right_on=["source_vintage", "source_code"],
        suffixes=("_reported", ""),
    )
    units = {code: at for at, code in enumerate(served.names(level, vintage))}
    reported = pd.to_datetime(carried["month"]).to_numpy("datetime64[M]")
    months, at = np.unique(reported, return_inverse=True)
    unit = carried["area_code"].map(units)
    inside = unit.notna().to_numpy()
    where = at[inside], unit[inside].to_numpy(int)
    counts = np.zeros((len(months), len(units), len(COUNTS)), dtype="int64")
    told = carried.loc[inside].reindex(columns=COUNTS).fillna(0)
    np.add.at(counts, where, told.to_numpy("int64"))
    is_due = np.zeros(counts.shape[:2], dtype=bool)
    is_due[where] = True
    for array in (counts, is_due):
        array.flags.writeable = False
    return months, counts, is_due


def reporting_facts(served: Served, selection: Selection) -> str:
    """The row of figures: how many communes and groups reported in the period."""
    words, t = selection.language, selection.language.t
    period = Period.parse(selection.period)
    known = counted_on(period, served)
    vintage = selection.vintage if selection.vintage in known else known[0]
    rows = reporting(served, period, "commune", vintage)
    due, sent, on_time = (
        int(rows[c].sum()) for c in ("reports_due", "reports_sent", "reports_on_time")
    )
    communes = int((rows["reports_sent"] > 0).sum())

    def of(part: int, whole: int) -> str:
        return t("{n} of {all}", n=formats.number(part, words), all=formats.number(whole, words))

    def share(part: int, whole: int) -> str:
        return formats.value(100 * part / whole if whole else None, "percent", words)

    return facts(
        [
            (t("Communes that sent reports"), of(communes, len(rows)), share(communes, len(rows))),
            (t("Group reports sent"), of(sent, due), share(sent, due)),
            (t("Sent on time"), of(on_time, due), share(on_time, due)),
        ]
    )
