"""The checks of the lines behind a value, in its units and months."""

from html import escape

import pandas as pd
import streamlit as st

from data import sql_files
from kpis.explain.summary import Summary
from kpis.periods import Period
from pages.shell.selection import Selection, link
from pages.shell.served import Served
from pages.text import formats
from pages.widgets.table import table


def checks_table(served: Served, shown: Selection, found: Summary) -> None:
    """Draws the checks that read the files of the value, those that do not hold before the rest."""
    words, t = shown.language, shown.language.t
    rows = checks_file(served, shown, found)
    title, state = rows.columns[0], rows.columns[-1]
    broken = rows[rows[state] > 0]
    text = t(
        "{n} of {all} checks of these files hold for these units and months.",
        n=formats.number(len(rows) - len(broken), words),
        all=formats.number(len(rows), words),
    )
    st.html(f"<p class='told'>{escape(text)} {link('quality', t('Data quality'), shown)}</p>")
    if len(broken):
        table(
            {
                title: broken[title].to_list(),
                state: [formats.number(n, words) for n in broken[state]],
            },
            t("Checks of the data"),
            [state],
        )


def checks_file(served: Served, shown: Selection, found: Summary) -> pd.DataFrame:
    """One line a check of the files of the value, with the rows of its units that break it."""
    t = shown.language.t
    checks = served.table("mart_check")
    mine = [
        not sql_files.exports_behind(name).isdisjoint(found.exports) for name in checks["check_id"]
    ]
    checks = checks[mine]
    rows = served.counted("mart_check_row", ("check_id", "area_code", "month"))
    period, units = Period.parse(shown.period), set(found.units["area_code"])
    inside = rows["area_code"].isin(units) & rows["month"].between(
        pd.Timestamp(period.first_month), pd.Timestamp(period.last_month)
    )
    counts = rows[inside].groupby("check_id")["lines"].sum()
    claims = checks["claim_vi" if shown.lang == "vi" else "claim"]
    shown_rows = pd.DataFrame(
        {
            t("What must hold"): claims,
            t("Rows that break it"): checks["check_id"].map(counts).fillna(0).astype(int),
        }
    )
    return shown_rows.sort_values(t("Rows that break it"), ascending=False, ignore_index=True)
