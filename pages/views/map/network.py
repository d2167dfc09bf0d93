"""The groups of one unit, and what hinders them, from the marts of the network."""

from datetime import date
from html import escape

import pandas as pd

from kpis.periods import Period
from pages.shell.periods import counted_on
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats


def network(served: Served, selection: Selection) -> list[tuple[str, str, str]]:
    """Villages, groups and members at the end of the period, as (label, figure, note).

    Where lists of members are missing, the note says of how many groups they came.
    """
    words, t = selection.language, selection.language.t
    rows = _of_unit(served, selection, "mart_network_month")
    if rows.empty:
        return []
    latest = rows[rows["month"] == rows["month"].max()]
    totals = latest[["villages", "groups", "members", "groups_listed"]].sum(min_count=1)
    labels = {"villages": t("Villages"), "groups": t("Groups"), "members": t("Members")}
    note = ""
    if totals["groups_listed"] < totals["groups"]:
        n, every = (formats.number(totals[name], words) for name in ("groups_listed", "groups"))
        note = t("from the lists of {n} of {all} groups", n=n, all=every)
    return [
        (label, formats.number(totals[name], words), note if name == "members" else "")
        for name, label in labels.items()
    ]


def no_groups(served: Served, selection: Selection) -> str:
    """Why nothing is said of groups: they are counted on the units of their reports or newer."""
    known = counted_on(Period.parse(selection.period), served)
    if selection.vintage in known:
        return ""
    text = selection.language.t(
        "Groups and their difficulties are counted, not estimated: see the units of {vintage}.",
        vintage=known[0],
    )
    return f"<p class='note'>{escape(text)}</p>"


def difficulties(served: Served, selection: Selection) -> str:
    """The difficulties named in the reports of the period, most frequent first, as HTML text."""
    rows = _of_unit(served, selection, "mart_difficulty_month")
    if rows.empty:
        return ""
    counts = rows.groupby("difficulty")["reports"].sum().sort_values(ascending=False)
    codes = served.table("mart_code").query("list == 'difficulty'").set_index("code")
    names = codes[f"name_{selection.lang}"]
    return "<br>".join(
        f"{escape(str(names.get(code, code)))}: "
        + selection.language.t("{n} reports", n=formats.number(count, selection.language))
        for code, count in counts.items()
        if count
    )


def _of_unit(served: Served, selection: Selection, table: str) -> pd.DataFrame:
    """Rows of a commune mart in the period that belong to the chosen unit, each to one only.

    None on units older than the reports: groups and their reports cannot be divided among them.
    """
    period = Period.parse(selection.period)
    if selection.vintage not in counted_on(period, served):
        return served.table(table).head(0)
    places = served.table("mart_area_map")
    inside = places[
        (places["source_level"] == "commune")
        & (places["level"] == selection.level)
        & (places["vintage"] == selection.vintage)
        & (places["area_code"] == selection.area)
        & places["is_main"]
    ]
    rows = served.table(table).merge(
        inside[["source_vintage", "source_code"]],
        left_on=["vintage", "area_code"],
        right_on=["source_vintage", "source_code"],
    )
    months = rows["month"].map(lambda m: date(m.year, m.month, 1))
    return rows[(months >= period.first_month) & (months <= period.last_month)]
