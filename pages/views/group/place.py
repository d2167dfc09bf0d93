"""The place of a group among those of its commune: what each did in the period."""

import pandas as pd
import streamlit as st

from kpis.network import group as network
from kpis.periods import Period
from pages.shell.offered.few import sees_few
from pages.shell.selection import Selection, link
from pages.shell.served import Served
from pages.text import formats
from pages.text.markup import plain
from pages.views.group.history import files
from pages.views.group.view import everyone
from pages.widgets.groups.words import active
from pages.widgets.table import Html, table


def ranked(group: pd.Series, served: Served, selection: Selection) -> pd.DataFrame:
    """The groups of the commune, those with most assists in the period first: rank, counts.

    Alike ones share the better rank. One that is known to have done nothing has 0, one of which
    nothing is known has no rank.
    """
    rows = everyone(served, selection)
    rows = rows[rows["area_code"] == group["area_code"]]
    period = Period.parse(selection.period)
    done = served.ask(
        network.beside, tuple(rows["group_code"]), period, tuple(files(served, period))
    )
    rows = rows.merge(done, how="left", on="group_code")
    known = rows["is_active"].notna()
    for name in ("sessions", "assists", "households_visited"):
        rows[name] = rows[name].fillna(0).where(known | rows[name].notna())
    by = "assists" if sees_few() else "sessions"
    rows["rank"] = rows[by].rank(method="min", ascending=False)
    return rows.sort_values(["rank", "village_name"], na_position="last").reset_index(drop=True)


def beside(group: pd.Series, served: Served, selection: Selection) -> None:
    """Draws the groups of the commune, this one marked; each is a way to its page."""
    words, t = selection.language, selection.language.t
    rows = ranked(group, served, selection)
    st.header(t("Beside the other groups of the commune"), anchor=False)
    mine = rows[rows["group_code"] == group["group_code"]].iloc[0]
    few = sees_few()
    if pd.notna(mine["rank"]) and few:
        text = t(
            "By assists in the period it is number {n} of the {all} groups of {unit}.",
            n=formats.number(mine["rank"], words),
            all=len(rows),
            unit=group["area_name"],
        )
        st.caption(plain(text))

    def numbers(name: str) -> list[str]:
        return [formats.number(value, words) for value in rows[name].to_list()]

    names = zip(rows["village_name"].to_list(), rows["group_code"].to_list(), strict=True)
    columns = {
        t("Group of"): [
            Html(link("group", str(name or code), selection, group=code)) for name, code in names
        ],
        t("Rank"): numbers("rank"),
        **({t("Assists"): numbers("assists")} if few else {}),
        t("Sessions"): numbers("sessions"),
        **({t("Households visited"): numbers("households_visited")} if few else {}),
        t("Members"): numbers("members"),
        t("Active in the period"): [active(one, words) for one in rows["is_active"]],
    }
    at = rows.index[rows["group_code"] == group["group_code"]][0]
    told = [one for one in columns if one not in (t("Group of"), t("Active in the period"))]
    table(columns, t("Beside the other groups of the commune"), told, chosen=int(at))
