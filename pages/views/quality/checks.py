"""What fails a check or was set aside: counts by unit, and the tables of both."""

import re

import pandas as pd
import streamlit as st

from data.exports import exports
from kpis.periods import Period
from pages.shell.offered.at_work import is_offered
from pages.shell.periods import in_force
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.widgets.table import table

OFFENCES = {"failed": "mart_check_row", "set_aside": "mart_reject"}


def offences(served: Served, period: Period, level: str, vintage: str) -> pd.DataFrame:
    """Lines of a period that fail a check or were set aside, one row a unit that has any.

    Index: the unit's code; columns `failed` and `set_aside`. A line whose unit or month could not
    be read belongs to no unit and is only in the tables of the page.
    """
    places = served.table("mart_area_map")
    places = places[(places["level"] == level) & (places["vintage"] == vintage) & places["is_main"]]
    onto = places.set_index(["source_vintage", "source_code"])["area_code"]
    counts = {}
    for name, mart in OFFENCES.items():
        rows = served.counted(mart, ("area_code", "month")).dropna(subset=["area_code", "month"])
        inside = rows["month"].between(
            pd.Timestamp(period.first_month), pd.Timestamp(period.last_month)
        )
        rows = rows[inside]
        months = [Period.parse(f"{month:%Y-%m}") for month in rows["month"]]
        units = [
            onto.get((in_force(month, served), code))
            for month, code in zip(months, rows["area_code"], strict=True)
        ]
        counts[name] = rows["lines"].groupby(pd.Series(units, rows.index, dtype=object)).sum()
    return pd.DataFrame(counts).fillna(0).astype(int)


def checks(served: Served, selection: Selection) -> None:
    """Each check with its number of offenders, and the offending rows of one of them."""
    words, t = selection.language, selection.language.t
    found = served.table("mart_check").sort_values("offenders", ascending=False)
    claims = dict(zip(found["check_id"], _claims(found, selection), strict=True))
    told = checks_table(served, selection)
    *_, count = told.columns
    shown = {title: told[title].to_list() for title in told}
    shown[count] = [formats.number(n, words) for n in shown[count]]
    table(shown, t("Checks of the data"), [count])
    broken = list(found.loc[found["offenders"] > 0, "check_id"])
    if not broken:
        st.success(t("Every check holds."))
        return
    if not is_offered("read_rows", words, t("Rows that break the check")):
        return
    chosen = st.selectbox(
        t("Rows that break the check"), broken, format_func=claims.__getitem__, key="check"
    )
    rows = served.rows("mart_check_row")
    rows = rows[rows["check_id"] == chosen]
    names = served.table("mart_unit").set_index(["vintage", "level", "code"])["name"]
    keys = list(zip(rows["vintage"], rows["level"], rows["area_code"], strict=True))
    shown = pd.DataFrame(
        {
            t("Unit"): [names.get(key, key[2]) for key in keys],
            t("Month"): [formats.month(m, words) for m in rows["month"]],
            t("What was found"): _in_words(rows["detail"], selection),
        }
    )
    st.dataframe(shown, hide_index=True, height=formats.table_height(shown), key="check-rows")


def checks_table(served: Served, selection: Selection) -> pd.DataFrame:
    """One line a check, those that are broken most first, numbers as numbers."""
    t = selection.language.t
    found = served.table("mart_check").sort_values("offenders", ascending=False)
    severities = {"error": t("error"), "warning": t("warning")}
    return pd.DataFrame(
        {
            t("What must hold"): _claims(found, selection),
            t("Severity"): found["severity"].map(severities).to_list(),
            t("Rows that break it"): found["offenders"].to_list(),
        }
    )


def rejects(served: Served, selection: Selection) -> None:
    """The lines that could not be read, with file, line, column, rule and original text."""
    t = selection.language.t
    if not is_offered("read_quarantine", selection.language):
        return
    shown = set_aside_table(served, selection)
    if shown.empty:
        st.success(t("No row was set aside."))
        return
    st.caption(t("They count nowhere until they are mended and sent again."))
    st.dataframe(shown, hide_index=True, height=formats.table_height(shown), key="rejects")


def set_aside_table(served: Served, selection: Selection) -> pd.DataFrame:
    """The same as a table, one line a line of a file."""
    t, rows = selection.language.t, served.rows("mart_reject")
    headers = {
        (one.name, field): header for one in exports() for field, header in one.fields.items()
    }
    rules = served.table("mart_code").query("list == 'rule'").set_index("code")
    columns = list(zip(rows["export"], rows["field"], strict=True))
    return pd.DataFrame(
        {
            t("File"): rows["file"],
            t("Line"): rows["line"],
            t("Field"): [headers.get(column, formats.MISSING) for column in columns],
            t("What is wrong"): rows["rule"].map(rules[f"name_{selection.lang}"]),
            t("Original text"): rows["text"].fillna(""),
        }
    )


def _in_words(details: pd.Series, selection: Selection) -> list[str]:
    """Details with the names of fields as the exports head their columns, in Vietnamese only."""
    if selection.lang != "vi":
        return details.to_list()
    headers = {field: header for one in exports() for field, header in one.fields.items()}
    return [re.sub(r"[a-z_0-9]+", lambda w: headers.get(w[0], w[0]), text) for text in details]


def _claims(found: pd.DataFrame, selection: Selection) -> list[str]:
    return found["claim_vi" if selection.lang == "vi" else "claim"].to_list()
