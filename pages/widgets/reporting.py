"""Who reported: counts of communes and of groups, from mart_report_month."""

from datetime import date

import pandas as pd

from kpis.periods import Period
from pages.shell.periods import counted_on
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.text.markup import facts

COUNTS = ["reports_due", "reports_sent", "reports_on_time", "reports_late", "reports_missing"]


def reporting(served: Served, period: Period, level: str, vintage: str) -> pd.DataFrame:
    """Reports due, sent, on time, late and missing of a period, one row a unit of the level.

    Columns: area_code, area_name, parent_code, the five counts, on_time_pct. Months reported
    under older units are carried onto the vintage; a unit with nothing due has no counts. A
    report counts once: in a former district with the whole of its commune.
    """
    reports = served.table("mart_report_month")
    months = reports["month"].map(lambda m: date(m.year, m.month, 1))
    reports = reports[(months >= period.first_month) & (months <= period.last_month)]
    places = served.table("mart_area_map")
    places = places[
        (places["source_level"] == "commune")
        & (places["level"] == level)
        & (places["vintage"] == vintage)
        & places["is_main"]
    ]
    carried = reports.merge(
        places,
        left_on=["vintage", "area_code"],
        right_on=["source_vintage", "source_code"],
        suffixes=("_reported", ""),
    )
    totals = carried.groupby("area_code")[COUNTS].sum()
    units = served.units(level, vintage).rename(columns={"code": "area_code", "name": "area_name"})
    frame = units[["area_code", "area_name", "parent_code"]].merge(
        totals, how="left", left_on="area_code", right_index=True
    )
    frame["on_time_pct"] = 100 * frame["reports_on_time"] / frame["reports_due"]
    return frame.reset_index(drop=True)


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
            (t("Communes that reported"), of(communes, len(rows)), share(communes, len(rows))),
            (t("Group reports received"), of(sent, due), share(sent, due)),
            (t("Of them on time"), of(on_time, due), share(on_time, due)),
        ]
    )
